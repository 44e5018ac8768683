"""Cypher over HTTP, in the form of Neo4j's Query API v2."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request, Response

from api.cypher.body import ANSWERS, BODY, JSON, TYPED, Submitted, submitted
from api.cypher.running import Running
from api.leaving import while_connected
from api.negotiation import preferred
from graph.store.reader import open_reader


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    async with open_reader(app.state.settings) as reader:
        app.state.cypher = Running(app.state.settings, reader)
        yield


router = APIRouter(prefix="/v1/cypher", tags=["cypher"], lifespan=_running)


@router.post("", status_code=202, response_class=Response, openapi_extra=BODY, responses=ANSWERS)
async def run_cypher(request: Request, asked: Annotated[Submitted, Depends(submitted)]) -> Response:
    """Run one Cypher statement that only reads, within limits of rows, bytes, time and memory."""
    media_type = preferred(request.headers.get("accept"), (JSON, TYPED))
    running: Running = request.app.state.cypher
    answer = await while_connected(request, running.answer(asked, media_type == TYPED))
    return Response(answer, 202, media_type=media_type)
