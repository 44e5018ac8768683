"""How much there is."""

from fastapi import APIRouter

from api.aggregates import represent
from api.aggregates.models import Stats
from api.dependencies import TheStore
from graph.queries.stats import stats

router = APIRouter(prefix="/v1/stats", tags=["service"])


@router.get("")
def get_stats(store: TheStore) -> Stats:
    """How many articles, acts, actors and policies, of what kinds, from when to when, and what was loaded last."""
    return represent.stats(stats(store))
