"""Confidence is a learnt probability: of what it is made, and that it can be learnt again from our own articles."""

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from graph.evaluate import training
from graph.extract.confidence.confidence import WEIGHTS, Confidence, learnt
from graph.extract.confidence.features import Seen, features, vectors
from graph.extract.reader import Reader
from graph.registry import Registry
from graph.settings import Settings
from tests.sentences import article, read, reader

TEXT = (
    "Attorney General Jeff Sessions threatened California on Monday. A judge blocked the travel ban. "
    "Senator Ann Lee, who criticized the order, has sued the Department of Homeland Security."
)


def test_every_act_has_a_probability() -> None:
    acts = read(TEXT)
    assert len(acts) >= 3
    assert all(0 < act.confidence < 1 for act in acts)


def test_a_weight_moves_the_probability_its_way() -> None:
    def told(weight: float) -> list[float]:
        return reader().over(article(TEXT), Confidence(0.0, {"type=BLOCK": weight}).of)

    assert max(told(2.0)) == pytest.approx(0.88, abs=0.01)
    assert min(told(-2.0)) == pytest.approx(0.12, abs=0.01)
    assert set(told(0.0)) == {0.5}


def test_the_meaning_of_a_word_moves_the_probability_its_way() -> None:
    def sure(seen: Seen, way: float) -> float:
        meaning = vectors(seen)["predicate"]
        assert meaning is not None
        return Confidence(0.0, {}, {"predicate": way * meaning / (meaning @ meaning)}).of(seen)

    def elsewhere(seen: Seen) -> float:
        return Confidence(0.0, {}, {"predicate": np.ones(3, np.float32)}).of(seen)

    found = reader().over(article(TEXT), lambda seen: (sure(seen, 2.0), sure(seen, -2.0)))
    assert found
    assert all(pair == pytest.approx((0.88, 0.12), abs=0.01) for pair in found)
    assert set(reader().over(article(TEXT), elsewhere)) == {0.5}, "vectors of another length tell nothing"


def test_nobody_is_known_to_the_model_by_name() -> None:
    seen = {feature for found in reader().over(article(TEXT), features) for feature in found}
    assert not [f for f in seen if any(n in f for n in ("Sessions", "California", "Lee", "Homeland", "Ann"))]
    assert "lemma=block" in seen


def test_names_have_no_meaning_to_the_model() -> None:
    def described(seen: Seen) -> tuple[str, bool]:
        return seen.finding.agent.mention.form, vectors(seen)["agent"] is not None

    told = set(reader().over(article(TEXT), described))
    assert ("name", False) in told
    assert ("name", True) not in told
    assert ("description", True) in told


def test_what_is_unlikely_is_left_out() -> None:
    strict = Reader(Settings(_env_file=None, WHOWHOM_LEAST_CONFIDENCE=0.7), Registry.read())
    kept = strict.read(article(TEXT), "https://example.org/sample")
    assert {a.iri for a in kept} == {a.iri for a in read(TEXT) if a.confidence >= 0.7}
    assert len(kept) < len(read(TEXT))
    assert strict.model != reader().model, "an article is read anew when the setting has changed"


def test_the_weights_say_from_what_they_were_learnt() -> None:
    told = json.loads((files("graph.extract.confidence") / WEIGHTS).read_text(encoding="utf-8"))
    assert "annotated articles" in told["source"]
    assert len(learnt().weights) == len(told["weights"]) > 100


def test_it_is_learnt_from_the_parts_to_build_on_and_says_how_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built = Path(__file__).parent / "reading" / "articles" / "built"
    monkeypatch.setattr("sys.argv", ["training", str(built)])
    training.main()
    said = capsys.readouterr().out
    assert "acts found in 52 articles" in said
    assert "Brier score" in said
    assert "area under the ROC curve" in said
