import pytest

from tests.sentences import one, read, told

ICE = "U.S. Immigration and Customs Enforcement"
DOJ = "U.S. Department of Justice"


def test_the_passive_names_its_agent_after_by():
    assert told("The Justice Department was sued by California.") == {f"California SUE {DOJ}"}


def test_a_passive_without_agent_is_no_act():
    assert told("The Justice Department was sued.") == set()


def test_coordinate_agents_and_targets_give_one_act_each():
    acts = told("California and Oregon condemned the Justice Department and Texas.")
    assert acts == {f"{state} ACCUSE {body}" for state in ("California", "Oregon") for body in (DOJ, "Texas")}


def test_coordinate_verbs_share_their_subject():
    assert {"California SUE Oregon", "California ACCUSE Texas"} <= told("California sued Oregon and condemned Texas.")


def test_coordinate_verbs_share_their_object():
    acts = told("Immigration and Customs Enforcement arrested and deported dozens of immigrants.")
    assert acts == {f"{ICE} ARREST immigrants", f"{ICE} DEPORT immigrants"}


def test_a_relative_clause_acts_for_what_it_describes():
    assert f"California SUE {DOJ}" in told("California, which sued the Justice Department, is large.")
    assert f"California SUE {DOJ}" in told("The Justice Department, which California sued, said nothing.")


def test_a_participle_acts_for_its_noun():
    assert f"California SUE {DOJ}" in told("California won a hearing after suing the Justice Department.")


def test_a_measure_acts_for_its_owner_and_is_what_the_act_is_about():
    barred = one("President Donald Trump signed an executive order barring refugees from Syria.", "RESTRICT")
    assert (barred.agent.name, barred.about.kind) == ("Donald Trump", "ExecutiveOrder")


@pytest.mark.parametrize(
    "text",
    [
        "The suit by California against the Justice Department goes on.",
        "California's lawsuit against the Justice Department goes on.",
        "The Justice Department faces a lawsuit from California.",
        "A lawsuit was filed by California against the Justice Department.",
    ],
)
def test_an_act_told_by_a_noun_has_its_agent_and_target(text):
    assert f"California SUE {DOJ}" in told(text)


def test_a_body_before_the_noun_is_its_agent():
    assert f"{DOJ} SUE California" in told("A Justice Department lawsuit against California goes on.")


@pytest.mark.parametrize("asked", ["called for Texas to stop the raids", "demanded that Texas stop the raids"])
def test_whoever_is_to_do_what_is_called_for_is_the_target(asked):
    (demand,) = [a for a in read(f"California {asked}.") if a.target.name == "Texas"]
    assert (demand.type, demand.stance, demand.realis) == ("DEMAND", "against", "actual")


def test_those_who_are_named_after_the_act_are_its_agents():
    opposed = one("Opponents of the travel ban gathered in Oakland.", "OPPOSE")
    assert "opponents" in opposed.agent.name.lower()


def test_control_gives_the_infinitive_its_subject():
    assert f"California SUE {DOJ}" in told("California wants to sue the Justice Department.")
    assert f"California SUE {DOJ}" in told("California used the courts to sue the Justice Department.")
    assert "U.S. Department of Justice SUE Oregon" not in told("California asked the Justice Department to sue Oregon.")


def test_whoever_is_accused_of_an_act_is_its_agent_on_the_accusers_word():
    sheltered = one("California accused Oregon of harboring criminals.", "PROTECT")
    assert (sheltered.agent.name, sheltered.attributed_to.name) == ("Oregon", "California")


def test_an_act_on_what_belongs_to_somebody_reaches_the_owner():
    assert f"California ACCUSE {DOJ}" in told("California criticized the Justice Department's conduct.")


def test_to_condemn_an_arrest_is_no_act_against_the_arrested():
    assert "California ACCUSE immigrants" not in told("California condemned the arrest of immigrants.")


