"""Values of the driver in the two JSON forms of Neo4j's Query API v2: plain, and with the type beside each value."""

import base64
import math
import re
from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

_ZEROS = re.compile(r"\.?0+$")
_FRACTION = re.compile(r"\.\d+")


def plain(value: Any) -> Any:
    """The value in the terms of JSON; of a temporal or spatial one and of NaN and infinity the text."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else _float(value)
        case list():
            return [plain(v) for v in value]
        case Mapping() if not isinstance(value, Node | Relationship):
            return {key: plain(v) for key, v in value.items()}
        case Path():
            return [plain(v) for v in _steps(value)]
        case Node():
            return {
                "elementId": value.element_id,
                "labels": sorted(value.labels),
                "properties": {key: plain(v) for key, v in value.items()},
            }
        case Relationship():
            start, end = _ends(value)
            return {
                "elementId": value.element_id,
                "startNodeElementId": start,
                "endNodeElementId": end,
                "type": value.type,
                "properties": {key: plain(v) for key, v in value.items()},
            }
    return _scalar(value)[1].partition("[")[0]


def typed(value: Any) -> dict[str, Any]:
    """The value as `{"$type": ..., "_value": ...}`, numbers as text."""
    name, told = _typed(value)
    return {"$type": name, "_value": told}


def _typed(value: Any) -> tuple[str, Any]:
    match value:
        case None:
            return "Null", None
        case bool():
            return "Boolean", value
        case int():
            return "Integer", str(value)
        case float():
            return "Float", _float(value)
        case str():
            return "String", value
        case list():
            return "List", [typed(v) for v in value]
        case Path():
            return "Path", [typed(v) for v in _steps(value)]
        case Node():
            labels = sorted(value.labels)
            return "Node", {"_element_id": value.element_id, "_labels": labels, "_properties": _properties(value)}
        case Relationship():
            start, end = _ends(value)
            return "Relationship", {
                "_element_id": value.element_id,
                "_start_node_element_id": start,
                "_end_node_element_id": end,
                "_type": value.type,
                "_properties": _properties(value),
            }
        case Mapping():
            return "Map", {key: typed(v) for key, v in value.items()}
    return _scalar(value)


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {key: typed(v) for key, v in entity.items()}


def _steps(path: Path) -> list[Any]:
    """Nodes and relationships by turns."""
    steps: list[Any] = [path.nodes[0]]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        steps += [relationship, node]
    return steps


def _ends(relationship: Relationship) -> tuple[str | None, str | None]:
    start, end = relationship.nodes
    return start.element_id if start else None, end.element_id if end else None


def _float(value: float) -> str:
    if math.isfinite(value):
        return repr(value)
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _scalar(value: Any) -> tuple[str, str]:
    """A value that JSON has no form for: its type and its text, by ISO 8601 or as well-known text."""
    match value:
        case DateTime():
            zone = getattr(value.tzinfo, "zone", None) or getattr(value.tzinfo, "key", None)
            text = _iso(value.iso_format())
            if value.tzinfo is None:
                return "LocalDateTime", text
            named = zone not in (None, "UTC")  # what the driver makes of the offset Z
            return ("ZonedDateTime", f"{text}[{zone}]") if named else ("OffsetDateTime", text)
        case Date():
            return "Date", value.iso_format()
        case Time():
            return "LocalTime" if value.tzinfo is None else "Time", _iso(value.iso_format())
        case Duration():
            return "Duration", _iso(value.iso_format())
        case Point():
            kind = "POINT Z" if len(value) == 3 else "POINT"
            return "Point", f"SRID={value.srid};{kind} ({' '.join(repr(float(c)) for c in value)})"
        case bytes() | bytearray():
            return "Base64", base64.b64encode(value).decode()
    return "Unsupported", str(value)


def _iso(text: str) -> str:
    """No zeros at the end of a fraction, and Z for no offset."""
    text = _FRACTION.sub(lambda fraction: _ZEROS.sub("", fraction.group()), text)
    return re.sub(r"[+-]00:00$", "Z", text)
