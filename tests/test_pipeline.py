"""Where sentences begin, and what happens without a language model."""

import pytest

from graph.errors import BadSettings
from graph.extract.parse import pipeline as pipelines
from graph.extract.parse.attributes import Attributes
from graph.extract.parse.pipeline import bare_pipeline, load_pipeline, parse
from graph.settings import Settings


@pytest.fixture(scope="module")
def pipeline():
    return load_pipeline(Settings(_env_file=None).spacy_model)


@pytest.mark.parametrize(
    "dateline",
    [
        "SACRAMENTO (Sample Press) -",
        "SACRAMENTO, Calif. —",
        "WASHINGTON/NEW YORK (Wire) -",
        "HONOLULU -",
        "BOSTON, Aug. 3, 2017 (Wire) –",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(pipeline, dateline):
    first = "Governor Jane Roe on Tuesday criticized the attorney general of the state."
    sentences = [s.text.strip() for s in pipeline(f"{dateline} {first} She then left.").sents]
    assert sentences == [dateline, first, "She then left."]


def test_a_dash_within_the_text_begins_no_sentence(pipeline):
    text = "The mayor praised the ACLU - and the judge - for a long and very patient fight over the order."
    assert len(list(pipeline(text).sents)) == 1


def test_a_model_that_is_not_installed_is_named():
    with pytest.raises(BadSettings, match="WHOWHOM_SPACY_MODEL"):
        load_pipeline("en_core_web_nowhere")


@pytest.mark.parametrize(
    "text",
    [
        "The state sued. Those who lost did not appeal, and there's one more suit; the mayor has had it.",
        "Gonna fight, somethin' is gotta give: \"let's go, y'all,\" she said.\n\nIt ain't over \t yet.",
        "I told you that it was you whom they gave it to, and that they wo n't, ca n't and sha n't.",
        "",
    ],
)
def test_words_get_the_attributes_that_spacys_own_ruler_gives(text):
    pipeline = bare_pipeline(Settings(_env_file=None).spacy_model)
    ruler = pipeline.get_pipe("attribute_ruler")
    told = []
    for does in (ruler, Attributes(ruler)):
        doc = pipeline.make_doc(text)
        for name in ("tok2vec", "tagger", "parser"):
            doc = pipeline.get_pipe(name)(doc)
        told.append([(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in does(doc)])
    assert told[0] == told[1]


def test_words_are_kept_up_to_a_limit(pipeline, monkeypatch):
    for limit, kept in ((0, False), (10**9, True)):
        monkeypatch.setattr(pipelines, "_WORDS_KEPT", limit)
        with parse(pipeline, "Zlorbik sued Qwentafor."):
            pass
        assert ("Qwentafor" in pipeline.vocab.strings) is kept
