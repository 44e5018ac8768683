"""Who acts upon whom where news puts them: each family in several sentences, none of them of an article."""

import pytest

from tests.sentences import told

DOJ = "U.S. Department of Justice"
ICE = "U.S. Immigration and Customs Enforcement"


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "Oregon, Nevada, Maine and Ohio filed a lawsuit against the Justice Department.",
            {f"{state} SUE {DOJ}" for state in ("Oregon", "Nevada", "Maine", "Ohio")},
        ),
        (
            "Susan Collins, Ann Roe, Bob Corker and Jeff Flake condemned the order.",
            {f"{who} ACCUSE order" for who in ("Susan Collins", "Ann Roe", "Bob Corker", "Jeff Flake")},
        ),
    ],
)
def test_a_long_list_acts_whole_though_the_parse_takes_it_for_an_apposition(text: str, acts: set[str]) -> None:
    assert acts <= told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("FBI agents raided the Virginia home of Paul Manafort.", "Federal Bureau of Investigation INVESTIGATE"),
        ("The FBI searched the house of Paul Manafort in July.", "Federal Bureau of Investigation INVESTIGATE"),
        ("Voters questioned the veracity of Paul Manafort.", "voters ACCUSE"),
    ],
)
def test_what_is_somebodys_leads_to_him(text: str, act: str) -> None:
    assert f"{act} Paul Manafort" in told(text)


def test_to_limit_what_is_somebodys_is_no_act_upon_him() -> None:
    assert told("The judge limited the time of the witness.") == set()
    assert "students ACCUSE teacher" not in told("Students protested the arrest of a teacher by ICE.")


def test_a_preposition_goes_on_behind_and() -> None:
    acts = told("Robert Mueller is looking into Russian meddling and into collusion by Trump aides.")
    assert {"Robert Mueller INVESTIGATE Russia", "Robert Mueller INVESTIGATE Trump aides"} <= acts


@pytest.mark.parametrize(
    "text",
    [
        "California sued the Justice Department seeking to block the Haitian deportation rule.",
        "Refusing to hand over names of people who hold a card, California sued the Justice Department.",
        "California wrote to the Justice Department accusing it of bias.",
        "Overturning a ruling in Texas, California sued the Justice Department.",
    ],
)
def test_a_participle_is_told_of_the_subject(text: str) -> None:
    acts = told(text)
    assert any(a.startswith("California ") for a in acts)
    assert not any(a.startswith(DOJ) for a in acts)


def test_a_comma_ends_a_clause_that_only_tells_who() -> None:
    acts = told("The mayor refused to name people who hold a city card, defying a subpoena from ICE.")
    assert f"mayor OPPOSE {ICE}" in acts
    assert not any(a.startswith("people") for a in acts)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The plan was met with lawsuits by Chicago over the rule.", "Chicago SUE"),
        ("The agency draws support from Democrats and opposition from Republicans.", "Republicans OPPOSE agency"),
        ("Jeff Sessions faced calls to step down from more than 40 senators.", "40 senators DEMAND Jeff Sessions"),
    ],
)
def test_what_is_received_is_done_by_whom_it_comes_from(text: str, act: str) -> None:
    assert any(a.startswith(act) for a in told(text))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Donald Trump signed an executive order to bar refugees from entering.", "Donald Trump RESTRICT refugees"),
        ("Congress passed a law to bar immigrants from getting aid.", "U.S. Congress RESTRICT immigrants"),
        ("Texas adopted a law punishing local officials.", "Texas SANCTION local officials"),
        ("The city council adopted an ordinance to protect immigrants.", "city council PROTECT immigrants"),
    ],
)
def test_a_measure_acts_for_whoever_signs_or_passes_it(text: str, act: str) -> None:
    assert act in told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The committee is investigating allegations that Russia lied.", "committee INVESTIGATE Russia"),
        ("Prosecutors looked into a claim that the mayor lied.", "prosecutors INVESTIGATE mayor"),
    ],
)
def test_an_allegation_is_looked_into_by_whom_it_is_about(text: str, act: str) -> None:
    assert act in told(text)


def test_what_is_declined_to_be_discussed_is_no_refusal_of_anybody() -> None:
    assert "Jeff Sessions REJECT Donald Trump" not in told("Jeff Sessions declined to discuss it with Donald Trump.")
    assert "Erik Prince REJECT Donald Trump" not in told("Erik Prince has never acted on behalf of Donald Trump.")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Kris Kobach is one of the agency's harshest critics.", "Kris Kobach ACCUSE agency"),
        ("Ann Roe and Bob Corker, both ICE critics, left.", f"Ann Roe ACCUSE {ICE}"),
    ],
)
def test_a_critic_accuses_whose_critic_he_is(text: str, act: str) -> None:
    assert act in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "California sued the Justice Department. Oregon filed its own challenge on Monday.",
        "California sued the Justice Department. Oregon has filed a separate lawsuit.",
        "California sued the Justice Department. Oregon filed a suit of its own.",
    ],
)
def test_a_suit_of_ones_own_is_against_whoever_was_sued(text: str) -> None:
    assert f"Oregon SUE {DOJ}" in told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Joe Arpaio was found in contempt by Judge Ann Roe.", "Ann Roe SANCTION Joe Arpaio"),
        ("The Justice Department fined Clifford Foods $2 million.", f"{DOJ} SANCTION Clifford Foods"),
        ("Turned back by American soldiers, the family slept in a tent.", "American soldiers DEPORT family"),
        ("China has barred families from leaving and jailed six relatives.", "China ARREST six relatives"),
        ("The sweeps, which ICE carried out against refugees, went on.", f"{ICE} ARREST refugees"),
        ("The department would deny green cards to immigrants.", "department RESTRICT immigrants"),
        ("An audit by the department faulted ICE for waste.", f"department ACCUSE {ICE}"),
    ],
)
def test_doers_and_undergoers_are_found_wherever_the_verb_has_them(text: str, act: str) -> None:
    assert act in told(text)


