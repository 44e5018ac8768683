"""Names, posts and surnames become entities; what is not known gets a stable IRI of its own."""

from datetime import date

import pytest

from graph.acts import Entity
from graph.identity import mint, normalise
from graph.registry import Registry, surnames
from ontology.vocabulary import ID

AUGUST_2017 = date(2017, 8, 3)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.read()


def only(found: tuple[Entity, ...]) -> str:
    (entity,) = found
    return entity.name


def names(found: tuple[Entity, ...]) -> list[str]:
    return [e.name for e in found]


# names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ICE", "U.S. Immigration and Customs Enforcement"),
        ("DHS", "U.S. Department of Homeland Security"),
        ("Homeland Security", "U.S. Department of Homeland Security"),
        ("CBP", "U.S. Customs and Border Protection"),
        ("the Justice Department", "U.S. Department of Justice"),
        ("US Department of Justice", "U.S. Department of Justice"),
        ("United States Department of Justice", "U.S. Department of Justice"),
        ("the Pentagon", "U.S. Department of Defense"),
        ("U.S. Court of Appeals for the Ninth Circuit", "9th U.S. Circuit Court of Appeals"),
        ("the Trump White House", "Trump administration"),
        ("NYPD", "New York City Police Department"),
        ("Albuquerque police", "Albuquerque Police Department"),
        ("San Bernardino", "San Bernardino"),
        ("Stockton", "Stockton"),
        ("Hawai\u2018i", "Hawaii"),
        ("Donald J. Trump", "Donald Trump"),
        ("Luis Gutiérrez", "Luis Gutierrez"),
        ("Beto O\u2019Rourke", "Beto O'Rourke"),
        ("DACA", "Deferred Action for Childhood Arrivals"),
        ("Republicans", "Republican Party"),
        ("the U.S.", "United States"),
        ("U.S. Congress", "U.S. Congress"),
    ],
)
def test_a_name_in_news_finds_the_entity(registry: Registry, name: str, expected: str) -> None:
    assert only(registry.named(name)) == expected


def test_an_ambiguous_name_gives_every_entity_the_standard_name_first(registry: Registry) -> None:
    assert names(registry.named("New York")) == ["New York", "New York City"]
    assert names(registry.named("Washington"))[0] == "Washington"
    assert set(names(registry.named("Washington"))) == {"Washington", "District of Columbia", "U.S. government"}


def test_a_name_of_several_measures_gives_the_one_in_force_first(registry: Registry) -> None:
    bans = {"Executive Order 13769", "Executive Order 13780", "Proclamation 9645"}
    for day, expected in [
        (date(2017, 2, 3), "Executive Order 13769"),
        (date(2017, 6, 26), "Executive Order 13780"),
        (date(2017, 12, 4), "Proclamation 9645"),
    ]:
        found = names(registry.named("the travel ban", on=day))
        assert set(found) == bans
        assert found[0] == expected


def test_an_unknown_name_and_the_pronoun_us_give_nothing(registry: Registry) -> None:
    assert registry.named("Nobody At All") == ()
    assert registry.named("us") == ()
    assert registry.named("") == ()


def test_a_measure_brings_its_owner(registry: Registry) -> None:
    (order,) = registry.named("Executive Order 13768")
    assert order.owner is not None
    assert (order.owner.name, order.kind) == ("Donald Trump", "ExecutiveOrder")


def test_an_iri_gives_the_entity_its_names_and_its_wikidata_item(registry: Registry) -> None:
    trump = registry.entity(f"{ID}person/donald-trump")
    assert trump == Entity(f"{ID}person/donald-trump", "Donald Trump", "Official")
    assert registry.names(trump.iri)[0] == "Donald Trump"
    assert "Donald J. Trump" in registry.names(trump.iri)
    assert registry.wikidata(trump.iri) == "Q22686"
    assert registry.entity(f"{ID}person/nobody") is None
    assert registry.wikidata(f"{ID}person/nobody") is None


# posts


@pytest.mark.parametrize(
    ("phrase", "day", "expected"),
    [
        ("the attorney general", AUGUST_2017, "Jeff Sessions"),
        ("U.S. attorney general", date(2019, 3, 1), "William Barr"),
        ("the acting attorney general", date(2017, 1, 29), "Sally Yates"),
        ("New York attorney general", AUGUST_2017, "Eric Schneiderman"),
        ("New York\u2019s attorney general", date(2019, 3, 1), "Letitia James"),
        ("homeland security secretary", date(2018, 6, 18), "Kirstjen Nielsen"),
        ("acting Homeland Security secretary", AUGUST_2017, "Elaine Duke"),
        ("the president", AUGUST_2017, "Donald Trump"),
        ("president", date(2016, 8, 3), "Barack Obama"),
        ("acting Brooklyn district attorney", AUGUST_2017, "Eric Gonzalez"),
        ("ICE director", AUGUST_2017, "Thomas Homan"),
        ("Senate majority leader", AUGUST_2017, "Mitch McConnell"),
        ("White House spokeswoman", AUGUST_2017, "Sarah Sanders"),
        ("mayor of New York", AUGUST_2017, "Bill de Blasio"),
        ("Texas governor", AUGUST_2017, "Greg Abbott"),
        ("solicitor general", AUGUST_2017, "Jeffrey Wall"),
    ],
)
def test_a_post_and_a_day_give_the_holder(registry: Registry, phrase: str, day: date, expected: str) -> None:
    assert only(registry.holders(phrase, day)) == expected


