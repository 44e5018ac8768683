"""What somebody says of somebody: "said the ban is illegal", "called him biased", "said cities must comply"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extract.arguments.arguments import Finding
from graph.extract.arguments.cast import Cast, Party
from graph.extract.judgements.attitudes import find_attitudes
from graph.extract.judgements.claims import Claim, find_claims, reported_beside
from graph.extract.judgements.demands import asked, demands, obliges
from graph.extract.judgements.rulings import rulings
from graph.extract.judgements.utterances import judged
from graph.extract.judgements.verdicts import verdict
from graph.extract.judgements.worth import worth
from graph.extract.mentions.mentions import FIRST
from graph.extract.parse import syntax
from graph.extract.parse.listed import every, kids
from graph.extract.words.lexicon import FRAMES, OPPOSITE
from graph.extract.words.opinions import (
    COMPLAINING,
    COMPLAINTS,
    DENYING,
    DESERVING,
    DOUBTING,
    NAMING,
    NEEDED,
    OWED,
    RIGHT,
    UNDERGOING,
    WRONG,
)

_TELLING = frozenset({"VERB", "AUX", "NOUN", "ADJ"})


def find_judgements(doc: Doc, cast: Cast) -> Iterator[Finding]:
    """The judgements that the document reports, as acts of those who utter them."""
    for token in (t for t in every(doc) if t.pos_ in _TELLING):
        if token.pos_ == "VERB" and syntax.lemma(token) in NAMING:
            yield from _named(token, cast)
        for claim in find_claims(token, cast):
            yield from _claimed(claim, cast)
        for attitude in find_attitudes(token, cast):
            yield from judged(attitude.claim, attitude.words, attitude.stance, attitude.of, cast)


def _claimed(claim: Claim, cast: Cast) -> Iterator[Finding]:
    if _open(claim.clause):
        return
    for told in (t for t in syntax.coordinated(claim.clause) if syntax.is_verb(t)):
        if _marked(told, "whether", "if"):
            if syntax.lemma(claim.anchor) in DOUBTING and not claim.uttered:
                yield from judged(claim, (told,), "against", _of(told, cast), cast)
        elif _impersonal(told) and not _spoken_about(claim, told, cast):
            yield from _of_a_fact(claim, told, cast)
        else:
            yield from _said(claim, told, cast)


def _said(claim: Claim, told: Token, cast: Cast) -> Iterator[Finding]:
    reporting = "" if claim.uttered else syntax.lemma(claim.anchor)
    of = _spoken_about(claim, told, cast) or _of(told, cast)
    found = verdict(told)
    stance = found.stance
    if syntax.is_passive(told) and syntax.lemma(told) in WRONG.verbs and syntax.by_phrase(told):
        stance, of = "against", [p for t in syntax.by_phrase(told) for p in cast.answerable(t)]
    if found.supposed and (_marked_below(told) or not (_is_something(told) or _measures(of, cast))):
        stance = None
    if stance == "for" and _merely_does(found.words[-1]) and not _measures(of, cast):
        stance = None
    if claim.denied and stance is not None:
        stance = OPPOSITE[stance]
    if reporting in DENYING:
        stance = "for" if stance == "against" else None
    elif reporting in COMPLAINING | COMPLAINTS:
        stance = "against" if not syntax.is_passive(told) and syntax.lemma(told) not in UNDERGOING else stance
    ruled = list(rulings(claim, told, of, cast))
    if ruled:
        yield from ruled
    elif obliges(told):
        yield from demands(claim, told, of, cast)
    elif stance is not None:
        yield from judged(claim, found.words, stance, of, cast)


def _spoken_about(claim: Claim, told: Token, cast: Cast) -> list[Party]:
    """ "This is a disgrace," he said *of the order*"."""
    subject = syntax.child(told, "nsubj")
    if subject is None or subject.lower_ not in _POINTING:
        return []
    saying = reported_beside(told) if claim.uttered else claim.anchor
    named = syntax.objects_of(saying, "of") if saying is not None else []
    return [p for t in named for p in cast.answerable(t)]


_POINTING = frozenset({"this", "that", "it", "these", "those", "they", "he", "she"})


def _is_something(told: Token) -> bool:
    """ "would be a great secretary": what somebody would do is told as news, what he would be is judged."""
    modal = any(c.lower_ in ("will", "would") for c in syntax.children(told, "aux"))
    return modal and syntax.lemma(told) in ("be", "make", "bring")


def _merely_does(verb: Token) -> bool:
    """That somebody helped another is told as news, that he deserves it is a judgement."""
    active = syntax.is_verb(verb) and not syntax.is_passive(verb)
    return active and syntax.lemma(verb) in RIGHT.verbs - DESERVING


