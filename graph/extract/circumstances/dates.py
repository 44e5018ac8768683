"""When an act took place: the date that modifies its words, else the one of the clause that it is part of.

Nothing is guessed: an act whose sentence tells no date that is its own has none.
"""

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Span, Token

from graph.acts import ActDate
from graph.extract.circumstances.expressions import Expression, expressions
from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.words.lexicon import REPORTING, VOICES

_AT_ONCE = frozenset({"when", "after", "as", "once", "upon", "on", "following", "in", "with"})
"""What opens a clause that happens together with the main one, or just before it."""
_PERSONAL = frozenset({"he", "she", "it", "they", "who", "which", "that"})
_HIGHEST = 4


def date_of(tokens: tuple[Token, ...], published: date, to_come: bool) -> ActDate | None:
    """The date that modifies one of the words of an act, or None."""
    sentence = tokens[0].sent
    found = list(expressions(sentence, published))
    if not found:
        return None
    words = set(tokens)
    for through_participles in (False, True):
        for expression in found:
            if _modifies(expression, sentence, words, through_participles):
                return expression.reading(to_come)
    then = next((e for e in found if _when(e, sentence, tokens[0])), None)
    if then is not None:
        return then.reading(False)
    for governor in _governors(tokens[0], to_come):
        for expression in found:
            if not expression.loose and _modifies(expression, sentence, {governor}, False):
                return expression.reading(False)
    return None if to_come else _opening(tokens, found, sentence)


def _when(expression: Expression, sentence: Span, verb: Token) -> bool:
    """ "in January, when he signed it" """
    between = sentence.text[expression.end : verb.left_edge.idx - sentence.start_char]
    return verb.left_edge.lower_ == "when" and verb.left_edge.idx > sentence.start_char and between.strip() in ("", ",")


def _governors(word: Token, to_come: bool) -> Iterator[Token]:
    """The verbs whose time is the act's too: "met them on Monday, *urging* a deal", "said in June he *was ending*"."""
    for _ in range(_HIGHEST):
        above = _above(word, to_come)
        if above is None:
            return
        yield above
        if not syntax.is_verb(above):
            yield from (c for c in syntax.children(above, "acl") if c.tag_ == "VBN" and c != word)
        word = above


def _above(word: Token, to_come: bool) -> Token | None:
    head, dep = word.head, word.dep_
    if dep == "ccomp" and syntax.lemma(head) in REPORTING:
        return head if _announced(word) else None
    if to_come:
        return None
    if dep == "pcomp" and head.lower_ == "in":
        return head.head
    if dep in ("advcl", "acl", "xcomp") and (word.tag_ == "VBG" or syntax.infinitive(word)) and not _marked(word):
        return head
    if dep == "advcl" and any(c.lower_ in ("as", "while", "when") for c in syntax.children(word, "mark", "advmod")):
        return head if _same_subject(word) else None
    if dep == "pobj" and head.lower_ == "with" and syntax.is_verb(head.head):
        return head.head
    if dep == "conj" and syntax.is_verb(head):
        return head if _same_subject(word) else None
    return head if dep == "dobj" and syntax.is_verb(head) else None


def _same_subject(verb: Token) -> bool:
    own = syntax.child(verb, *syntax.SUBJECTS)
    return own is None or own.lower_ in _PERSONAL


def _announced(verb: Token) -> bool:
    """ "said he was ending it", "told them she would sue": done by being announced."""
    own = syntax.child(verb, *syntax.SUBJECTS)
    auxiliaries = {c.lower_ for c in syntax.children(verb, "aux")}
    going_on = verb.tag_ == "VBG" and bool(auxiliaries & {"was", "is", "were", "are", "'s", "'re"})
    return own is not None and own.lower_ in _PERSONAL and (going_on or bool(auxiliaries & {"would", "will"}))


def _marked(clause: Token) -> bool:
    """ "before arresting him", "since taking office" """
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in ("since", "before", "until", "if") for c in kids(clause))


def _opening(tokens: tuple[Token, ...], found: list[Expression], sentence: Span) -> ActDate | None:
    """The date of the clause that opens the sentence: "Soon after taking office in January, he signed it"."""
    for verb in (tokens[0], *_governors(tokens[0], False)):
        opened = [
            c
            for c in kids(verb)
            if c.i < verb.i and c.dep_ in ("advcl", "prep") and c.left_edge.i - sentence.start < 3 and _at_once(c)
        ]
        for clause in opened:
            inside = {clause, *syntax.children(clause, "pcomp")}
            for expression in found:
                if not expression.loose and _modifies(expression, sentence, inside, False):
                    return expression.reading(False)
    return None


def _at_once(clause: Token) -> bool:
    if clause.dep_ == "prep":
        return clause.lower_ in _AT_ONCE
    return any(c.lower_ in _AT_ONCE for c in syntax.children(clause, "mark", "advmod"))


def _modifies(expression: Expression, sentence: Span, words: set[Token], through_participles: bool) -> bool:
    """Going up from the date, the first verb, or a noun before it, is a word of the act."""
    span = sentence.doc.char_span(
        sentence.start_char + expression.start, sentence.start_char + expression.end, alignment_mode="expand"
    )
    if span is None:
        return False
    teller = _teller(span)
    if teller is not None:
        return teller in words
    if span.root.dep_ in ("compound", "nmod", "amod") and span.root.head not in words:
        return _document(span.root.head, words)
    for token in syntax.ancestors(span.root):
        if token in words:
            return True
        if expression.loose and token.pos_ in ("NOUN", "PROPN") and token not in span:
            return False
        if syntax.is_verb(token) and token not in span:
            if token.dep_ != "acl" or not through_participles:
                return any(_same_predicate(token, w) for w in words)
    return False


def _teller(span: Span) -> Token | None:
    """The verb of reporting right before the date, whose time it is, however it is parsed: "said Monday he"."""
    first = span.start - 1 if span.start and span.doc[span.start - 1].dep_ == "prep" else span.start
    if first < 1 or span.end >= len(span.doc) or not span.doc[span.end].is_alpha:
        return None
    before = span.doc[first - 1]
    return before if before.pos_ == "VERB" and syntax.lemma(before) in REPORTING else None


def _document(noun: Token, words: set[Token]) -> bool:
    """ "a May report found" """
    return syntax.lemma(noun) in VOICES and noun.dep_ == "nsubj" and noun.head in words


def _same_predicate(verb: Token, word: Token) -> bool:
    """The verbs are coordinated under one subject, or one is the light verb of the noun."""
    if word.dep_ == "conj" and word.head == verb and not syntax.child(word, *syntax.SUBJECTS):
        return True
    return word.pos_ == "NOUN" and word.head == verb and word.dep_ in ("dobj", "nsubjpass")
