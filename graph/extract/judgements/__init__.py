"""What somebody says of somebody: claims, verdicts and demands become acts that the reader collects."""
