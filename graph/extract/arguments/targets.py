"""Upon whom a predicate acts: the parties in the places that its frame names.

`words_at` gives the words in a place; whom they stand for, directly or through what is theirs, the cast tells.
"""

from spacy.tokens import Token

from graph.extract.arguments.cast import Cast, Party
from graph.extract.arguments.places import PLACES
from graph.extract.parse import syntax
from graph.extract.predicates.events import carrier, undergone
from graph.extract.predicates.predicates import Predicate, light_verb, receiving_verb
from graph.extract.words.lexicon import ALLEGED, BRINGING, DEEDS, Frame

_JUDGING = frozenset({"ACCUSE", "INVESTIGATE", "OPPOSE", "SUPPORT", "REJECT", "THREATEN", "PROTEST"})
"""Acts on what somebody does or has that are acts on him."""

_OF_THE_BODY = frozenset({"RESTRICT", "SANCTION", "ARREST", "DEPORT", "ASSAULT"})
"""Acts on somebody himself: to limit his time is not to limit him."""

_PARTICLES = frozenset({"out", "off", "away", "back", "up", "down"})


def targets_of(predicate: Predicate, frame: Frame, cast: Cast, loosely: bool = False) -> list[Party]:
    """The parties in the first place of the frame that holds any of the right kind."""
    if loosely and (frame.stance != "against" or frame.type in _OF_THE_BODY):
        return []
    reached = cast.loosely if loosely else cast.answerable if frame.type in _JUDGING else cast.targets
    for place in _places(predicate, frame):
        words = words_at(predicate, place)
        if place == "of" and predicate.part == "verb" and not frame.object:
            words = [w for w in words if w.head.head.pos_ != "NOUN"]  # "protest the arrest of him" protests the arrest
        if place == "object" and frame.particle and not words:
            words = syntax.objects_of(predicate.token, frame.particle)
        if frame.type == "INVESTIGATE" and words and not loosely:
            found = _investigated([*words, *_deeds_joined(predicate, words)], cast)
        else:
            found = [p for word in words for p in reached(word)]
        fitting = [p for p in found if not frame.whom or cast.is_a(p.entity, frame.whom)]
        if fitting:
            return fitting
    return []


def _investigated(words: list[Token], cast: Cast) -> list[Party]:
    """What is looked into and whoever is behind it, each once."""
    words = [who for word in words for who in _alleged(word) or [word]]
    found = [p for word in words for p in (*cast.answerable(word), *cast.behind(word))]
    return list({p.entity.iri: p for p in reversed(found)}.values())[::-1]


def _alleged(noun: Token) -> list[Token]:
    """Who is said to have done it: "allegations that *the agency* lied"."""
    if syntax.lemma(noun) not in ALLEGED:
        return []
    clauses = [c for c in syntax.children(noun, "acl", "relcl", "ccomp") if syntax.child(c, "mark") is not None]
    return [who for c in clauses for who in syntax.doers(c)]


def _deeds_joined(predicate: Predicate, words: list[Token]) -> list[Token]:
    """Deeds that the parse has joined to a noun further in: "interference in the election and *collusion* by aides"."""
    tops = [predicate.token] if predicate.part == "noun" else words
    inside = {t.i: t for top in tops for t in top.subtree if t.dep_ == "conj" and t.i != top.i}
    return [t for t in inside.values() if syntax.lemma(t) in DEEDS and (syntax.by_phrase(t) or syntax.beside(t, "by"))]


def _places(predicate: Predicate, frame: Frame) -> tuple[str, ...]:
    """Those of the frame, and those that its kind of act has whatever the word."""
    if predicate.part == "noun" and undergone(predicate.token):
        return ("poss", *frame.target)
    return (*frame.target, "whether", "figure") if frame.type == "INVESTIGATE" else frame.target


def words_at(predicate: Predicate, place: str) -> list[Token]:
    token = predicate.token
    if place in PLACES:
        return PLACES[place](token)
    beside = [token, *syntax.children(token, "prt", "advmod")]
    beside += [p for p in syntax.children(token, "prep") if p.lower_ in _PARTICLES]
    if predicate.part == "verb":
        objects = syntax.undergoers(token) if not syntax.is_passive(token) else []
        beside += [*objects, *(v for o in objects if (v := light_verb(o)) is not None and v is not token)]
    elif predicate.part == "noun":
        received = receiving_verb(token)
        if received is not None:
            return syntax.objects_of(token, place) or [s for s in [syntax.subject(received)] if s is not None]
        light = carrier(token)
        beside += [light] if light is not None else []
        # "The deportation by ICE of Ann Roe": the parse hangs her on ICE; an office has an "of" of its own.
        if place == "of" and not syntax.objects_of(token, "of"):
            beside += [n for n in syntax.by_phrase(token) if n.ent_type_ == "PERSON" or n.text.isupper()]
        beside += [link.token for link in predicate.links if link.operator.takes]
    return [noun for word in beside for noun in (*syntax.objects_of(word, place), *_objects_of_gerund(word, place))]


def _objects_of_gerund(word: Token, place: str) -> list[Token]:
    """ "objected to granting amnesty" reaches the amnesty, when the gerund only says that it comes about."""
    gerunds = [g for p in syntax.children(word, "prep") if p.lower_ == place for g in syntax.children(p, "pcomp")]
    return [o for g in gerunds if syntax.lemma(g) in BRINGING for o in syntax.undergoers(g)]