def test_what_somebody_is_kept_from_doing_is_not_told_as_done():
    assert f"{DOJ} SANCTION Oregon" not in told(
        "A judge barred the Justice Department from withholding funds from Oregon."
    )


def test_objecting_to_granting_a_thing_opposes_the_thing():
    acts = read("Texas objected to passing the immigration bill.")
    assert [(a.type, a.target.kind) for a in acts] == [("OPPOSE", "Bill")]


def test_nobody_acts_upon_himself():
    assert told("California sued California.") == set()


def test_every_one_of_a_long_list_acts_though_the_parse_takes_it_for_an_apposition():
    acts = told(
        "Republican Senators Orrin Hatch, Susan Collins, Lindsey Graham, Cory Gardner and Todd Young condemned Oregon."
    )
    names = ("Orrin Hatch", "Susan Collins", "Lindsey Graham", "Cory Gardner", "Todd Young")
    assert {f"{name} ACCUSE Oregon" for name in names} <= acts


def test_whoever_is_joined_in_an_act_does_it_too():
    acts = told("Senator Orrin Hatch joined Senator Susan Collins in condemning Oregon.")
    assert acts >= {"Orrin Hatch ACCUSE Oregon", "Susan Collins ACCUSE Oregon"}


def test_those_whom_an_apposition_lists_act_for_the_group():
    acts = told("Two senators, Orrin Hatch of Utah and Susan Collins of Maine, condemned Oregon.")
    assert acts == {"Orrin Hatch ACCUSE Oregon", "Susan Collins ACCUSE Oregon"}


@pytest.mark.parametrize(
    "text",
    [
        "Congress investigated possible collusion by the Justice Department.",
        "Congress investigated the Justice Department's contacts with lobbyists.",
        "Congress opened an investigation into possible collusion by the Justice Department.",
    ],
)
def test_to_investigate_a_deed_is_to_investigate_whoever_did_it(text):
    assert f"U.S. Congress INVESTIGATE {DOJ}" in told(text)


def test_an_adjective_of_a_country_names_it_where_the_article_speaks_of_it():
    acts = told("Congress is investigating Russian meddling. Moscow said that Russia had done nothing.")
    assert "U.S. Congress INVESTIGATE Russia" in acts
    acts = told("Chinese sanctions on Japan began in May. China said so on Monday.")
    assert "China SANCTION Japan" in acts


@pytest.mark.parametrize("thing", ["candidacy", "work", "independence"])
def test_to_praise_what_is_somebodys_is_to_praise_him(thing):
    assert "Orrin Hatch SUPPORT Susan Collins" in told(f"Senator Orrin Hatch praised Senator Susan Collins' {thing}.")


@pytest.mark.parametrize("event", ["defeat", "death", "arrest"])
def test_to_judge_what_somebody_suffered_is_no_act_on_him(event):
    assert "Orrin Hatch ACCUSE Susan Collins" not in told(
        f"Senator Orrin Hatch deplored Senator Susan Collins' {event}."
    )


def test_what_a_relative_clause_without_pronoun_leaves_out_is_the_target():
    acts = read("Senator Orrin Hatch now praises the travel ban he had vowed to resist.")
    assert ("Orrin Hatch", "OPPOSE", "Policy") in [(a.agent.name, a.type, a.target.kind) for a in acts]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Senator Susan Collins' confirmation by the Senate surprised many.", "U.S. Senate APPROVE Susan Collins"),
        ("Senator Susan Collins drew the support of Senator Orrin Hatch.", "Orrin Hatch SUPPORT Susan Collins"),
        ("Oregon explored legal challenges to the travel ban.", "Oregon SUE travel ban"),
        ("California prepared sanctions on Oregon.", "California SANCTION Oregon"),
        ("California threatened Oregon with sanctions on Texas.", "California SANCTION Texas"),
        ("Orrin Hatch canceled a meeting with Susan Collins.", "Orrin Hatch REJECT Susan Collins"),
        ("Orrin Hatch left after canceling a meeting with Susan Collins.", "Orrin Hatch REJECT Susan Collins"),
        ("Orrin Hatch spoke of the talks he had had with Susan Collins.", "Orrin Hatch CONSULT Susan Collins"),
        ("A fight began as Senators Orrin Hatch and Mike Lee sued Oregon.", "Mike Lee SUE Oregon"),
        ("Congress is investigating whether Orrin Hatch lied.", "U.S. Congress INVESTIGATE Orrin Hatch"),
        ("Congress opened an inquiry into how Orrin Hatch paid.", "U.S. Congress INVESTIGATE Orrin Hatch"),
    ],
)
def test_an_event_told_by_a_noun_finds_who_does_and_who_undergoes_it(text, act):
    assert act in told(text)


