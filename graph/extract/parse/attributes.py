"""The attribute ruler of a spaCy pipeline, made fast: the same rules with the same effect, mostly looked up in a table.

spaCy tries each rule at each word. Nearly all of them look at a word's form, tag and dependency only, of which there
are few combinations that differ to the rules. See https://spacy.io/api/attributeruler.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.symbols import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc

_SET = [TAG, POS, MORPH, LEMMA, DEP]
_ASKED = {"LOWER", "TAG", "DEP", "IS_SPACE"}
_ANY_WORD, _ANY_SPACE = "whowhom", " "
"""Stand in for the words that no rule names."""

Kind = tuple[int, int, int, int]
"""What rules ask of a word: LOWER (0 where no rule names it), TAG, DEP, IS_SPACE."""


class Attributes:
    """Does to a document what the attribute ruler does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler, self._vocab, self._strings = ruler, ruler.vocab, ruler.vocab.strings
        self._near, self._far = AttributeRuler(ruler.vocab), Matcher(ruler.vocab)
        self._numbers: list[int] = []
        self._words: set[int] = set()
        self._known: dict[Kind, tuple[int, ...]] = {}
        # What each rule sets, by the column of `_SET`.
        self._sets = [[(_SET.index(a), value) for a, value in attrs.items()] for attrs in ruler.attrs]
        for number, rule in enumerate(ruler.patterns):
            patterns: Any = rule["patterns"]
            if rule["index"] == 0 and all(_is_near(p) for p in patterns):
                self._near.add(patterns, {})
                self._numbers.append(number)
                self._words |= {self._strings.add(w) for p in patterns for w in _words(p[0])}
            else:
                self._far.add(str(number), patterns)

    def __call__(self, doc: Doc) -> Doc:
        """The document, with tag, part of speech, morphology, lemma and dependency as the rules want them."""
        kinds = doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()
        told = doc.to_array(_SET).tolist()
        far = self._matched_afar(doc)
        for i, (lower, *asked) in enumerate(kinds):
            kind = (lower if lower in self._words else 0, *asked)
            numbers = self._known.get(kind)
            if numbers is None:
                numbers = self._known[kind] = tuple(self._matched(kind))
            for number in sorted((*numbers, *far[i])) if i in far else numbers:
                for column, value in self._sets[number]:
                    told[i][column] = value
        return doc.from_array(_SET, np.array(told, dtype=np.uint64))  # type: ignore[arg-type]

    def _matched(self, kind: Kind) -> Iterator[int]:
        """The rules for one word that fit a word of that kind, in their order."""
        lower, tag, dep, space = kind
        word = self._strings[lower] if lower else _ANY_SPACE if space else _ANY_WORD
        alone = Doc(self._vocab, words=[word], spaces=[False])
        alone.from_array([TAG, DEP], np.array([[tag, dep]], dtype=np.uint64))  # type: ignore[arg-type]
        for near, *_ in self._near.match(alone):
            yield self._numbers[near]

    def _matched_afar(self, doc: Doc) -> dict[int, list[int]]:
        """The other rules that fit, by the word that they change."""
        found: dict[int, list[int]] = {}
        for match, start, end in self._far(doc, allow_missing=True):
            number = int(self._strings[match])
            found.setdefault(range(start, end)[self._ruler.indices[number]], []).append(number)
        return found


def _is_near(pattern: Sequence[Mapping[str, Any]]) -> bool:
    """Whether it is for one word, and asks nothing but what is looked up."""
    if len(pattern) != 1 or not _ASKED.issuperset(pattern[0]):
        return False
    lower = pattern[0].get("LOWER", "")
    return isinstance(lower, str) or set(lower) <= {"IN", "NOT_IN"}


def _words(asked: Mapping[str, Any]) -> list[str]:
    lower = asked.get("LOWER", [])
    return [lower] if isinstance(lower, str) else [w for words in lower.values() for w in words] if lower else []


@Language.factory("whowhom_attributes")
def _attributes(nlp: Language, name: str) -> Attributes:
    """For the place of the pipeline's own attribute ruler, which has to be there still."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return Attributes(ruler)
