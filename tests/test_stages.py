"""Every stage of reading is scored alone: each case below spoils one stage and leaves the others right."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.acts import Act, ActDate, Entity, Evidence, Span
from graph.evaluate import Stage, evaluate
from graph.extract.study import Study

TEXT = "On Tuesday, she sued the Sample Agency over the entry ban, Bo Judge said."
JUDGE = {"id": "judge", "name": "Bo Judge", "type": "Official", "aliases": ["Bo Judge"]}
MAYOR = {"id": "mayor", "name": "Ada Mayor", "type": "Official", "aliases": []}
AGENCY = {"id": "agency", "name": "Sample Agency", "type": "Agency", "aliases": ["Sample Agency"]}
BAN = {"id": "ban", "name": "entry ban", "type": "Policy", "owner": "agency", "aliases": ["entry ban"]}
ACT = {
    "agent": "mayor",
    "type": "SUE",
    "target": "ban",
    "stance": "against",
    "realis": "actual",
    "date": "2017-08-01",
    "source": "judge",
    "start": 0,
    "end": len(TEXT),
    "trigger": "sued",
    "agent_mention": "she",
    "target_mention": "the entry ban",
}


def entity(name: str, kind: str, owner: Entity | None = None) -> Entity:
    return Entity(f"x:{name}", name, kind, owner)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


THE_MAYOR, THE_AGENCY, THE_JUDGE = entity("Ada Mayor", "Official"), entity("Sample Agency", "Agency"), "Bo Judge"
THE_BAN = entity("entry ban", "Policy", THE_AGENCY)
MENTIONS = ((span("she"), THE_MAYOR), (span("the entry ban"), THE_BAN))
FOUND = Act(
    THE_MAYOR,
    THE_BAN,
    "SUE",
    "against",
    "actual",
    Evidence("x:a", Span(0, len(TEXT), TEXT), span("sued"), span("she"), span("the entry ban")),
    date=ActDate(date(2017, 8, 1)),
    attributed_to=entity(THE_JUDGE, "Official"),
)

Shares = Callable[..., dict[str, tuple[int, int]]]


@pytest.fixture
def shares(tmp_path: Path) -> Shares:
    """Right and all of each stage that has a case."""

    def score(study: Study, acts: list[dict[str, Any]] | None = None) -> dict[str, tuple[int, int]]:
        said = {"id": "a", "published": "2017-08-03", "entities": [JUDGE, MAYOR, AGENCY, BAN], "acts": acts or [ACT]}
        (tmp_path / "a.json").write_text(json.dumps(said))
        (tmp_path / "a.txt").write_text(TEXT)
        report = evaluate(tmp_path, {"a": study}, lambda _: None)
        return {s.name: (s.right, s.all) for s in report.stages if s.all}

    return score


STAGES_OF_THE_ACT = "predicates agents targets pairs types stances realis sources dates owners acts".split()


def test_what_is_read_right_is_right_at_every_stage(shares: Shares) -> None:
    found = shares(Study((FOUND,), MENTIONS, (span("sued"),)))
    mentions = {"mentions": (2, 2), "kinds": (2, 2), "pronouns": (1, 1), "descriptions": (1, 1)}
    assert found == mentions | dict.fromkeys(STAGES_OF_THE_ACT, (1, 1))


@pytest.mark.parametrize(
    ("stage", "changed"),
    [
        ("types", {"type": "ACCUSE"}),
        ("stances", {"stance": "neutral"}),
        ("realis", {"realis": "planned"}),
        ("sources", {"attributed_to": None}),
        ("sources", {"attributed_to": THE_AGENCY}),
        ("dates", {"date": ActDate(date(2017, 8, 1), "month")}),
        ("owners", {"target": entity("entry ban", "Policy")}),
    ],
)
def test_one_wrong_thing_is_one_stage_lost(shares: Shares, stage: str, changed: dict[str, Any]) -> None:
    found = shares(Study((replace(FOUND, **changed),), (), (span("sued"),)))
    assert {s for s in STAGES_OF_THE_ACT if found[s] == (0, 1)} == {stage}


@pytest.mark.parametrize("side", ["agent", "target"])
def test_without_both_participants_nothing_is_asked_of_later_stages(shares: Shares, side: str) -> None:
    found = shares(Study((replace(FOUND, **{side: entity(THE_JUDGE, "Official")}),)))
    assert found["predicates"] == (1, 1)
    assert (found[f"{side}s"], found["pairs"]) == ((0, 1), (0, 1))
    assert not {"types", "stances", "owners"} & set(found)


def test_a_predicate_is_found_even_where_no_act_comes_of_it(shares: Shares) -> None:
    found = shares(Study((), (), (span("sued"),)))
    assert (found["predicates"], found["agents"]) == ((1, 1), (0, 1))
    assert shares(Study(()))["predicates"] == (0, 1)


def test_a_mention_may_be_missed_or_linked_to_nobody_or_to_another(shares: Shares) -> None:
    assert shares(Study(()))["mentions"] == (0, 2)
    unlinked = shares(Study((), ((span("she"), None),)))
    assert (unlinked["mentions"], unlinked["pronouns"], "kinds" in unlinked) == ((1, 2), (0, 1), False)
    wrong = shares(Study((), ((span("the entry ban"), THE_AGENCY),)))
    assert (wrong["descriptions"], wrong["kinds"]) == ((0, 1), (0, 1))


def test_acts_that_say_one_thing_are_scored_by_the_best(shares: Shares) -> None:
    other = {**ACT, "agent": "judge", "same": 1}
    found = shares(Study((FOUND,)), [{**ACT, "same": 1}, other])
    assert (found["predicates"], found["pairs"]) == ((1, 1), (1, 1))


def test_an_act_told_by_other_words_than_any_annotated_one_is_spurious(shares: Shares) -> None:
    elsewhere = replace(FOUND, evidence=replace(FOUND.evidence, trigger=span("said")))
    assert shares(Study((FOUND, elsewhere)))["acts"] == (1, 2)


def test_the_share_of_a_stage_without_a_case_is_none() -> None:
    assert (Stage("dates", 0, 0).share, Stage("dates", 2, 3).share) == (0.0, 0.6667)
