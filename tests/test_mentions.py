"""Where a text speaks of participants: names, descriptions, pronouns, and what is none of them."""

import pytest

from graph.errors import BadSettings
from graph.extract.mentions.mentions import Mention, find_mentions
from graph.extract.parse.pipeline import load_pipeline
from graph.extract.words.nouns import NOUNS, noun_at
from graph.registry import Registry
from ontology.vocabulary import VOCABULARY
from tests.sentences import parsed


def mentions(text: str) -> list[tuple[Mention, str]]:
    doc = parsed(text)
    return [(m, doc[m.start : m.end].text) for m in find_mentions(doc, Registry.read())]


def kinds(text: str) -> dict[str, str]:
    return {words: m.kind for m, words in mentions(text)}


def of_form(text: str, form: str) -> list[str]:
    return [words for m, words in mentions(text) if m.form == form]


# names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("President Donald Trump met the mayors on Monday.", "Donald Trump", "Official"),
        ("Senator Amelia Quarrington urged a vote.", "Amelia Quarrington", "Person"),
        ("The U.S. Department of Justice sued California.", "U.S. Department of Justice", "Agency"),
        ("The U.S. Department of Justice sued California.", "California", "State"),
        ("Lawyers appealed to the Supreme Court on Friday.", "Supreme Court", "Court"),
        ("Officials of the Obama administration objected.", "Obama administration", "Agency"),
    ],
)
def test_a_name_is_found_without_its_article_and_title(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_a_surname_alone_is_a_name_once_the_text_has_the_full_one() -> None:
    text = (
        "Governor Matilda Brackenbury vetoed the bill. Brackenbury called it cruel. Critics of Brackenbury protested."
    )
    assert of_form(text, "name").count("Brackenbury") == 2


def test_a_country_before_another_noun_is_no_mention() -> None:
    assert "U.S." not in kinds("A U.S. judge ruled against U.S. officials.")


def test_democrats_are_people_and_not_their_party() -> None:
    assert kinds("Senate Democrats opposed the plan.")["Senate Democrats"] == "Group"


def test_dateline_and_credits_name_no_participant() -> None:
    text = "BOSTON (Reuters) - The mayor sued the agency. (Reporting by Jane Doe in Boston; editing by John Roe)"
    assert of_form(text, "name") == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The city of Port Larnach sued the governor on Monday.", "Port Larnach", "City"),
        ("Voters in the border town of El Sauzal rejected it.", "El Sauzal", "City"),
        ("The cities of Dunmow, Westbrook, Fort Ellis and New Calder sued.", "Westbrook", "City"),
        ("The cities of Dunmow, Westbrook, Fort Ellis and New Calder sued.", "Fort Ellis", "City"),
        ("Talks with the mayor of Fort Ellis ended on Friday. Fort Ellis then sued.", "Fort Ellis", "City"),
        ("The dockers shunned Hartwell Freight, a shipping firm, for a week.", "Hartwell Freight", "Organization"),
        ("They ate the bread of Dunlop Meats, the largest employer in town.", "Dunlop Meats", "Organization"),
        ("A rights group, Wayfarers, praised the ruling.", "Wayfarers", "Organization"),
        ("The Ratepayer Compact, a conservative group, condemned it.", "Ratepayer Compact", "Organization"),
        (
            "It was opposed by Americans for Fewer Walls, which lobbies lawmakers.",
            "Americans for Fewer Walls",
            "Organization",
        ),
    ],
)
def test_the_words_around_and_in_an_unknown_name_tell_its_kind(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_a_name_is_of_one_kind_throughout_a_text() -> None:
    text = "The town of Fort Ellis sued. Leaders of Fort Ellis cheered. The rule would cost Fort Ellis $2 million."
    found = {m.kind for m, words in mentions(text) if words == "Fort Ellis"}
    assert found == {"City"}


def test_a_body_is_called_by_its_first_word_where_nobody_bears_it() -> None:
    text = "Workers struck at Hartwell Freight, a shipping firm. Hartwell fired three of them."
    assert kinds(text)["Hartwell"] == "Organization"


def test_a_longer_name_is_not_the_shorter_one_that_the_registry_knows() -> None:
    assert "Casa Alegria del Valle" in kinds("The suit was filed by Casa Alegria del Valle, a migrant group.")


# descriptions


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The grant was denied to sanctuary cities.", "sanctuary cities", "Group"),
        ("Agents arrested many undocumented immigrants.", "undocumented immigrants", "Group"),
        ("Refugees from 11 countries were barred.", "Refugees from 11 countries", "Group"),
        ("A federal judge in Hawaii blocked it.", "federal judge in Hawaii", "Official"),
        ("A U.S. appeals court upheld the ban.", "U.S. appeals court", "Court"),
        ("He signed an executive order on sanctuary cities.", "executive order on sanctuary cities", "ExecutiveOrder"),
        ("They praised the restrictions on refugee admissions.", "restrictions on refugee admissions", "Policy"),
        ("Lawyers criticized his decision to end the programme.", "decision to end the programme", "Policy"),
        ("The programme, which began in June, helps police.", "programme", "Program"),
        ("The attorney general spoke.", "attorney general", "Official"),
    ],
)
def test_a_description_is_found_without_article_owner_and_relative_clause(text: str, words: str, kind: str) -> None:
    assert kinds(text)[words] == kind


