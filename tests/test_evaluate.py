"""Scoring against annotations: figures of a small gold computed by hand, and one test for each rule of agreement."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.acts import Act, ActDate, Entity, Evidence, Realis, Span, Stance
from graph.errors import InputError, MissingFile
from graph.evaluate import Report, as_record, evaluate, gold_articles
from graph.extract.study import Study

Json = dict[str, Any]

MAYOR: Json = {"id": "mayor", "name": "Ada Mayor", "type": "Official", "aliases": ["Mayor", "the mayor"]}
AGENCY: Json = {"id": "agency", "name": "Sample Agency", "type": "Agency", "aliases": ["SA"], "wikidata": "Q1"}
BAN: Json = {"id": "ban", "name": "Entry Ban", "type": "Policy", "owner": "agency", "aliases": ["order on entry rules"]}
JUDGE: Json = {"id": "judge", "name": "Bo Judge", "type": "Official", "aliases": []}
ENTITIES = [MAYOR, AGENCY, BAN, JUDGE]


def gold(agent: str, kind: str, target: str, stance: Stance = "against", **more: object) -> Json:
    said = {"agent": agent, "type": kind, "target": target, "stance": stance, "realis": "actual", "trigger": "did it"}
    return {**said, "start": 0, "end": 50, **more}


def found(
    agent: str,
    kind: str,
    target: str,
    stance: Stance = "against",
    realis: Realis = "actual",
    at: tuple[int, int] = (0, 50),
) -> Act:
    sentence = Span(*at, f"{agent} did it to {target}.")
    evidence = Evidence("x:article", sentence, sentence, sentence, sentence)
    doer, done_to = (Entity(f"x:{name}", name, "Agency") for name in (agent, target))
    return Act(doer, done_to, kind, stance, realis, evidence, ActDate(date(2017, 8, 1), "month"))


TEXT = "The mayor did it."


def nobody(_: str) -> None:
    return None


@pytest.fixture
def scored(tmp_path: Path) -> Callable[..., Report]:
    """Scores the acts found in one article annotated with the acts given."""

    def score(golds: list[Json], acts: list[Act], wikidata: Mapping[str, str] | None = None) -> Report:
        said = {"id": "a", "entities": ENTITIES, "acts": golds, "title": "T", "published": "2017-08-03"}
        (tmp_path / "a.json").write_text(json.dumps(said))
        (tmp_path / "a.meta.json").write_text("{}")
        (tmp_path / "a.txt").write_text(TEXT)
        study = Study(tuple(acts))
        return evaluate(tmp_path, {"a": study, "elsewhere": study}, (wikidata or {}).get)

    return score


Score = Callable[..., Report]


def test_figures_are_those_computed_by_hand(scored: Score) -> None:
    report = scored(
        [
            gold("mayor", "DEMAND", "agency"),
            gold("judge", "BLOCK", "ban", start=50, end=100),
            gold("agency", "ENACT", "ban", "neutral"),
            gold("mayor", "SUE", "judge", realis="negated"),
            gold("judge", "ACCUSE", "mayor", weight="accepted", start=150, end=200),
        ],
        [
            found("Mayor Ada Mayor", "DEMAND", "the Sample Agency", at=(10, 40)),
            found("Judge Bo Judge", "BLOCK", "Sample Agency", realis="planned", at=(300, 310)),
            found("Bo Judge", "OPPOSE", "Ada Mayor", at=(200, 250)),
            found("Sample Agency", "DEPORT", "Bo Judge"),
            found("Ada Mayor", "SUE", "Bo Judge", realis="negated"),
        ],
    )
    # 3 of 4 predicted against pairs are gold; both core ones are reached, the ban through its owner.
    assert report.figures == {
        "against": {"precision": 0.75, "recall": 1.0, "f1": 0.8571, "right": 3, "predicted": 4, "found": 2, "core": 2},
        "dyads": {"precision": 0.75, "recall": 0.6667, "f1": 0.7059, "right": 3, "predicted": 4, "found": 2, "core": 3},
        "acts": {"precision": 0.5, "recall": 0.6667, "f1": 0.5714, "right": 2, "predicted": 4, "found": 2, "core": 3},
        "agreement": {"type": 0.6667, "realis": 0.6667, "evidence": 0.3333},
    }
    assert report.errors == ("a: spurious: Sample Agency -DEPORT-> Bo Judge | Sample Agency did it to Bo Judge.",)


def test_what_is_missed_is_named(scored: Score) -> None:
    report = scored([gold("mayor", "DEMAND", "agency"), gold("judge", "ACCUSE", "mayor", weight="accepted")], [])
    assert report.errors == ("a: missed: Ada Mayor -DEMAND-> Sample Agency | did it",)
    assert report.figures["against"]["f1"] == 0.0
    assert report.figures["agreement"] == {"type": 0.0, "realis": 0.0, "evidence": 0.0}


def test_acts_that_say_one_thing_are_found_together(scored: Score) -> None:
    golds = [gold("mayor", "DEMAND", "agency", same=1), gold("judge", "DEMAND", "agency", same=1)]
    against = scored(golds, [found("Bo Judge", "DEMAND", "Sample Agency")]).figures["against"]
    assert (against["right"], against["found"], against["core"], against["recall"]) == (1, 1, 1, 1.0)


def test_a_pair_counts_once_however_often_it_is_said(scored: Score) -> None:
    golds = [gold("mayor", "DEMAND", "agency"), gold("mayor", "SUE", "agency")]
    acts = [found("Ada Mayor", "SUE", "SA"), found("Ada Mayor", "DEMAND", "SA"), found("A. Mayor", "SUE", "SA")]
    figures = scored(golds, acts).figures
    assert (figures["against"]["right"], figures["against"]["predicted"], figures["against"]["core"]) == (1, 2, 1)
    assert (figures["acts"]["right"], figures["acts"]["predicted"], figures["acts"]["core"]) == (2, 3, 2)


def test_two_names_for_one_gold_pair_are_right_once(scored: Score) -> None:
    acts = [found("Ada Mayor", "DEMAND", "Sample Agency"), found("Ada Mayor", "DEMAND", "SA")]
    against = scored([gold("mayor", "DEMAND", "agency")], acts).figures["against"]
    assert (against["right"], against["predicted"], against["precision"]) == (1, 2, 0.5)


@pytest.mark.parametrize(
    ("name", "is_the_mayor"),
    [
        ("Ada Mayor", True),
        ("ada mayor's", True),
        ("Mayor Ada Mayor", True),
        ("the former Mayor Ada Mayor", True),
        ("the mayor", False),
        ("Mayor", False),
        ("Mayor Ada", False),
        ("", False),
    ],
)
def test_a_person_is_met_by_name_and_not_by_description(scored: Score, name: str, is_the_mayor: bool) -> None:
    report = scored([gold("mayor", "DEMAND", "agency")], [found(name, "DEMAND", "Sample Agency")])
    assert report.figures["against"]["right"] == is_the_mayor


@pytest.mark.parametrize(
    ("name", "is_the_ban"),
    [
        ("the entry ban", True),
        ("order on rules of entry", True),
        ("new order on entry rules", True),
        ("Sample Agency", True),
        ("order", False),
        ("order on jail rules", False),
    ],
)
def test_a_policy_is_met_by_its_words_or_in_its_owner(scored: Score, name: str, is_the_ban: bool) -> None:
    report = scored([gold("judge", "BLOCK", "ban")], [found("Bo Judge", "BLOCK", name)])
    assert report.figures["against"]["right"] == is_the_ban


def test_an_owner_is_a_policy_as_target_only(scored: Score) -> None:
    report = scored([gold("ban", "RESTRICT", "mayor")], [found("Sample Agency", "RESTRICT", "Ada Mayor")])
    assert report.figures["against"]["right"] == 0


def test_one_item_of_wikidata_is_one_entity(scored: Score) -> None:
    golds, acts = [gold("mayor", "DEMAND", "agency")], [found("Ada Mayor", "DEMAND", "Bureau")]
    assert scored(golds, acts, {"x:Bureau": "Q1"}).figures["against"]["right"] == 1
    assert scored(golds, acts, {"x:Bureau": "Q2"}).figures["against"]["right"] == 0


def test_a_record_is_what_scorers_read() -> None:
    record = as_record(found("Ada Mayor", "SUE", "SA", at=(3, 9)), "a", {"x:SA": "Q1"}.get)
    assert json.loads(json.dumps(record)) == {
        "doc": "a",
        "agent": {"name": "Ada Mayor", "wikidata": None},
        "type": "SUE",
        "target": {"name": "SA", "wikidata": "Q1"},
        "stance": "against",
        "realis": "actual",
        "date": "2017-08",
        "start": 3,
        "end": 9,
    }


def test_annotated_articles_come_with_what_is_said_of_them(scored: Score, tmp_path: Path) -> None:
    scored([], [])
    ((document, path, given),) = gold_articles(tmp_path)
    assert (document, path) == ("a", tmp_path / "a.txt")
    assert (given.title, given.published, given.document) == ("T", date(2017, 8, 3), "a")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(MissingFile, match=r"a\.txt"):
        list(gold_articles(tmp_path))


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    for folder, says in ((tmp_path, "no annotated article"), (tmp_path / "none", "no such folder")):
        with pytest.raises(MissingFile, match=says):
            evaluate(folder, {}, nobody)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "[" * 50_000,
        "{}",
        '{"entities": [], "acts": [{}]}',
        '{"entities": [{"id": "a"}], "acts": []}',
        '{"entities": 5, "acts": 6}',
        '{"entities": [{"id": [], "name": 5, "type": "City", "aliases": [6]}], "acts": []}',
        json.dumps({"entities": ENTITIES, "acts": [gold("mayor", "SUE", "stranger")]}),
        json.dumps({"entities": [{**BAN, "owner": "stranger"}], "acts": []}),
        json.dumps({"entities": ENTITIES, "acts": [gold("mayor", "SUE", "agency", start="soon")]}),
    ],
)
def test_an_annotation_that_cannot_be_read_is_refused_by_the_name_of_its_file(tmp_path: Path, said: str) -> None:
    (tmp_path / "bad.json").write_text(said)
    (tmp_path / "bad.txt").write_text(TEXT)
    with pytest.raises(InputError, match=r"bad\.json"):
        evaluate(tmp_path, {}, nobody)
