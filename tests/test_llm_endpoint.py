"""The endpoint of a language model may be slow, broken or hostile: reading goes on, and the key stays where it is."""

import asyncio
import json
import logging
import time

import pytest
from fastapi import Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import ValidationError

from graph.cli.exits import named
from graph.extract.llm import endpoint
from graph.extract.llm.choice import reader_of
from graph.extract.llm.reader import ModelReader
from graph.extract.reader import Reader
from graph.settings import Settings
from tests.scripted import act, model, telling
from tests.sentences import article, read

TEXT = "Mayor Rahm Emanuel of Chicago sued the Justice Department on Monday.\n"
IRI = "https://example.org/sample"
KEY = "sk-very-secret-0123456789"
SUIT = act(1, "Mayor Rahm Emanuel", "sued", "the Justice Department", type="DEMAND")
ACT = "Rahm Emanuel DEMAND U.S. Department of Justice"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(endpoint, "PAUSES", (0.0, 0.0, 0.0))


@pytest.fixture
def reader(tmp_path, registry):
    """A reader by the model at that address."""

    def reader(url, **more):
        told = {"WHOWHOM_LLM_URL": url, "WHOWHOM_LLM_MODEL": "m", "WHOWHOM_LLM_KEY": KEY, "WHOWHOM_CACHE": tmp_path}
        return reader_of(Settings(_env_file=None, **{**told, **more}), registry)

    return reader


def told(reader, text=TEXT):
    return [f"{a.agent.name} {a.type} {a.target.name}" for a in reader.read(article(text), IRI)]


def failing(status, message="", **headers):
    return JSONResponse({"error": {"message": message}}, status, headers)


def in_turn(*answers):
    """An answer after the other, the last one ever after."""
    rest = list(answers)
    return lambda _: rest.pop(0) if len(rest) > 1 else rest[0]


# what helps itself


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_for_again(reader, status):
    with model(in_turn(failing(status), failing(status), telling(SUIT))) as scripted:
        mine = reader(scripted.url)
        assert told(mine) == [ACT]
        assert (len(scripted.asked), mine.account.requests, mine.account.failed.total()) == (3, 3, 0)


def test_the_endpoint_says_how_long_to_wait(reader, monkeypatch):
    monkeypatch.setattr(endpoint, "PAUSES", (60.0,))
    with model(in_turn(failing(429, **{"Retry-After": "0"}), telling(SUIT))) as scripted:
        assert told(reader(scripted.url)) == [ACT]


def test_no_endpoint_makes_reading_wait_for_long(monkeypatch, reader):
    monkeypatch.setattr(endpoint, "LONGEST_PAUSE", 0.1)
    with model(failing(429, **{"Retry-After": "86400"})) as scripted:
        start = time.monotonic()
        told(reader(scripted.url))
        assert 0.3 < time.monotonic() - start < 5
        assert len(scripted.asked) == 4


def test_a_model_that_takes_no_temperature_is_asked_without(reader):
    def answer(body):
        return failing(400, "Unsupported value: 'temperature'") if "temperature" in body else telling(SUIT)

    with model(answer) as scripted:
        assert told(reader(scripted.url)) == [ACT]
        assert "temperature" not in scripted.asked[-1]


# what does not


def local():
    return [f"{a.agent.name} {a.type} {a.target.name}" for a in read(TEXT)]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
def test_an_endpoint_that_always_fails_leaves_reading_to_the_local_reader_and_says_so(reader, status, caplog):
    with model(failing(status, "out of\x1b[2J order")) as scripted:
        mine = reader(scripted.url)
        assert told(mine) == local()
        assert len(scripted.asked) == (4 if status == 500 else 1)
    (reason,) = mine.account.failed
    assert reason.startswith(f"answers {status} ")
    assert "\x1b" not in reason
    assert ("out of" in reason) == (status not in (401, 403))
    summary = "\n".join(mine.told())
    assert f"Without a usable answer, so read locally: 1 part of articles: answers {status}" in summary
    assert f"no usable answer: answers {status}" in caplog.text


def test_an_endpoint_that_is_not_there_is_left_alone_after_some_failures(reader):
    mine = reader("http://127.0.0.1:1/v1")
    for _ in range(5):
        assert told(mine) == local()
    assert mine.account.requests == endpoint.MOST_FAILURES * 4
    assert mine.account.failed["left alone after 3 failures in a row"] == 2
    assert any(reason.startswith("cannot be reached: ") for reason in mine.account.failed)


