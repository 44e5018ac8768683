"""What the query layer sums up, as the API's models."""

from collections.abc import Mapping

from api.aggregates import models as m
from api.represent import article_reference, found_act, optional, participant
from graph.queries.asked import Answer, Found
from graph.queries.claims import Voice
from graph.queries.groups import Group, Groups
from graph.queries.names import identifier
from graph.queries.network import Edge, Network
from graph.queries.stats import LastLoad, Stats


def groups(found: Groups) -> m.Groups:
    page = found.page
    return m.Groups(
        items=[_group(g) for g in page.items],
        total=page.total,
        next=page.next,
        acts=found.acts,
        left_out=dict(page.left_out),
    )


def _group(g: Group) -> m.Group:
    key = {"agent": optional(g.agent), "target": optional(g.target), "policy": optional(g.policy), "month": g.month}
    return m.Group(**key, **_sums(g))


def _sums(g: Group) -> dict[str, object]:
    return {
        **{name: getattr(g, name) for name in ("count", "severity", "first", "last")},
        "by_type": dict(g.types),
        "by_realis": dict(g.realis),
        "by_through": dict(g.ways),
        "highest_confidence": g.highest,
        "mean_confidence": g.mean,
        "top": found_act(g.top),
    }


def claims(answer: Answer[Found], voices: Mapping[Voice, int]) -> m.Claims:
    return m.Claims(
        items=[found_act(f) for f in answer.items],
        total=answer.total,
        next=answer.next,
        left_out=dict(answer.left_out),
        voices=_voices(voices),
    )


def speakers(found: Groups, voices: Mapping[Voice, int]) -> m.Speakers:
    page = found.page
    return m.Speakers(
        items=[m.Speaker(attributed_to=participant(g.speaker), **_sums(g)) for g in page.items if g.speaker],
        total=page.total,
        next=page.next,
        acts=found.acts,
        left_out=dict(page.left_out),
        voices=_voices(voices),
    )


def _voices(counts: Mapping[Voice, int]) -> m.Voices:
    return m.Voices(outlet=counts["outlet"], speaker=counts["speaker"])


def network(found: Network) -> m.Network:
    return m.Network(
        nodes=[participant(e) for e in found.nodes],
        edges=[_edge(e) for e in found.edges],
        cut=m.Cut(nodes=found.nodes_cut, edges=found.edges_cut),
        left_out=dict(found.left_out),
    )


def _edge(e: Edge) -> m.Edge:
    told = {name: getattr(e, name) for name in ("stance", "count", "first", "last")}
    return m.Edge(agent=identifier(e.agent), target=identifier(e.target), types=list(e.types), **told)


def stats(found: Stats) -> m.Stats:
    has = found.contents
    return m.Stats(
        **{name: getattr(has, name) for name in ("articles", "acts", "actors", "schema_version", "registry_version")},
        policies=has.measures,
        by_type=dict(found.types),
        by_stance=dict(found.stances),
        by_realis=dict(found.realis),
        by_class=dict(found.kinds),
        publishers=[m.Publisher(publisher=name, count=n) for name, n in found.publishers.items()],
        first=found.first,
        last=found.last,
        last_load=_loaded(found.last_load) if found.last_load else None,
    )


def _loaded(load: LastLoad) -> m.LastLoad:
    article = article_reference(load.article)
    return m.LastLoad(program=load.program, model=load.model, extracted_at=load.at, article=article)
