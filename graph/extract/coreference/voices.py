"""Who "we" and "they" are in quotations: the body that a spokesman speaks for, the authority that people fault."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.mentions.mentions import Mention
from graph.extract.parse.listed import kids, lefts, rights
from graph.extract.referents.naming import title_tokens
from graph.extract.referents.quotations import Quotation
from graph.extract.referents.referents import Discourse, Referent, role
from graph.extract.words.nouns import noun_at

SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson", "press secretary"})
BODIES = ("Agency", "Organization", "Legislature", "Court")
JAILS = frozenset({"jail", "prison", "county jail", "precinct"})
NEAR = 4
"""Sentences before the quotation in which the authorities are looked for."""


def spoken_for(discourse: Discourse, speaker: Referent) -> Referent | None:
    """The one body whose spokesman the text calls the speaker; None for whoever speaks for himself."""
    if speaker.titles.isdisjoint(SPEAKING):
        return None
    found = {}
    for mention in speaker.mentions:
        head = discourse.doc[mention.head]
        nouns = [head, *(t for t in kids(head) if t.dep_ == "appos")]
        nouns += [head.head] if head.dep_ == "appos" else []
        if mention.form == "name":
            nouns += title_tokens(discourse.doc, mention)
        for noun in nouns:
            for body in _bodies(discourse, noun):
                found[id(body)] = body
    return next(iter(found.values())) if len(found) == 1 else None


def _bodies(discourse: Discourse, noun: Token) -> Iterator[Referent]:
    """Bodies that the word is, or that stand before it or after its "for"."""
    known = noun_at(noun)
    around = [noun] if noun.ent_type_ and known is None else []
    if known is not None and known.words in SPEAKING:
        around += [t for t in lefts(noun) if t.dep_ in ("compound", "nmod", "poss")]
        around += [t for p in rights(noun) if p.lower_ in ("for", "of") for t in kids(p) if t.dep_ == "pobj"]
    for token in around:
        found = discourse.at(token)
        if found is not None and found.is_a(*BODIES):
            yield found


def complained_of(discourse: Discourse, token: Token, quotation: Quotation) -> Referent | None:
    """ "They" in the words of people: the only authority of the last sentence before that has any."""
    speaker = discourse.at(quotation.speaker)
    if speaker is None or speaker.known is not None or not speaker.titles.isdisjoint(SPEAKING):
        return None
    if _several_within(discourse, token, quotation):
        return None
    start = discourse.sentence[quotation.start]
    for sentence in range(start - 1, start - 1 - NEAR, -1):
        here = [(m, discourse.referent[m.head]) for m in discourse.by_sentence.get(sentence, ())]
        if sentence == start - 1 and any(r.kind == "Group" and _undergoes(discourse, m) for m, r in here):
            return None
        here = [(m, r) for m, r in here if r.is_a("Agency") and not r.plural and r.head not in JAILS]
        acting = [(m, r) for m, r in here if role(discourse.doc[m.head]) == "subject"]
        found = list(dict.fromkeys(r for _, r in acting or here))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _undergoes(discourse: Discourse, mention: Mention) -> bool:
    """The object of the sentence: "turned on the landlords", of whom the quotation goes on to speak."""
    noun = discourse.doc[mention.head]
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun.dep_ in ("dobj", "pobj") and mention.form != "pronoun" and verb.dep_ == "ROOT"


def _several_within(discourse: Discourse, token: Token, quotation: Quotation) -> bool:
    """The quotation itself speaks of several before the word."""
    here = discourse.by_sentence.get(discourse.sentence[token.i], ())
    return any(quotation.start <= m.head < token.i and discourse.referent[m.head].plural for m in here)
