"""The annotated articles are what they claim to be: whole, consistent, varied; their texts only where they are ours."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.acts import Realis, Stance
from graph.evaluate.gold import read_gold
from graph.evaluate.standoff import without_text
from ontology.vocabulary import VOCABULARY

READING = Path(__file__).parent / "reading"
OWN = sorted((READING / "articles").glob("*/*.json"))
STANDOFF = sorted((READING / "standoff").glob("*/*.json"))
Json = dict[str, Any]


def told(path: Path) -> Json:
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found


def label(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.parent.name}/{path.stem[:40]}"


def test_there_are_as_many_as_the_readme_says_a_third_of_them_for_scoring_only() -> None:
    count = Counter(path.parent.relative_to(READING).as_posix() for path in (*OWN, *STANDOFF))
    assert count == {"articles/built": 52, "articles/unseen": 26, "standoff/built": 116, "standoff/unseen": 34}


def test_no_article_is_both_built_on_and_unseen() -> None:
    assert max(Counter(path.stem for path in (*OWN, *STANDOFF)).values()) == 1


@pytest.mark.parametrize("path", [*OWN, *STANDOFF], ids=label)
def test_codes_kinds_and_references_are_defined(path: Path) -> None:
    annotation = told(path)
    ids = {e["id"] for e in annotation["entities"]}
    assert len(ids) == len(annotation["entities"])
    for entity in annotation["entities"]:
        VOCABULARY.require_participant(entity["type"])
        assert entity.get("owner") in {None, *ids}
    for act in annotation["acts"]:
        VOCABULARY.require_code("ActType", act["type"])
        VOCABULARY.require_code("Stance", act["stance"])
        VOCABULARY.require_code("Realis", act["realis"])
        assert act.get("weight", "core") in ("core", "accepted")
        assert {act["agent"], act["target"]} <= ids
        assert {act.get("source"), act.get("via")} <= {None, *ids}


@pytest.mark.parametrize("path", OWN, ids=label)
def test_the_words_of_our_own_stand_where_the_annotation_says(path: Path) -> None:
    annotation, text = told(path), path.with_suffix(".txt").read_text(encoding="utf-8")
    for entity in annotation["entities"]:
        assert all(alias.lower() in text.lower() for alias in entity["aliases"])
    for act in annotation["acts"]:
        sentence = text[act["start"] : act["end"]]
        assert sentence.strip() == sentence != ""
        for key in ("trigger", "agent_mention", "target_mention"):
            assert (act.get(key) or "") in sentence
    assert all(act.places.get("trigger") for act in read_gold(path).told)


@pytest.mark.parametrize("path", STANDOFF, ids=label)
def test_standoff_holds_offsets_in_place_of_words(path: Path) -> None:
    annotation = told(path)
    assert len(annotation["sha256"]) == 64
    assert not {"title", "text"} & set(annotation)
    for entity in annotation["entities"]:
        assert "aliases" not in entity
        assert all(0 <= start < end for start, end in entity["mentions"])
    for act in annotation["acts"]:
        start, end = act["sentence"]
        for key in ("trigger", "agent_mention", "target_mention"):
            place = act[key]
            assert place is None or start <= place[0] < place[1] <= end


def test_our_own_cover_every_act_of_the_field_for_and_against_done_and_not() -> None:
    acts = [act for path in OWN for act in told(path)["acts"]]
    types = {notation for scheme, notation in VOCABULARY.codes if scheme == "ActType"}
    seen = Counter(act["type"] for act in acts)
    assert set(seen) == types
    assert min(seen.values()) >= 5
    assert {act["stance"] for act in acts} == set(Stance.__args__)  # type: ignore[attr-defined]
    assert {act["realis"] for act in acts} == set(Realis.__args__)  # type: ignore[attr-defined]


def test_our_own_can_be_told_without_their_text() -> None:
    for path in OWN:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        assert len(without_text(told(path), text)["acts"]) == len(told(path)["acts"])
