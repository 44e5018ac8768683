"""A score that separates a match from a guess, and the features that it is made of.

The name counts most. An office or a property that agrees makes up for what is missing of a name; one that does not
agree takes away, and so a name that fits perfectly but for the wrong office stays below `CERTAIN`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from graph.identity import normalise
from graph.match.names import acronyms, similarity
from graph.match.readings import BELONGING, Reading, readings, same_office
from graph.match.wanted import Candidate, HeldPost, Named, Profile, Wanted
from ontology.vocabulary import ID, VOCABULARY

CERTAIN, APART = 90.0, 10.0
"""From which score a candidate may be a match, and by how much the next one must be behind."""
WORTH_TELLING = 30.0
"""Candidates below are not told."""

SPELT_OUT = 0.8
"""Name similarity of an acronym that only the first letters of a name tell."""
HOLDER, HELD = 0.92, 0.6
"""That of an office without a name, to who held it on the day, and to who held it at all."""
MADE_UP = {"office": 0.75, "post": 0.75, "jurisdiction": 0.3, "party": 0.1}
"""How much of what the name lacks an agreement makes up for."""
TAKEN_AWAY = {"office": 0.85, "post": 0.7, "on": 0.7, "jurisdiction": 0.7, "party": 0.8, "wikidata": 0.3, "type": 0.7}
NOT_KNOWN = 0.95
"""What is left of a score where a property is asked for of which nothing is known."""
_UNDECIDED: Mapping[str, bool] = MappingProxyType({})


def rank(
    wanted: Wanted, profiles: Iterable[Profile], decided: Mapping[str, bool] = _UNDECIDED
) -> tuple[Candidate, ...]:
    """The candidates that are worth telling, the best first; which is a `match` is judged among all of them.

    `decided` says of IRIs that the name means them or does not: the former is the match, the latter are none and last.
    """
    scored = (score(wanted, p) for p in profiles if _admitted(wanted, p))
    found = [_judged(c, decided.get(c.profile.entity.iri)) for c in scored]
    found = [c for c in found if c.score >= WORTH_TELLING or "decided" in c.features]
    found = [c for c in found if all(c.features.get(name) for name in wanted.required)]
    found.sort(key=lambda c: (-c.features.get("decided", 0), -c.score, -c.profile.acts, c.profile.entity.iri))
    if found and _matches(*found[:2]):
        found[0] = replace(found[0], match=True)
    return tuple(found[: wanted.limit])


def _judged(candidate: Candidate, accepted: bool | None) -> Candidate:
    """With the highest or the lowest score where somebody decided; the features still tell what the name is like."""
    if accepted is None:
        return candidate
    features = {**candidate.features, "decided": 1 if accepted else -1}
    return replace(candidate, score=100.0 if accepted else 0.0, features=features)


def _matches(best: Candidate, after: Candidate | None = None) -> bool:
    if "decided" in best.features:
        return best.features["decided"] == 1
    return best.score >= CERTAIN and (after is None or best.score - after.score >= APART)


def _admitted(wanted: Wanted, profile: Profile) -> bool:
    if wanted.strict == "should" or not wanted.types:
        return True
    fits = [VOCABULARY.is_a(profile.entity.kind, t) for t in wanted.types]
    return all(fits) if wanted.strict == "all" else any(fits)


def score(wanted: Wanted, profile: Profile) -> Candidate:
    if identifies(wanted.name, profile):
        return Candidate(profile, 100.0, {"identifier": True})
    likeness, features = _named(wanted, profile) if wanted.name else (0.0, {})
    agreed = {name: _agrees(wanted, name, profile) for name in wanted.said if name != "wikidata"}
    if wanted.on:
        agreed["on"] = any(p.covers(wanted.on) for p in _posts_meant(wanted, profile)) if profile.posts else None
    if "wikidata" in wanted.said:
        mine = profile.wikidata in wanted.said["wikidata"]
        features["wikidata"] = mine
        likeness = 1.0 if mine else likeness * (TAKEN_AWAY["wikidata"] if profile.wikidata else NOT_KNOWN)
    if not wanted.name and agreed.get("post"):
        likeness = max(likeness, HOLDER if agreed.get("on") else HELD)
    if wanted.types:
        fits = any(VOCABULARY.is_a(profile.entity.kind, t) for t in wanted.types)
        features["type"] = fits
        likeness *= 1.0 if fits else TAKEN_AWAY["type"]
    features |= {name: agrees for name, agrees in agreed.items() if agrees is not None}
    return Candidate(profile, round(100 * _weighed(likeness, agreed), 1), features)


def _weighed(likeness: float, agreed: dict[str, bool | None]) -> float:
    for name, agrees in agreed.items():
        if agrees:
            likeness += (1 - likeness) * MADE_UP.get(name, 0.0) if likeness >= 0.5 else 0.0
        else:
            likeness *= NOT_KNOWN if agrees is None else TAKEN_AWAY[name]
    return likeness


def identifies(typed: str, profile: Profile) -> bool:
    """Whether what was typed is the IRI, the identifier or the Wikidata item of the participant."""
    iri = profile.entity.iri
    return typed in (iri, iri.removeprefix(str(ID))) or (typed != "" and typed == profile.wikidata)


def _named(wanted: Wanted, profile: Profile) -> tuple[float, dict[str, float | bool]]:
    """How like the name is by the best reading, and why."""
    person = VOCABULARY.is_a(profile.entity.kind, "Person")
    of_words, office = max(
        (_read(r, wanted, profile, person) for r in readings(wanted.name) if person or not r.office),
        key=lambda found: found[0],
    )
    exact = any(r.name == normalise(n) for r in readings(wanted.name)[:1] for n in profile.names)
    acronym = not person and wanted.name.isupper() and wanted.name.replace(".", "") in acronyms(profile.names)
    likeness = max(of_words, SPELT_OUT) if acronym else of_words
    features: dict[str, float | bool] = {"name": round(likeness, 3), "exactName": exact}
    if acronym or (exact and wanted.name.isupper()):
        features["acronym"] = True
    if office is not None:
        features["office"] = office
    return likeness, features


def _read(reading: Reading, wanted: Wanted, profile: Profile, person: bool) -> tuple[float, bool | None]:
    if not reading.office:
        return similarity(reading.name, profile.names, person), None
    holds = _holds(reading.office, profile)
    if not reading.name:
        on_day = wanted.on is not None and any(p.covers(wanted.on) for p in _meant(reading.office, profile))
        return (HOLDER if on_day else HELD) if holds else 0.0, holds
    return _weighed(similarity(reading.name, profile.names, person), {"office": holds}), holds


def _holds(office: str, profile: Profile) -> bool:
    if _meant(office, profile):
        return True
    bodies = {body for words, body in BELONGING.items() if f" {office}".endswith(f" {words}")}
    return any(VOCABULARY.is_a(w.kind, body) for w in profile.wholes for body in bodies)


def _meant(office: str, profile: Profile) -> list[HeldPost]:
    words = set(same_office(normalise(office)).split())
    return [
        p
        for p in profile.posts
        if p.iri == office or any(words <= set(same_office(normalise(n)).split()) for n in p.names)
    ]


def _posts_meant(wanted: Wanted, profile: Profile) -> list[HeldPost]:
    """The posts that were asked for by property or in the name; every one where none was."""
    offices = [*wanted.said.get("post", ()), *(r.office for r in readings(wanted.name) if r.office)]
    return [p for office in offices for p in _meant(office, profile)] if offices else list(profile.posts)


def _agrees(wanted: Wanted, name: str, profile: Profile) -> bool | None:
    """Whether one of the values agrees; None where nothing is known."""
    values = wanted.said[name]
    if name == "post":
        return any(_holds(v, profile) for v in values) if profile.posts or profile.wholes else None
    known = profile.parties if name == "party" else profile.wholes
    if any(_is(v, n) for v in values for n in known):
        return True
    if name == "jurisdiction" and any(_of_place(v, p) for v in values for p in profile.posts):
        return True
    return False if known else None


def _is(value: str, named: Named) -> bool:
    plain = normalise(value)
    return value in (named.iri, named.iri.removeprefix(str(ID))) or any(plain == normalise(n) for n in named.names)


def _of_place(value: str, post: HeldPost) -> bool:
    """Whether the post's own name tells the place: the senator from Illinois is one of the Senate."""
    plain = f" {normalise(value)} "
    return any(plain in f" {normalise(n)} " for n in post.names)