def test_that_claim_is_whoevers_words_it_was() -> None:
    acts = told("Wilbur Ross said the question was needed. Ann Roe derided that rationale as a pretext.")
    assert "Ann Roe ACCUSE Wilbur Ross" in acts


def test_they_are_the_group_and_not_those_named_among_it() -> None:
    acts = told("Republicans, including Donald Trump, said it erred. They criticized James Comey.")
    assert "Republicans ACCUSE James Comey" in acts
    assert "Donald Trump ACCUSE James Comey" not in acts


@pytest.mark.parametrize(
    "text",
    [
        "Mitch McConnell condemned Roy Moore after several women accused him.",
        "Mitch McConnell criticized Roy Moore because several women accused him.",
    ],
)
def test_whom_one_acts_against_is_told_why(text: str) -> None:
    assert "several women ACCUSE Roy Moore" in told(text)


def test_a_quotation_is_of_whoever_is_named_behind_it_however_long_his_titles_are() -> None:
    acts = told(
        "“The order is illegal and cruel to families,” Democratic Senator Ann Roe, a member of the "
        "Judiciary Committee for many years, said. “I call on Donald Trump to withdraw it.”"
    )
    assert "Ann Roe DEMAND Donald Trump" in acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“This is a disgrace,” Ann Roe said of the order.", "Ann Roe ACCUSE order"),
        ("“It is a shameful betrayal,” Ann Roe said of the ban on refugees.", "Ann Roe ACCUSE ban on refugees"),
    ],
)
def test_a_verdict_is_about_what_it_is_said_of(text: str, act: str) -> None:
    assert act in told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Robert Mueller is exploring whether Donald Trump lied.", "Robert Mueller INVESTIGATE Donald Trump"),
        ("The committee wants to determine whether Ann Roe lied.", "committee INVESTIGATE Ann Roe"),
    ],
)
def test_to_ask_whether_somebody_did_it_is_to_look_into_him(text: str, act: str) -> None:
    assert act in told(text)


def test_an_office_of_something_is_whoever_is_named_behind_it() -> None:
    assert "committee INVESTIGATE Ann Roe" in told("The committee questioned deputy chief of staff Ann Roe on Monday.")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Trump yanked the nomination of Ann Roe.", "Donald Trump REJECT nomination of Ann Roe"),
        ("The senator pulled the plug on the spending bill.", "senator BLOCK spending bill"),
        ("The Senate voted to overturn Donald Trump's emergency declaration.", "Trump's emergency declaration"),
        ("William Barr revoked bond hearings for asylum seekers.", "William Barr RESTRICT asylum seekers"),
    ],
)
def test_what_is_undone_is_acted_against(text: str, act: str) -> None:
    assert any(act in a for a in told(text))


def test_an_approval_with_words_of_ridicule_is_none() -> None:
    assert told("Will Hurd ridiculed the wall as a third-century solution.") == {"Will Hurd ACCUSE wall"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Republicans cut taxes for corporations.", "Republicans RESTRICT corporations"),
        ("The governor tightened security for students.", "governor RESTRICT students"),
        ("Donald Trump has no plans to fire Robert Mueller.", "Donald Trump PROTECT Robert Mueller"),
        ("Mike Pence met with critics in Ohio.", "critics ACCUSE Mike Pence"),
        ("Advocates are worried about asylum seekers.", "advocates ACCUSE asylum seekers"),
        ("Doctors raised concerns about migrant children.", "doctors ACCUSE migrant children"),
        ("The Supreme Court will determine whether refugees may stay.", "U.S. Supreme Court INVESTIGATE refugees"),
        ("ICE dropped migrants off at a bus station.", f"{ICE} REJECT migrants"),
        ("Officials warned immigrants about scams.", "officials THREATEN immigrants"),
        (
            "California sued the Justice Department. Kelli Ward mounted another challenge in the primary.",
            f"Kelli Ward SUE {DOJ}",
        ),
        ("Fox News critic Bob Corker quit.", "Bob Corker ACCUSE Fox News"),
    ],
)
def test_what_only_looks_like_it_is_no_such_act(text: str, act: str) -> None:
    assert act not in told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Senate refused to confirm Ann Roe.", "U.S. Senate REJECT Ann Roe"),
        ("Donald Trump refused to talk to Nancy Pelosi.", "Donald Trump REJECT Nancy Pelosi"),
    ],
)
def test_what_is_refused_is_told(text: str, act: str) -> None:
    assert act in told(text)
