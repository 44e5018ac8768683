import pytest

from graph.extract import lexicon
from graph.extract.lexicon import FRAMES, OPERATORS
from graph.extract.predicates import find_predicates, light_verb, receiving_verb
from ontology.vocabulary import BrokenVocabulary
from tests.reading import one, parsed, read, told


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
        p for p in find_predicates(parsed("The judge refused to lift a block on the order.")) if p.part == "noun"
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


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("California called out the Justice Department.", "ACCUSE"),
        ("California took aim at the Justice Department.", "ACCUSE"),
        ("California held the Justice Department accountable.", "ACCUSE"),
        ("California cast doubt on the Justice Department.", "ACCUSE"),
        ("California complained that the Justice Department hides its plans.", "ACCUSE"),
        ("California took legal action against the Justice Department.", "SUE"),
        ("California took the Justice Department to court over a grant.", "SUE"),
        ("California is at odds with the Justice Department.", "OPPOSE"),
        ("California clashed with the Justice Department.", "OPPOSE"),
        ("California ran afoul of the Justice Department.", "OPPOSE"),
        ("California distanced itself from the Justice Department.", "OPPOSE"),
        ("California is against the Justice Department.", "OPPOSE"),
        ("California broke with the Justice Department.", "REJECT"),
        ("California turned its back on the Justice Department.", "REJECT"),
        ("California threatened to destroy the Justice Department.", "THREATEN"),
        ("California issued a warning to the Justice Department.", "THREATEN"),
        ("California put pressure on the Justice Department.", "DEMAND"),
        ("California demanded an apology from the Justice Department.", "DEMAND"),
        ("California wants the Justice Department to stop.", "DEMAND"),
        ("California stood by the Justice Department.", "SUPPORT"),
        ("California is supportive of the Justice Department.", "SUPPORT"),
        ("California threw its weight behind the Justice Department.", "SUPPORT"),
        ("California struck a deal with the Justice Department.", "COOPERATE"),
        ("California turned over documents to the Justice Department.", "COOPERATE"),
        ("California is in talks with the Justice Department.", "CONSULT"),
        ("California cut off funding for the Justice Department.", "SANCTION"),
    ],
)
def test_phrases_give_the_act_that_their_words_give_together(text, act):
    assert f"California {act} U.S. Department of Justice" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Justice Department came under fire from California.",
        "The Justice Department drew criticism from California.",
        "Amid criticism from California, the Justice Department changed course.",
    ],
)
def test_whoever_is_in_the_state_is_acted_upon(text):
    assert told(text) == {"California ACCUSE U.S. Department of Justice"}


def test_a_state_names_who_brings_it_about():
    assert told("The Justice Department is under investigation by Congress.") == {
        "U.S. Congress INVESTIGATE U.S. Department of Justice"
    }


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Orrin Hatch, a Barack Obama appointee, left.", "Barack Obama APPOINT Orrin Hatch"),
        ("Orrin Hatch was a pick of Barack Obama.", "Barack Obama APPOINT Orrin Hatch"),
        ("Orrin Hatch's confirmation by the Senate took a day.", "U.S. Senate APPROVE Orrin Hatch"),
        ("Susan Collins defeated Orrin Hatch.", "Susan Collins OPPOSE Orrin Hatch"),
        ("Susan Collins ran against Orrin Hatch.", "Susan Collins OPPOSE Orrin Hatch"),
        ("The Supreme Court ruled in Oregon's favor.", "U.S. Supreme Court APPROVE Oregon"),
        ("The Supreme Court handed Oregon a victory.", "U.S. Supreme Court APPROVE Oregon"),
        ("The Senate voted to override Barack Obama's veto.", "U.S. Senate OPPOSE Barack Obama"),
        ("Police took Orrin Hatch into custody.", "police ARREST Orrin Hatch"),
    ],
)
def test_votes_courts_and_offices_have_acts_of_their_own(text, act):
    assert act in told(text)


@pytest.mark.parametrize(
    ("did", "act"),
    [
        ("rejected a challenge to", "APPROVE"),
        ("threw out", "BLOCK"),
        ("put on hold", "BLOCK"),
        ("refused to reinstate", "REJECT"),
    ],
)
def test_what_a_court_does_with_a_measure(did, act):
    measured = {a.type for a in read(f"The Supreme Court {did} the travel ban.") if a.target.kind == "Policy"}
    assert act in measured


def test_what_is_let_stand_is_approved():
    assert "APPROVE" in {a.type for a in read("The Supreme Court let the executive order stand.")}


@pytest.mark.parametrize(
    ("did", "act", "realis"),
    [
        ("stopped short of suing", "SUE", "negated"),
        ("held off on suing", "SUE", "negated"),
        ("is thinking about suing", "SUE", "possible"),
        ("called off a probe of", "PROTECT", "actual"),
        ("dropped plans to investigate", "PROTECT", "actual"),
        ("backed away from supporting", "REJECT", "actual"),
        ("called for an investigation of", "DEMAND", "actual"),
        ("joined Texas in suing", "SUE", "actual"),
    ],
)
def test_operators_reach_over_particles_and_prepositions(did, act, realis):
    acts = [a for a in read(f"California {did} the Justice Department.") if a.agent.name == "California"]
    assert (act, realis) in {(a.type, a.realis) for a in acts if a.target.kind == "Agency"}


@pytest.mark.parametrize(
    "text",
    [
        "The storm hit Oregon.",
        "California backed down in Oregon.",
        "The truck backed up in Oregon.",
        "Susan Collins ended the speech in Oregon.",
        "Susan Collins met the deadline in Oregon.",
        "Susan Collins cut taxes in Oregon.",
        "The bus stopped in Oregon.",
        "Susan Collins left the Senate for Oregon.",
        "Police searched for Orrin Hatch.",
        "Susan Collins leads the Justice Department.",
        "The bank charged Oregon a fee.",
        "Susan Collins struck a nerve in Oregon.",
        "The Senate passed over Orrin Hatch.",
        "Oil prices beat Oregon.",
        "Susan Collins represents Oregon.",
    ],
)
def test_other_senses_are_no_acts(text):
    assert told(text) == set()
