"""What agencies do, told by set phrases and by where the doer stands."""

import pytest

from tests.sentences import told


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "ICE swept through a poultry plant in Ohio.",
            "U.S. Immigration and Customs Enforcement INVESTIGATE poultry plant",
        ),
        (
            "ICE served subpoenas on three sheriffs.",
            "U.S. Immigration and Customs Enforcement INVESTIGATE three sheriffs",
        ),
        (
            "ICE carted off the records of Delmar Foods.",
            "U.S. Immigration and Customs Enforcement INVESTIGATE Delmar Foods",
        ),
        ("The Coast Guard intercepted 60 Haitians off Florida.", "U.S. Coast Guard ARREST 60 Haitians"),
        ("ICE put the family on a plane to Honduras.", "U.S. Immigration and Customs Enforcement DEPORT family"),
        ("Kirstjen Nielsen kicked Trent County out of the travel program.", "Kirstjen Nielsen SANCTION Trent County"),
        ("ICE put three officers on leave.", "U.S. Immigration and Customs Enforcement SANCTION three officers"),
        ("ICE penalized two ranchers.", "U.S. Immigration and Customs Enforcement SANCTION two ranchers"),
        ("ICE is issuing fines to immigrants.", "U.S. Immigration and Customs Enforcement SANCTION immigrants"),
        ("The State Department cancelled the residents' visas.", "U.S. Department of State RESTRICT residents"),
        (
            "ICE's new rule makes it harder for lawyers to visit.",
            "U.S. Immigration and Customs Enforcement RESTRICT lawyers",
        ),
        ("Trump let the DACA program expire.", "Donald Trump RESTRICT Deferred Action for Childhood Arrivals"),
        ("Guatemala would not take back deportees.", "Guatemala REJECT deportees"),
        ("The White House gave Congress an ultimatum.", "White House THREATEN U.S. Congress"),
        ("Trump put his signature to a proclamation that bars migrants.", "Donald Trump ENACT proclamation"),
    ],
)
def test_set_phrases_tell_what_agencies_do(text, act):
    assert any(found.startswith(act) for found in told(text)), told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The sheriffs were served with subpoenas by ICE.", "INVESTIGATE sheriffs"),
        ("The director of the agency was shown the door by ICE.", "SANCTION director of the agency"),
        ("Four officials were denied visas by ICE.", "REJECT Four officials"),
        ("The scientist was barred from boarding her flight by ICE.", "RESTRICT scientist"),
        ("The sheriff was ordered to turn over records by ICE.", "DEMAND sheriff"),
    ],
)
def test_who_does_it_may_be_named_behind_what_is_given_or_taken(text, act):
    assert f"U.S. Immigration and Customs Enforcement {act}" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The senator was criticized for a letter by advocates.",
        "The mayor was accused of breaking laws passed by Congress.",
        "The book was found in a library by the river.",
    ],
)
def test_by_may_name_who_did_something_else(text):
    assert not any("ACCUSE" in act or "FOUND" in act for act in told(text))


@pytest.mark.parametrize(
    "text", ["ICE freed a mother but not her son.", "ICE arrested employers and not their workers."]
)
def test_who_is_set_aside_is_not_acted_upon(text):
    (act,) = told(text)
    assert act.endswith(("mother", "employers"))


def test_not_only_sets_nobody_aside():
    assert len(told("ICE arrested not only ranchers but also growers.")) == 2