@pytest.mark.parametrize(
    "text", ["North Korea and Japan exchanged threats.", "The battle between North Korea and Japan grew."]
)
def test_what_two_sides_do_to_each_other_is_read_both_ways(text):
    pairs = {(a.agent.name, a.target.name) for a in read(text)}
    assert pairs == {("North Korea", "Japan"), ("Japan", "North Korea")}


def test_talks_between_two_are_one_act():
    assert told("Talks between North Korea and Japan began.") == {"North Korea CONSULT Japan"}


def test_what_is_kept_from_happening_protects_whom_it_would_have_hit():
    acts = {(a.type, a.target.name) for a in read("A judge barred the Justice Department from deporting immigrants.")}
    assert acts == {("BLOCK", DOJ), ("PROTECT", "immigrants")}


def test_an_authority_does_what_it_announces_will_be_done():
    acts = told("The travel ban will be terminated in March, the Justice Department said.")
    assert f"{DOJ} RESTRICT travel ban" in acts
    assert "RESTRICT" not in str(told("The travel ban was terminated in March, the Justice Department said."))


def test_who_ruled_is_who_rejects():
    text = "The Supreme Court ruled that immigrants could stay, rejecting the Justice Department's policy."
    assert "U.S. Supreme Court" in {a.agent.name for a in read(text) if a.type in ("REJECT", "BLOCK")}


@pytest.mark.parametrize(
    "text",
    [
        "Susan Collins is one of the most vocal critics of Orrin Hatch.",
        "Susan Collins has presented herself as one of the critics of Orrin Hatch.",
        "Many see Susan Collins as a critic of Orrin Hatch.",
    ],
)
def test_whoever_is_called_a_critic_criticizes(text):
    assert told(text) == {"Susan Collins ACCUSE Orrin Hatch"}


def test_a_plural_relative_clause_is_of_all_before_it():
    acts = told("Susan Collins and Orrin Hatch, who have sued Oregon, are senators.")
    assert acts >= {"Susan Collins SUE Oregon", "Orrin Hatch SUE Oregon"}


@pytest.mark.parametrize(
    "text", ["The U.S.-led ouster of Orrin Hatch.", "The U.S. decision to oust Orrin Hatch drew anger."]
)
def test_a_country_acts_by_its_name_before_the_noun(text):
    assert "United States SANCTION Orrin Hatch" in told(text)


def test_investigators_act_as_agencies_do():
    assert "federal prosecutors INVESTIGATE Orrin Hatch" in told("Federal prosecutors interviewed Senator Orrin Hatch.")


@pytest.mark.parametrize(
    "text",
    [
        "Orrin Hatch returned to Washington to criticize Susan Collins.",
        "Orrin Hatch would love to criticize Susan Collins.",
        "Orrin Hatch was found to have criticized Susan Collins.",
        "Besides criticizing Susan Collins, Orrin Hatch praised Oregon.",
    ],
)
def test_purposes_and_wishes_are_of_the_subject(text):
    assert "Orrin Hatch ACCUSE Susan Collins" in told(text)


