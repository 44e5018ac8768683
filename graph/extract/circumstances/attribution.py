"""On whose word an act is told: whoever the text credits for the clause it stands in."""

from spacy.tokens import Token

from graph.acts import Entity
from graph.extract.arguments.cast import Cast
from graph.extract.judgements.claims import according_to, reported_beside
from graph.extract.parse import syntax
from graph.extract.words.lexicon import FRAMES, REPORTING


def source_of(anchor: Token, cast: Cast, agent: Entity) -> Entity | None:
    """The innermost speaker; None when the article itself asserts the act or its own agent is the one who tells it."""
    for token in syntax.ancestors(anchor):
        if token.dep_ in ("ccomp", "parataxis") and syntax.lemma(token.head) in REPORTING:
            speaker = _first(syntax.doers(token.head), cast)
            return speaker if speaker is None or speaker.iri != agent.iri else None
        if token.dep_ == "pcomp" and _accused(token.head):
            speaker = _first(syntax.doers(token.head.head), cast)
            return speaker if speaker is None or speaker.iri != agent.iri else None
        if _background(token) and cast.speaker(token) is None:
            return None
        beside = reported_beside(token)
        credited = _first(syntax.doers(beside) if beside is not None else according_to(token), cast)
        if credited is not None:
            return credited if credited.iri != agent.iri else None
    quoted = cast.speaker(anchor)
    return quoted.entity if quoted is not None and quoted.entity.iri != agent.iri else None


def _background(token: Token) -> bool:
    """What a report only refers to by its time, the article knows itself: "was glad after the House passed it"."""
    openers = ("after", "before", "since", "when", "until")
    if token.dep_ == "pcomp":
        return token.head.lower_ in openers
    return token.dep_ == "advcl" and any(c.lower_ in openers for c in syntax.children(token, "mark", "advmod"))


def _accused(preposition: Token) -> bool:
    """ "accused X of doing it" """
    frames = FRAMES["verb"].get(syntax.lemma(preposition.head), ())
    return preposition.lower_ == "of" and any(f.type == "ACCUSE" for f in frames)


def _first(words: list[Token], cast: Cast) -> Entity | None:
    return next((p.entity for t in words for p in cast.agents(t)), None)
