"""The fetch, against a Maven repository of three small jars on this machine that can be told to misbehave."""

import gc
import hashlib
import os
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.errors import DiskFailed, FetchFailed, WrongChecksum
from graph.managed import jars
from graph.managed.jars import Jar

# jgo leaves the connection of a download that failed to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in. <socket")

BODIES = {name: name.encode() * 40_000 for name in ("ant", "bee", "cow")}
JARS = [Jar("org.example", n, "1.0", len(b), hashlib.sha256(b).hexdigest()) for n, b in BODIES.items()]


class Repository(ThreadingHTTPServer):
    """`served` is what it hands out; a name in `cut` is sent by half, then the connection ends."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.served = dict(BODIES)
        self.cut: set[str] = set()
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Repository

    def do_GET(self) -> None:
        name = self.path.split("/")[-3]
        if not self.path.endswith(".jar") or name not in self.server.served:
            return self.send_error(404)
        self.server.asked.append(name)
        body = self.server.served[name]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if name in self.server.cut else body)
        return None

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    server = Repository()
    settings = tmp_path / "jgo.conf"
    settings.write_text(f"[repositories]\ncentral = http://127.0.0.1:{server.server_port}\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
    gc.collect()  # those connections, while the filter above holds


def test_jars_are_fetched_checked_and_counted(repository: Repository, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    paths = jars.ready(tmp_path, lambda text, done=0, total=0: told.append((done, total)), JARS)
    assert [path.read_bytes() for path in paths] == list(BODIES.values())
    assert told[-1] == (sum(map(len, BODIES.values())),) * 2


def test_fetched_jars_need_no_network_and_no_writable_cache(repository: Repository, tmp_path: Path) -> None:
    jars.ready(tmp_path, jars=JARS)
    repository.asked.clear()
    before = sorted(os.listdir(jars.folder(tmp_path)))
    jars.ready(tmp_path, jars=JARS)
    assert repository.asked == []
    assert sorted(os.listdir(jars.folder(tmp_path))) == before


def test_a_fetch_that_was_cut_off_goes_on_where_it_stopped(repository: Repository, tmp_path: Path) -> None:
    repository.cut = {"cow"}
    with pytest.raises(FetchFailed, match="give the same command again"):
        jars.ready(tmp_path, jars=JARS)
    kept = {path.name for path in jars.folder(tmp_path).glob("*.jar")}
    assert "cow-1.0.jar" not in kept
    repository.cut = set()
    repository.asked.clear()
    jars.ready(tmp_path, jars=JARS)
    assert {f"{name}-1.0.jar" for name in repository.asked} == {jar.name for jar in JARS} - kept


def test_what_a_killed_fetch_left_half_written_is_not_taken_for_a_jar(repository: Repository, tmp_path: Path) -> None:
    half = jars.folder(tmp_path) / ".partial/org/example/bee/1.0/bee-1.0.jar"
    half.parent.mkdir(parents=True)
    half.write_bytes(BODIES["bee"][:100])
    assert jars.ready(tmp_path, jars=JARS)[1].read_bytes() == BODIES["bee"]


def test_a_file_that_is_not_the_pinned_one_is_refused_and_deleted(repository: Repository, tmp_path: Path) -> None:
    repository.served["ant"] = b"x" * len(BODIES["ant"])
    with pytest.raises(WrongChecksum, match=r"ant-1\.0\.jar"):
        jars.ready(tmp_path, jars=JARS)
    assert not list(tmp_path.rglob("ant*.jar"))


def test_a_jar_damaged_in_the_cache_is_fetched_anew(repository: Repository, tmp_path: Path) -> None:
    paths = jars.ready(tmp_path, jars=JARS)
    paths[0].write_bytes(b"x" * len(BODIES["ant"]))
    repository.asked.clear()
    assert jars.ready(tmp_path, jars=JARS)[0].read_bytes() == BODIES["ant"]
    assert repository.asked == ["ant"]


def test_a_jar_that_no_repository_has_is_a_failed_fetch(repository: Repository, tmp_path: Path) -> None:
    del repository.served["bee"]
    with pytest.raises(FetchFailed, match=r"bee-1\.0\.jar"):
        jars.ready(tmp_path, jars=JARS)


def test_without_a_network_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(tmp_path / "none.conf"))
    with pytest.raises(FetchFailed, match="Check the connection"):
        jars.ready(tmp_path, jars=JARS)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskFailed, match="WHOWHOM_CACHE"):
        jars.ready(tmp_path / "file", jars=JARS)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_disk_that_is_full_is_not_mistaken_for_a_network_that_failed(repository: Repository, tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(DiskFailed, match="Make room"):
            jars.ready(tmp_path, jars=JARS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_lock_pins_every_jar_under_a_name_of_its_own_and_names_no_address() -> None:
    text = (Path(jars.__file__).parent / "neo4j.lock.toml").read_text(encoding="utf-8")
    locked = jars.locked()
    assert len({jar.name for jar in locked}) == len(locked) == 225
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in locked)
    assert "://" not in text
