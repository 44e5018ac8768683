"""Names to referents: the registry's entity, the full name for a surname, the body for its acronym."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Token

from graph.acts import Entity
from graph.extract.mentions.gazetteer import is_title
from graph.extract.mentions.mentions import Mention
from graph.extract.mentions.phrases import readable
from graph.extract.parse.listed import text_of
from graph.extract.referents.homonyms import chamber, sort_of_place
from graph.extract.referents.offices import told_offices
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.words.nouns import ABBREVIATIONS, AGENCIES, NOUNS, noun_at
from graph.identity import normalise
from graph.registry import Registry, surnames
from ontology.vocabulary import VOCABULARY

SMALL = frozenset({"of", "and", "for", "the", "on", "in", "to", "&"})


class Names:
    """The named referents of one document, by registry entity, by name and by surname."""

    def __init__(self, discourse: Discourse, registry: Registry, day: date) -> None:
        self.discourse, self.registry, self.day = discourse, registry, day
        self._by_iri: dict[str, Referent] = {}
        self._by_name: dict[str, Referent] = {}
        self._by_surname: dict[str, list[Referent]] = defaultdict(list)

    def read(self, mentions: list[Mention]) -> None:
        """Give every name its referent: full names first, since a surname may come before them (in a headline)."""
        named = [m for m in mentions if m.form == "name"]
        for mention in sorted(named, key=lambda m: (m.end - m.start == 1, m.start)):
            person = VOCABULARY.is_a(mention.kind, "Person")
            referent = self._person(mention) if person else self._other(mention)
            self.discourse.add(mention, referent)
            form = readable(self.discourse.doc, mention.start, mention.end)
            referent.called = min(filter(None, (referent.called, form)), key=len)
            if person:
                self._entitle(mention, referent)

    def of(self, entity: Entity) -> Referent:
        """The referent of an entity of the registry."""
        if entity.iri not in self._by_iri:
            referent = Referent(entity.kind, entity.name, known=entity, words=set(normalise(entity.name).split()))
            referent.titles = set(self._posts(entity))
            self._by_iri[entity.iri] = referent
            if referent.is_a("Person"):
                for surname in surnames(entity.name):
                    self._by_surname[surname].append(referent)
        return self._by_iri[entity.iri]

    def body(self, name: str, kind: str) -> Referent:
        """The body of that name, known or minted."""
        known = [e for e in self.registry.named(name) if VOCABULARY.is_a(e.kind, kind)]
        if known:
            return self.of(known[0])
        return self._by_name.setdefault(normalise(name), Referent(kind, name, words=set(normalise(name).split())))

    def enforcing(self) -> list[Referent]:
        """The agencies of arrests that the text names."""
        return [self._by_iri[e.iri] for n in AGENCIES for e in self.registry.named(n) if e.iri in self._by_iri]

    # persons

    def _person(self, mention: Mention) -> Referent:
        name = readable(self.discourse.doc, mention.start, mention.end)
        plain = normalise(name)
        here = self._by_name.get(plain) or self._last(self._by_surname.get(plain, []), mention)
        if here is not None:
            return here
        known = self._known_person(name)
        if known is not None:
            return self._kept(plain, self.of(known))
        familiar = dict.fromkeys(r for n, r in self._by_name.items() if n.startswith(f"{plain} ") and r.is_a("Person"))
        if len(familiar) == 1:
            return self._kept(plain, next(iter(familiar)))
        made = Referent("Person", name, words=set(plain.split()))
        for surname in surnames(name) if " " in plain else ():
            self._by_surname[surname].append(made)
        return self._kept(plain, made)

    def _known_person(self, name: str) -> Entity | None:
        """The one person of that name, or the one of several who held a post that day."""
        found = [e for e in self.registry.named(name) if VOCABULARY.is_a(e.kind, "Person")]
        found = found or list(self.registry.persons_by_surname(name, self.day))
        if len(found) > 1:
            found = [e for e in found if self.registry.posts_of(e.iri, self.day)]
        return found[0] if len(found) == 1 else None

    def _last(self, candidates: list[Referent], mention: Mention) -> Referent | None:
        """The one mentioned last before, else the first to be mentioned at all."""
        fathers = [r for r in candidates if not r.name.endswith(("Jr.", "Jr"))]
        candidates = fathers or candidates
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        before = [(m.start, r) for r in candidates for m in r.mentions if m.start < mention.start]
        return max(before, key=lambda pair: pair[0])[1] if before else candidates[0]

    def _entitle(self, mention: Mention, referent: Referent) -> None:
        doc = self.discourse.doc
        referent.titles |= {*titles(doc, mention), *told_offices(doc, mention.start, doc[mention.head])}
        if referent.kind == "Person" and any(NOUNS[t].kind == "Official" for t in referent.titles if t in NOUNS):
            referent.kind = "Official"

    def _posts(self, entity: Entity) -> Iterator[str]:
        """The common nouns of the posts that the person held on the day."""
        if VOCABULARY.is_a(entity.kind, "Person"):
            for tenure in self.registry.posts_of(entity.iri, self.day):
                for name in tenure.post.names:
                    words = name.casefold().replace("u.s. ", "").split()
                    tails = (" ".join(words[i:]) for i in range(len(words)))
                    yield from (tail for tail in tails if tail in NOUNS and not tail.endswith("man"))

    # bodies, places, measures

    def _other(self, mention: Mention) -> Referent:
        name = readable(self.discourse.doc, mention.start, mention.end)
        plain = normalise(name)
        if plain in self._by_name:
            return self._by_name[plain]
        bodies = (r.name for r in self._by_name.values() if r.kind == "Legislature")
        whole_name = chamber(name, bodies, text_of(self.discourse.doc)) if mention.kind == "Legislature" else None
        if whole_name is not None:
            return self._kept(plain, self.body(whole_name, "Legislature"))
        known = self._known(name, mention)
        if known is not None:
            return self.of(known) if len(self.registry.named(name)) > 1 else self._kept(plain, self.of(known))
        whole = self._longer(plain) if " " in plain or mention.kind == "Organization" else None
        kind = "Agency" if plain.endswith("government") else mention.kind
        shown = name.title() if name.isupper() and VOCABULARY.is_a(kind, "Place") else name
        made = whole or Referent(kind, shown, words=set(plain.split()))
        return self._kept(plain, made)

    def _known(self, name: str, mention: Mention) -> Entity | None:
        """What the registry has of that name; a city and a state of one name are told apart by the words around."""
        found = [e for e in self.registry.named(name) if not VOCABULARY.is_a(e.kind, "Person")]
        if name.casefold().endswith("government"):
            found = [e for e in found if e.kind == "Agency"]
        if len(found) > 1:
            wanted = sort_of_place(self.discourse.doc, mention, self.registry)
            found = [e for e in found if e.kind == wanted] or found
        return found[0] if found else None

    def _longer(self, plain: str) -> Referent | None:
        """The one body or programme whose name holds these words in this order, or begins with the one word."""
        whole = " " in plain
        found = {
            id(r): r
            for n, r in self._by_name.items()
            if (f" {plain} " in f" {n} " if whole else n.startswith(f"{plain} ")) and not r.is_a("Person", "Place")
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _kept(self, plain: str, referent: Referent) -> Referent:
        self._by_name[plain] = referent
        return referent

    def join_acronyms(self) -> None:
        """Give an acronym that is not known otherwise the body whose name has these initials."""
        initials = {_initials(n): r for n, r in self._by_name.items() if " " in n and not r.is_a("Person")}
        for plain, referent in list(self._by_name.items()):
            whole = initials.get(plain)
            if whole is not None and referent.known is None and whole is not referent and not referent.is_a("Person"):
                self.discourse.merge(whole, referent)
                self._by_name[plain] = whole


def _initials(plain: str) -> str:
    words = [w for w in plain.split() if w not in SMALL]
    bare = words[1:] if words[:1] == ["us"] else words
    return "".join(w[0] for w in bare)


def titles(doc: Doc, mention: Mention) -> Iterator[str]:
    """The offices and callings that stand before the name, "former" with them."""
    for token in title_tokens(doc, mention):
        noun = noun_at(token)
        if noun and VOCABULARY.is_a(noun.kind, "Person"):
            size = len(noun.words.split())
            former = any(t.lower_ in ("former", "ex", "late") for t in doc[max(0, token.i - size) : token.i])
            yield f"former {noun.words}" if former else ABBREVIATIONS.get(noun.words, noun.words)


def title_tokens(doc: Doc, mention: Mention) -> Iterator[Token]:
    """The words of the noun phrase that stand before the name."""
    edge = doc[mention.head].left_edge.i
    for i in range(mention.start - 1, max(edge, mention.start - 10) - 1, -1):
        token = doc[i]
        if token.is_punct or token.tag_ in ("POS", "IN", "CC") or token.pos_ in ("VERB", "AUX", "ADP"):
            break
        if token.pos_ in ("PROPN", "NOUN") or is_title(token):
            yield token
