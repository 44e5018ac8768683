import pytest

from graph.extract.predicates.predicates import find_predicates, light_verb, receiving_verb
from graph.extract.words import lexicon
from graph.extract.words.lexicon import FRAMES, OPERATORS
from ontology.vocabulary import BrokenVocabulary
from tests.sentences import one, parsed, read, told


def test_the_lexicon_covers_verbs_nouns_and_adjectives_of_every_kind_of_act():
    from ontology.vocabulary import VOCABULARY

    types = {f.type for frames in FRAMES["verb"].values() for f in frames}
    assert types == set(VOCABULARY.notations("ActType"))
    assert sum(len(words) for words in FRAMES.values()) > 300
    assert len(OPERATORS) > 60


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"type": "SCOLD", "words": ["scold"], "target": ["object"]}, "SCOLD"),
        ({"type": "ACCUSE", "words": ["scold"], "target": ["object"], "whom": ["Wizard"]}, "Wizard"),
        ({"type": "ACCUSE", "words": ["scold"], "target": ["object"], "stance": "sideways"}, "sideways"),
        ({"type": "ACCUSE", "words": ["scold"], "target": ["object"], "colour": "red"}, "colour"),
    ],
)
def test_a_frame_with_an_unknown_term_is_refused(table, complaint):
    with pytest.raises(BrokenVocabulary, match=complaint):
        lexicon._frames([table])


def test_a_word_is_a_predicate_only_with_its_particle():
    assert [p.token.text for p in find_predicates(parsed("Agents rounded up the workers."))] == ["rounded"]
    assert not list(find_predicates(parsed("They rounded the corner.")))


def test_the_operators_above_an_act_are_found_from_the_nearest_up():
    (block,) = [
        p for p in find_predicates(parsed("The judge refused to lift a block on the order.")) if p.token.text == "block"
    ]
    assert [link.token.text for link in block.links] == ["lift", "refused"]
    assert not block.turned, "two turns cancel"


def test_light_and_receiving_verbs_are_told_apart():
    filed, faces = parsed("Oregon filed a lawsuit."), parsed("The agency faces a lawsuit.")
    assert light_verb(filed[3]).text == "filed"
    assert receiving_verb(faces[4]).text == "faces"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("California sued the Justice Department.", "SUE"),
        ("California filed a lawsuit against the Justice Department.", "SUE"),
        ("California took the Justice Department to court.", "SUE"),
        ("California condemned the Justice Department.", "ACCUSE"),
        ("California lashed out at the Justice Department.", "ACCUSE"),
        ("California is critical of the Justice Department.", "ACCUSE"),
        ("California said the Justice Department violated the law.", "ACCUSE"),
        ("California called the Justice Department reckless.", "ACCUSE"),
        ("California opposed the Justice Department.", "OPPOSE"),
        ("California pushed back against the Justice Department.", "OPPOSE"),
        ("California sided with the Justice Department.", "SUPPORT"),
        ("California praised the Justice Department.", "SUPPORT"),
        ("California cooperated with the Justice Department.", "COOPERATE"),
        ("California called on the Justice Department to stop.", "DEMAND"),
        ("California investigated the Justice Department.", "INVESTIGATE"),
        ("California withheld funds from the Justice Department.", "SANCTION"),
    ],
)
def test_words_of_one_meaning_give_one_type(text, act):
    assert f"California {act} U.S. Department of Justice" in told(text)


def test_what_is_refused_or_ended_turns_the_act():
    assert one("California refused to cooperate with the Justice Department.", "OPPOSE").stance == "against"
    assert one("The judge lifted a ban on refugees.", "PROTECT").stance == "for"
    kept = one("A federal judge refused to lift a block on the travel ban.", "BLOCK")
    assert (kept.stance, kept.realis, kept.evidence.trigger.text) == ("against", "actual", "refused to lift a block on")


@pytest.mark.parametrize("told", ["sued to stop", "filed suit in federal court to stop", "filed a lawsuit challenging"])
def test_what_one_sues_to_do_is_the_suit_itself(told):
    suit = one(f"California {told} the travel ban.", "SUE")
    assert (suit.agent.name, suit.target.kind, suit.stance, suit.realis) == (
        "California",
        "Policy",
        "against",
        "actual",
    )


@pytest.mark.parametrize(
    ("asked", "stance"),
    [("stop the raids", "against"), ("release the immigrants", "against"), ("not arrest anybody", "against"),
     ("hear the case", "neutral")],
)  # fmt: skip
def test_the_stance_of_a_demand_follows_from_what_is_asked(asked, stance):
    acts = read(f"California asked the Justice Department to {asked}.")
    assert {a.stance for a in acts if a.type == "DEMAND" and a.target.kind == "Agency"} == {stance}


def test_to_ask_a_court_to_block_a_measure_is_a_step_against_the_measure_not_the_court():
    asked = {a.target.kind: a.stance for a in read("California asked the Supreme Court to block the travel ban.")}
    assert asked["Court"] == "neutral"
    assert asked["Policy"] == "against"