def test_an_endpoint_that_recovers_is_asked_again(reader, monkeypatch):
    monkeypatch.setattr(endpoint, "REST", 0.0)
    with model(in_turn(*[failing(404)] * 3, telling(SUIT))) as scripted:
        mine = reader(scripted.url)
        assert [told(mine) for _ in range(4)] == [local()] * 3 + [[ACT]]


def test_a_host_that_does_not_exist_fails_by_name(reader):
    assert told(reader("http://no-such-host-anywhere.invalid/v1", WHOWHOM_LLM_KEY=None)) == local()


def test_an_answer_that_does_not_come_in_time_is_not_waited_for(reader):
    def slow(_):
        time.sleep(1.5)
        return telling(SUIT)

    with model(slow) as scripted:
        mine = reader(scripted.url, WHOWHOM_LLM_TIMEOUT=0.3)
        start = time.monotonic()
        assert told(mine) == local()
        assert time.monotonic() - start < 1.4
        assert list(mine.account.failed) == ["gives no answer within 0.3 seconds (WHOWHOM_LLM_TIMEOUT)"]


def test_an_answer_that_trickles_is_not_waited_for(reader):
    async def trickle():
        for _ in range(30):
            yield b" "
            await asyncio.sleep(0.1)

    with model(lambda _: StreamingResponse(trickle())) as scripted:
        mine = reader(scripted.url, WHOWHOM_LLM_TIMEOUT=0.5)
        assert told(mine) == local()
        assert list(mine.account.failed) == ["gives no answer within 0.5 seconds (WHOWHOM_LLM_TIMEOUT)"]


def test_an_answer_far_too_long_is_not_read_to_its_end(reader):
    async def ream():
        for _ in range(1_000):
            yield b" " * 100_000
            await asyncio.sleep(0)  # else the server never hears that nobody listens any more

    with model(lambda _: StreamingResponse(ream())) as scripted:
        mine = reader(scripted.url)
        assert told(mine) == local()
        assert list(mine.account.failed) == ["answers with more than 2,000,000 bytes"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Response(b"x" * 50, headers={"Content-Encoding": "gzip"}), "packs its answers"),
        (Response(b"<html>Welcome</html>", media_type="text/html"), "it is no chat completion"),
        (Response(b"\xff\xfe\x00"), "it is no chat completion"),
        (Response(b"[" * 100_000), "it is no chat completion"),
        (Response(b""), "it is no chat completion"),
        (Response(b'{"choices": [[[]]]}'), "it is no chat completion"),
        (Response(status_code=204), "answers 204"),
    ],
)
def test_a_body_that_is_no_answer_is_none(reader, answer, reason):
    with model(answer) as scripted:
        mine = reader(scripted.url)
        assert told(mine) == local()
        assert [r for r in mine.account.failed if r.startswith(reason)]


@pytest.mark.parametrize(
    "usage",
    [None, "many", {}, {"prompt_tokens": -5, "completion_tokens": "7", "cost": float("inf")}, {"prompt_tokens": 1e300}],
)
def test_a_usage_that_makes_no_sense_counts_nothing(reader, usage):
    with model(Response(json.dumps(telling(SUIT, usage=usage)))) as scripted:
        mine = reader(scripted.url)
        assert told(mine) == [ACT]
        assert (mine.account.tokens_in, mine.account.tokens_out, mine.account.cost) == (0, 0, None)


# the key


def test_the_key_is_in_the_header_and_nowhere_else_in_the_request(reader):
    with model(telling(SUIT)) as scripted:
        told(reader(scripted.url))
        assert scripted.headers[0]["authorization"] == f"Bearer {KEY}"
        assert KEY not in json.dumps(scripted.asked)


def test_without_a_key_no_header_is_sent(reader):
    with model(telling(SUIT)) as scripted:
        told(reader(scripted.url, WHOWHOM_LLM_KEY=None))
        assert "authorization" not in scripted.headers[0]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_the_key_and_the_text_are_not_led_to_another_host(reader, status):
    with model(telling(SUIT)) as other:
        elsewhere = f"{other.url}/chat/completions".replace("127.0.0.1", "localhost")
        with model(Response(status_code=status, headers={"Location": elsewhere})) as scripted:
            mine = reader(scripted.url)
            assert told(mine) == local()
        assert other.headers == []
    assert "leads elsewhere" in "".join(mine.account.failed)


def test_proxies_of_the_environment_do_not_get_the_key(reader, monkeypatch):
    with model(telling(SUIT)) as proxy, model(telling(SUIT)) as scripted:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        monkeypatch.delenv("no_proxy", raising=False)
        assert told(reader(scripted.url)) == [ACT]
        assert proxy.headers == []


