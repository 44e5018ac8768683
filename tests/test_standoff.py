"""Annotations that hold no text: what they stand for comes back from the text they were made for, and from no other."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError, MissingFile
from graph.evaluate import gold_articles
from graph.evaluate.gold import read_gold
from graph.evaluate.standoff import with_text, without_text

Json = dict[str, Any]

TEXT = "Ada Mayor sued the Bureau. She said the bureau had broken its word, and the mayor won."
ANNOTATION: Json = {
    "id": "a",
    "published": "2017-08-03",
    "publisher": "Our own",
    "entities": [
        {"id": "mayor", "name": "Ada Mayor", "type": "Official", "aliases": ["Ada Mayor", "mayor"]},
        {"id": "bureau", "name": "Bureau", "type": "Agency", "aliases": ["Bureau"]},
    ],
    "acts": [
        {
            "agent": "mayor",
            "type": "ACCUSE",
            "target": "bureau",
            "stance": "against",
            "realis": "actual",
            "date": None,
            "via": None,
            "source": "mayor",
            "start": 27,
            "end": len(TEXT),
            "trigger": "had broken its word",
            "agent_mention": "She",
            "target_mention": "the bureau",
        }
    ],
}


def test_standoff_holds_names_and_offsets_and_no_sentence_of_the_text() -> None:
    told = without_text(ANNOTATION, TEXT)
    assert told["entities"][0] == {
        "id": "mayor",
        "name": "Ada Mayor",
        "type": "Official",
        "mentions": [[0, 9], [4, 9], [76, 81]],
    }
    (act,) = told["acts"]
    assert (act["sentence"], act["trigger"]) == ([27, len(TEXT)], [47, 66])
    assert (act["agent_mention"], act["target_mention"]) == ([27, 30], [36, 46])
    assert "broken" not in json.dumps(told)


def test_with_its_text_it_says_what_the_annotation_said() -> None:
    (act,) = with_text(without_text(ANNOTATION, TEXT), TEXT, "a.json")["acts"]
    assert {key: act[key] for key in ANNOTATION["acts"][0]} == ANNOTATION["acts"][0]


def test_of_words_that_stand_twice_in_the_sentence_those_by_the_act_are_meant() -> None:
    text = "He says what he thinks: he sued the Bureau, and he won."
    acts = [{**ANNOTATION["acts"][0], "start": 0, "end": len(text), "trigger": "sued", "agent_mention": "he"}]
    (act,) = without_text({**ANNOTATION, "acts": acts}, text)["acts"]
    assert text[: act["agent_mention"][0]].endswith("thinks: ")


@pytest.fixture
def apart(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with the standoff annotation, and one with its text."""
    annotations, texts = tmp_path / "annotations", tmp_path / "texts"
    annotations.mkdir()
    texts.mkdir()
    (annotations / "a.json").write_text(json.dumps(without_text(ANNOTATION, TEXT)))
    (texts / "a.txt").write_text(TEXT)
    return annotations, texts


def test_the_texts_lie_in_a_folder_of_their_own(apart: tuple[Path, Path]) -> None:
    annotations, texts = apart
    ((document, path, given),) = gold_articles(annotations, texts)
    assert (document, path, str(given.published)) == ("a", texts / "a.txt", "2017-08-03")
    (act,) = read_gold(annotations / "a.json", texts).acts
    assert TEXT[slice(*act.places["trigger"])] == "had broken its word"


def test_a_text_that_was_changed_is_refused(apart: tuple[Path, Path]) -> None:
    annotations, texts = apart
    (texts / "a.txt").write_text(TEXT.replace("Bureau", "Office"))
    with pytest.raises(InputError, match=r"a\.json was made for another text"):
        read_gold(annotations / "a.json", texts)


def test_a_missing_text_is_named_and_where_it_was_looked_for(apart: tuple[Path, Path]) -> None:
    annotations, texts = apart
    with pytest.raises(MissingFile, match=r"no a\.txt beside it \(--texts"):
        read_gold(annotations / "a.json")
    (texts / "a.txt").unlink()
    with pytest.raises(MissingFile, match=r"no a\.txt in the folder of texts"):
        list(gold_articles(annotations, texts))


@pytest.mark.parametrize("broken", [{"entities": 5}, {"acts": [{}]}, {"sha256": 7}, {"entities": [{"mentions": [5]}]}])
def test_broken_standoff_is_refused_by_the_name_of_its_file(apart: tuple[Path, Path], broken: Json) -> None:
    annotations, texts = apart
    (annotations / "a.json").write_text(json.dumps({**without_text(ANNOTATION, TEXT), **broken}))
    with pytest.raises(InputError, match=r"a\.json"):
        read_gold(annotations / "a.json", texts)
