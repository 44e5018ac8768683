"""whowhom: who acted against whom, with the sentence that says so."""

__version__ = "0.1.0"