def echo(status):
    """An endpoint that repeats the key wherever it can."""
    body = telling({**SUIT, "source": KEY}) if status == 200 else {"error": {"message": f"bad key {KEY}"}}
    return JSONResponse(body, status, {"X-Echo": KEY, "Location": f"/{KEY}"})


@pytest.mark.parametrize("status", [200, 302, 400, 401, 404, 500])
def test_a_key_that_comes_back_reaches_no_log_no_message_and_no_file(reader, status, caplog, tmp_path):
    for logger in ("", "httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, logger)
    with model(echo(status)) as scripted:
        mine = reader(scripted.url)
        told(mine)
    assert "httpcore" in caplog.text
    assert "x-echo" in caplog.text.lower()
    everything = caplog.text + "".join(mine.told()) + repr(mine.account) + repr(vars(mine)) + repr(vars(mine._endpoint))
    kept = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert bool(kept) == (status == 200)
    assert KEY not in everything
    assert KEY.encode() not in kept


def test_the_log_of_others_is_not_touched_for_longer_than_a_request(reader):
    with model(telling()) as scripted:
        told(reader(scripted.url))
    assert [logging.getLogger(name).filters for name in endpoint._LOGS] == [[]] * len(endpoint._LOGS)


def test_a_key_that_is_an_everyday_word_keeps_its_place_in_answers(reader):
    with model(telling(SUIT)) as scripted:
        assert told(reader(scripted.url, WHOWHOM_LLM_KEY="sued")) == [ACT]


# settings

BAD = [
    {"WHOWHOM_LLM_URL": "http://localhost:1/v1", "WHOWHOM_LLM_MODEL": None},
    {"WHOWHOM_LLM_URL": None, "WHOWHOM_LLM_MODEL": "m"},
    *(
        {"WHOWHOM_LLM_URL": url, "WHOWHOM_LLM_MODEL": "m"}
        for url in (
            "localhost:8080/v1",
            "file:///etc/passwd",
            "ftp://localhost/v1",
            "javascript:alert(1)",
            "http://",
            "http:///v1",
            "https://user:sk-very-secret-0123456789@localhost/v1",
            "http://localhost/v1?key=sk-very-secret-0123456789",
            "http://localhost/v1#x",
            "http://localhost:99999/v1",
            "http://localhost:0/v1",
            "http://local host/v1",
            "http://localhost/v1\r\nX-Evil: 1",
            "http://[::1/v1",
            "http://loc\u0430lhost/v1",
        )
    ),
    *(
        {"WHOWHOM_LLM_KEY": key}
        for key in ("sk-very-secret-0123456789\r\nX: 1", "sk-very-secret-0123456789\u00e9", "a b")
    ),
    {"WHOWHOM_LLM_URL": "http://example.org/v1", "WHOWHOM_LLM_MODEL": "m", "WHOWHOM_LLM_KEY": KEY},
    {"WHOWHOM_LLM_URL": "http://8.8.8.8/v1", "WHOWHOM_LLM_MODEL": "m", "WHOWHOM_LLM_KEY": KEY},
    {"WHOWHOM_LLM_PRICE_IN": -1},
    {"WHOWHOM_LLM_PRICE_OUT": "nan"},
    {"WHOWHOM_LLM_TIMEOUT": 0},
    {"WHOWHOM_LLM_TIMEOUT": "inf"},
]


@pytest.mark.parametrize("given", BAD, ids=str)
def test_a_setting_that_cannot_be_used_is_refused_without_repeating_a_secret(given):
    with pytest.raises(ValidationError) as refused:
        Settings(_env_file=None, **given)
    error = named(refused.value)
    assert error.slug == "bad-settings"
    assert "LLM" in str(error) or "llm" in str(error)
    assert KEY not in f"{refused.value} {refused.value!r} {error}"


@pytest.mark.parametrize(
    "url",
    ["https://example.org/v1", "http://localhost:8080/v1/", "http://10.0.0.7/v1", "http://gpu/v1", "http://[::1]/v1"],
)
def test_addresses_to_which_a_key_may_be_sent(url):
    given = Settings(_env_file=None, WHOWHOM_LLM_URL=url, WHOWHOM_LLM_MODEL="m", WHOWHOM_LLM_KEY=KEY)
    assert given.llm_url == url.rstrip("/")
    assert KEY not in repr(given)


def test_the_settings_pick_the_reader(registry):
    assert isinstance(reader_of(Settings(_env_file=None, WHOWHOM_LLM_URL="", WHOWHOM_LLM_MODEL=""), registry), Reader)
    chosen = Settings(_env_file=None, WHOWHOM_LLM_URL="http://localhost:1/v1", WHOWHOM_LLM_MODEL="m")
    assert isinstance(reader_of(chosen, registry), ModelReader)
