"""Who is the subject of a verb and who its object, wherever the sentence has put them.

Grammatical only: nothing here knows what a word means. What is simpler is in `graph.extract.parse.tree`; it is given on
from here.
"""

from spacy.tokens import Token

from graph.extract.parse.hung import above_place, behind_conjunction, beside_auxiliary, outside_quotation, resumed
from graph.extract.parse.listed import lefts, once
from graph.extract.parse.singled import singled_out
from graph.extract.parse.tree import (
    CLAUSES,
    FINITE,
    SUBJECTS,
    ancestors,
    beside,
    by_behind,
    by_phrase,
    child,
    children,
    coordinated,
    direct_object,
    finite,
    has_relative,
    infinitive,
    is_passive,
    is_verb,
    lemma,
    objects_of,
    of_none,
    requested,
)

__all__ = [
    "CLAUSES",
    "FINITE",
    "SUBJECTS",
    "ancestors",
    "beside",
    "by_phrase",
    "child",
    "children",
    "coordinated",
    "direct_object",
    "doers",
    "finite",
    "has_relative",
    "infinitive",
    "is_passive",
    "is_verb",
    "lemma",
    "modifiers",
    "objects_of",
    "of_none",
    "owner",
    "requested",
    "resumed",
    "subject",
    "undergoers",
]

_RULING = frozenset({"rule", "hold", "decide", "find", "order"})
_ENDEAVOURS = frozenset({"bid", "effort", "attempt", "move", "push", "drive", "campaign", "ploy", "gambit", "part"})
_ADDRESSING = frozenset({"sue", "write", "petition", "email", "countersue"})
"""Verbs behind which a participle tells what their subject does: "sued the agency *seeking* to stop it"."""
_MAKING = frozenset("have make announce launch lead begin issue sign enact adopt pass approve finalize".split())
_DEALING = frozenset({"deal", "hand", "deliver", "give"})
_DEEPEST = 12


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, its own or the one it shares; of a relative pronoun, the pronoun itself."""
    own = child(verb, *SUBJECTS) or beside_auxiliary(verb)
    if own is not None and own.dep_ == "csubj" and own.tag_ == "VBG":
        own = _behind_comma(own, verb) or own
    if own is None and verb.dep_ == "csubj" and verb.tag_ == "VBG":
        return _behind_comma(verb, verb.head)
    if own is None and verb.tag_ == "VBG":
        own = child(verb, "poss")
    if own is not None or depth > _DEEPEST:
        return own
    if verb.dep_ == "conj" and (outside := outside_quotation(verb)) is not None:
        return subject(outside, depth + 1)
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head):
        head = resumed(verb)
        return (behind_conjunction(verb) if verb.tag_ in FINITE else None) or subject(head, depth + 1)
    if verb.dep_ in CLAUSES and verb.tag_ in FINITE and is_verb(head) and not is_passive(verb):
        return behind_conjunction(verb)
    if verb.dep_ in CLAUSES and is_verb(head):
        return _of_the_blow(verb) or _of_the_ruling(verb) or _trailing(verb, depth) or _controlled(verb, head, depth)
    if verb.dep_ in CLAUSES and head.pos_ == "ADJ" and is_verb(head.head):
        return subject(head.head, depth + 1)
    if verb.dep_ in ("acl", "relcl") and infinitive(verb) and (said := singled_out(head)) is not None:
        return subject(said, depth + 1) if is_verb(said) else said
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and (above := _addressing(head)) is not None:
        return subject(above, depth + 1)
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and _bare_infinitive(verb)):
        return owner(head) if infinitive(verb) else above_place(head)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        above = head.head
        if not is_verb(above):
            return owner(above)
        done_to = next(iter(undergoers(above)), None) if head.lower_ in ("of", "from", "for") else None
        return done_to if done_to is not None else subject(above, depth + 1)
    return None


def _bare_infinitive(verb: Token) -> bool:
    """ "a law to bar them", which the parse may take for a relative clause."""
    return infinitive(verb) and not any(has_relative(c) for c in lefts(verb))


def _behind_comma(participle: Token, verb: Token) -> Token | None:
    """ "Overturning a ruling in Texas, *the court* said": the subject, which the parse has hung before the comma."""
    span = participle.doc[participle.i : verb.i]
    commas = [t.i for t in span if t.text == ","]
    nouns = [t for t in participle.doc[commas[-1] + 1 : verb.i] if t.pos_ in ("NOUN", "PROPN")] if commas else []
    tops = [t for t in nouns if not commas[-1] < t.head.i < verb.i]
    return tops[0] if len(tops) == 1 else None


def _trailing(verb: Token, depth: int) -> Token | None:
    """ "refused to name people who hold a card, *defying* a subpoena": a comma ends the clause that only tells who."""
    clause = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i < clause.i or verb.nbor(-1).text != ",":
        return None
    while clause.dep_ in ("ccomp", "xcomp", "conj", "advcl") and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "relcl" or clause.head.i > clause.i or clause.head.nbor(1).text == ",":
        return None
    above = next((t for t in clause.head.ancestors if is_verb(t)), None)
    while above is not None and above.dep_ in ("xcomp", "acl", "pcomp", "relcl"):
        above = next((t for t in above.ancestors if is_verb(t)), None)
    return subject(above, depth + 1) if above is not None and not is_passive(above) else None


def _of_the_ruling(verb: Token) -> Token | None:
    """ "ruled that she could stay, rejecting the appeal": who ruled rejects, though the parse hangs it on "stay"."""
    above = verb.head
    aside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    if not (aside and above.dep_ == "ccomp" and above.i < verb.i and lemma(above.head) in _RULING):
        return None
    return child(above.head, "nsubj")


def _addressing(noun: Token) -> Token | None:
    """The verb by which somebody turns to whom the noun names: "sued *him*", "wrote to *him*"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun.head
    return verb if noun.dep_ in ("dobj", "pobj", "dative") and lemma(verb) in _ADDRESSING else None


