"""The graph as a whole: out as RDF or as tables for `neo4j-admin`, and in again."""
