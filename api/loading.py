"""Articles that come over HTTP are loaded one at a time, and the language model by the first of them."""

from functools import cached_property
from threading import Lock

from graph.article import Article
from graph.load import ArticleReader, Loader, Outcome
from graph.registry import Registry
from graph.settings import Settings
from graph.store import Store


class Loading:
    """Loads into the store, by the language model of the settings unless another reader is given."""

    def __init__(self, settings: Settings, store: Store, reader: ArticleReader | None = None) -> None:
        self._settings, self._store, self._reader = settings, store, reader
        self._one_at_a_time = Lock()

    def load(self, article: Article) -> Outcome:
        """Raises `RefusedGraph` and `StoreError`, both with nothing written."""
        with self._one_at_a_time:
            return self._loader.load(article)

    @cached_property
    def _loader(self) -> Loader:
        from graph.extract.llm.choice import (
            reader_of,
        )  # seconds to load, which a service that only answers never spends

        registry = Registry.read()
        return Loader(self._reader or reader_of(self._settings, registry), registry, self._store)
