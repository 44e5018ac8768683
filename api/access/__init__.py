"""Who may do what over HTTP: credentials, limits and the audit log.

Public reading, credentials and limits are kept by a layer around the app (`guard`); an endpoint that changes something
asks for its scope in one line: `dependencies=[Depends(require("write"))]`.
"""

from fastapi import FastAPI

from api.access.guard import Guard
from graph.settings import Settings


def install(app: FastAPI, settings: Settings) -> None:
    """Lay the guard around the app. Layers that are added later see the request before it does."""
    app.add_middleware(Guard, settings=settings)
