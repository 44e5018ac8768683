"""Acts that are asked of somebody else: "called on X to stop Y" is against X, "urged X to protect Y" is for Y."""

from spacy.tokens import Token

from graph.acts import Stance
from graph.extract import syntax
from graph.extract.lexicon import CHANGES, FRAMES, ORDERS


def asker(token: Token) -> Token | None:
    """The verb by which somebody else is asked to do what `token` says, or None."""
    verb = token
    for _ in range(4):
        head = verb.head
        if verb.dep_ == "conj" and syntax.is_verb(head):
            verb = head
        elif verb.dep_ in syntax.CLAUSES and syntax.requested(verb) and _asks(head):
            return head if _asked(head, verb) else None
        elif verb.dep_ == "xcomp" and syntax.is_verb(head):
            verb = head
        else:
            return None
    return None


def _asks(verb: Token) -> bool:
    return syntax.is_verb(verb) and any(f.asks for f in FRAMES["verb"].get(syntax.lemma(verb), ()))


def _asked(verb: Token, clause: Token) -> bool:
    """Somebody else is asked: not "asked to speak"."""
    return bool(syntax.undergoers(verb) or syntax.objects_of(verb, "on") or syntax.child(clause, "nsubj"))


def asked_stance(verb: Token, default: Stance) -> Stance:
    """Against whoever is asked to stop or change; an order is, whatever it asks."""
    if syntax.lemma(verb) in ORDERS:
        return "against"
    clauses = [c for c in syntax.children(verb, *syntax.CLAUSES) if syntax.requested(c)]
    if not clauses:
        return default if syntax.lemma(verb) in ("pressure", "force", "compel") else "neutral"
    asked = [v for c in clauses for v in syntax.coordinated(c)]
    stops = any(syntax.lemma(v) in CHANGES or syntax.child(v, "neg") for v in asked)
    return "against" if stops else "neutral"
