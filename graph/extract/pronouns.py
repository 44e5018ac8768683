"""What a pronoun refers back to: the subject of a clause above it, else of the sentence before, else nothing.

Precision goes first: where two candidates of the same prominence agree with the pronoun, it is left unresolved.
"""

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from graph.extract.mentions import NEUTRAL, PERSONAL, PLURAL, Mention, relative_clause
from graph.extract.nouns import is_plural
from graph.extract.referents import SUBJECT, Discourse, Referent, role

Agrees = Callable[[Referent], bool]
UNSURE = Referent("Participant", "")
"""Stands for an antecedent that is no mention."""
_EXPLETIVE = frozenset({"be", "seem", "appear", "become", "remain", "take", "make", "look"})
_MEN, _WOMEN = re.compile(r"(?<!wo)man$|king$|prince$"), re.compile(r"woman$|queen$|princess$")


def antecedent(discourse: Discourse, mention: Mention) -> Referent | None:
    """The referent of the pronoun; None when there is none or it cannot be told which."""
    token = discourse.doc[mention.head]
    clause = relative_clause(token)
    if clause is not None:
        return _head_of_clause(discourse, token, clause)
    agrees = _agreement(token)
    if agrees is None or _expletive(token):
        return None
    again = _said_before(discourse, mention)
    if again is not None:
        return again
    barred = _barred(discourse, token)

    def allowed(referent: Referent) -> bool:
        return agrees(referent) and referent is not barred

    found = _above(discourse, token, allowed) or _nearby(discourse, token, allowed)
    return None if found is UNSURE else found


def _said_before(discourse: Discourse, mention: Mention) -> Referent | None:
    """A second "it" or "they" of a sentence goes on with the first."""
    word = discourse.doc[mention.head].lower_
    if word not in ("it", "they"):
        return None
    for other in discourse.by_sentence.get(discourse.sentence[mention.head], ()):
        if other.form == "pronoun" and other.head < mention.head and discourse.doc[other.head].lower_ == word:
            return discourse.referent[other.head]
    return None


def _agreement(token: Token) -> Agrees | None:
    word = token.lower_
    if word in PERSONAL:
        other = _WOMEN if word in ("he", "him", "his") else _MEN
        return lambda r: r.is_a("Person") and not r.plural and not any(other.search(t) for t in r.titles)
    if word in NEUTRAL:
        return lambda r: not r.is_a("Person") and not r.plural
    if word in PLURAL:
        return lambda r: r.plural or (r.is_a("Group") and r.head != "")
    return None


def _head_of_clause(discourse: Discourse, pronoun: Token, clause: Token) -> Referent | None:
    """What the relative clause describes: its head noun, or the noun above it that agrees better with the pronoun."""
    personal = pronoun.lower_ in ("who", "whom")
    noun = clause.head
    for _ in range(3):
        found = discourse.at(noun)
        if found is not None and (personal == found.is_a("Person") or found.is_a("Group") or pronoun.lower_ == "whose"):
            return found
        if found is None and noun is clause.head and noun.pos_ not in ("PROPN", "NOUN"):
            return None
        if found is None or noun.dep_ not in ("pobj", "appos") or noun.head.i == noun.i:
            return None
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return None


def _expletive(token: Token) -> bool:
    """The "it" of "it is unclear whether", "it would be wrong to": it stands for the clause that follows."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ not in SUBJECT or verb.lemma_ not in _EXPLETIVE:
        return False
    below = [c for c in verb.children if c.i > verb.i]
    below += [c for child in below if child.dep_ in ("acomp", "attr") for c in child.children]
    return any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl", "acl") for c in below)


def _verb_above(token: Token) -> Token | None:
    """The nearest verb that governs the token."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def _subject(verb: Token) -> Token | None:
    """The subject of the verb, or of the one that it is joined to or completes."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in SUBJECT:
                return child
        if verb.dep_ not in ("conj", "xcomp") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _barred(discourse: Discourse, token: Token) -> Referent | None:
    """An object is not the subject of its own verb ("the mayor called him")."""
    verb = _verb_above(token)
    if verb is None or token.dep_ == "poss" or token.dep_ in SUBJECT:
        return None
    subject = _subject(verb)
    return discourse.at(subject) if subject is not None else None


def _above(discourse: Discourse, token: Token, allowed: Agrees) -> Referent | None:
    """The subject of the nearest clause over the pronoun that agrees, if it comes before; `UNSURE` if it may be one."""
    for above in token.ancestors:
        if above.pos_ not in ("VERB", "AUX"):
            continue
        subject = _subject(above)
        if subject is None or subject.i == token.i or (subject.i > token.i and not _fronted(token, above)):
            continue
        if subject.is_ancestor(token) or (token.dep_ in SUBJECT and subject.head.i == token.head.i):
            continue
        found = discourse.at(subject)
        if found is not None and allowed(found):
            return found
        if found is None and _could_be(subject, token):
            return UNSURE
    return None


def _could_be(noun: Token, pronoun: Token) -> bool:
    """A noun of which nothing is known agrees in number: the pronoun may stand for it."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    several = is_plural(noun) or any(t.dep_ == "conj" for t in noun.children)
    return pronoun.lower_ in (PLURAL if several else NEUTRAL)


def _fronted(token: Token, verb: Token) -> bool:
    """The pronoun opens the sentence, before its subject: "In her ruling, the judge wrote"."""
    return token.dep_ == "poss" and verb.dep_ == "ROOT" and token.i - token.sent.start < 5


def _nearby(discourse: Discourse, token: Token, allowed: Agrees) -> Referent | None:
    """The one candidate before it in the sentence, else the most prominent of the last sentence that has any."""
    sentence = discourse.sentence[token.i]
    for distance in range(3):
        found = [(m, r) for m, r in _candidates(discourse, sentence - distance, token) if allowed(r)]
        if distance and _unknown_subject(discourse, token, distance):
            return UNSURE
        if found:
            return _prominent(discourse, found, distance)
    return None


def _unknown_subject(discourse: Discourse, token: Token, distance: int) -> bool:
    """An earlier sentence is about something that is no mention and agrees with the pronoun."""
    sentence = token.sent
    for _ in range(distance):
        if sentence.start == 0:
            return False
        sentence = token.doc[sentence.start - 1].sent
    subject = _subject(sentence.root)
    return subject is not None and discourse.at(subject) is None and _could_be(subject, token)


def _candidates(discourse: Discourse, sentence: int, token: Token) -> Iterator[tuple[Mention, Referent]]:
    containing = {t.i for t in token.ancestors}
    for mention in sorted(discourse.by_sentence.get(sentence, ()), key=lambda m: m.start):
        if mention.head < token.i and mention.head not in containing:
            yield mention, discourse.referent[mention.head]


def _prominent(discourse: Discourse, found: list[tuple[Mention, Referent]], distance: int) -> Referent | None:
    doc = discourse.doc
    subjects = [r for m, r in found if role(doc[m.head]) == "subject"]
    different = {id(r) for _, r in found}
    if len(different) == 1:
        return found[0][1]
    if distance and subjects:
        main = [r for m, r in found if doc[m.head].dep_ in SUBJECT and doc[m.head].head.dep_ == "ROOT"]
        return (main or subjects)[0]
    free = [r for m, r in found if role(doc[m.head]) != "owner"]
    if len({id(r) for r in free}) == 1:
        return free[0]
    person = found[-1][1].is_a("Person")
    return free[-1] if free and person else None
