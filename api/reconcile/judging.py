"""What a reader decided about a candidate, sent back so that later queries of the name know it.

The protocol has no word for this; what is sent has the names of a query and of its candidates.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.access.require import require
from api.access.visit import Visit
from api.bodies import json_body, json_of
from api.dependencies import TheStore
from api.resources.deciding import decide
from api.resources.given import JudgementGiven, MatchGiven
from api.resources.models import Decision

router = APIRouter()

_EXAMPLE = {"query": "Justice Dept", "id": "agency/us-department-of-justice", "accepted": True}
BODY = json_body(JudgementGiven, _EXAMPLE)


@router.post("/decisions", status_code=201, openapi_extra=BODY)
def decide_candidate(
    writing: Annotated[Visit, Depends(require("review"))],  # first, so that no body is taken from just anybody
    given: Annotated[JudgementGiven, Depends(json_of(JudgementGiven))],
    store: TheStore,
    response: Response,
) -> Decision:
    """Keep that a name means a candidate, or does not."""
    wanted = MatchGiven(kind="Match", entity=given.id, query=given.query, accepted=given.accepted, reason=given.reason)
    return decide(store, writing, wanted, response)
