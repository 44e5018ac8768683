"""The log of the service: every record of every library as one line, JSON for machines or words for people."""

import logging
import sys
from typing import Any

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import Processor

from graph.settings import Settings

_ADDED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    add_log_level,
    add_logger_name,
    ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(settings: Settings) -> None:
    """Log to standard error; libraries are heard from warnings on, since below that they tell of what they send."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=_ADDED,
            processors=[ProcessorFormatter.remove_processors_meta, *_rendering(settings.log_format)],
        )
    )
    root, level = logging.getLogger(), logging.getLevelNamesMapping()[settings.log_level.upper()]
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))
    logging.getLogger("whowhom").setLevel(level)


def _rendering(form: str) -> tuple[Any, ...]:
    if form == "json":
        return structlog.processors.format_exc_info, structlog.processors.JSONRenderer()
    plain = structlog.dev.plain_traceback  # the others print every variable of a frame, passwords included
    return (structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain),)
