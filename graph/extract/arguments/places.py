"""Places of participants that need more than a preposition: whoever is in a state, or is denoted by a noun."""

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.words.lexicon import FRAMES, LOSSES

_PUTTING = frozenset({"put", "place", "leave", "bring", "set", "pit", "keep", "hold", "find", "see", "have", "get"})
"""Verbs that bring their object into a state: "put the mayor at odds with"."""
_FAVOR = frozenset({"favor", "favour", "defense", "support"})
_TO_COME = frozenset({"will", "would", "could", "may", "might", "can", "wo"})
_PENALTIES = frozenset({"SANCTION", "ARREST", "DEPORT", "SUE", "INVESTIGATE", "RESTRICT"})
_FIGURES = frozenset({"figure", "target", "subject", "focus", "center", "heart", "suspect"})
_QUESTIONS = frozenset({"whether", "if", "how", "why"})


def bearers(noun: Token) -> list[Token]:
    """Who is in the state that a set phrase names: "the mayor" of "the mayor is at odds with the council"."""
    above = noun.head.head
    if above.dep_ in ("prep", "acomp", "attr", "advmod") and syntax.is_verb(above.head):
        above = above.head
    if not syntax.is_verb(above):
        return [above] if above.pos_ in ("NOUN", "PROPN", "PRON") else []
    put = syntax.undergoers(above) if syntax.lemma(above) in _PUTTING or syntax.is_passive(above) else []
    found = syntax.subject(above)
    return put or ([found] if found is not None else [])


