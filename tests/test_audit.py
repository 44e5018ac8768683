"""The audit log: no write without its line, who and what and how it went, and nothing secret."""

import json
import os
import stat
import threading

import httpx
import pytest
from fastapi import Depends

from api.access.require import require
from api.app import create_app
from graph.access.audit import Attempt, AuditLog
from graph.errors import DiskFailed
from graph.queries.articles import articles
from graph.settings import Settings
from tests.accessing import ARTICLE, PROXY, Nobody, new_key, service, slug
from tests.commands import at_home, whowhom
from tests.serving import serving

ATTEMPT = Attempt("key:abc", "POST /v1/articles", "203.0.113.7", "request-1")


@pytest.fixture
def mine(tmp_path) -> Settings:
    return Settings(_env_file=None, WHOWHOM_HOME=tmp_path, NEO4J_URI="bolt://127.0.0.1:9")


@pytest.fixture
def log(mine) -> AuditLog:
    return AuditLog(mine)


def lines(home):
    return [json.loads(line) for line in (home / "audit.jsonl").read_text().splitlines()]


# The file


def test_a_write_has_a_line_before_and_a_line_after(log, tmp_path):
    id_ = log.begin(ATTEMPT)
    (begun,) = lines(tmp_path)
    assert begun | {"time": ""} == {
        "time": "",
        "event": "begun",
        "id": id_,
        "who": "key:abc",
        "what": "POST /v1/articles",
        "address": "203.0.113.7",
        "request": "request-1",
    }
    log.end(id_, "done", "article/rain")
    assert lines(tmp_path)[0] == begun
    assert lines(tmp_path)[1] | {"time": ""} == {
        "time": "",
        "event": "ended",
        "id": id_,
        "outcome": "done",
        "about": "article/rain",
    }


def test_a_write_that_never_ended_is_told_as_such(log):
    lost, done = log.begin(ATTEMPT), log.begin(ATTEMPT)
    log.end(done, "done", None)
    assert [(e.id, e.outcome) for e in log.entries()] == [(done, "done"), (lost, None)]


def test_only_its_owner_can_read_the_log(log, tmp_path):
    log.begin(ATTEMPT)
    assert stat.S_IMODE((tmp_path / "audit.jsonl").stat().st_mode) == 0o600


def test_what_somebody_writes_cannot_make_a_line_of_its_own(log, tmp_path):
    log.begin(Attempt('key:a\n{"event": "begun"}', "POST /v1/\u2028\x1b[2J\ud800", None, None))
    assert len((tmp_path / "audit.jsonl").read_bytes().splitlines()) == 1
    (entry,) = log.entries()
    assert entry.what == "POST /v1/\u2028\x1b[2J\ud800"


def test_a_line_that_was_cut_short_harms_no_other(log, tmp_path):
    log.begin(ATTEMPT)
    with (tmp_path / "audit.jsonl").open("a") as file:
        file.write('{"time": "2018')
    log.begin(ATTEMPT)
    with (tmp_path / "audit.jsonl").open("ab") as file:
        file.write(b"\xff\xfe\n[]\n{}\n")
    assert len(list(log.entries())) == 2


def test_lines_of_writers_at_the_same_time_do_not_mix(log, tmp_path):
    def write():
        for _ in range(10):
            log.end(log.begin(ATTEMPT), "done", "x" * 2000)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(tmp_path)) == 80
    assert [e.outcome for e in log.entries()] == ["done"] * 40


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_told(log, tmp_path):
    (tmp_path / "audit.jsonl").symlink_to("/dev/full")
    with pytest.raises(DiskFailed):
        log.begin(ATTEMPT)


# Over HTTP


def test_who_wrote_what_from_where_is_told(settings, store, tmp_path):
    key = new_key(settings, tmp_path, "write")
    with service(settings, store, tmp_path, trusted_proxies=PROXY) as client:
        headers = key | {"X-Forwarded-For": "203.0.113.7"}
        first = client.post("/v1/articles", json=ARTICLE, headers=headers)
        client.post("/v1/articles", json=ARTICLE, headers=headers)
        client.post("/v1/articles", json={"text": 1}, headers=headers)
        client.post("/v1/articles", json=ARTICLE, headers={"X-Forwarded-For": "203.0.113.7"})
    secret = key["Authorization"].split()[1]
    log = json.loads(whowhom(settings, "audit", "--json", WHOWHOM_HOME=str(tmp_path)).stdout)
    assert {(e["who"], e["what"], e["address"]) for e in log} == {
        (f"key:{secret.split('_')[1]}", "POST /v1/articles", "203.0.113.7")
    }
    iri = first.json()["iri"]
    assert [(e["outcome"], e["about"]) for e in log] == [("done", iri), ("done", iri), ("refused", None)]
    assert secret.rpartition("_")[2] not in (tmp_path / "audit.jsonl").read_text()


def test_a_write_from_this_machine_without_a_key_is_told_too(settings, store, tmp_path):
    with service(settings, store, tmp_path) as client:
        client.post("/v1/articles", json=ARTICLE)
    assert [line.get("who", line.get("outcome")) for line in lines(tmp_path)] == ["this machine", "done"]


def test_reading_is_not_in_the_log(settings, connection, tmp_path):
    with service(settings, connection, tmp_path) as client:
        client.get("/v1/articles")
    assert not (tmp_path / "audit.jsonl").exists()


def test_nothing_is_written_that_the_log_cannot_tell_of(settings, store, tmp_path):
    (tmp_path / "audit.jsonl").mkdir()
    with service(settings, store, tmp_path) as client:
        answer = client.post("/v1/articles", json=ARTICLE)
    assert (answer.status_code, slug(answer)) == (503, "disk-failed")
    assert str(tmp_path) not in answer.text
    assert articles(store) == ((), 0)


def test_a_write_that_broke_is_told_to_have_failed(settings, connection, tmp_path):
    app = create_app(at_home(settings, tmp_path), connection, Nobody())

    @app.post("/breaks", dependencies=[Depends(require("review"))])
    def breaks():
        raise RuntimeError("broken")

    with serving(app) as address:
        assert httpx.post(f"{address}/breaks").status_code == 500
    assert [(line.get("what"), line.get("outcome")) for line in lines(tmp_path)] == [
        ("POST /breaks", None),
        (None, "failed"),
    ]


# On the command line


def test_the_log_is_shown_by_day_and_by_who_the_newest_last(mine, log):
    for number in range(3):
        log.end(log.begin(Attempt(f"key:{number}", "POST /v1/articles", None, None)), "done", f"article/{number}")

    def shown(*arguments):
        return [e["who"] for e in json.loads(whowhom(mine, "audit", "--json", *arguments).stdout)]

    assert shown() == ["key:0", "key:1", "key:2"]
    assert shown("--limit", "2") == ["key:1", "key:2"]
    assert shown("--who", "key:1") == ["key:1"]
    assert shown("--since", "2099-01-01") == []
    assert "article/2" in whowhom(mine, "audit", "--table").stdout


def test_without_a_log_there_is_nothing_to_show(mine):
    result = whowhom(mine, "audit", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
