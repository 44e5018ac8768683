"""Values in the typed JSON of Neo4j's Query API v2 as those of the driver: the inverse of `json_values.typed`.

Nodes, relationships and paths are found and never given, so they have none.
"""

import base64
import re
from collections.abc import Callable, Mapping
from functools import partial
from types import NoneType
from typing import Any, TypeVar

import pytz  # type: ignore[import-untyped]  # the driver's time zones
from neo4j.spatial import CartesianPoint, Point, WGS84Point
from neo4j.time import Date, DateTime, Duration, Time

T = TypeVar("T", Time, DateTime)

_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?|Infinity)|NaN")
_TEMPORAL = re.compile(r"(?!0000)[0-9PTZDHMSWY:.,+-]+")
"""The driver takes more than ISO 8601: a line's end, digits of any script, and a year that there is not."""
_ZONED = re.compile(r"([^\[\]]+)\[([^\[\]]+)\]")
_POINT = re.compile(r"SRID=([0-9]{4});POINT ?(Z?) ?\(([^()]+)\)")
_POINTS: Mapping[str, tuple[type[Point], int]] = {
    "7203": (CartesianPoint, 2),
    "9157": (CartesianPoint, 3),
    "4326": (WGS84Point, 2),
    "4979": (WGS84Point, 3),
}


def untyped(given: Any) -> Any:
    """The value of `{"$type": ..., "_value": ...}`. Raises `ValueError`, which says what is wrong with it."""
    if not isinstance(given, dict) or set(given) != {"$type", "_value"}:
        raise ValueError('a value with its type is {"$type": ..., "_value": ...}')
    name, value = str(given["$type"]), given["_value"]
    if name not in _READ:
        raise ValueError(f"no value that can be given is of the type {name[:50]!r}")
    kind, read = _READ[name]
    if not isinstance(value, kind):
        raise ValueError(f"the value of the type {name} is of another kind in JSON")
    if kind is not str:
        return read(value)
    try:
        return read(value)
    except (ValueError, LookupError) as error:
        raise ValueError(f"{value[:50]!r} is no value of the type {name}") from error


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError
    return found


def _integer(text: str) -> int:
    value = int(_matched(_INTEGER, text)[0])
    if not -(2**63) <= value < 2**63:
        raise ValueError
    return value


def _float(text: str) -> float:
    return float(_matched(_FLOAT, text)[0])


def _date(text: str) -> Date:
    return Date.from_iso_format(_matched(_TEMPORAL, text)[0])


def _duration(text: str) -> Duration:
    return Duration.from_iso_format(_matched(_TEMPORAL, text)[0])


def _time(text: str, zoned: bool) -> Time:
    return _of_zone(Time.from_iso_format(_matched(_TEMPORAL, text)[0]), zoned)


def _datetime(text: str, zoned: bool) -> DateTime:
    if text[10:11] != "T":
        raise ValueError
    return _of_zone(DateTime.from_iso_format(_matched(_TEMPORAL, text)[0]), zoned)


def _zoned_datetime(text: str) -> DateTime:
    """The offset says which moment it is, the zone how it is told."""
    moment, zone = _matched(_ZONED, text).groups()
    return _datetime(moment, True).astimezone(pytz.timezone(zone))


def _of_zone(value: T, zoned: bool) -> T:
    if zoned == (value.tzinfo is None):
        raise ValueError
    return value


def _point(text: str) -> Point:
    srid, third, coordinates = _matched(_POINT, text).groups()
    kind, dimensions = _POINTS[srid]
    point = kind([_float(each) for each in coordinates.split()])
    if len(point) != dimensions or bool(third) != (dimensions == 3):
        raise ValueError
    return point


_READ: Mapping[str, tuple[type[Any], Callable[[Any], Any]]] = {
    "Null": (NoneType, lambda value: value),
    "Boolean": (bool, bool),
    "Integer": (str, _integer),
    "Float": (str, _float),
    "String": (str, str),
    "Base64": (str, partial(base64.b64decode, validate=True)),
    "List": (list, lambda values: [untyped(each) for each in values]),
    "Map": (dict, lambda values: {key: untyped(each) for key, each in values.items()}),
    "Date": (str, _date),
    "Time": (str, partial(_time, zoned=True)),
    "LocalTime": (str, partial(_time, zoned=False)),
    "OffsetDateTime": (str, partial(_datetime, zoned=True)),
    "ZonedDateTime": (str, _zoned_datetime),
    "LocalDateTime": (str, partial(_datetime, zoned=False)),
    "Duration": (str, _duration),
    "Point": (str, _point),
}
TYPES = tuple(_READ)
"""The names of the types that a value may be given of."""