def test_a_phrase_that_fits_several_posts_gives_every_holder(registry: Registry) -> None:
    assert set(names(registry.holders("majority leader", AUGUST_2017))) == {"Mitch McConnell", "Kevin McCarthy"}
    assert len(registry.holders("Texas senator", AUGUST_2017)) == 2


def test_the_body_can_be_given_beside_the_phrase(registry: Registry) -> None:
    state, _ = registry.named("New York")
    (senate,) = registry.named("Senate")
    (country,) = registry.named("United States")
    assert only(registry.holders("the attorney general", AUGUST_2017, of=state)) == "Eric Schneiderman"
    assert only(registry.holders("majority leader", AUGUST_2017, of=senate)) == "Mitch McConnell"
    assert only(registry.holders("attorney general", AUGUST_2017, of=country)) == "Jeff Sessions"


def test_a_post_without_a_holder_that_day_gives_nobody(registry: Registry) -> None:
    assert registry.holders("special counsel", date(2016, 1, 1)) == ()
    assert registry.holders("grand vizier", AUGUST_2017) == ()


def test_both_hold_the_post_on_the_day_of_the_handover_the_new_one_first(registry: Registry) -> None:
    assert names(registry.holders("president", date(2017, 1, 20))) == ["Donald Trump", "Barack Obama"]


def test_a_person_gives_the_posts_held_with_their_bodies(registry: Registry) -> None:
    sessions = f"{ID}person/jeff-sessions"
    (tenure,) = registry.posts_of(sessions, AUGUST_2017)
    assert tenure.post.body.name == "U.S. Department of Justice"
    assert not tenure.acting
    assert [t.post.name for t in registry.posts_of(sessions)] == [
        "Attorney General of the United States",
        "U.S. Senator from Alabama",
    ]


# surnames


def test_a_surname_gives_those_in_post_that_day_first(registry: Registry) -> None:
    assert names(registry.persons_by_surname("Trump", AUGUST_2017))[0] == "Donald Trump"
    assert "Eric Trump" in names(registry.persons_by_surname("Trump", AUGUST_2017))
    assert only(registry.persons_by_surname("Schneiderman")) == "Eric Schneiderman"
    assert {"Bernie Sanders", "Sarah Sanders"} <= set(names(registry.persons_by_surname("Sanders", AUGUST_2017)))
    assert registry.persons_by_surname("Nobodyson") == ()


def test_a_surname_of_several_words_and_a_suffix_are_understood() -> None:
    assert surnames("Michelle Lujan Grisham") == ("lujan grisham", "grisham")
    assert surnames("Donald Trump Jr.") == ("trump", "trump jr")
    assert surnames("Omarosa") == ()


# minting


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the U.S. Forest Service", "US Forest Service"),
        ("United States Forest Service", "U.S. FOREST SERVICE"),
        ("Women\u2019s Refugee Commission", "women's refugee commission"),
        ("Zero-Tolerance Policy", "zero tolerance policy"),
        ("S.B. 4", "SB 4"),
        ("Johnson & Johnson", "Johnson and Johnson"),
        ("José Peña", "Jose Pena"),
    ],
)
def test_case_quotes_articles_and_ways_of_writing_do_not_change_the_iri(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)
    assert mint(one, "Organization").iri == mint(other, "Organization").iri


def test_minting_is_stable() -> None:
    assert mint("Springfield Police Department", "Agency").iri == f"{ID}agency/springfield-police-department"
    assert mint("移民", "Group").iri == f"{ID}group/%E7%A7%BB%E6%B0%91"
    assert mint("!!!", "Group").iri == f"{ID}group/e84c538e7fe2"


def test_a_minted_iri_is_the_registrys_own_where_the_name_is_standard(registry: Registry) -> None:
    (department,) = registry.named("U.S. Department of Justice")
    assert mint("the United States Department of Justice", "Agency").iri == department.iri


def test_a_measure_is_minted_below_its_owner_and_a_body_below_its_jurisdiction(registry: Registry) -> None:
    (trump,) = registry.named("Donald Trump")
    (stockton,) = registry.named("Stockton")
    order = mint("the order", "ExecutiveOrder", owner=trump)
    assert (order.iri, order.owner) == (f"{ID}policy/donald-trump/order", trump)
    council = mint("City Council", "Legislature", within=stockton)
    assert (council.iri, council.owner) == (f"{ID}legislature/stockton-california/city-council", None)


def test_long_names_with_one_beginning_stay_apart() -> None:
    beginning = "a coalition of very many organizations that care about immigrants and their families in "
    one, other = (mint(beginning + place, "Organization").iri for place in ("Ohio", "Iowa"))
    assert one != other


def test_the_registry_is_read_once(registry: Registry) -> None:
    assert Registry.read() is registry