@pytest.mark.parametrize(
    "text",
    ["Orrin Hatch spoke without criticizing Susan Collins.", "Orrin Hatch shied from criticizing Susan Collins."],
)
def test_what_is_left_undone_is_not_told(text):
    assert "Orrin Hatch ACCUSE Susan Collins" not in {
        f"{a.agent.name} {a.type} {a.target.name}" for a in read(text) if a.realis != "negated"
    }


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Orrin Hatch will not support the travel ban.", "against"),
        ("Orrin Hatch did not vote for the travel ban.", "against"),
        ("Orrin Hatch not only supports the travel ban but praises it.", "for"),
        ("Orrin Hatch will leave if Susan Collins does not support the travel ban.", "for"),
    ],
)
def test_support_refused_is_an_act_against(text, stance):
    assert {a.stance for a in read(text) if a.type in ("SUPPORT", "REJECT") and a.target.name == "travel ban"} == {
        stance
    }


def test_an_authority_forbids_what_it_says_will_not_be_allowed():
    (act,) = read("Sanctuary cities will not be allowed to apply, Attorney General Jeff Sessions said.")
    assert (act.agent.name, act.stance, act.target.name) == ("Jeff Sessions", "against", "sanctuary cities")


def test_whoever_limits_himself_acts_against_nobody():
    assert told("Orrin Hatch agreed to limit his travel to California and Oregon.") == set()


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("The city of Port Wayland sued Oregon.", {"Port Wayland SUE Oregon"}),
        ("Oregon was sued by the neighboring town of Quarry.", {"Quarry SUE Oregon"}),
        ("The cities of Oakland and Fresno sued Oregon.", {"Oakland SUE Oregon", "Fresno SUE Oregon"}),
    ],
)
def test_a_city_acts_by_its_name(text, acts):
    assert told(text) == acts


def test_people_whom_nobody_describes_act_for_the_body_that_they_are_from():
    assert "Orrin Hatch ACCUSE Army Corps of Engineers" in told(
        "Senator Orrin Hatch accused surveyors from the Army Corps of Engineers of lying."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Senator Orrin Hatch posted a note on Twitter attacking Susan Collins.",
        "Senator Orrin Hatch published an editorial attacking Susan Collins.",
        "Senator Orrin Hatch went about with leaflets attacking Susan Collins.",
        "Senator Orrin Hatch issued a statement on Tuesday attacking Susan Collins.",
    ],
)
def test_what_is_put_out_speaks_for_whoever_puts_it_out(text):
    assert "Orrin Hatch ACCUSE Susan Collins" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Congress opened an inquiry into Russian interference in the election and any collusion by Orrin Hatch.",
        "Congress's inquiry into Russian efforts to sway the vote and possible collusion by Orrin Hatch goes on.",
        "Congress is investigating Russian meddling and any collusion by Orrin Hatch.",
    ],
)
def test_every_deed_that_is_investigated_has_its_doer(text):
    assert told(f"{text} Russia was calm.") >= {
        "U.S. Congress INVESTIGATE Orrin Hatch",
        "U.S. Congress INVESTIGATE Russia",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Orrin Hatch is a central figure in the inquiry by Congress.",
        "Orrin Hatch is the target of an investigation by Congress.",
        "Orrin Hatch was at the center of an investigation by Congress.",
    ],
)
def test_the_figure_in_an_inquiry_is_investigated(text):
    assert "U.S. Congress INVESTIGATE Orrin Hatch" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "A government lawsuit against Oregon goes on, the government said.",
        "The special counsel left. The special counsel lawsuit against Oregon goes on.",
    ],
)
def test_whoever_alone_is_called_so_acts_by_a_word_before_the_noun(text):
    assert {a.type for a in read(text)} == {"SUE"}


def test_all_of_whom_are_those_listed_and_no_target():
    acts = read("Oregon heard from 11 governors, a union and 20 mayors, all of whom have sued Texas.")
    assert len(acts) == 3
    assert {(a.type, a.target.name) for a in acts} == {("SUE", "Texas")}


