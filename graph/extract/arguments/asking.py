"""Acts that are asked of somebody else: "called on X to stop Y" is against X, "urged X to protect Y" is for Y."""

from spacy.tokens import Token

from graph.acts import Stance
from graph.extract.arguments.cast import Cast, Party
from graph.extract.parse import syntax
from graph.extract.words.lexicon import ADVICE, CHANGES, FORCING, FRAMES, JUDGE, ORDERS, PERSISTING, UPON


def asker(token: Token) -> Token | None:
    """The verb by which somebody else is asked to do what `token` says, or None."""
    verb = token
    for _ in range(4):
        head = verb.head
        if verb.dep_ == "conj" and syntax.is_verb(head):
            verb = syntax.resumed(verb)
            if verb != head:
                return None
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


def asked_stance(verb: Token, default: Stance, asking: Party, asked: Party, cast: Cast) -> Stance:
    """Against whoever is asked to stop or change what he does himself; so is force, and whatever a court orders."""
    word = syntax.lemma(verb)
    if cast.is_a(asked.entity, ("Court",)) or word in ADVICE:
        return "neutral"
    if word in FORCING or (word in ORDERS and cast.is_a(asking.entity, (JUDGE,))):
        return "against"
    clauses = [c for c in syntax.children(verb, *syntax.CLAUSES, "acl", "relcl") if syntax.requested(c)]
    if not clauses:
        return default if word == "pressure" else "neutral"
    verbs = [v for c in clauses for v in syntax.coordinated(c) if syntax.is_verb(v)]
    return "against" if any(_stops(v, asked, cast) for v in verbs) else "neutral"


def _stops(verb: Token, asked: Party, cast: Cast) -> bool:
    word = syntax.lemma(verb)
    if syntax.child(verb, "neg"):
        # Whoever is asked not to give in is backed: it is something that he does already.
        return not (word in PERSISTING and not syntax.child(verb, "dobj"))
    return word in CHANGES and not (word in UPON and _upon_another(verb, asked, cast))


def _upon_another(verb: Token, asked: Party, cast: Cast) -> bool:
    """What is asked for would be done to somebody else: "urged Congress to cut off money for the states"."""
    done_to = [p for o in syntax.undergoers(verb) for p in cast.targets(o)]
    actors = [p for p in done_to if cast.is_a(p.entity, ("Actor",))]
    for frame in FRAMES["verb"].get(syntax.lemma(verb), ()) if not actors else ():
        money = [o for o in syntax.undergoers(verb) if syntax.lemma(o) in frame.object]
        places = [n for w in (*money, verb) for place in frame.target for n in syntax.objects_of(w, place)]
        actors += [p for n in places if money for p in cast.targets(n) if cast.is_a(p.entity, ("Actor",))]
    own = asked.entity.iri
    return bool(actors) and all(own not in (p.entity.iri, (p.through or p.entity).iri) for p in actors)
