"""Examples of a statement and of its answer."""

from typing import Any

STATEMENT: dict[str, Any] = {
    "statement": "MATCH (who)-[:AGENT_OF]->(act:Act)-[:TARGETS]->(whom) WHERE whom.name = $name "
    "RETURN who.name AS who, act.type AS type, act.date AS date ORDER BY date LIMIT 5",
    "parameters": {"name": "U.S. Department of Justice"},
}

TYPED_STATEMENT: dict[str, Any] = {
    "statement": "MATCH (act:Act) WHERE act.date >= $since "
    "RETURN act.type AS type, act.date AS date ORDER BY date LIMIT 5",
    "parameters": {"since": {"$type": "Date", "_value": "2017-08-03"}},
}

ANSWER: dict[str, Any] = {
    "data": {"fields": ["who", "type", "date"], "values": [["Chicago", "SUE", "2017-08-07"]]},
    "truncated": False,
}
