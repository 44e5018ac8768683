"""Which measure spoken of before a phrase goes on with: by its own words, by kindred ones, or as "the measure"."""

from spacy.tokens import Token

from graph.extract.parse.listed import kids, lefts, rights
from graph.extract.referents.owners import one_owner
from graph.extract.referents.proceedings import JUDGES
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.words.nouns import ALIKE, LATEST, VERSIONS, Noun, is_plural, lemma

FAMILY_OF = {"Bill": "bill", "Statute": "law", "ExecutiveOrder": "order", "Program": "program", "Regulation": "rule"}
"""Of measures that have a name, by their kind."""
MEASURES = frozenset({"bill", "law", "order", "ban", "rule", "policy"})
"""Families whose measures may be called "the measure"."""
ORDERS = frozenset({"order", "ban", "policy"})
POINTED_AT = frozenset({"agreement", "limit"})
"""Families of loose words that, with "the", go on with a measure told before."""
PLANS = frozenset({"bill", "law", "policy", "decision"})
"""Families whose words are used one for the other of what is proposed."""


def spoken_of(
    discourse: Discourse, head: Token, noun: Noun, owner: Referent | None, said: set[str], definite: bool
) -> Referent | None:
    """The measure of before that fits: the same words, or a definite phrase that says nothing else of it."""
    marked, about = said & (VERSIONS - LATEST), said - VERSIONS
    own = any(t.lower_ == "own" for t in lefts(head))
    fitting = []
    for other in dict.fromkeys(discourse.recent()):
        if not other.is_a("Measure") or not one_owner(owner, other.owner) or (own and other.owner is not owner):
            continue
        if noun.family == "ruling" and other.owner is not None and not _judges(other.owner):
            continue
        since = discourse.since(other, head)
        near = since == 1 or (since == 2 and {noun.family, other.family} <= ORDERS)
        just_named = definite and owner is None and not said and near
        if just_named or marked == other.words & (VERSIONS - LATEST):
            fitting.append(other)
    if said & LATEST and definite:
        fitting.sort(key=lambda r: not (r.words & LATEST and about <= r.words and _alike(noun.family, r.family)))
        if (
            fitting
            and fitting[0].words & LATEST
            and about <= fitting[0].words
            and _alike(noun.family, fitting[0].family)
        ):
            return fitting[0]
    if said & LATEST:
        fitting = [r for r in fitting if not _dated(r)]
    plural = is_plural(head)
    any_kin = noun.words == "measure" and not about and not plural
    same_head = [
        r for r in fitting if r.head == lemma(head) or (any_kin and not r.plural and not r.named and r.family == "bill")
    ]
    for other in sorted(same_head, key=lambda r: r.vague and r.owner is None):
        known = other.words - VERSIONS
        told = about <= known or (not known and not plural)
        if (owner is not None and other.owner is None and known and not about) or (
            noun.family == "policy" and other.owner is not None and about and not known
        ):
            continue  # "the president's agenda" is not "the progressive agenda"
        if told and (definite or (about and about == known)):
            return other
    if not definite or _told_apart(head):
        return None
    if about:
        return None if plural else _same_plan(fitting, noun, about)
    if noun.loose and noun.family not in POINTED_AT:
        return None
    fitting = [r for r in fitting if not r.named or (r.head == "" and discourse.since(r, head) <= 2)]
    alike = (r for r in fitting if (r.plural == plural or noun.family == "limit") and _kin(noun, r))
    alike = (r for r in alike if r.owner is not None or r.family != "policy")
    return next((r for r in alike if owner is None or r.owner is not None or _may_own(owner, r, head)), None)


def _may_own(owner: Referent, measure: Referent, head: Token) -> bool:
    """ "The law, signed by the governor" may tell who is behind a law told before; "the governor's law" is another."""
    return not any(t.dep_ == "poss" for t in kids(head)) and _judges(owner) == (measure.kind == "CourtRuling")


def _judges(owner: Referent) -> bool:
    return owner.is_a("Court") or not owner.titles.isdisjoint(JUDGES)


def _dated(measure: Referent) -> bool:
    """A year tells which it is: "the new memo" is not "the 2007 memo"."""
    return any(len(w) == 4 and w.isdigit() for w in measure.words)


def _same_plan(fitting: list[Referent], noun: Noun, about: set[str]) -> Referent | None:
    """ "The tax plan" is the tax bill, if the text knows one measure of these words only."""
    found = [
        r
        for r in fitting
        if not r.plural and about <= r.words and (_kin(noun, r) or {noun.family, r.family} <= PLANS) and not r.named
    ]
    return found[0] if len(found) == 1 else None


def _kin(noun: Noun, other: Referent) -> bool:
    """The text may go on to call `other` by the noun; a law long in force is no bill."""
    family = other.family or FAMILY_OF.get(other.kind, "")
    if noun.words == "measure":
        return family in MEASURES and not (other.known is not None and family == "law")
    old = other.known is not None and noun.family == "bill" and "bill" not in other.name.casefold()
    return _alike(noun.family, family) and not old


def _told_apart(head: Token) -> bool:
    """What follows the noun tells which it is: "the rules for those who visit" are none of those spoken of."""
    after = head.doc[head.i + 1 : head.i + 3]
    told = len(after) == 2 and after[0].lower_ in ("for", "of", "on") and after[1].ent_type_ not in ("DATE", "TIME")
    restricted = len(after) > 0 and after[0].text != ","
    return told or (restricted and any(t.dep_ in ("acl", "relcl") for t in rights(head)))


def _alike(one: str, other: str) -> bool:
    return one == other != "decision" or any({one, other} <= families for families in ALIKE)
