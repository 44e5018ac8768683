"""Whom a relative pronoun sums up or goes back to, and the places that a noun lists, by grammar alone."""

from spacy.tokens import Token

from graph.extract.arguments.places import denoted
from graph.extract.parse import syntax
from graph.extract.parse.singled import counted_among
from graph.extract.words.lexicon import JURISDICTIONS, TRANSPARENT


def going_back_to(pronoun: Token) -> Token | None:
    """What a relative pronoun that was left unresolved goes back to."""
    if pronoun.tag_ not in ("WDT", "WP") and not (pronoun.lower_ == "that" and pronoun.dep_ in ("dobj", "nsubj")):
        return None
    clause = next((t for t in syntax.ancestors(pronoun) if t.dep_ == "relcl"), None)
    return clause.head if clause is not None else None


def listed_places(noun: Token) -> list[Token]:
    """The names of "the cities of Marlow, Fort Tern and Eastbrook"."""
    named = syntax.objects_of(noun, "of") if syntax.lemma(noun) in JURISDICTIONS else []
    return [t for n in named if n.pos_ == "PROPN" for t in syntax.coordinated(n)]


_SEVERAL = frozenset({"they", "them", "their", "themselves", "both"})


def antecedents(pronoun: Token) -> list[Token] | None:
    """Those whom "who" or "which" sums up: "Smith and Jones, who were fired"; None unless said of several."""
    if pronoun.tag_ not in ("WP", "WDT"):
        return None
    clause = next((t for t in pronoun.ancestors if syntax.is_verb(t)), None)
    if clause is None or clause.dep_ != "relcl":
        return None
    first = clause.head
    if first.dep_ == "pobj" and first.head.lower_ == "as" and syntax.is_verb(first.head.head):
        return denoted(first)
    if (copula := counted_among(first)) is not None:
        named = [t for t in syntax.children(copula, "attr", "nsubj") if not (t.is_ancestor(first) or t.i == first.i)]
        return [t for n in named for t in syntax.coordinated(n)] or None
    if (nearer := _nearer(pronoun, first)) is not None:
        return [nearer]
    if syntax.lemma(first) in TRANSPARENT:
        first = next(iter(syntax.objects_of(first, "of")), first)
    while first.dep_ == "conj":
        first = first.head
    joined = [t for t in syntax.coordinated(first) if t.i < pronoun.i and t.pos_ == first.pos_]
    if len(joined) < 2:
        return None
    verbs = [clause, *syntax.children(clause, "aux", "auxpass")]
    plural = any(t.tag_ == "VBP" or t.lower_ == "were" for t in verbs) or all(t.tag_ == "NNS" for t in joined)
    counted = pronoun.dep_ == "pobj" and pronoun.head.head.lower_ in ("all", "both", "none", "most", "each")
    return joined if plural or counted or any(t.lower_ in _SEVERAL for t in clause.subtree) else None


def _nearer(pronoun: Token, noun: Token) -> Token | None:
    """Whoever is named right before "who" where the parse has gone further back: "for naming *Smith* of Utah, who"."""
    last = pronoun.i - 2 if pronoun.i > 1 and pronoun.nbor(-1).text == "," else pronoun.i - 1
    named = pronoun.doc[max(last, 0)]
    if pronoun.lower_ != "who" or noun.i == named.i or noun.is_ancestor(named):
        return None
    while named.ent_type_ != "PERSON" and named.dep_ in ("pobj", "prep", "compound"):
        named = named.head
    return named if named.ent_type_ == "PERSON" else None