def test_a_description_leaves_out_words_that_only_point() -> None:
    assert "sanctuary cities" in kinds("It punishes so-called sanctuary cities.")
    assert "challengers" in kinds("The same challengers went back to court.")
    assert "refugees" in kinds("Approximately 2,000 refugees were admitted.")


def test_authority_in_the_singular_is_no_body() -> None:
    assert "authority" not in kinds("The judge said he had authority to act.")
    assert kinds("Mexican authorities objected.")["Mexican authorities"] == "Group"


def test_every_mention_lies_in_the_document_and_heads_itself() -> None:
    text = "The mayor of Dover, who sued the agency, said its order and his city's policies were two things."
    found = mentions(text)
    assert all(m.start <= m.head < m.end for m, _ in found)
    heads = [m.head for m, _ in found]
    assert len(heads) == len(set(heads))
    assert [m.start for m, _ in found] == sorted(m.start for m, _ in found)


# pronouns


def test_personal_and_relative_pronouns_are_mentions() -> None:
    text = "The mayor, who opposed it, said they had hurt her city."
    assert of_form(text, "pronoun") == ["who", "it", "they", "her"]


def test_that_is_a_pronoun_only_where_it_opens_a_relative_clause() -> None:
    assert of_form("The court said that the ban stands.", "pronoun") == []
    assert of_form("The court upheld a ban that hurts families.", "pronoun") == ["that"]


# lists, pipeline, odd texts


def test_every_kind_of_the_word_lists_is_a_participant_of_the_ontology() -> None:
    assert {noun.kind for noun in NOUNS.values()} <= VOCABULARY.participants


def test_two_words_say_more_than_the_last() -> None:
    doc = parsed("The attorney general met a general.")
    found = [noun_at(doc[i]) for i in (2, 5)]
    assert [noun.words for noun in found if noun] == ["attorney general", "general"]


def test_a_missing_pipeline_is_a_setting_to_mend() -> None:
    with pytest.raises(BadSettings, match="WHOWHOM_SPACY_MODEL"):
        load_pipeline("no_such_pipeline")


def test_a_paragraph_begins_a_sentence_and_lower_case_goes_on_with_one() -> None:
    doc = parsed("The mayor of St. Paul objected.\nThe council agreed with U.S. officials on Nov. 3 that day.")
    assert len(list(doc.sents)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "\n\n",
        "😀",
        "😀 says 😀😀.",
        "مرحبا بالعالم",
        "The \u202ejudge\u202c ruled.",
        "a\x00b\x07 the judge",
        '`{name}` "O\'Brien" {{said}} \\',
        "(Reuters) - ",
        "(Reporting by",
        "the",
        "its",
        "who",
        "\N{RIGHT SINGLE QUOTATION MARK}s " * 2,
        "the version of the version of the version",
        "Mr. " * 50,
    ],
)
def test_odd_texts_are_read_without_error(text: str) -> None:
    mentions(text)
