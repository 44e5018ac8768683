"""Whether a word says good or bad, with what modifies it: "no threat", "too weak", "a form of abuse"."""

from spacy.tokens import Token

from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.words import opinions

_DEEPEST = 4
_LIGHT = frozenset({"nothing", "little", "anything"})


def worth(word: Token, depth: int = 0) -> int:
    """1 for a word that says something good, -1 for something bad, with what modifies it; else 0."""
    found = _own(word)
    if word.lower_ in _LIGHT:
        return next((worth(n, depth + 1) for p in ("but", "of") for n in syntax.objects_of(word, p)), 0)
    if not found and depth < _DEEPEST and syntax.lemma(word) in opinions.FORMS:
        found = next((s for n in syntax.objects_of(word, "of") if (s := worth(n, depth + 1))), 0)
    if not found and depth < _DEEPEST and _licence(word):
        return -1
    if not found and not _of_the_law(word):
        found = next((s for c in syntax.children(word, "amod", "compound") if (s := worth(c, depth + 1))), 0)
    degree = {
        c.lower_ for c in kids(word) if c.dep_ in ("advmod", "det", "neg", "amod", "cc", "preconj") and not only(c)
    }
    if "too" in degree and word.pos_ in ("ADJ", "ADV"):
        return -1
    return -found if degree & {"less", "no", "not", "least", "hardly", "fewer"} else found


def _licence(noun: Token) -> bool:
    """ "a license to discriminate", "a recipe for chaos", where mostly something bad is meant."""
    told = any(syntax.infinitive(c) for c in syntax.children(noun, "acl", "relcl", "xcomp"))
    return syntax.lemma(noun) in opinions.LICENCES and (told or bool(syntax.objects_of(noun, "for")))


def _of_the_law(noun: Token) -> bool:
    """ "a criminal record", "an illegal immigrant": the adjective says of what kind it is."""
    kinds = {c.lower_ for c in syntax.children(noun, "amod", "compound")} & opinions.CLASSIFYING
    return bool(kinds) and syntax.lemma(noun) in opinions.CLASSIFIED


def only(word: Token) -> bool:
    """ "not only", "not just": nothing is denied."""
    following = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    return word.lower_ == "not" and following in ("only", "just", "merely", "simply")


def _own(word: Token) -> int:
    forms = {syntax.lemma(word), word.lower_}
    if word.lower_ == "called" and word.i > 1 and word.doc[word.i - 2].lower_ == "so":
        return -1
    if word.pos_ in ("NOUN", "PROPN"):
        wrong, right = opinions.WRONG.nouns, opinions.RIGHT.nouns
    else:
        wrong, right = opinions.WRONG.adjectives, opinions.RIGHT.adjectives
    if forms & wrong:
        return -1
    return 1 if forms & right else 0


def menace(noun: Token) -> bool:
    return any(syntax.lemma(w) in opinions.MENACES for w in (noun, *syntax.children(noun, "compound", "amod")))
