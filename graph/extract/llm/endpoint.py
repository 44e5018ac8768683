"""Asks the endpoint of the settings, and no other: redirects are not followed, proxies of the environment not used.

The key is in the request's header and nowhere else: whatever comes back or is logged meanwhile has it blotted out.
"""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
from pydantic_core import from_json

from graph import __version__
from graph.errors import BadSettings
from graph.extract.llm.account import Account, Usage
from graph.extract.llm.answer import Unusable
from graph.settings import Settings

PAUSES = (1.0, 3.0, 9.0)
"""Seconds before each further attempt, where the endpoint does not say how long to wait."""
LONGEST_PAUSE = 60.0
MOST_FAILURES = 3
REST = 60.0
"""Seconds for which an endpoint that failed `MOST_FAILURES` times in a row is left alone."""
MOST_BYTES = 2_000_000
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LOGS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")
_SHORTEST_SECRET = 8
"""A shorter key ("none", "local") keeps nothing secret, and could be a word of the article."""


class Failed(Exception):
    """The endpoint gives no answer; the text, fit to be shown, says why."""


class _Again(Failed):
    """Another attempt may help, after so many seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Endpoint:
    """The chat completions of one address."""

    def __init__(self, settings: Settings) -> None:
        if settings.llm_url is None:
            raise BadSettings("WHOWHOM_LLM_URL is not set")
        self._settings, self._url = settings, f"{settings.llm_url}/chat/completions"
        self._options: dict[str, Any] = {"temperature": 0, "stream": False}
        self._failures, self._resting_until = 0, 0.0

    @contextmanager
    def open(self) -> Iterator[httpx.Client]:
        """The connection for the requests of one article."""
        headers = {"User-Agent": f"whowhom/{__version__}", "Accept-Encoding": "identity"}
        if self._settings.llm_key is not None:
            headers["Authorization"] = f"Bearer {self._settings.llm_key.get_secret_value()}"
        blotting, loggers = _Blotting(self), [logging.getLogger(name) for name in _LOGS]
        for logger in loggers:
            logger.addFilter(blotting)
        try:
            with httpx.Client(
                headers=headers, timeout=self._settings.llm_timeout, trust_env=False, follow_redirects=False
            ) as client:
                yield client
        finally:
            for logger in loggers:
                logger.removeFilter(blotting)

    def ask(self, client: httpx.Client, request: Mapping[str, Any], account: Account) -> str:
        """The text of the model's answer. Raises `Failed`, and `Unusable` where it is no whole answer."""
        if time.monotonic() < self._resting_until:
            raise Failed(f"left alone after {MOST_FAILURES} failures in a row")
        try:
            answer = self._attempts(client, request, account)
        except Failed:
            self._failures += 1
            if self._failures >= MOST_FAILURES:
                self._failures, self._resting_until = 0, time.monotonic() + REST
            raise
        self._failures = 0
        account.add(self._usage(answer))
        return self.blot(_content(answer))

    def blot(self, text: str) -> str:
        """The text without the key."""
        key = self._settings.llm_key
        secret = key.get_secret_value() if key is not None else ""
        return text.replace(secret, "(key)") if len(secret) >= _SHORTEST_SECRET else text

    def _attempts(self, client: httpx.Client, request: Mapping[str, Any], account: Account) -> Any:
        for pause in PAUSES:
            account.requests += 1
            try:
                return self._attempt(client, request)
            except _Again as again:
                time.sleep(min(pause if again.wait is None else again.wait, LONGEST_PAUSE))
        account.requests += 1
        return self._attempt(client, request)

    def _attempt(self, client: httpx.Client, request: Mapping[str, Any]) -> Any:
        try:
            with client.stream("POST", self._url, json={**request, **self._options}) as response:
                body = self._body(response)
        except httpx.TimeoutException:
            raise Failed(self._too_slow()) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise _Again(f"cannot be reached: {_shown(self.blot(str(error) or type(error).__name__))}") from None
        try:
            told = from_json(body)
        except ValueError:
            told = None
        if response.status_code == 200:
            return told
        raise self._refusal(response, told)

    def _body(self, response: httpx.Response) -> bytes:
        """Raises `Failed` for what takes too long or is too large, however slowly or packed it comes."""
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise Failed("packs its answers, which was not asked for")
        deadline, body = time.monotonic() + self._settings.llm_timeout, bytearray()
        for piece in response.iter_raw():
            body += piece
            if len(body) > MOST_BYTES:
                raise Failed(f"answers with more than {MOST_BYTES:,} bytes")
            if time.monotonic() > deadline:
                raise Failed(self._too_slow())
        return bytes(body)

    def _too_slow(self) -> str:
        return f"gives no answer within {self._settings.llm_timeout:g} seconds (WHOWHOM_LLM_TIMEOUT)"

    def _refusal(self, response: httpx.Response, told: Any) -> Failed:
        """Why there is no answer, and whether to ask again."""
        status = response.status_code
        said = _at(told, "error", "message")
        said = self.blot(said) if isinstance(said, str) else ""
        if status == 400 and "temperature" in said and self._options.pop("temperature", None) is not None:
            return _Again("does not take a temperature", wait=0.0)  # newer models take their own only
        reason = f"answers {status} {httpx.codes.get_reason_phrase(status)}".strip()
        if 300 <= status < 400:
            return Failed(f"{reason}: it leads elsewhere, where the key and the text are not sent")
        if status in (401, 403):  # what it says of the key may hold a part of it
            return Failed(f"{reason} (WHOWHOM_LLM_KEY)")
        reason = f"{reason}: {_shown(said)}" if said else reason
        return _Again(reason, _retry_after(response)) if status in _AGAIN else Failed(reason)

    def _usage(self, answer: Any) -> Usage:
        sent, got = (_number(_at(answer, "usage", f"{k}_tokens")) for k in ("prompt", "completion"))
        cost, prices = (
            _number(_at(answer, "usage", "cost")),
            (self._settings.llm_price_in, self._settings.llm_price_out),
        )
        if cost is None and None not in (sent, got, *prices):
            cost = ((sent or 0) * (prices[0] or 0) + (got or 0) * (prices[1] or 0)) / 1_000_000
        return Usage(int(sent or 0), int(got or 0), cost)


class _Blotting(logging.Filter):
    """Takes the key out of what the HTTP library logs: at debug level that is every header of a response."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__()
        self._endpoint = endpoint

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._endpoint.blot(record.getMessage()), None
        return True


def _content(answer: Any) -> str:
    """What the model said, where it said it to the end. Raises `Unusable`."""
    choices = _at(answer, "choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    content = _at(choice, "message", "content")
    if _at(choice, "finish_reason") == "length":
        raise Unusable("the answer is cut off")
    if _at(choice, "message", "refusal") or _at(choice, "finish_reason") == "content_filter":
        raise Unusable("the model declines")
    if not isinstance(content, str):
        raise Unusable("it is no chat completion")
    return content


def _at(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _number(value: Any) -> float | None:
    """A count or an amount; whatever else stands in its place is none."""
    real = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if real and 0 <= value < 1e12 else None


def _retry_after(response: httpx.Response) -> float | None:
    told = response.headers.get("retry-after", "")
    return float(told) if told.isdecimal() and len(told) < 6 else None


def _shown(text: str) -> str:
    """One short line."""
    return "".join(c if c.isprintable() else " " for c in text)[:200].strip()
