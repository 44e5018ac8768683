"""Reads as `graph.extract.reader.Reader` does, by a language model where its answers can be verified.

A sentence is read locally when its window got no usable answer, when none of the acts told of it could be verified, or
when it is too long to be sent. Everywhere else the model's reading counts, what it left out included.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace

import httpx

from graph.acts import Act
from graph.article import Article
from graph.extract.llm import prompt
from graph.extract.llm.account import Account
from graph.extract.llm.answer import ToldAct, Unusable, acts_told
from graph.extract.llm.cache import Answers
from graph.extract.llm.endpoint import Endpoint, Failed
from graph.extract.llm.scene import Scene, scene_of
from graph.extract.llm.verify import Refused, verified
from graph.extract.llm.windows import Window, windows
from graph.extract.parse.pipeline import load_pipeline, parse
from graph.extract.reader import Reader
from graph.extract.study import Study
from graph.registry import Registry
from graph.settings import Settings

_log = logging.getLogger("whowhom.llm")


class ModelReader:
    """Reads articles with the language model of the settings; `account` tells what that came to so far."""

    def __init__(self, settings: Settings, registry: Registry) -> None:
        self._local, self._registry = Reader(settings, registry), registry
        self._pipeline = load_pipeline(settings.spacy_model)
        self._endpoint, self._answers = Endpoint(settings), Answers(settings.cache / "llm")
        self._fell_short: set[str] = set()
        self.name = settings.llm_model or ""
        self.model = f"{self.name} (prompt {prompt.digest()}) over {self._local.model}"
        """The language model, its prompt and the local reading below it: whatever makes the acts others."""
        self.account = Account()

    def read(self, article: Article, iri: str) -> tuple[Act, ...]:
        """The acts of the article, in the order of its sentences; `iri` is the article's own."""
        return self.study(article, iri).acts

    def model_for(self, article: Article) -> str:
        """`model`, unless a part of the article got no answer when it was read last and is to be read again."""
        return f"{self.model}, incomplete" if article.sha256 in self._fell_short else self.model

    def study(self, article: Article, iri: str) -> Study:
        """The acts, and what the local stages found. Never fails for want of an answer."""
        local = self._local.study(article, iri)
        with parse(self._pipeline, article.text) as doc:
            scene = scene_of(doc, article, self._registry)
        acts, answered = self._acts(article, scene, iri)
        by_hand = {s.start for s in scene.sentences} - answered
        self.account.fallen_back += len(by_hand)
        _log.info("%s: %d acts, %d sentences read locally", article.document, len(acts), len(by_hand))
        kept = (a for a in local.acts if a.evidence.sentence.start in by_hand)
        return replace(local, acts=_distinct([*acts, *kept]))

    def _acts(self, article: Article, scene: Scene, iri: str) -> tuple[list[Act], set[int]]:
        """The verified acts, and where the sentences begin for which the model's answer counts."""
        acts: list[Act] = []
        answered: set[int] = set()
        self._fell_short.discard(article.sha256)
        with self._endpoint.open() as client:
            for window in windows(scene.sentences):
                try:
                    told = self._told(prompt.request(self.name, article, window), client)
                except (Failed, Unusable) as reason:
                    self._fell_short.add(article.sha256)
                    self.account.failed[str(reason)] += 1
                    _log.warning("%s: no usable answer: %s", article.document, reason)
                    continue
                found, unverified = self._verified(told, window, scene, iri)
                acts += found
                answered |= {s.start for n, s in window.read.items() if n not in unverified}
        return acts, answered

    def _told(self, request: dict[str, object], client: httpx.Client) -> list[ToldAct]:
        """From the kept answer, else from a new one, which is kept if it is usable. Raises `Failed` and `Unusable`."""
        kept = self._answers.find(request)
        if kept is not None:
            try:
                told = acts_told(kept)
            except Unusable:
                _log.warning("a kept answer is damaged and asked for again")
            else:
                self.account.cached += 1
                return told
        content = self._endpoint.ask(client, request, self.account)
        told = acts_told(content)
        self._answers.keep(request, content)
        return told

    def _verified(self, told: list[ToldAct], window: Window, scene: Scene, iri: str) -> tuple[list[Act], set[int]]:
        """The acts that stand, and the numbers of the sentences of which none does."""
        acts: list[Act] = []
        stood, fell = set(), set()
        for act in told:
            try:
                if act.sentence not in window.read:
                    raise Refused("no such sentence was to be read")
                acts += verified(act, window.read[act.sentence], scene, iri)
            except Refused as reason:
                self.account.refused[str(reason)] += 1
                fell.add(act.sentence)
            else:
                self.account.verified += 1
                stood.add(act.sentence)
        return acts, fell - stood

    def told(self) -> Iterator[str]:
        """What reading came to, a line each."""
        return self.account.lines(self.name)


def _distinct(acts: list[Act]) -> tuple[Act, ...]:
    """One act for each agent, type, target and sentence: the surest."""
    best: dict[tuple[str, str, str, int], Act] = {}
    for act in sorted(acts, key=lambda a: -a.confidence):
        best.setdefault((act.agent.iri, act.type, act.target.iri, act.evidence.sentence.start), act)
    return tuple(sorted(best.values(), key=lambda a: (a.evidence.sentence.start, a.evidence.trigger.start, a.iri)))
