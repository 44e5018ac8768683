"""Who holds or seeks an office, and for which body people act."""

import pytest

from tests.test_coreference import Reading


@pytest.mark.parametrize(
    "text",
    [
        "The governor nominated Harriet Quimby to lead the agency. Critics faulted Quimby.",
        "Senators praised the nomination of Harriet Quimby. Critics faulted Quimby.",
        "The board refused to confirm Harriet Quimby as budget director. Critics faulted Quimby.",
        "A spokeswoman for House Republicans, Harriet Quimby, denied it. Critics faulted Quimby.",
        "The director of the Secret Service, Harriet Quimby, resigned. Critics faulted Quimby.",
        "The agency, through its spokeswoman, Major Harriet Quimby, rejected it. Critics faulted Quimby.",
        "They met Captain Harriet Quimby on Monday. Critics faulted Quimby.",
        "Harriet Quimby, head of the agency, denied it. Critics faulted Quimby.",
        "Harriet Quimby, the county manager, denied it. Critics faulted Quimby.",
    ],
)
def test_an_office_told_around_the_name_makes_its_holder_an_official(text: str) -> None:
    found = Reading(text).of("Quimby", -1)
    assert found is not None
    assert (found.name, found.kind) == ("Harriet Quimby", "Official")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The director of the Secret Service, Harriet Quimby, resigned.", "director"),
        ("The council hired Harriet Quimby as budget director.", "director"),
        ("The governor nominated Harriet Quimby. The nominee declined to comment.", "nominee"),
    ],
)
def test_an_office_is_who_is_named_with_it(text: str, word: str) -> None:
    assert Reading(text).name(word) == "Harriet Quimby"


@pytest.mark.parametrize(
    ("text", "word", "body"),
    [
        ("ICE agents arrested two cooks.", "agents", "U.S. Immigration and Customs Enforcement"),
        (
            "He was held by officers of Immigration and Customs Enforcement, she said.",
            "officers",
            "U.S. Immigration and Customs Enforcement",
        ),
        ("ICE is hiring. Federal agents arrested two cooks.", "agents", "U.S. Immigration and Customs Enforcement"),
        ("The Harbor Coalition objected. Its lawyers asked for a delay.", "lawyers", "Harbor Coalition"),
        ("Members of the Harbor Coalition chanted outside.", "Members", "Harbor Coalition"),
        ("The Supreme Court heard the case. The justices split five to four.", "justices", "U.S. Supreme Court"),
    ],
)
def test_those_who_act_for_a_body_are_the_body(text: str, word: str, body: str) -> None:
    assert Reading(text).name(word) == body


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Two ICE agents arrested a cook.", "agents", "Two ICE agents"),
        ("Former Justice Department lawyers objected.", "lawyers", "former Justice Department lawyers"),
        (
            "Democratic members of the Senate Judiciary Committee objected.",
            "members",
            "Democratic members of the Senate Judiciary Committee",
        ),
        ("Members of Congress objected.", "Members", "Members of Congress"),
        ("The lawyers of Harriet Quimby objected.", "lawyers", "lawyers of Harriet Quimby"),
    ],
)
def test_some_of_those_who_act_for_a_body_are_not_the_body(text: str, word: str, name: str) -> None:
    found = Reading(text).name(word)
    assert found is not None
    assert found.casefold() == name.casefold()


def test_agents_are_of_no_agency_where_the_text_names_two() -> None:
    text = "ICE and the U.S. Border Patrol are hiring. Federal agents arrested two cooks."
    assert Reading(text).name("agents") == "federal agents"


@pytest.mark.parametrize("words", ["Prosecutors", "Federal agents", "Immigration officers", "Government lawyers"])
def test_groups_that_stand_for_an_authority_are_agencies(words: str) -> None:
    found = Reading(f"{words} declined to comment.").of(words.split()[-1])
    assert found is not None
    assert found.kind == "Agency"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Senator Harriet Quimby objected. The lawmaker urged a vote.", "lawmaker"),
        ("Governor Harriet Quimby signed the bill. The Democrat said it was overdue.", "Democrat"),
        ("Judge Harriet Quimby ruled for the city. The jurist gave no reason.", "jurist"),
    ],
)
def test_a_word_for_many_offices_is_the_holder_just_spoken_of(text: str, word: str) -> None:
    assert Reading(text).name(word) == "Harriet Quimby"


def test_the_democrat_is_not_the_republican_just_spoken_of() -> None:
    text = "Republican Governor Harriet Quimby signed the bill. The Democrat said it was overdue."
    assert Reading(text).name("Democrat") != "Harriet Quimby"
