"""SPARQL over HTTP: queries only, by the W3C SPARQL 1.1 Protocol."""