def _of_the_blow(verb: Token) -> Token | None:
    """ "was upheld by a court, dealing a defeat to them": whoever did it deals the blow."""
    aside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and lemma(verb) in _DEALING and verb.i > verb.head.i
    return next(iter(by_phrase(verb.head)), None) if aside and is_passive(verb.head) else None


def _controlled(verb: Token, head: Token, depth: int) -> Token | None:
    """The subject of a clause without one: the object of the verb above if that is asked to do it, else its subject."""
    if verb.dep_ == "ccomp" and not infinitive(verb):
        return None
    asked = child(head, "dobj") if infinitive(verb) and not is_passive(head) else None
    called = objects_of(head, "on") if infinitive(verb) and lemma(head) == "call" else []
    purpose = asked is not None and (
        verb.dep_ == "advcl" or lemma(head) in ("use", "take", "promise", "question", "interview", "sue")
    )
    if called:
        return called[0]
    return asked if asked is not None and not purpose else subject(head, depth + 1)


def owner(noun: Token) -> Token | None:
    """Whose it is: "the city's plan", "a plan by the city"; or who, by the verb above, has or makes it."""
    owners = [*children(noun, "poss"), *by_phrase(noun), *modifiers(noun)]
    if owners:
        return owners[0]
    if noun.dep_ == "dobj" and lemma(noun.head) in _MAKING:
        return subject(noun.head)
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("in", "as")
        and lemma(noun) in _ENDEAVOURS
        and is_verb(noun.head.head)
    ):
        return subject(noun.head.head)
    return child(noun, "compound")


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and names before the noun that may tell whose it is: "Russian", "U.S.", "U.S.-led"."""
    before = children(noun, "amod", "compound", "nmod")
    led = [n for t in before if t.tag_ == "VBN" for n in children(t, "npadvmod", "nsubj", "compound")]
    return [t for t in (*before, *led) if t.text[:1].isupper()]


@once
def doers(verb: Token) -> list[Token]:
    """The logical subjects: the grammatical one, or whom "by" names when the verb is passive."""
    if not is_passive(verb):
        found = subject(verb)
        if found is None or any(c.lower_ == "neither" for c in lefts(found)):
            return []
        return [found, *_joined(verb, found)]
    for shared in (verb, *children(verb, "conj"), *([verb.head] if verb.dep_ == "conj" else [])):
        if by_phrase(shared):
            return by_phrase(shared)
    return by_behind(verb)


_JOINING = frozenset({"join", "accompany"})


def _joined(verb: Token, doer: Token) -> list[Token]:
    """With whom it is done: "he *joined them* in calling for it", "was joined by", "together with", "along with"."""
    above = verb.head.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and lemma(above) in ("join", "follow"):
        return by_phrase(above) if is_passive(above) else children(above, "dobj")
    joined = (t for t in (*children(doer, "acl"), *children(verb, "advcl")) if lemma(t) in _JOINING and t.tag_ == "VBN")
    found = [n for t in joined for n in by_phrase(t)]
    for prep in (p for word in (doer, verb) for p in children(word, "prep") if p.i < verb.i):
        if prep.lower_ == "along":
            found += objects_of(prep, "with")
        elif prep.lower_ == "with" and any(c.lower_ in ("along", "together") for c in lefts(prep)):
            found += children(prep, "pobj")
    beside = [*children(verb, "advcl"), *children(doer, "acl")]
    return [*found, *(n for c in beside if c.tag_ == "VBN" and lemma(c) == "join" for n in by_phrase(c))]


@once
def undergoers(verb: Token) -> list[Token]:
    """The logical objects: the direct one, the subject of a passive, or what a relative clause leaves out."""
    if is_passive(verb):
        found = subject(verb)
        return [found] if found is not None else []
    found = direct_object(verb)
    if found is not None and any(c.text == "$" for c in found.children):
        found = child(verb, "dative") or found
    if found is None and (again := _left_out_again(verb)) is not None:
        return [again]
    if found is None and verb.dep_ == "conj" and is_verb(verb.head) and not child(verb, "prep", "prt"):
        return []
    if found is None:
        found = _left_out(verb)
    if found is None:
        found = _shared_object(verb)
    return [found] if found is not None else []


def _left_out(verb: Token) -> Token | None:
    """What a relative clause without pronoun is about: "the bill he signed", "the ban she vowed to fight"."""
    top = verb
    while top.dep_ == "xcomp" and infinitive(top) and is_verb(top.head) and not child(top.head, "dobj"):
        top = top.head
    if top.dep_ != "relcl" or child(top, "nsubj") is None or any(has_relative(c) for c in lefts(top)):
        return None
    return top.head


def _left_out_again(verb: Token) -> Token | None:
    """ "a ruling that they fought *and that he derided*": the second clause is about the same."""
    first = verb.head
    marked = child(verb, "mark")
    if verb.dep_ != "conj" or first.dep_ != "relcl" or marked is None or marked.lower_ != "that":
        return None
    return first.head if child(verb, "nsubj") is not None else None


def _shared_object(verb: Token) -> Token | None:
    """The object that stands only after the last of coordinated verbs: "arrested and deported him"."""
    following = next((c for c in children(verb, "conj") if is_verb(c) and not child(c, *SUBJECTS)), None)
    return direct_object(following) if following is not None and not child(verb, "prep", "ccomp", "xcomp") else None
