"""Who is described first and named later: "A driver was freed ... Ann Roe, 51, ...", "a coalition ... the X Coalition".

One only of those first named in the next sentences may fit, and what fits is told by the name itself: an age for a
person, a word of the description or "Corp." for a body.
"""

from collections.abc import Iterator

from graph.extract.coreference.agreement import sex_of
from graph.extract.mentions.mentions import Mention
from graph.extract.parse.listed import lefts
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.words.nouns import PARTISAN

NEAR = 3
"""Sentences after the description in which the name may come."""
LEAD = 2
"""Sentences of the article from which on a description is no lead any more."""
BODIES = ("Organization", "Agency", "Group")
CORPORATE = frozenset({"corp", "corporation", "inc", "llc", "co", "company", "ltd", "plc", "holdings"})
COMPANIES = frozenset(
    """
    company operator contractor firm maker manufacturer retailer carrier airline developer insurer lender supplier
    vendor provider producer utility builder business corporation giant
    """.split()
)
UNTELLING = frozenset(
    {"divided", "split", "unanimous", "full", "lower", "private", "local", "national", "new", "small"}
)
"""Describing words that no name repeats."""


def join_named(discourse: Discourse) -> None:
    """Give those who are described first the names by which the next sentences call them."""
    for referent in dict.fromkeys(discourse.order):
        first = min(referent.mentions, key=lambda m: m.start, default=None)
        if first is None or referent.named or referent.plural or referent.owner is not None:
            continue
        if _anybody(discourse, first) or referent.is_a("Court"):
            found = _named_next(discourse, referent, first)
            if found is not None:
                discourse.merge(found, referent)


def _anybody(discourse: Discourse, mention: Mention) -> bool:
    """ "A driver", or "the operator of a jail" in the lead: readers are not told yet who it is."""
    head = discourse.doc[mention.head]
    before = {t.lower_ for t in lefts(head) if t.dep_ == "det"}
    return bool(before & {"a", "an"}) or (discourse.sentence[mention.head] < LEAD and mention.end > mention.head + 1)


def _named_next(discourse: Discourse, referent: Referent, first: Mention) -> Referent | None:
    found = {}
    start = discourse.sentence[first.head]
    for sentence in range(start, start + NEAR + 1):
        for mention, other in _first_named(discourse, sentence, first):
            if other is not referent and _fits(discourse, referent, mention, other):
                found[id(other)] = other
    return next(iter(found.values())) if len(found) == 1 else None


def _first_named(discourse: Discourse, sentence: int, after: Mention) -> Iterator[tuple[Mention, Referent]]:
    """The names of the sentence that the text has not mentioned up to the description."""
    for mention in discourse.by_sentence.get(sentence, ()):
        other = discourse.referent[mention.head]
        if mention.form == "name" and min(m.start for m in other.mentions) > after.end:
            yield mention, other


def _fits(discourse: Discourse, referent: Referent, mention: Mention, other: Referent) -> bool:
    if referent.is_a("Person"):
        sexes = {sex_of(referent), sex_of(other)} - {""}
        apart = len(sexes) > 1 or (referent.kind == "Official" and not referent.titles & other.titles)
        return other.is_a("Person") and _aged(discourse, mention) and not apart
    words = {w.rstrip("s").rstrip(".") for w in other.name.casefold().split()}
    said = {w.rstrip("s") for w in referent.words - PARTISAN - UNTELLING if not w.isdigit()}
    if referent.is_a("Court"):
        return other.is_a("Court") and bool(said) and said <= words
    if not (referent.is_a(*BODIES) and other.is_a("Organization", "Group")):
        return False
    return bool(words & {referent.head, *said}) or (referent.head in COMPANIES and bool(words & CORPORATE))


def _aged(discourse: Discourse, mention: Mention) -> bool:
    """ "Ann Roe, 51, ..." tells readers who it is of whom they have read."""
    after = discourse.doc[mention.end : mention.end + 3]
    return len(after) > 1 and after[0].text == "," and after[1].text.isdigit() and len(after[1].text) < 3
