"""Groups that the text describes, and the members that it lists."""

from spacy.tokens import Token

from graph.extract.mentions.mentions import Mention
from graph.extract.mentions.phrases import readable, shared_complement, with_clause, words
from graph.extract.parse.listed import lefts, rights
from graph.extract.referents.persons import owner_of
from graph.extract.referents.referents import SUBJECT, Discourse, Referent
from graph.extract.referents.staff import kind_of
from graph.extract.words.nouns import DEFINITE, PARTISAN, Noun, is_plural, lemma, noun_at
from ontology.vocabulary import VOCABULARY

BOTH = frozenset({"both", "two"})
SIDES = ("Country", "Organization", "Agency", "Legislature", "Court", "State", "City")
COUNTRIES = frozenset({"country", "nation", "government"})
NEAR = 3
"""Sentences, its own included, in which the two are looked for whom "both men" stands for."""


def both(discourse: Discourse, head: Token, noun: Noun) -> Referent | None:
    """ "Both men", "the two countries": the two who are joined by "and", or the only two named of late."""
    before = {t.lower_ for t in lefts(head)} - PARTISAN
    if not is_plural(head) or not before & BOTH or before - BOTH - DEFINITE or not before & DEFINITE:
        return None
    kinds = ("Person",) if VOCABULARY.is_a(noun.kind, "Person") else (noun.kind,)
    kinds = ("Country",) if noun.words in COUNTRIES else kinds
    return _two(discourse, head, kinds) if kinds[0] in (*SIDES, "Person") else None


def _two(discourse: Discourse, head: Token, kinds: tuple[str, ...]) -> Referent | None:
    sentence = discourse.sentence[head.i]
    found: dict[int, Referent] = {}
    for near in range(NEAR):
        for mention in discourse.by_sentence.get(sentence - near, ()):
            other = discourse.referent[mention.head]
            fits = mention.head < head.i and not _acts_on(discourse, mention, head)
            if fits and any(other is joint for joint in discourse.joint.values()):
                return other
            if fits and other.named and other.is_a(*kinds):
                found[id(other)] = other
        if len(found) > 1:
            return discourse.together(list(found.values())) if len(found) == 2 else None
    return None


def _acts_on(discourse: Discourse, mention: Mention, head: Token) -> bool:
    """In "the president praised both men" he is neither."""
    subject = discourse.doc[mention.head]
    return subject.dep_ in SUBJECT and subject.head.is_ancestor(head) and not subject.is_ancestor(head)


def _the_same_two(discourse: Discourse, head: Token) -> Referent | None:
    """ "The lawmakers" after "Ann Roe and John Doe": the two of whom the last sentence spoke together."""
    for mention in discourse.by_sentence.get(discourse.sentence[head.i] - 1, ()):
        other = discourse.referent[mention.head]
        people = other.members and all(m.is_a("Person") for m in other.members)
        if people and any(other is joint for joint in discourse.joint.values()):
            return other
    return None


def group(discourse: Discourse, mention: Mention, definite: bool) -> Referent:
    """The group of these words; a definite phrase may say less of it than the one before did."""
    doc = discourse.doc
    head = doc[mention.head]
    end = with_clause(head, mention.start, mention.end)
    clause = {t.lower_ for t in doc[mention.end : end] if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ")}
    said = words(doc, mention.start, mention.end, mention.head) | clause
    owner = owner_of(discourse, head)
    for other in discourse.recent():
        same = other.plural and other.head == lemma(head) and other.owner is owner
        fewer = definite and said <= other.words and (said or head.pos_ != "PROPN")
        if same and (said == other.words or fewer):
            return other
    noun = noun_at(head)
    two = _the_same_two(discourse, head) if definite and not said and noun and noun.kind == "Official" else None
    if two is not None:
        return two
    pointed_at = not said and any(t.lower_ == "these" for t in lefts(head))
    before = _people_before(discourse, head) if pointed_at else None
    if before is not None:
        return before
    name = " ".join([readable(doc, mention.start, end), *shared_complement(head)])
    vague = definite and not said and head.pos_ != "PROPN"
    made = Referent(kind_of(head), name, None, owner, lemma(head), plural=True, vague=vague, words=said)
    made.possessed = owner is not None
    return made


def _people_before(discourse: Discourse, head: Token) -> Referent | None:
    """ "these youths": the people spoken of last, though by another noun."""
    for other in discourse.recent(20):
        if other.kind == "Group" and other.plural and discourse.since(other, head) <= 2:
            return other
    return None


def list_members(discourse: Discourse) -> None:
    """Give groups the members that the text lists: "the four cities are A, B and C", "cities including A and B"."""
    for head, referent in discourse.referent.items():
        for first in _listed(discourse.doc[head]) if referent.plural else ():
            joined = (discourse.at(t) for t in (first, *first.conjuncts))
            named = [r for r in joined if r is not None and r.named and r is not referent]
            referent.members = list(dict.fromkeys([*referent.members, *named]))


def _listed(head: Token) -> list[Token]:
    """The first of those listed, as what the group "is", beside it, or after "including"."""
    found = []
    if head.dep_ in SUBJECT and head.head.lemma_ == "be":
        found = [t for t in rights(head.head) if t.dep_ in ("attr", "acomp") and t.conjuncts]
    for child in rights(head):
        if child.dep_ == "appos":
            found.append(child)
    return found
