"""Which participants a word of the sentence stands for, directly or through the nouns that an act reaches through.

`Party.directness` is 1 for a participant that the word itself names, less for what was reached through another word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from graph.acts import Entity
from graph.extract.arguments.antecedents import antecedents, going_back_to, listed_places
from graph.extract.arguments.reach import Reach, answered_for, owned, related, voiced
from graph.extract.coreference.coreference import Participants
from graph.extract.mentions.mentions import Mention
from graph.extract.parse import syntax
from graph.extract.parse.listed import lefts
from graph.extract.parse.singled import counted_among
from graph.extract.words.lexicon import DEMONYMS, FRAMES, JUDGE, OFFICERS, SPOKEN
from graph.extract.words.nouns import DEFINITE
from ontology.vocabulary import VOCABULARY

_JUDGES = frozenset({"judge", "justice", "magistrate", "court", "circuit", "panel", "judges", "courts", "justices"})
_BY_FORM = {"name": 1.0, "description": 0.9, "pronoun": 0.85}
_PASSING = frozenset(
    {"pass", "approve", "adopt", "introduce", "propose", "draft", "write", "sponsor", "unveil", "advance"}
)
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Party:
    """A participant in one place of the text; `through` is the measure by which an agent acted."""

    entity: Entity
    mention: Mention
    directness: float
    through: Entity | None = None


class Cast:
    """The participants of one document, found from the words that the parse gives."""

    def __init__(self, doc: Doc, participants: Participants) -> None:
        self.doc = doc
        self._participants = participants
        self._by_name = {e.name: e for _, e in participants.all()}
        self._by_words = _by_words(doc, participants)
        self._judges = {e.iri for m, e in participants.all() if m.form != "pronoun" and _speaks_of_a_judge(doc, m)}

    def is_a(self, entity: Entity, kinds: Iterable[str]) -> bool:
        """True when the entity is of one of the kinds; Judge is a court or whoever is called a judge."""
        return any(
            entity.kind == "Court" or entity.iri in self._judges
            if kind == JUDGE
            else VOCABULARY.is_a(entity.kind, kind)
            for kind in kinds
        )

    def fits(self, entity: Entity, kinds: Sequence[str]) -> bool:
        """True when the entity is of one of the kinds, or a group where an official may stand."""
        if entity.kind == "Group" and ("Official" in kinds or "Agency" in kinds):
            return "Official" in kinds or entity.name.split()[-1].lower() in OFFICERS
        return self.is_a(entity, kinds)

    def participants(self) -> Sequence[tuple[Mention, Entity]]:
        """Every mention that stands for somebody, in the order of the text."""
        return self._participants.all()

    def speaker(self, token: Token) -> Party | None:
        """Who is quoted with this word."""
        found = self._participants.speaker(token)
        parties = self._parties(*found) if found is not None else []
        return self._actor(parties[0]) if parties else None

    def targets(self, token: Token) -> list[Party]:
        """Whom an act on `token` reaches, coordinates included."""
        return [party for t in self._named_in(token) for party in self._at(t, owned)]

    def answerable(self, token: Token) -> list[Party]:
        """Whom an act on `token` reaches when it judges: also whoever did the deed or owns the thing."""
        return [party for t in self._named_in(token) for party in self._at(t, answered_for) or self._said_before(t)]

    def _said_before(self, noun: Token) -> list[Party]:
        """Whose words "that claim" or "the remarks" are: of whoever spoke or acted last before its sentence."""
        if syntax.lemma(noun) not in SPOKEN or not any(t.lower_ in DEFINITE for t in lefts(noun)):
            return []
        here = {e.iri for m, e in self.participants() if self.doc[m.head].sent == noun.sent}
        sentence = noun.sent
        for _ in range(2):
            if not sentence.start:
                return []
            sentence = self.doc[sentence.start - 1].sent
            found = [p for t in syntax.doers(sentence.root) for p in self.agents(t)]
            if found:
                return [replace(p, directness=p.directness * 0.7) for p in found if p.entity.iri not in here]
        return []

    def loosely(self, token: Token) -> list[Party]:
        """Whom what `token` names is of, from or by, whatever it is."""
        return [party for t in self._named_in(token) for party in self._inside(t, related, _DEEPEST)]

    def behind(self, token: Token) -> list[Party]:
        """Who is behind what `token` names, though that is a participant itself: the owner of a plan."""
        named = [(t, self._participants.at(t)) for t in self._named_in(token)]
        done = [t for t, found in named if found is None or not self.is_a(found[0], ("Actor",))]
        return [party for t in done for party in self._inside(t, answered_for, 0)]

    def agents(self, token: Token) -> list[Party]:
        """Who acts when `token` does; a measure acts for its owner, and not at all without one."""
        found = [party for t in self._named_in(token) for party in self._at(t, voiced)]
        return [agent for party in found if (agent := self._actor(party))]

    def _named_in(self, token: Token) -> list[Token]:
        """The token and its coordinates, or those whom an apposition lists: "two senators, Smith and Jones"."""
        if (several := antecedents(token)) is not None:
            return several
        places = listed_places(token)
        if len(places) > 1 and all(self._participants.at(p) is not None for p in places):
            return places
        listed = syntax.child(token, "appos")
        if listed is not None and token.i < token.head.i < listed.i:
            listed = None  # what stands behind the verb is no apposition to its subject
        found = self._participants.at(token)
        if listed is not None and (found is None or found[1].form == "description"):
            names = syntax.coordinated(listed)
            named = [n for n in names if (at := self._participants.at(n)) is not None and at[1].form == "name"]
            if named == names and (found is None or len(names) > 1 or token.lower_ == "one"):
                return names
        return [*syntax.coordinated(token), *self._next_of_list(token)]

    def _next_of_list(self, first: Token) -> list[Token]:
        """Names of one kind that the parse takes for an apposition: "*California*, Colorado, Hawaii and Maine sued"."""
        second = syntax.child(first, "appos")
        names = syntax.coordinated(second) if second is not None else []
        found = [self._participants.at(t) for t in (first, *names)]
        kinds = {at[0].kind if at is not None and at[1].form == "name" else "" for at in found}
        return names if len(names) > 1 and len(kinds) == 1 and "" not in kinds else []

    def _actor(self, party: Party) -> Party | None:
        if not self.is_a(party.entity, ("Measure",)):
            return party
        owner = party.entity.owner or self._maker(party.mention)
        if owner is None or self.is_a(owner, ("Measure",)):
            return None
        return replace(party, entity=owner, directness=party.directness * 0.8, through=party.entity)

    def _maker(self, mention: Mention) -> Entity | None:
        """Who issues the measure in this very sentence: "signed an order barring them"."""
        noun = going_back_to(self.doc[mention.head]) or self.doc[mention.head]
        verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "with" else noun.head
        word = syntax.lemma(verb)
        if word not in _PASSING and not any(f.type == "ENACT" for f in FRAMES["verb"].get(word, ())):
            return None
        found = [self._participants.at(t) for t in syntax.doers(verb)]
        return found[0][0] if found and found[0] is not None else None

    def _at(self, token: Token, reach: Reach, depth: int = 0) -> list[Party]:
        found = self._participants.at(token) or self._people(token)
        if found is not None:
            return self._parties(*found)
        if token.lower_ == "those" and depth <= _DEEPEST and (copula := counted_among(token)) is not None:
            named = [t for t in syntax.children(copula, "nsubj", "attr") if t.i > token.i]
            return [party for t in named for party in self._at(t, reach, depth + 1)]
        noun = going_back_to(token) if depth <= _DEEPEST else None
        return self._at(noun, reach, depth + 1) if noun is not None else self._inside(token, reach, depth)

    def _inside(self, token: Token, reach: Reach, depth: int) -> list[Party]:
        if depth > _DEEPEST:
            return []
        inside = [u for t in reach(token) for u in self._named_in(t)]
        return [replace(p, directness=p.directness * 0.85) for t in inside for p in self._at(t, reach, depth + 1)]

    def _people(self, token: Token) -> tuple[Entity, Mention] | None:
        """The country or party of an adjective, where the article speaks of it: "Russian", "Democratic"."""
        if token.dep_ not in ("amod", "compound", "nmod", "npadvmod"):
            return None
        if not token.text[:1].isupper():
            return self._called_so(token) if token.pos_ == "NOUN" or token.lower_ == "federal" else None
        word = token.text.removesuffix("-led").removesuffix("-backed").removesuffix("-imposed")
        longer = f"{self.doc[token.i - 1].text} {word}" if token.i else ""
        name = DEMONYMS.get(longer) or DEMONYMS.get(word, "")
        entity = self._by_name.get(name) or self._participants.known(name)
        if entity is None:
            return None
        return entity, Mention(token.i, token.i + 1, token.i, entity.kind, "name")

    def _called_so(self, noun: Token) -> tuple[Entity, Mention] | None:
        """Whom alone the article calls so: "a *government* lawsuit", "the *special counsel* investigation"."""
        for start in (noun.i - 1, noun.i):
            words = self.doc[max(start, 0) : noun.i + 1].text.casefold()
            entity = self._by_words.get("government" if words == "federal" else words)
            if entity is not None:
                return entity, Mention(start, noun.i + 1, noun.i, entity.kind, "description")
        return None

    def _parties(self, entity: Entity, mention: Mention) -> list[Party]:
        """The participant, or for "they" those whom the text has listed."""
        members = self._participants.members(entity) if mention.form == "pronoun" else ()
        return [Party(e, mention, _BY_FORM[mention.form]) for e in members or (entity,)]


def _by_words(doc: Doc, participants: Participants) -> dict[str, Entity]:
    """The actors by the short descriptions that only one of them goes by."""
    found: dict[str, Entity | None] = {}
    for mention, entity in participants.all():
        if mention.form == "pronoun" or mention.end - mention.start > 3:
            continue
        head = (doc[mention.head].lower_,) if doc[mention.head].pos_ == "NOUN" else ()
        for words in {doc[mention.start : mention.end].text.casefold(), *head}:
            found[words] = entity if found.get(words, entity) == entity else None
    return {words: entity for words, entity in found.items() if entity is not None}


def _speaks_of_a_judge(doc: Doc, mention: Mention) -> bool:
    titled = mention.form == "name" and mention.end - mention.start > 1 and mention.start > 0
    words = {doc[i].lower_ for i in range(mention.start - titled, mention.end)}
    return bool(words & _JUDGES) and "department" not in words
