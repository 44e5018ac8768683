"""Annotated articles, read and checked: entities, and acts between them.

An annotation lies beside its text, or is standoff (`graph.evaluate.standoff`) with its text in another folder.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.errors import InputError, MissingFile
from graph.evaluate import standoff
from graph.evaluate.likeness import alike, described, forms
from graph.read.given import Given
from graph.read.sidecar import as_given

_LOOSE = frozenset({"Group", "Policy", "Program", "Place"})
"""Kinds whose gold names may be descriptions, and are compared by their words."""
_OWNED = frozenset({"Policy", "Program"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """An act of the annotation; `agent`, `target` and `source` are ids of its entities, `same` is empty or one number.

    `places` holds where the text has its trigger and the mentions of its agent and target, as far as that is annotated.
    """

    agent: str
    target: str
    type: str
    stance: str
    realis: str
    start: int
    end: int
    trigger: str
    core: bool
    same: tuple[int, ...]
    source: str | None = None
    date: str | None = None
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Entity:
    id: str
    name: str
    names: tuple[str, ...]
    type: str
    owner: str | None
    wikidata: str | None

    def forms(self) -> set[str]:
        """Whoever has a name is not found by a description of him."""
        loose = self.type in _LOOSE or described(self.name)
        return set().union(*(forms(n) for n in self.names if loose or n == self.name or not described(n)))


class Gold:
    """One annotated article."""

    def __init__(self, entities: Iterable[_Entity], acts: Iterable[Annotated]) -> None:
        self.entities = {e.id: e for e in entities}
        self.told = list(acts)
        self.acts = [a for a in self.told if a.realis != "negated"]
        self._forms = {e.id: e.forms() for e in self.entities.values()}

    def mentioned(self) -> set[str]:
        """The ids that acts and owners refer to."""
        owners = {e.owner for e in self.entities.values() if e.owner}
        return owners | {id for act in self.acts for id in (act.agent, act.target, act.source) if id}

    def is_entity(self, name: str, wikidata: str | None, id: str) -> bool:
        gold = self.entities[id]
        if (wikidata and wikidata == gold.wikidata) or forms(name) & self._forms[id]:
            return True
        return gold.type in _LOOSE and any(alike(name, other) for other in gold.names)

    def kind(self, id: str) -> str:
        return self.entities[id].type

    def owner(self, id: str) -> str | None:
        """The id of the actor whose policy or programme it is."""
        return self.entities[id].owner if self.entities[id].type in _OWNED else None

    def is_target(self, name: str, wikidata: str | None, id: str) -> bool:
        """A policy or programme is met in its owner too."""
        gold = self.entities[id]
        if self.is_entity(name, wikidata, id):
            return True
        owned = gold.type in _OWNED and gold.owner and gold.owner != id
        return bool(owned and self.is_entity(name, wikidata, gold.owner or ""))

    def with_owners(self, acts: Iterable[Annotated]) -> list[Annotated]:
        """The acts, then each act against a policy once more against its owner, whom nobody need find."""
        acts = list(acts)
        owners = [(a, self.entities[a.target]) for a in acts]
        return acts + [
            replace(act, target=e.owner, core=False)
            for act, e in owners
            if e.type in _OWNED and e.owner is not None and e.owner not in (act.target, act.agent)
        ]


def gold_articles(gold_dir: Path, texts: Path | None = None) -> Iterator[tuple[str, Path, Given]]:
    """Each annotated article: its document, the path of its text and what the annotation says of it."""
    for path in annotations(gold_dir):
        text, told = _text_of(path, texts), _load(path)
        keys = ("title", "published", "publisher", "url")
        given = as_given({k: v if isinstance(v := told.get(k), str) else None for k in keys}, path.name)
        yield path.stem, text, replace(given, document=path.stem)


def _text_of(annotation: Path, texts: Path | None) -> Path:
    text = (texts or annotation.parent) / f"{annotation.stem}.txt"
    if not text.is_file():
        where = "in the folder of texts" if texts else "beside it (--texts names another folder)"
        raise MissingFile(f"{annotation.name} has no {text.name} {where}")
    return text


def annotations(gold_dir: Path) -> list[Path]:
    """The annotation files of the folder, sorted; there is at least one. Raises `MissingFile`."""
    if not gold_dir.is_dir():
        raise MissingFile(f"{gold_dir}: there is no such folder of annotated articles")
    paths = [p for p in sorted(gold_dir.glob("*.json")) if not p.name.endswith(".meta.json")]
    if not paths:
        raise MissingFile(f"{gold_dir}: the folder holds no annotated article (NAME.json beside NAME.txt)")
    return paths


def _load(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name} is not JSON: {error}") from error
    if not isinstance(told, dict):
        raise InputError(f"{path.name} holds no JSON object")
    return told


def read_gold(path: Path, texts: Path | None = None) -> Gold:
    """The annotation in the file. Raises `InputError`, naming what it lacks."""
    told = _load(path)
    try:
        text = _text_of(path, texts).read_text(encoding="utf-8")
        told = standoff.with_text(told, text, path.name) if "sha256" in told else standoff.with_places(told, text)
        gold = Gold(map(_entity, told["entities"]), map(_annotated, told["acts"]))
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise InputError(f"{path.name} is no annotation: {type(error).__name__} {error}") from error
    unknown = sorted(gold.mentioned() - set(gold.entities))
    if unknown:
        raise InputError(f"{path.name} names entities that it does not describe: {', '.join(unknown)}")
    return gold


def _entity(told: dict[str, Any]) -> _Entity:
    names = (told["name"], *told["aliases"])
    return _Entity(told["id"], told["name"], names, told["type"], told.get("owner"), told.get("wikidata"))


def _annotated(told: dict[str, Any]) -> Annotated:
    plain = {key: str(told[key]) for key in ("agent", "target", "type", "stance", "realis", "trigger")}
    places = {key: (int(at[0]), int(at[1])) for key, at in told.get("places", {}).items() if at}
    return Annotated(
        **plain,
        start=int(told["start"]),
        end=int(told["end"]),
        core=told.get("weight", "core") == "core",
        same=(int(told["same"]),) if "same" in told else (),
        source=told.get("source"),
        date=told.get("date"),
        places=places,
    )
