"""Mentions of one participant become one entity.

First the names (a surname after the full name, an acronym after what it stands for), then, in the order of the text,
what a description or a pronoun refers back to. A mention that could be several is left without entity.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.acts import Entity
from graph.article import Article
from graph.extract.coreference import descriptions
from graph.extract.coreference.voices import spoken_for
from graph.extract.mentions.mentions import FIRST, Mention
from graph.extract.parse.listed import every, rights
from graph.extract.referents.naming import Names, title_tokens
from graph.extract.referents.quotations import Quotations
from graph.extract.referents.referents import Discourse
from graph.extract.words.nouns import PARTITIVE
from graph.registry import Registry


class Participants:
    """Which entity each mention of the article stands for."""

    def __init__(
        self,
        doc: Doc,
        resolved: Sequence[tuple[Mention, Entity]],
        within: Mapping[int, int],
        members: Mapping[str, tuple[Entity, ...]],
        quotations: Quotations,
        joint: Container[str],
        registry: Registry,
    ) -> None:
        """`joint`: the IRIs of what only stands for its members ("both men"), as a pronoun does."""
        self._registry = registry
        self._doc = doc
        self._resolved = tuple(resolved)
        self._by_head = {m.head: (e, replace(m, form="pronoun") if e.iri in joint else m) for m, e in resolved}
        self._within = within
        self._members = members
        self._quotations = quotations

    def at(self, token: Token) -> tuple[Entity, Mention] | None:
        """The entity whose mention is headed by `token`, or has it as a title or as a part of its name."""
        found = self._by_head.get(token.i)
        return found or self._by_head.get(self._within.get(token.i, -1))

    def known(self, name: str) -> Entity | None:
        """The registry's entity of that name, whether or not the text speaks of it."""
        return next(iter(self._registry.named(name)), None) if name else None

    def speaker(self, token: Token) -> tuple[Entity, Mention] | None:
        """Who is quoted with this word of a quotation; None outside of one, or where it is nobody known."""
        quotation = self._quotations.around(token)
        return self.at(quotation.speaker) if quotation is not None else None

    def all(self) -> Sequence[tuple[Mention, Entity]]:
        """Every resolved mention, in the order of the text."""
        return self._resolved

    def members(self, entity: Entity) -> tuple[Entity, ...]:
        """Those whom the text lists as the members of a group; empty when it lists none."""
        return self._members.get(entity.iri, ())

    def names(self, entity: Entity) -> tuple[str, ...]:
        """The words by which the article mentions the entity, pronouns left out, each once."""
        own = (m for m, e in self._resolved if e.iri == entity.iri and m.form != "pronoun")
        return tuple(dict.fromkeys(self._doc[m.start : m.end].text for m in own))


def resolve(doc: Doc, mentions: list[Mention], article: Article, registry: Registry) -> Participants:
    """The entity of each mention, as far as it can be told; on `article.published` the posts are looked up."""
    quotations = Quotations(doc)
    discourse = Discourse(doc, quotations)
    names = Names(discourse, registry, article.published)
    names.read(mentions)
    names.join_acronyms()
    descriptions.read(names, mentions)
    _read_first_person(discourse, mentions, quotations)
    referents = {id(r): r for r in discourse.referent.values()}
    entities = {key: r.entity(article) for key, r in referents.items()}
    resolved = [(discourse.mention[head], entities[id(r)]) for head, r in discourse.referent.items()]
    members = {
        entities[key].iri: tuple(dict.fromkeys(entities[id(m)] for m in r.members if id(m) in entities))
        for key, r in referents.items()
        if r.members
    }
    resolved.sort(key=lambda pair: pair[0].start)
    joint = {entities[id(r)].iri for r in discourse.joint.values() if id(r) in entities}
    return Participants(doc, resolved, _within(discourse), members, quotations, joint, registry)


def _read_first_person(discourse: Discourse, mentions: list[Mention], quotations: Quotations) -> None:
    """ "I" and "we" are whoever is quoted; a spokesman's "we" is the body that he speaks for."""
    for mention in mentions:
        if discourse.doc[mention.head].lower_ in FIRST:
            quotation = quotations.around(discourse.doc[mention.head])
            found = discourse.at(quotation.speaker) if quotation is not None else None
            if found is not None and discourse.doc[mention.head].lower_ == "we":
                found = spoken_for(discourse, found) or found
            if found is not None:
                discourse.add(mention, found)


def _within(discourse: Discourse) -> dict[int, int]:
    """Tokens that lead to a mention without heading it: parts of a name, titles, "some" of "some of them"."""
    found = {}
    for head, mention in discourse.mention.items():
        if mention.form == "name":
            parts = [*discourse.doc[mention.start : mention.end]]
            if discourse.referent[head].is_a("Person"):
                parts += title_tokens(discourse.doc, mention)
            found.update({t.i: head for t in parts if t.i not in discourse.mention})
    for token in every(discourse.doc):
        partitive = token.tag_ == "CD" or token.lower_ in PARTITIVE
        if partitive and token.i not in found and token.i not in discourse.mention:
            for preposition in rights(token):
                if preposition.lower_ == "of" and (t := next(iter(rights(preposition)), None)) is not None:
                    found[token.i] = found.get(t.i, t.i)
    return found
