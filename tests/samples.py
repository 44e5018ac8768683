"""The smallest articles and acts that show a thing, in our own words. One builder for every test."""

from datetime import UTC, date, datetime

from graph.acts import Act, ActDate, Entity, Evidence, Span
from graph.article import Article
from graph.projection import PropertyGraph
from graph.triples import Extraction, Reading, article_iri

ICE = Entity("https://w3id.org/whowhom/id/agency/sample-agency", "Sample Agency", "Agency")
MAYOR = Entity("https://w3id.org/whowhom/id/person/ada-mayor", "Ada Mayor", "Official")
BAN = Entity("https://w3id.org/whowhom/id/policy/sample-agency/entry-ban", "entry ban", "Policy", owner=ICE)
JUDGE = Entity("https://w3id.org/whowhom/id/person/bo-judge", "Bo Judge", "Official")

TEXT = (
    "Mayor Ada Mayor called on the Sample Agency to stop its raids on Monday. 🏛 "
    "Judge Bo Judge blocked the entry ban, and Ada Mayor did not sue the Sample Agency."
)
NOTHING = PropertyGraph((), ())
RUN = Extraction("whowhom test", "by hand", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def article(text: str = TEXT, document: str = "sample", **changes: object) -> Article:
    given: dict[str, object] = {"title": "A sample", "published": date(2017, 8, 3), "publisher": "Sample Press"}
    return Article(document=document, text=text, **{**given, **changes})  # type: ignore[arg-type]


def span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words), words)


def act(of: Article, agent: Entity, kind: str, target: Entity, trigger: str, **changes: object) -> Act:
    """An act whose sentence is the one (up to a full stop) that holds `trigger`."""
    t = of.text
    at = t.index(trigger)
    start = max(t.rfind(". ", 0, at) + 2, 0) if ". " in t[:at] else 0
    end = t.index(".", at) + 1
    evidence = Evidence(
        article=article_iri(of),
        sentence=Span(start, end, t[start:end]),
        trigger=span(t, trigger),
        agent=span(t, agent.name, start),
        target=span(t, target.name, start),
    )
    given: dict[str, object] = {"stance": "against", "realis": "actual", "confidence": 0.9}
    return Act(agent, target, kind, evidence=evidence, **{**given, **changes})  # type: ignore[arg-type]


def reading(document: str = "sample", text: str = TEXT) -> Reading:
    """Ada Mayor demands an end of raids, Bo Judge blocks the agency's ban, and a suit that was not filed."""
    a = article(text, document)
    demand = act(a, MAYOR, "DEMAND", ICE, "called on", date=ActDate(date(2017, 7, 31)))
    block = act(a, JUDGE, "BLOCK", BAN, "blocked", date=ActDate(date(2017, 7, 1), "month"), about=BAN)
    suit = act(a, MAYOR, "SUE", ICE, "sue", realis="negated", attributed_to=MAYOR, confidence=0.5)
    return Reading(a, RUN, (demand, block, suit))
