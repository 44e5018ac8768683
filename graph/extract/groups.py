"""Groups that the text describes, and the members that it lists."""

from spacy.tokens import Token

from graph.extract.mentions import Mention
from graph.extract.nouns import lemma
from graph.extract.persons import owner_of
from graph.extract.phrases import readable, shared_complement, with_clause, words
from graph.extract.referents import SUBJECT, Discourse, Referent

LISTING = frozenset({"including", "like", "as"})


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
    pointed_at = not said and any(t.lower_ == "these" for t in head.lefts)
    before = _people_before(discourse, head) if pointed_at else None
    if before is not None:
        return before
    name = " ".join([readable(doc, mention.start, end), *shared_complement(head)])
    vague = definite and not said and head.pos_ != "PROPN"
    made = Referent("Group", name, None, owner, lemma(head), plural=True, vague=vague, words=said)
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
    """The first of those listed, as what the group "is" or after "including"."""
    found = []
    if head.dep_ in SUBJECT and head.head.lemma_ == "be":
        found = [t for t in head.head.rights if t.dep_ in ("attr", "acomp") and t.conjuncts]
    for child in head.rights:
        if child.lower_ in LISTING and child.dep_ == "prep":
            found += [t for t in child.children if t.dep_ == "pobj"]
    return found
