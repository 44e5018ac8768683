"""The question that whowhom is made for: who acted against whom."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import represent
from api.aggregates import represent as sums
from api.aggregates.asked import Grouped
from api.aggregates.models import Groups
from api.asked import Strongest
from api.dependencies import TheStore
from api.formats.listing import listing
from api.models import Opponents
from graph.queries.groups import groups
from graph.queries.names import resolve
from graph.queries.opponents import opponents

router = APIRouter(prefix="/v1", tags=["against"])

AGAINST = ("against",)


@listing(router, "/against")
def list_groups_against(asked: Annotated[Grouped, Query()], store: TheStore) -> Groups:
    """Who acted against whom, summed up: by dyad, agent, target, policy or month, each with its best evidence.

    What reaches the target by its policies, parts and members counts too. The acts: /v1/acts?stance=against.
    """
    filters = asked.filters(store, AGAINST)
    return sums.groups(groups(store, asked.grouping(), filters, asked.page(), **asked.sides(store)))


@listing(router, "/opponents")
def list_opponents(asked: Annotated[Strongest, Query()], store: TheStore) -> Opponents:
    """Who acted against the target most severely."""
    target, filters = resolve(store, asked.target).iri, asked.filters(store, asked.stance)
    return represent.opponents(opponents(store, target, filters, asked.page(), through=asked.ways()))
