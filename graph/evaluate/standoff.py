"""Annotations without the text: offsets into an article that the reader of the file has to bring.

A standoff file says what an annotation says, `id`, `published` and `publisher` included, but where that quotes the
article this holds `[start, end]` in code points: an entity's `mentions` in place of its `aliases`, and an act's
`sentence`, `trigger`, `agent_mention` and `target_mention` (null where the sentence has none). `sha256` is that of the
UTF-8 text, so that offsets are never read into another text. Names stay, so that what is annotated can be read.
"""

import hashlib
import re
from typing import Any

from graph.errors import InputError

Json = dict[str, Any]
Offsets = list[int]
_WORDS = ("trigger", "agent_mention", "target_mention")


def without_text(told: Json, text: str) -> Json:
    """The annotation as standoff. An alias stands at every place where the text has it as whole words."""
    entities = [{**_but(e, "aliases"), "mentions": _places(e, text)} for e in told["entities"]]
    acts = [_act_without_text(a, text) for a in told["acts"]]
    kept: Json = {key: told[key] for key in ("id", "published", "publisher") if key in told}
    return {**kept, "sha256": _digest(text), "entities": entities, "acts": acts}


def with_text(told: Json, text: str, name: str) -> Json:
    """The annotation that a standoff file stands for. Raises `InputError` when the text is another one."""
    if told["sha256"] != _digest(text):
        raise InputError(f"{name} was made for another text: its sha256 is not that of the text given")
    entities = [{**_but(e, "mentions"), "aliases": _quoted(e["mentions"], text)} for e in told["entities"]]
    acts = [
        {
            **_but(a, "sentence"),
            "start": a["sentence"][0],
            "end": a["sentence"][1],
            **{key: _at(a[key], text) for key in _WORDS},
            "places": {key: a[key] for key in _WORDS},
        }
        for a in told["acts"]
    ]
    return {**_but(told, "sha256"), "entities": entities, "acts": acts}


def with_places(told: Json, text: str) -> Json:
    """The annotation beside its text, with the places that its words have there."""
    acts = [{**a, "places": _words_of(a, text)} for a in told["acts"]]
    return {**told, "acts": acts}


def _act_without_text(act: Json, text: str) -> Json:
    return {**_but(act, "start", "end"), "sentence": [act["start"], act["end"]], **_words_of(act, text)}


def _words_of(act: Json, text: str) -> dict[str, Offsets | None]:
    trigger = _in_sentence(act["trigger"], act, text, act["start"])
    near = trigger[0] if trigger else act["start"]
    mentions = {key: _in_sentence(act.get(key), act, text, near) for key in ("agent_mention", "target_mention")}
    return {"trigger": trigger, **mentions}


def _in_sentence(words: str | None, act: Json, text: str, near: int) -> Offsets | None:
    """Where the act's sentence has the words, the place nearest to `near` if there are several."""
    if not words:
        return None
    found = [m.span() for m in _whole(words).finditer(text, act["start"], act["end"])]
    if not found and (at := text.find(words, act["start"], act["end"])) >= 0:
        found = [(at, at + len(words))]
    if not found:
        return None
    start, end = min(found, key=lambda span: abs(span[0] - near))
    return [start, end]


def _places(entity: Json, text: str) -> list[Offsets]:
    found = {m.span() for alias in entity["aliases"] for m in _whole(alias).finditer(text)}
    return [list(span) for span in sorted(found)]


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def _quoted(places: list[Offsets], text: str) -> list[str]:
    return list(dict.fromkeys(text[start:end] for start, end in places))


def _at(place: Offsets | None, text: str) -> str | None:
    return text[place[0] : place[1]] if place else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _but(told: Json, *keys: str) -> Json:
    return {key: value for key, value in told.items() if key not in keys}