def beside(noun: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Who brings somebody into a state: "came under fire from *them*", "under investigation by *them*"."""
    named = [n for word in (noun, noun.head.head) for p in prepositions for n in syntax.objects_of(word, p)]
    return named or syntax.children(noun, "poss")


def denoted(noun: Token) -> list[Token]:
    """Whom the noun is said of: "Smith" of "Smith, a nominee", "Smith was one of his picks" and "nominee Smith"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        return denoted(noun.head.head)
    if noun.dep_ in ("appos", "compound", "nmod"):
        return [noun.head]
    if listed := _among(noun):
        return listed
    if noun.dep_ == "attr" and syntax.is_verb(noun.head):
        found = syntax.subject(noun.head)
        return [found] if found is not None else [noun]
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and syntax.is_verb(noun.head.head):
        return _called(noun.head.head) or [noun]
    return syntax.children(noun, "appos") or [noun]


def said_of(adjective: Token) -> list[Token]:
    """Who is said to be so: "the mayor was critical", "a mayor critical of the order"."""
    top = adjective.head if adjective.dep_ == "conj" else adjective
    if not syntax.is_verb(top.head):
        return [top.head] if top.dep_ == "amod" else []
    found = syntax.subject(top.head)
    return [found] if found is not None else []


def _among(noun: Token) -> list[Token]:
    """Who is told to be one of them: "the critics include *them*", "among the critics are *them*"."""
    if noun.dep_ == "nsubj" and syntax.lemma(noun.head) == "include":
        return syntax.children(noun.head, "dobj")
    above = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "among" and syntax.lemma(above) == "be":
        return syntax.children(above, "nsubj", "attr")
    return []


def _called(verb: Token) -> list[Token]:
    """Who is seen or shown as something: the object, or the subject of "presents himself as"."""
    seen = syntax.undergoers(verb)
    himself = [t for t in seen if t.lower_.endswith(("self", "selves"))]
    return syntax.doers(verb) if himself else seen


def recipients(verb: Token) -> list[Token]:
    """To whom something is given, also where the parse takes both for objects: "handed *them* a victory"."""
    objects = syntax.children(verb, "dobj")
    return syntax.children(verb, "dative") or (objects[:1] if len(objects) > 1 else [])


def claimed(verb: Token) -> list[Token]:
    """Who does what the clause tells: "complained that *he* lied"."""
    clauses = [c for c in syntax.children(verb, "ccomp") if syntax.is_verb(c) and not syntax.infinitive(c)]
    return [who for c in clauses for who in syntax.doers(c)]


def described(verb: Token) -> list[Token]:
    """Who is said to be so: "held *them* accountable", where the parse makes a clause of the two."""
    clauses = [c for c in syntax.children(verb, "ccomp", "xcomp") if not syntax.is_verb(c) or _past_participle(c)]
    named = syntax.children(verb, "oprd") if syntax.objects_of(verb, "as") else []
    return [*named, *(who for c in clauses for who in syntax.children(c, "nsubj", "nsubjpass"))]


def _past_participle(clause: Token) -> bool:
    """ "kept *them* locked up" """
    return clause.tag_ == "VBN" and not syntax.child(clause, "aux", "auxpass", "mark")


def questioned(word: Token) -> list[Token]:
    """Of whom something is asked: "is investigating whether *they* lied", "an inquiry into how *it* was done"."""
    clauses = syntax.children(word, "ccomp")
    for prep in syntax.children(word, "prep"):
        clauses += syntax.children(prep, "pcomp") if prep.lower_ in ("into", "on", "of", "over", "about") else []
    asked = [c for c in clauses if any(t.lower_ in _QUESTIONS for t in kids(c))]
    return [who for c in asked for who in syntax.doers(c)]


def figured(noun: Token) -> list[Token]:
    """Whom it is about: "*he* is a central figure in the inquiry", "*she* is the target of an investigation"."""
    figure = noun.head.head if noun.dep_ == "pobj" else noun
    if syntax.lemma(figure) not in _FIGURES:
        return []
    if figure.dep_ == "pobj":
        figure = figure.head
    if figure.dep_ in ("appos", "attr"):
        return denoted(figure)
    found = syntax.subject(figure.head) if figure.dep_ == "prep" and syntax.lemma(figure.head) == "be" else None
    return [found] if found is not None else []


def threatened(verb: Token) -> list[Token]:
    """To whom the infinitive would do something: "threatened to destroy *them*"."""
    clauses = [c for c in syntax.children(verb, "xcomp") if syntax.infinitive(c)]
    return [whom for c in clauses for whom in syntax.undergoers(c)]


def losers(verb: Token) -> list[Token]:
    """To whom harm is foretold: "warned that *cities* risk losing funds", "that *whoever stays* would be fired"."""
    clauses = [c for c in syntax.children(verb, "ccomp") if _of_harm(c)]
    return [who for c in clauses for who in syntax.children(c, *syntax.SUBJECTS)]


def _of_harm(clause: Token) -> bool:
    told = syntax.children(clause, "xcomp")[:1] if syntax.lemma(clause) in ("risk", "stand", "have") else [clause]
    to_come = any(c.dep_ in ("aux", "auxpass") and c.lower_ in _TO_COME for c in kids(clause)) or told != [clause]
    for verb in told:
        if syntax.is_passive(verb):
            return to_come and any(f.type in _PENALTIES for f in FRAMES["verb"].get(syntax.lemma(verb), ()))
        words = [w for o in syntax.children(verb, "dobj") for w in (o, *syntax.children(o, "compound", "conj"))]
        if any(syntax.lemma(w) in LOSSES.get(syntax.lemma(verb), ()) for w in words):
            return True
    return False


_JUDGED = ("ccomp", "xcomp", "acomp", "oprd")


def hampered(verb: Token) -> list[Token]:
    """For whom something is made so: "makes it harder *for them* to work"."""
    adjectives = [a for a in syntax.children(verb, *_JUDGED) if a.pos_ in ("ADJ", "ADV")]
    above = [w for a in adjectives for w in (a, *syntax.children(a, "xcomp", "advcl", "ccomp"))]
    told = [f for w in above for f in kids(w) if f.lower_ == "for" and f.dep_ in ("prep", "mark")]
    return [n for f in told for n in (*syntax.children(f, "pobj"), *_marked(f))]


def _marked(mark: Token) -> list[Token]:
    return syntax.children(mark.head, "nsubj") if mark.dep_ == "mark" else []


def lapsing(verb: Token) -> list[Token]:
    """What is let come to an end: "let *the program* expire"."""
    clauses = syntax.children(verb, "ccomp", "xcomp")
    return [*syntax.children(verb, "dobj"), *(who for c in clauses for who in syntax.children(c, "nsubj"))]


def _asked(verb: Token) -> list[Token]:
    """The subjects of what is asked: "demanded that *he* go"."""
    clauses = [c for c in syntax.children(verb, "ccomp", "advcl", "acl") if syntax.requested(c)]
    return [s for c in clauses for s in syntax.children(c, *syntax.SUBJECTS)]


def _subject(verb: Token) -> list[Token]:
    return syntax.by_phrase(verb) if syntax.is_passive(verb) else syntax.doers(verb)


_SUITS = frozenset(
    {"suit", "lawsuit", "case", "complaint", "action", "challenge", "litigation", "petition", "countersuit"}
)


def contested(noun: Token) -> list[Token]:
    """Whom or what the suit is against: "plaintiffs in a suit against *them*", "in the case to void *it*"."""
    suits = [s for p in ("in", "to", "of") for s in syntax.objects_of(noun, p) if syntax.lemma(s) in _SUITS]
    named = [n for s in suits for p in ("against", "over", "to") for n in syntax.objects_of(s, p)]
    clauses = [c for s in suits for c in syntax.children(s, "acl", "relcl") if not syntax.is_passive(c)]
    below = [v for c in clauses for v in (c, *syntax.children(c, "xcomp"))]
    return named or [o for v in below if syntax.is_verb(v) for o in syntax.undergoers(v) if o not in suits]


PLACES: Mapping[str, Callable[[Token], list[Token]]] = {
    "object": syntax.undergoers,
    "clause": _asked,
    "dative": recipients,
    "subject": _subject,
    "owner": lambda token: [who for o in syntax.undergoers(token) for who in syntax.children(o, "poss")],
    "favor": lambda token: [
        who for noun in syntax.objects_of(token, "in") if noun.lower_ in _FAVOR for who in syntax.children(noun, "poss")
    ],
    "poss": lambda token: syntax.children(token, "poss"),
    "compound": lambda token: syntax.children(token, "compound", "nmod"),
    "bearer": bearers,
    "itself": denoted,
    "that": claimed,
    "small": described,
    "done": threatened,
    "for whom": hampered,
    "let": lapsing,
    "whether": questioned,
    "loser": losers,
    "figure": figured,
    "suit": contested,
}