def _measures(of: list[Party], cast: Cast) -> bool:
    return all(cast.is_a(p.entity, ("Measure",)) for p in of)


def _of(told: Token, cast: Cast) -> list[Party]:
    """Of whom the clause speaks; the parser may hang the subject on the auxiliary."""
    on_auxiliary = (s for a in syntax.children(told, "aux") for s in syntax.children(a, "nsubj"))
    subject = next(on_auxiliary, None) or syntax.subject(told)
    return cast.answerable(subject) if subject is not None and subject.lower_ not in FIRST else []


def _open(told: Token) -> bool:
    """ "what the court should do", "how it failed" """
    return any(c.tag_ in ("WP", "WRB", "WDT") and c.i < told.i for c in kids(told)) and told.dep_ == "ccomp"


def _marked(clause: Token, *marks: str) -> bool:
    return any(c.lower_ in marks and c.dep_ in ("mark", "advmod") for c in kids(clause))


def _marked_below(told: Token) -> bool:
    return any(_marked(c, "if", "unless") for c in syntax.children(told, "advcl"))


def _impersonal(told: Token) -> bool:
    """ "it is important that", "there is no excuse for" """
    subject = syntax.child(told, "nsubj", "expl")
    return syntax.lemma(told) == "be" and subject is not None and subject.lower_ in ("it", "there")


def _of_a_fact(claim: Claim, told: Token, cast: Cast) -> Iterator[Finding]:
    """ "it is wrong that they did it" judges them, "it is time for them to go" asks it of them."""
    for word in syntax.children(told, "acomp", "attr"):
        if syntax.lemma(word) in OWED and any(c.lower_ == "no" for c in kids(word)):
            named = [n for p in ("for", "in") for n in syntax.objects_of(word, p)]
            yield from judged(claim, (told, word), "against", [p for t in named for p in cast.answerable(t)], cast)
            continue
        below = [c for w in (told, word) for c in syntax.children(w, "ccomp", "advcl", "acl", "xcomp", "relcl")]
        clause = next((c for c in below if syntax.is_verb(c) and c.i > word.i and _of_that(c)), None)
        if clause is None:
            continue
        doers = (
            syntax.children(clause, *syntax.SUBJECTS)
            or syntax.objects_of(word, "for")
            or syntax.objects_of(told, "for")
        )
        of = [p for t in doers for p in cast.targets(t)]
        good = worth(word)
        if syntax.lemma(word) in NEEDED and not syntax.is_passive(clause):
            yield from asked(claim, clause, of, cast)
        elif good and not syntax.is_passive(clause) and not _marked(clause, "if", "whether"):
            yield from judged(
                claim, (told, word), "against" if good < 0 or syntax.child(told, "neg") else "for", of, cast
            )


def _of_that(clause: Token) -> bool:
    return all(c.lower_ in ("that", "for") for c in syntax.children(clause, "mark"))


def _named(verb: Token, cast: Cast) -> Iterator[Finding]:
    """ "called Y unlawful", "referred to Y as criminals"."""
    named = [*syntax.undergoers(verb), *(syntax.objects_of(verb, "to") if syntax.lemma(verb) == "refer" else [])]
    small = [c for c in syntax.children(verb, "ccomp")[:1] if not syntax.is_verb(c)]
    named += [s for c in small for s in syntax.children(c, "nsubj")]
    hung = [o for n in named for o in syntax.children(n, "dobj", "oprd")] if syntax.lemma(verb) == "call" else []
    again = syntax.children(verb, "dobj")[1:]  # "which she called an affront"
    said = [*syntax.children(verb, "oprd"), *small, *hung, *again, *_likened(verb, named)]
    good, word = next(((s, w) for top in said for w in syntax.coordinated(top) if (s := worth(w))), (0, verb))
    if good > 0 and any(f.stance == "against" for f in FRAMES["verb"].get(syntax.lemma(verb), ())):
        return
    if good and not syntax.child(verb, "neg"):
        claim = Claim(verb, verb, [p for t in syntax.doers(verb) for p in cast.agents(t)])
        of = [p for t in named for p in cast.answerable(t)]
        yield from judged(claim, (word,), "against" if good < 0 else "for", of, cast)


def _likened(verb: Token, named: list[Token]) -> list[Token]:
    """What somebody is described "as": a noun, or an adjective, which the parser hangs up in several ways."""
    found = [n for word in (verb, *named) for n in syntax.objects_of(word, "as")]
    found += syntax.objects_of(verb, "to") if syntax.lemma(verb) in ("compare", "liken", "equate") else []
    found += [w for p in syntax.children(verb, "prep") if p.lower_ == "as" for w in syntax.children(p, "amod", "pcomp")]
    return found + [w for w in syntax.children(verb, "advmod") if any(c.lower_ == "as" for c in kids(w))]
