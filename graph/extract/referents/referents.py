"""What the article speaks of, while it is being read: each referent gathers its mentions and ends as one entity."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Self

from spacy.tokens import Doc, Token

from graph.acts import Entity
from graph.article import Article
from graph.extract.mentions.mentions import Mention
from graph.extract.referents.quotations import Quotations
from graph.identity import mint
from ontology.vocabulary import VOCABULARY

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
HONORIFIC_SEX = {"mr": "man", "mrs": "woman", "ms": "woman", "miss": "woman"}


@dataclass(eq=False, slots=True)
class Referent:
    """`words` are the describing words of all its mentions, `head` the noun of the first, `titles` what it is called.

    `known` is the registry's entity; otherwise one is minted from `name`, `kind` and `owner`.
    `possessed`: the text calls it its owner's, and so does its entity's name ("Trump's travel ban").
    `sex`: "man" or "woman" where a form of address tells.
    """

    kind: str
    name: str
    known: Entity | None = None
    owner: Self | None = None
    head: str = ""
    family: str = ""
    plural: bool = False
    vague: bool = False
    words: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    called: str = ""
    possessed: bool = False
    sex: str = ""
    members: "list[Referent]" = field(default_factory=list)

    @property
    def named(self) -> bool:
        return self.known is not None or any(m.form == "name" for m in self.mentions)

    @property
    def short(self) -> str:
        """What it is called before "'s": the surname of a person, the form that a body's name has in the text."""
        words = self.name.split()
        if self.is_a("Person") and self.named and len(words) < 5:
            return words[-1]
        return self.called or self.name

    @property
    def possessive(self) -> str:
        return f"{self.short}'" if self.short.endswith("s") else f"{self.short}'s"

    def is_a(self, *kinds: str) -> bool:
        return _is_a(self.kind, kinds)

    def entity(self, article: Article) -> Entity:
        """The registry's entity or a minted one; a vague description ("a judge") belongs to its article alone."""
        if self.known is not None:
            return self.known
        owner = self.owner.entity(article) if self.owner is not None and self.is_a("Measure") else None
        name = f"{self.owner.possessive} {self.name}" if self.possessed and self.owner is not None else self.name
        made = mint(name, self.kind, owner)
        if not self.vague:
            return made
        return replace(made, iri=f"{made.iri}-{hashlib.sha256(article.key.encode()).hexdigest()[:8]}")


@cache
def _is_a(kind: str, kinds: tuple[str, ...]) -> bool:
    return any(VOCABULARY.is_a(kind, other) for other in kinds)


class Discourse:
    """Mentions and their referents so far, and the ways to look back: by sentence, by head noun, by kind."""

    def __init__(self, doc: Doc, quotations: Quotations) -> None:
        self.doc = doc
        self.quotations = quotations
        self.referent: dict[int, Referent] = {}
        self.mention: dict[int, Mention] = {}
        self.sentence = [0] * len(doc)
        self.by_sentence: dict[int, list[Mention]] = defaultdict(list)
        self.order: list[Referent] = []
        self.joint: dict[tuple[int, ...], Referent] = {}
        self.told: dict[int, Referent] = {}
        """What a verb has told that nouns go on with ("sued": "the complaint"), by the verb."""
        for number, sentence in enumerate(doc.sents):
            for token in sentence:
                self.sentence[token.i] = number

    def add(self, mention: Mention, referent: Referent) -> None:
        """`mention` stands for `referent`, which is now the one spoken of last."""
        self.referent[mention.head] = referent
        self.mention[mention.head] = mention
        referent.mentions.append(mention)
        if mention.form == "name" and mention.start and referent.is_a("Person"):
            referent.sex = referent.sex or HONORIFIC_SEX.get(self.doc[mention.start - 1].lower_.rstrip("."), "")
        self.by_sentence[self.sentence[mention.head]].append(mention)

    def touch(self, referent: Referent) -> None:
        """Place `referent` at the end of what has been spoken of."""
        if self.order and self.order[-1] is referent:
            return
        self.order.append(referent)

    def recent(self, limit: int = 400) -> Iterable[Referent]:
        """Referents from the one spoken of last backwards; each may come several times."""
        return self.order[: -limit - 1 : -1]

    def since(self, referent: Referent, token: Token) -> int:
        """Sentences between the last mention of `referent` before the token and the token."""
        before = [m for m in referent.mentions[-3:] if m.head < token.i]
        return self.sentence[token.i] - self.sentence[before[-1].head] if before else len(self.doc)

    def at(self, token: Token) -> Referent | None:
        return self.referent.get(token.i)

    def together(self, members: list[Referent]) -> Referent:
        """Several whom one word stands for: "they", "both men"."""
        key = tuple(sorted(id(r) for r in members))
        if key not in self.joint:
            name = " and ".join(r.short for r in members)
            self.joint[key] = Referent("Group", name, plural=True, vague=True, members=members)
        return self.joint[key]

    def merge(self, kept: Referent, gone: Referent) -> None:
        """Both are one; `kept` has the better name."""
        if kept is gone:
            return
        for mention in gone.mentions:
            self.referent[mention.head] = kept
        kept.mentions = sorted([*kept.mentions, *gone.mentions], key=lambda m: m.start)
        kept.titles |= gone.titles
        kept.words |= gone.words
        self.order = [kept if r is gone else r for r in self.order]


def role(token: Token) -> str:
    """The grammatical role of the noun: that of the first one for what is joined to it by "and"."""
    for _ in range(10):
        if token.dep_ not in ("conj", "appos") or token.head.i == token.i:
            break
        token = token.head
    return "subject" if token.dep_ in SUBJECT else "owner" if token.dep_ == "poss" else token.dep_
