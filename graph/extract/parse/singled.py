"""Who is singled out: "Oregon became the third state to sue", "Smith was among the senators who objected"."""

from spacy.tokens import Token

from graph.extract.parse.listed import kids

_RANKS = frozenset({"first", "second", "third", "last", "latest", "only", "next", "newest", "sole"})
_BEING = frozenset({"be", "become", "remain"})


def singled_out(noun: Token) -> Token | None:
    """Of "the first state to sue": the copula that says so of somebody, or the name it is set beside."""
    words = (noun, *(c for c in kids(noun) if c.dep_ in ("amod", "nummod")))
    if not any(t.lower_ in _RANKS or (t.lower_.endswith("th") and t.pos_ == "ADJ") for t in words):
        return None
    if noun.dep_ == "appos":
        return noun.head
    return noun.head if noun.dep_ == "attr" and noun.head.lemma_ in _BEING else None


def counted_among(noun: Token) -> Token | None:
    """The copula by which somebody is one of those that the noun names: "was among the senators", "is one of them"."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.dep_ != "prep":
        return None
    one = prep.head
    if prep.lower_ == "among" and one.lemma_ in _BEING:
        return one
    counts = prep.lower_ == "of" and one.lower_ == "one" and one.dep_ == "attr"
    return one.head if counts and one.head.lemma_ in _BEING else None
