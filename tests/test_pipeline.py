"""Where sentences begin, and what happens without a language model."""

import pytest

from graph.errors import BadSettings
from graph.extract.pipeline import load_pipeline
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