@pytest.mark.parametrize(
    "text",
    [
        "Susan Collins and Orrin Hatch, who sued Oregon after it attacked them, left.",
        "Susan Collins and Orrin Hatch, who both sued Oregon, left.",
    ],
)
def test_those_who_are_several_in_their_clause_are_all_who_were_named(text):
    assert told(text) >= {"Susan Collins SUE Oregon", "Orrin Hatch SUE Oregon"}


def test_groups_that_are_joined_do_what_their_relative_clause_says():
    acts = told("The march by hundreds of teachers and farm workers, who had sued Oregon, went on.")
    assert acts >= {"teachers SUE Oregon", "farm workers SUE Oregon"}


def test_a_pronoun_is_not_the_body_whose_members_act():
    assert told("The Oregon Senate met. Members of the Oregon Senate voted against it.") == set()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Orrin Hatch voted to pull out of the treaty.", "Orrin Hatch REJECT treaty"),
        ("Orrin Hatch voted to praise Oregon and to sue Texas.", "Orrin Hatch SUE Texas"),
        ("Orrin Hatch said that Texas was suing Oregon.", "Texas SUE Oregon"),
        ("The ban on the entry of refugees by Orrin Hatch was upheld.", "Orrin Hatch RESTRICT refugees"),
        ("Orrin Hatch left the Senate in a bid to defeat Susan Collins.", "Orrin Hatch OPPOSE Susan Collins"),
        ("Orrin Hatch praised a remark by Susan Collins that Texas condemned.", "Texas ACCUSE Susan Collins"),
    ],
)
def test_what_the_parse_has_hung_elsewhere_is_found(text, act):
    assert act in told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Mike Lee praised Susan Collins as a senator who would oppose Oregon.", "Susan Collins OPPOSE Oregon"),
        ("Mike Lee chided the state for naming Orrin Hatch of Utah, who sued Oregon.", "Orrin Hatch SUE Oregon"),
        ('Mike Lee met a man who "keeps faith" and voiced disappointment with Oregon.', "Mike Lee ACCUSE Oregon"),
        ("The Senate passed a bill that would ban refugees.", "U.S. Senate RESTRICT refugees"),
        ("Mike Lee voiced concern over the tone of the travel ban.", "Mike Lee ACCUSE travel ban"),
        ("Mike Lee voiced concern about the impact of the travel ban.", "Mike Lee ACCUSE travel ban"),
    ],
)
def test_a_relative_clause_is_of_whoever_is_meant(text, act):
    assert act in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "In a raid by Immigration and Customs Enforcement, dozens of immigrants were arrested.",
        "Immigration and Customs Enforcement raided a plant. Dozens of immigrants were arrested.",
    ],
)
def test_whoever_raids_arrests(text):
    assert f"{ICE} ARREST immigrants" in told(text)


def test_nobody_arrests_where_nobody_raids():
    assert told("The Justice Department spoke. Dozens of immigrants were arrested.") == set()


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Neither California nor Oregon has sued Texas.", set()),
        ("California was joined by Oregon in suing Texas.", {"California SUE Texas", "Oregon SUE Texas"}),
        ("California, along with Oregon, sued Texas.", {"California SUE Texas", "Oregon SUE Texas"}),
        ("California, together with Oregon, sued Texas.", {"California SUE Texas", "Oregon SUE Texas"}),
        ("Among those who sued Texas were California and Oregon.", {"California SUE Texas", "Oregon SUE Texas"}),
    ],
)
def test_company_in_an_act_is_told_in_many_ways(text, acts):
    assert told(text) == acts


def test_an_apposition_is_of_one_of_those_joined():
    acts = told("Orrin Hatch, a critic of the travel ban, and Susan Collins left.")
    assert acts == {"Orrin Hatch ACCUSE travel ban"}


def test_a_federal_crackdown_is_the_governments_and_anybody_files_a_federal_suit():
    text = "The government said the federal crackdown on sanctuary cities and a federal suit against Texas went on."
    assert told(text) == {"U.S. government RESTRICT sanctuary cities"}
