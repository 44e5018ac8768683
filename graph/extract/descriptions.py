"""Descriptions to referents: an apposition, the holder of a post, the last fitting participant, or someone new.

Read in the order of the text, pronouns along with them, so that what comes later can refer to what came before.
"""

from datetime import date

from spacy.tokens import Token

from graph.extract.measures import measure, words
from graph.extract.mentions import Mention
from graph.extract.naming import Names
from graph.extract.nouns import BODIES, NARROWER, NOUNS, VERSIONS, Noun, is_plural, lemma, noun_at
from graph.extract.phrases import readable, shared_complement, with_clause
from graph.extract.pronouns import antecedent
from graph.extract.referents import SUBJECT, Discourse, Referent
from graph.registry import Registry

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
PARTISAN = frozenset(
    {"republican", "democratic", "u.s.", "us", "american", "federal", "current", "sitting", "local", "state"}
)
ASSOCIATIONS = frozenset({"group", "coalition", "alliance"})
"""Words by which a text goes on to call an organization that it has named."""
LEAD = 2
"""Sentences after the first that still belong to the lead."""
AHEAD = 2
"""Sentences within which a judge or court described first may be named after."""


class Reader:
    """Gives descriptions and pronouns their referents; the names have theirs already."""

    def __init__(self, discourse: Discourse, names: Names, registry: Registry, day: date) -> None:
        self.discourse, self.names, self.registry, self.day = discourse, names, registry, day
        self.doc = discourse.doc

    def read(self, mentions: list[Mention]) -> None:
        for mention in mentions:
            found = self._found(mention)
            if found is not None:
                if mention.form != "name":
                    self.discourse.add(mention, found)
                self.discourse.touch(found)
        self._named_after()
        self._list_members()

    def _found(self, mention: Mention) -> Referent | None:
        if mention.form == "name":
            return self.discourse.referent.get(mention.head)
        if mention.form == "pronoun":
            return antecedent(self.discourse, mention)
        return self._described(mention)

    def _described(self, mention: Mention) -> Referent | None:
        head = self.doc[mention.head]
        noun = noun_at(head) or (NOUNS["one"] if head.lower_ in VERSIONS else Noun(lemma(head), mention.kind))
        beside = self._apposed(head, noun)
        if beside is not None:
            if beside.is_a("Person") and not beside.plural:
                beside.titles.add(noun.words)
                beside.kind = "Official" if noun.kind == "Official" and beside.kind == "Person" else beside.kind
            return beside
        definite = self._definite(head)
        if noun.family:
            return measure(self.discourse, mention, noun, definite)
        if (is_plural(head) and noun.kind != "Court") or noun.words == "people":
            return self._group(mention, noun, definite)
        if noun.kind in BODIES:
            return self._body(mention, noun, definite)
        return self._person(mention, noun, definite)

    def _definite(self, head: Token) -> bool:
        return any(t.lower_ in DEFINITE for t in head.lefts if t.dep_ in ("det", "predet")) or any(
            t.lower_ in DEFINITE for t in self.doc[max(0, head.i - 1) : head.i]
        )

    def _apposed(self, head: Token, noun: Noun) -> Referent | None:
        """The participant that stands in apposition, before or after."""
        near = [head.head] if head.dep_ == "appos" else []
        near += [t for t in head.rights if t.dep_ == "appos"]
        if head.dep_ == "attr" and head.head.lemma_ == "be" and noun.kind == "Official":
            near += [t for t in head.head.lefts if t.dep_ in SUBJECT]
        for token in near:
            found = self.discourse.at(token)
            if found is not None and self._agree(found, noun, head):
                return found
        return None

    @staticmethod
    def _agree(found: Referent, noun: Noun, head: Token) -> bool:
        if noun.family:
            return found.is_a("Measure")
        if is_plural(head):
            return found.plural
        if noun.kind in ("Official", "Person"):
            return found.is_a("Person") and not found.plural
        if noun.kind in ("Agency", "Court", "Legislature", "Organization", "Group"):
            bodies = found.is_a("Agency", "Court", "Legislature", "Organization", "Group") and not found.plural
            return bodies and found.named
        return found.kind == noun.kind

    # persons

    def _person(self, mention: Mention, noun: Noun, definite: bool) -> Referent | None:
        head = self.doc[mention.head]
        said = words(self.doc, mention) - set(noun.words.split())
        former = "former" in said
        title = f"former {noun.words}" if former else noun.words
        telling = said - PARTISAN - {"former"}
        possessed = any(t.dep_ == "poss" for t in head.children)
        if definite and not possessed:
            holder = None if former else self._holder(mention)
            for other in self.discourse.recent():
                if other.is_a("Person") and not other.plural and title in other.titles and telling <= other.words:
                    often = holder is not None and len(holder.mentions) >= len(other.mentions)
                    return holder if often else other
            if holder is not None:
                return holder
        name = readable(self.doc, mention.start, mention.end)
        owner = next((self.discourse.at(t) for t in head.children if t.dep_ == "poss"), None)
        if owner is not None:
            name = f"{owner.possessive} {name}"
        elif possessed:
            return None
        return Referent(noun.kind, name, head=lemma(head), vague=True, words=said, titles={title})

    def _holder(self, mention: Mention) -> Referent | None:
        held = self.registry.holders(readable(self.doc, mention.start, mention.end), self.day)
        return self.names.of(held[0]) if len(held) == 1 else None

    # groups

    def _group(self, mention: Mention, noun: Noun, definite: bool) -> Referent:
        head = self.doc[mention.head]
        said = words(self.doc, mention)
        end = with_clause(head, mention.start, mention.end)
        said |= {t.lower_ for t in self.doc[mention.end : end] if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ")}
        owner = next((self.discourse.at(t) for t in head.children if t.dep_ == "poss"), None)
        for other in self.discourse.recent():
            same = other.plural and other.head == lemma(head) and other.owner is owner
            if same and (said == other.words or (definite and said <= other.words)):
                return other
        if self._pointed_at(head, said):
            found = self._people_before(head)
            if found is not None:
                return found
        name = " ".join([readable(self.doc, mention.start, end), *shared_complement(head)])
        if owner is not None:
            name = f"{owner.possessive} {name}"
        vague = definite and not said and head.pos_ != "PROPN"
        return Referent("Group", name, None, owner, lemma(head), plural=True, vague=vague, words=said)

    def _pointed_at(self, head: Token, said: set[str]) -> bool:
        return not said and any(t.lower_ == "these" for t in head.lefts)

    def _people_before(self, head: Token) -> Referent | None:
        """ "these youths": the people spoken of last, though by another noun."""
        for other in self.discourse.recent(20):
            if other.kind == "Group" and other.plural and self.discourse.since(other, head) <= 2:
                return other
        return None

    # bodies and places

    def _body(self, mention: Mention, noun: Noun, definite: bool) -> Referent | None:
        head = self.doc[mention.head]
        said = words(self.doc, mention) - set(noun.words.split())
        if noun.words in ("administration", "government"):
            return self._government(mention, noun, said)
        within = self._named_within(head, noun)
        if within is not None:
            return within
        if definite and noun.kind != "Country":
            found = self._agency_of_sentence(head, noun) or self._last_body(
                noun, words(self.doc, mention), is_plural(head)
            )
            if found is not None:
                return found
        if noun.kind in ("City", "State", "Country", "Place") and (definite or not said):
            return None
        name = readable(self.doc, mention.start, mention.end)
        owner = next((self.discourse.at(t) for t in head.children if t.dep_ == "poss"), None)
        if owner is not None:
            name = f"{owner.possessive} {name}"
        plural = is_plural(head)
        return Referent(noun.kind, name, head=lemma(head), vague=not plural, plural=plural, words=said)

    def _government(self, mention: Mention, noun: Noun, said: set[str]) -> Referent | None:
        """The administration that the text names or whose head it names, else the one in office."""
        head = self.doc[mention.head]
        owner = next((self.discourse.at(t) for t in head.children if t.dep_ == "poss"), None)
        if owner is not None and owner.is_a("Person") and noun.words == "administration":
            return self.names.body(f"{owner.short} administration", "Agency")
        if said - PARTISAN or (owner is not None and not owner.is_a("Country")):
            return Referent("Agency", readable(self.doc, mention.start, mention.end), head=noun.words, words=said)
        if not said & {"u.s.", "us", "federal", "american", "local", "state"}:
            for other in self.discourse.recent():
                if other.head == noun.words or other.name.casefold().endswith((" administration", " government")):
                    return other
        if noun.words == "administration":
            held = self.registry.holders("president", self.day)
            return self.names.body(f"{held[0].name.split()[-1]} administration", "Agency") if len(held) == 1 else None
        return None if said & {"local", "state"} else self.names.body("U.S. government", "Agency")

    def _named_within(self, head: Token, noun: Noun) -> Referent | None:
        """ "the state of Hawaii" is Hawaii; a panel of a court is the court."""
        for child in head.children:
            inside = [child] if child.dep_ in ("compound", "nmod", "amod") else []
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "on"):
                inside = [t for t in child.children if t.dep_ == "pobj"]
            for token in inside:
                found = self.discourse.at(token)
                if found is None or not found.named:
                    continue
                if noun.kind == found.kind and (
                    noun.kind in ("City", "State") or noun.words in ("panel", "bench", "court")
                ):
                    return found
        return None

    def _agency_of_sentence(self, head: Token, noun: Noun) -> Referent | None:
        """ "The agency" may be a department, if the sentence has just named it."""
        if noun.words != "agency" or is_plural(head):
            return None
        here = self.discourse.by_sentence[self.discourse.sentence[head.i]]
        for mention in sorted(here, key=lambda m: -m.head):
            other = self.discourse.referent[mention.head]
            broad = other.name.endswith(("administration", "government", "House"))
            if mention.head < head.i and mention.form == "name" and other.kind == "Agency" and not broad:
                return other
        return None

    def _last_body(self, noun: Noun, said: set[str], plural: bool) -> Referent | None:
        """The body of that kind spoken of last, if its name or description has all the words of this one."""
        wanted = ("Group", "Organization") if noun.words in ASSOCIATIONS else (noun.kind,)
        refused = tuple(NARROWER.get(noun.words, ()))
        for other in self.discourse.recent():
            if other.kind not in wanted or other.plural != plural:
                continue
            if noun.kind == "Group" and noun.words not in ASSOCIATIONS and other.head != noun.words:
                continue
            last = other.name.casefold().split()[-1:]
            known = other.words | set(other.name.casefold().split())
            if noun.words in (
                "department",
                "bureau",
                "committee",
                "commission",
                "ministry",
                "council",
                "union",
                "party",
            ):
                if noun.words not in known:
                    continue
            elif refused and (other.name.casefold().endswith(refused) or refused[1] in known or last == [refused[0]]):
                continue
            if {w.rstrip("s") for w in said - PARTISAN} <= {w.rstrip("s") for w in known}:
                return other
        return None

    # looking ahead

    def _named_after(self) -> None:
        """ "A judge in Boston ..." is who the next sentences name as a judge, if they name one only."""
        described = [r for r in dict.fromkeys(self.discourse.order) if not r.named and not r.plural]
        for referent in described:
            if referent.mentions and (referent.is_a("Official") or referent.kind == "Court"):
                found = self._next_named(referent)
                if found is not None:
                    self.discourse.merge(found, referent)

    def _next_named(self, referent: Referent) -> Referent | None:
        start = self.discourse.sentence[referent.mentions[0].head]
        found: dict[int, Referent] = {}
        for sentence in range(start, start + AHEAD + 1):
            for mention in self.discourse.by_sentence.get(sentence, ()):
                other = self.discourse.referent[mention.head]
                fits = referent.titles & other.titles if referent.is_a("Person") else self._same_court(referent, other)
                if other.named and fits and mention.start > referent.mentions[0].start:
                    found[id(other)] = other
        others = [r for r in found.values() if r.mentions[0].start > referent.mentions[0].start]
        if len(found) == 1 and others:
            return others[0]
        return self._only_one(referent) if start <= LEAD and not found else None

    def _only_one(self, referent: Referent) -> Referent | None:
        """The one whom the whole text names with that office: leads describe those who are named far below."""
        everyone = {id(r): r for r in self.discourse.referent.values() if r.named}.values()
        found = [r for r in everyone if r.is_a("Person") and referent.titles & r.titles]
        telling = referent.words - PARTISAN - {"chief", "district"}
        return found[0] if len(found) == 1 and telling <= found[0].words and referent.is_a("Person") else None

    @staticmethod
    def _same_court(referent: Referent, other: Referent) -> bool:
        known = {w.rstrip("s") for w in other.words}
        said = {w.rstrip("s") for w in referent.words} - PARTISAN
        return other.kind == "Court" and bool(said) and said <= known

    def _list_members(self) -> None:
        """Members that the text lists: "the four cities are A, B and C", "cities including A and B"."""
        for head, referent in list(self.discourse.referent.items()):
            if referent.plural:
                for first in self._listed(self.doc[head]):
                    referent.members += [
                        r for r in self._joined(first) if r not in referent.members and r is not referent
                    ]

    @staticmethod
    def _listed(head: Token) -> list[Token]:
        """The first of those listed, as what the group "is" or after "including"."""
        found = []
        if head.dep_ in SUBJECT and head.head.lemma_ == "be":
            found = [t for t in head.head.rights if t.dep_ in ("attr", "acomp") and t.conjuncts]
        for child in head.rights:
            if child.lower_ in ("including", "like", "as") and child.dep_ == "prep":
                found += [t for t in child.children if t.dep_ == "pobj"]
        return found

    def _joined(self, token: Token) -> list[Referent]:
        found = [token, *token.conjuncts]
        referents = (self.discourse.at(t) for t in found)
        return [r for r in referents if r is not None and r.named]
