"""What was found, in the words of the protocol."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from rdflib import RDFS

from graph.acts import Entity
from graph.match.wanted import Candidate, HeldPost, Profile
from graph.queries.extended import COLUMNS, Value
from graph.queries.names import identifier
from ontology.vocabulary import VOCABULARY, WW


def type_(kind: str) -> dict[str, Any]:
    label = VOCABULARY.graph.value(WW[kind], RDFS.label)
    return {"id": kind, "name": str(label or kind)}


def type_with_broader(kind: str) -> dict[str, Any]:
    """The type and its wider ones, each with its own."""
    nearest = VOCABULARY.classes[kind].ancestors
    above = [k for k in VOCABULARY.narrowest(nearest) if k in VOCABULARY.participants]
    return {**type_(kind), **({"broader": [type_with_broader(k) for k in above]} if above else {})}


def candidate(found: Candidate) -> dict[str, Any]:
    return {
        **suggestion(found.profile),
        "type": [type_(found.profile.entity.kind)],
        "score": found.score,
        "match": found.match,
        "features": [{"id": name, "value": value} for name, value in found.features.items()],
    }


def suggestion(profile: Profile) -> dict[str, Any]:
    entity = profile.entity
    return {"id": identifier(entity.iri), "name": entity.name, "description": described(profile)}


def described(profile: Profile) -> str:
    """What it is, in a line that tells it from its namesakes."""
    entity = profile.entity
    posts = "; ".join(tenure(p) for p in profile.posts[:2])
    owner = f"of {entity.owner.name}" if entity.owner else ""
    places = [w.names[0] for w in profile.wholes if w.kind == "State"] if not posts else []
    kind = f"{type_(entity.kind)['name']} {owner}".strip()
    return profile.description or posts or ", ".join([kind, *places])


def tenure(post: HeldPost) -> str:
    return f"{post.names[0]}, {post.since.year} to {post.until.year if post.until else 'now'}"


def rows(
    ids: Mapping[str, str], found: Mapping[str, Mapping[str, Sequence[Value]]], limits: Mapping[str, int]
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """By identifier as it was sent and by property; an entity that is not known has no values."""
    return {
        id_: {
            column: [value(v) for v in _limited(found.get(iri, {}).get(column, ()), limit)]
            for column, limit in limits.items()
        }
        for id_, iri in ids.items()
    }


def _limited(values: Sequence[Value], limit: int) -> Sequence[Value]:
    return values[:limit] if limit else values


def value(given: Value) -> dict[str, Any]:
    """A value as the protocol has it; a day is its first second, since the protocol knows no days."""
    if given is None:
        return {}
    if isinstance(given, Entity):
        return {"id": identifier(given.iri), "name": given.name}
    if isinstance(given, date):
        return {"date": f"{given.isoformat()}T00:00:00Z"}
    return {"int": given} if isinstance(given, int) else {"str": given}


def columns(ids: Iterable[str]) -> list[dict[str, Any]]:
    """The `meta` of an extension."""
    told = [COLUMNS[i] for i in ids]
    return [{"id": c.id, "name": c.label, **({"type": type_("Participant")} if c.entities else {})} for c in told]
