"""A language model that says what it was told to: a real server of the chat-completions protocol, on a free port."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response

from tests.serving import serving

Body = dict[str, Any]
USAGE = {"prompt_tokens": 1000, "completion_tokens": 100}


def act(sentence: int, agent: str, evidence: str, target: str, **more: Any) -> Body:
    """An act as the model tells it; by default somebody sued somebody."""
    told = {"type": "SUE", "stance": "against", "realis": "actual", "source": None, "date": None, "about": None}
    named = {"sentence": sentence, "agent": agent, "evidence": evidence, "target": target}
    return {**named, **told, "confidence": 0.9, **more}


def saying(content: str, **more: Any) -> Body:
    """The completion that has this content."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    return {"object": "chat.completion", "choices": [choice], "usage": USAGE, **more}


def telling(*acts: Body, **more: Any) -> Body:
    """The completion that tells these acts."""
    return saying(json.dumps({"acts": acts}), **more)


@dataclass
class Model:
    """`answer` makes a body or a whole response of what is asked; `asked` and `headers` are all requests so far."""

    answer: Callable[[Body], Body | Response]
    url: str = ""
    asked: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def sentences(self, number: int = -1) -> dict[int, str]:
        """The numbered sentences to read of a request."""
        return {s["sentence"]: s["text"] for s in json.loads(self.asked[number]["messages"][1]["content"])["read"]}


@contextmanager
def model(answer: Callable[[Body], Body | Response] | Body | Response) -> Iterator[Model]:
    """The running model, which gives the same answer always unless it is a function of the request."""
    scripted = Model(answer if callable(answer) and not isinstance(answer, Response) else lambda _: answer)
    app = FastAPI()

    @app.post("/v1/chat/completions")
    def complete(body: Body, request: Request) -> Any:
        scripted.asked.append(body)
        scripted.headers.append(dict(request.headers))
        return scripted.answer(body)

    with serving(app) as address:
        scripted.url = f"{address}/v1"
        yield scripted
