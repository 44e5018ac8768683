"""Who acted upon whom: predicates and participants become the acts that the reader collects."""
