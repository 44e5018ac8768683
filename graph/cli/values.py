"""Values of Neo4j for people and for programs: nodes, relationships and paths are told by what they have."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from ontology.vocabulary import VOCABULARY

_TELLING = ("name", "title", "text", "type", "uri")
"""The property that a node is shown by: the first of these that it has."""


def readable(value: Any) -> str:
    """One value as a table shows it."""
    if _is_node(value):
        return _node(value)
    if _is_relationship(value):
        return f"[:{value.type}]"
    if _is_path(value):
        return _path(value)
    if isinstance(value, list):
        return f"[{', '.join(map(readable, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {readable(v)}" for k, v in value.items()) + "}"
    if value is None:
        return "null"
    return value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False).strip('"')


def plain(value: Any) -> Any:
    """The value in the terms of JSON."""
    if _is_node(value):
        return {
            "elementId": value.element_id,
            "labels": sorted(value.labels),
            "properties": plain(dict(value.items())),
        }
    if _is_relationship(value):
        return {
            "elementId": value.element_id,
            "type": value.type,
            "startNodeElementId": value.start_node.element_id,
            "endNodeElementId": value.end_node.element_id,
            "properties": plain(dict(value.items())),
        }
    if _is_path(value):
        return {"nodes": plain(list(value.nodes)), "relationships": plain(list(value.relationships))}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)  # JSON has no infinity
    return str(value)


def _node(node: Any) -> str:
    kinds = VOCABULARY.narrowest(sorted(node.labels)) or sorted(node.labels)
    key = next((k for k in _TELLING if node.get(k) is not None), None)
    told = f" {{{key}: {node.get(key)!r}}}" if key else ""
    return f"({''.join(f':{kind}' for kind in kinds)}{told})"


def _path(path: Any) -> str:
    shown = _node(path.nodes[0])
    for here, link, there in zip(path.nodes, path.relationships, path.nodes[1:], strict=False):
        left, right = ("-", "->") if link.start_node == here else ("<-", "-")
        shown += f"{left}[:{link.type}]{right}{_node(there)}"
    return shown


def _is_node(value: Any) -> bool:
    return hasattr(value, "labels") and hasattr(value, "items")


def _is_relationship(value: Any) -> bool:
    return hasattr(value, "start_node") and hasattr(value, "type")


def _is_path(value: Any) -> bool:
    return hasattr(value, "relationships") and hasattr(value, "nodes")
