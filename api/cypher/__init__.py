"""`POST /v1/cypher`: Cypher of strangers, in the form of Neo4j's Query API v2, reading only and within limits."""
