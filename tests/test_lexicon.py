"""Families of words: phrases, states, offices, courts, operators with particles, and senses that are no acts."""

import pytest

from tests.sentences import read, told


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
        ("The Senate voted to override Barack Obama's veto.", "U.S. Senate BLOCK Obama's veto"),
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
        "The museum is open to immigrants.",
        "The program is for immigrants in Oregon.",
        "The Justice Department fielded questions from Oregon.",
    ],
)
def test_other_senses_are_no_acts(text):
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Protesters rallied against the travel ban.", "protesters PROTEST travel ban"),
        ("Texas refused to pay for the border wall.", "Texas REJECT border wall"),
        ("Texas ended its agreement with the Justice Department.", "Texas OPPOSE U.S. Department of Justice"),
        ("Texas handed over detainees to the Justice Department.", "Texas COOPERATE U.S. Department of Justice"),
        ("Barack Obama warned Iran.", "Barack Obama THREATEN Iran"),
    ],
)
def test_stances_told_by_what_is_paid_ended_handed_over_or_warned(text, act):
    assert act in told(text)


@pytest.mark.parametrize(
    ("did", "act"),
    [
        ("turned on", "ACCUSE"),
        ("rounded on", "ACCUSE"),
        ("tore into", "ACCUSE"),
        ("lit into", "ACCUSE"),
        ("piled on", "ACCUSE"),
        ("washed its hands of", "REJECT"),
        ("walked away from", "REJECT"),
        ("slammed the door on", "REJECT"),
        ("gave up on", "REJECT"),
        ("ignored", "REJECT"),
        ("went around", "OPPOSE"),
        ("broke faith with", "OPPOSE"),
        ("carried the fight to", "OPPOSE"),
        ("stuck up for", "SUPPORT"),
        ("went to bat for", "SUPPORT"),
        ("rushed to the defense of", "SUPPORT"),
        ("spoke highly of", "SUPPORT"),
    ],
)
def test_idioms_are_of_the_class_of_their_sense(did, act):
    assert f"Oregon {act} Google" in told(f"Oregon {did} Google.")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Susan Collins took Jeff Sessions to task.", "Susan Collins ACCUSE Jeff Sessions"),
        ("Susan Collins has Jeff Sessions's back.", "Susan Collins SUPPORT Jeff Sessions"),
        ("Susan Collins took Jeff Sessions's side.", "Susan Collins SUPPORT Jeff Sessions"),
        ("Donald Trump removed Jeff Sessions.", "Donald Trump SANCTION Jeff Sessions"),
        ("Prosecutors served Google with a subpoena.", "prosecutors INVESTIGATE Google"),
        ("Prosecutors slapped Google with a lawsuit.", "prosecutors SUE Google"),
        ("The agents held immigrants for weeks.", "agents ARREST immigrants"),
        ("The agents led away immigrants.", "agents ARREST immigrants"),
        ("The agents checked the status of immigrants.", "agents INVESTIGATE immigrants"),
        ("The agents fired pepper balls at immigrants.", "agents ASSAULT immigrants"),
        ("The agents dragged away immigrants.", "agents ASSAULT immigrants"),
        ("The agents put immigrants in solitary confinement.", "agents SANCTION immigrants"),
        ("The agents let immigrants starve.", "agents ASSAULT immigrants"),
        ("The Supreme Court reversed Orrin Hatch.", "U.S. Supreme Court BLOCK Orrin Hatch"),
        ("The Supreme Court revived a lawsuit by Oregon.", "U.S. Supreme Court APPROVE Oregon"),
        ("Protesters marched on the Justice Department.", "protesters PROTEST U.S. Department of Justice"),
        ("Protesters demonstrated outside the Justice Department.", "protesters PROTEST U.S. Department of Justice"),
        ("Protesters chanted against Jeff Sessions.", "protesters PROTEST Jeff Sessions"),
        ("Texas keeps immigrants from coming.", "Texas RESTRICT immigrants"),
        ("Texas voted to take in no more refugees.", "Texas REJECT refugees"),
        ("Texas decided not to help refugees.", "Texas SANCTION refugees"),
    ],
)
def test_hands_doors_sides_and_cells(text, act):
    assert act in told(text)


@pytest.mark.parametrize(
    "warned",
    [
        "warned that sanctuary cities risk losing federal funds",
        "warned that sanctuary cities could lose grants",
        "warned that sanctuary cities face prosecution",
        "warned that sanctuary cities would be punished",
    ],
)
def test_to_foretell_somebodys_loss_is_to_threaten_him(warned):
    assert "Jeff Sessions THREATEN sanctuary cities" in told(f"Jeff Sessions {warned}.")


@pytest.mark.parametrize(
    "text",
    [
        "Jeff Sessions would not let it rest.",
        "Susan Collins let the immigrants know.",
        "Jeff Sessions warned that sanctuary cities would grow.",
        "Jeff Sessions warned that sanctuary cities could lose an hour.",
        "Susan Collins turned on the radio.",
    ],
)
def test_what_is_let_be_or_merely_foretold_is_no_act(text):
    assert told(text) == set()


def test_who_lets_nobody_suffer_protects_him():
    assert told("The Supreme Court refused to let the immigrants rot in a cell.") == {
        "U.S. Supreme Court PROTECT immigrants"
    }


def test_whoever_decides_by_the_passive_deals_the_blow():
    text = "The travel ban was struck down by the Supreme Court, dealing a defeat to Donald Trump."
    assert "U.S. Supreme Court REJECT Donald Trump" in told(text)
