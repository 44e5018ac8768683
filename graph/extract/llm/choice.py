"""Which reader the settings ask for: the language model of `WHOWHOM_LLM_URL`, or the local one without it."""

from graph.extract.llm.reader import ModelReader
from graph.extract.reader import Reader
from graph.registry import Registry
from graph.settings import Settings


def reader_of(settings: Settings, registry: Registry) -> Reader | ModelReader:
    """The reader. Raises `BadSettings` when its spaCy pipeline is missing."""
    return ModelReader(settings, registry) if settings.llm_url else Reader(settings, registry)


def account_of(reader: Reader | ModelReader) -> tuple[str, ...]:
    """What the user is told when all is read: what a language model did and cost; of the local reader nothing."""
    return tuple(reader.told()) if isinstance(reader, ModelReader) else ()
