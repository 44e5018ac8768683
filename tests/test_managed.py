"""The managed Neo4j itself: real processes in temporary homes, with the shared cache of jars.

`home` is one server for the whole file; a test that stops or kills it leaves the next one to start it again, which is
what every command does. Tests that need a home of their own say so.
"""

import json
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import neo4j
import psutil
import pytest
from neo4j.exceptions import ClientError
from typer.testing import CliRunner

from graph.cli.neo4j import app
from graph.errors import BadSettings, DiskFailed, ServerDidNotStart, StoreLogin, StoreUnreachable
from graph.managed import Server, ensure_running, running, stop
from graph.managed.home import Home
from graph.settings import Settings
from graph.store import open_store

START = "from graph.managed import ensure_running; from graph.settings import Settings; s = ensure_running(Settings())"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    yield folder
    stop(_settings(folder))


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The file's home, also for commands and subprocesses."""
    monkeypatch.setenv("WHOWHOM_HOME", str(home))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    return _settings(home)


@pytest.fixture
def server(settings: Settings) -> Server:
    return ensure_running(settings)


def _settings(home: Path, **more: object) -> Settings:
    return Settings.model_validate({"WHOWHOM_HOME": home, "NEO4J_URI": "", **more})


def _ask(server: Server, cypher: str) -> list[neo4j.Record]:
    with neo4j.GraphDatabase.driver(server.bolt, auth=(server.username, server.password)) as driver:
        return driver.execute_query(cypher).records


def _kill(server: Server) -> None:
    process = psutil.Process(server.pid)
    process.kill()
    process.wait(10)


def _run(*arguments: str, **more: str | None) -> subprocess.CompletedProcess[str]:
    """The command as a user gives it, in a process of its own."""
    command = [sys.executable, "-c", "from graph.cli.neo4j import app; app()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=more.get("stdin"), timeout=120)


def test_bolt_the_query_api_and_the_browser_answer(server: Server) -> None:
    assert _ask(server, "RETURN 1 AS one")[0]["one"] == 1
    root = server.browser.removesuffix("browser/")
    login = (server.username, server.password)
    answer = httpx.post(f"{root}db/neo4j/query/v2", json={"statement": "RETURN 2"}, auth=login)
    assert answer.json()["data"]["values"] == [[2]]
    assert "Neo4j Browser" in httpx.get(server.browser).text


def test_it_listens_on_the_loopback_address_only(server: Server) -> None:
    connections = psutil.Process(server.pid).net_connections("inet")
    addresses = {c.laddr.ip.removeprefix("::ffff:") for c in connections if c.status == psutil.CONN_LISTEN}
    assert addresses == {"127.0.0.1"}


def test_only_the_stored_password_opens_it_from_the_first_moment(server: Server) -> None:
    with (
        neo4j.GraphDatabase.driver(server.bolt, auth=("neo4j", "neo4j")) as driver,
        pytest.raises(neo4j.exceptions.AuthError),
    ):
        driver.verify_connectivity()


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_the_password_is_readable_by_its_owner_only(server: Server, settings: Settings) -> None:
    file = Home.of(settings).password_file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.home.stat().st_mode) == 0o700
    assert len(server.password) >= 32
    assert server.password not in " ".join(psutil.Process(server.pid).cmdline())


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:1/a.csv", "http://localhost:1/a.csv"])
def test_a_statement_reads_no_file_and_no_address(server: Server, url: str) -> None:
    with pytest.raises(ClientError, match=r"is false|is blocked"):
        _ask(server, f"LOAD CSV FROM '{url}' AS line RETURN line")


def test_starting_it_twice_gives_the_same_server(server: Server, settings: Settings) -> None:
    assert ensure_running(settings) == server == running(settings)


def test_a_server_that_was_killed_heals_with_nothing_lost(server: Server, settings: Settings) -> None:
    _ask(server, "CREATE (:Kept {n: 1})")
    _kill(server)
    assert running(settings) is None
    healed = ensure_running(settings)
    assert healed.pid != server.pid
    assert (healed.bolt, healed.password) == (server.bolt, server.password)
    assert _ask(healed, "MATCH (k:Kept) RETURN k.n AS n")[0]["n"] == 1


def test_an_open_store_outlives_the_server_it_was_opened_on(server: Server, settings: Settings) -> None:
    with open_store(settings) as store:
        store.console("MERGE (:Kept {n: 2})", write=True)
        _kill(server)
        assert store.ask("MATCH (k:Kept {n: 2}) RETURN k.n AS n") == [{"n": 2}]
        _kill(ensure_running(settings))
        with pytest.raises(StoreUnreachable):  # a statement that writes is not run twice
            store.console("CREATE (:Twice)", write=True)


def test_a_pid_that_now_belongs_to_a_stranger_is_not_taken_for_the_server(server: Server, settings: Settings) -> None:
    home = Home.of(settings)
    state = home.state()
    assert state is not None
    home.remember(state.started(os.getpid()).answered())
    assert running(settings) is None
    # and the server that nobody noted any more is found again, not started a second time
    assert ensure_running(settings).pid == server.pid


def test_a_server_whose_starter_was_killed_is_waited_for(server: Server, settings: Settings) -> None:
    stop(settings)
    starter = subprocess.Popen([sys.executable, "-c", START])
    home = Home.of(settings)
    while (state := home.state()) is None or state.pid is None:
        time.sleep(0.02)
    starter.kill()
    starter.wait()
    assert ensure_running(settings).pid == state.pid


def test_two_processes_that_start_it_at_once_get_one_server(server: Server, settings: Settings) -> None:
    stop(settings)
    both = [
        subprocess.Popen([sys.executable, "-c", f"{START}; print(s.pid)"], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    pids = [process.communicate(timeout=120)[0].strip() for process in both]
    found = running(settings)
    assert found is not None
    assert pids == [str(found.pid)] * 2  # and it outlived both


def test_it_starts_without_a_network(server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    stop(settings)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert _ask(ensure_running(settings), "RETURN 1 AS one")[0]["one"] == 1


def test_stop_ends_it_in_order_and_says_when_there_was_nothing_to_stop(server: Server, settings: Settings) -> None:
    assert stop(settings)
    assert not psutil.pid_exists(server.pid)
    assert server.log.read_text().rstrip().endswith("Stopped.")
    assert not stop(settings)
    assert running(settings) is None


def test_other_ports_are_taken_when_the_remembered_ones_are_in_use(settings: Settings) -> None:
    before = ensure_running(settings)
    stop(settings)
    port = int(before.bolt.rsplit(":", 1)[1])
    with socket.create_server(("127.0.0.1", port)):
        moved = ensure_running(settings)
    assert moved.bolt != before.bolt
    assert _ask(moved, "RETURN 1 AS one")[0]["one"] == 1


def test_a_server_that_dies_while_starting_says_why(tmp_path: Path) -> None:
    settings = _settings(tmp_path, WHOWHOM_NEO4J_PAGECACHE_MB=99_999_999)
    with pytest.raises(ServerDidNotStart, match=r"neo4j\.log") as raised:
        ensure_running(settings)
    assert "memory" in str(raised.value).lower()


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskFailed, match="WHOWHOM_HOME"):
        ensure_running(_settings(tmp_path / "file"))


def test_a_password_changed_behind_our_back_is_asked_for(server: Server, settings: Settings) -> None:
    file = Home.of(settings).password_file
    file.write_text("something-else")
    stop(settings)
    with pytest.raises(StoreLogin, match="write the new one into that file"):
        ensure_running(settings)
    file.write_text(server.password)
    assert ensure_running(settings).password == server.password


def test_status_tells_all_but_the_password(server: Server, settings: Settings) -> None:
    told = _run("status", "--json").stdout
    assert server.password not in told
    assert json.loads(told) | {"state": "running", "bolt": server.bolt, "pid": server.pid} == json.loads(told)
    shown = json.loads(_run("status", "--json", "--show-password").stdout)
    assert shown["password"] == server.password


def test_browser_prints_the_login_it_asks_for(server: Server, settings: Settings) -> None:
    lines = _run("browser", "--no-open").stdout
    assert server.browser in lines
    assert server.password in lines


def test_the_shell_reads_statements_from_standard_input(server: Server, settings: Settings) -> None:
    done = _run("shell", "--format", "plain", stdin="RETURN 1 + 1 AS two;")
    assert (done.stdout.split(), done.returncode) == (["two", "2"], 0)


def test_the_shell_reports_a_statement_that_failed(server: Server, settings: Settings) -> None:
    done = _run("shell", "RETURN oops")
    assert "oops" in done.stderr
    assert done.returncode == 1


def test_the_shell_goes_to_the_neo4j_that_is_given(
    server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", server.bolt)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    monkeypatch.setenv("WHOWHOM_HOME", str(settings.home / "another"))
    assert _run("shell", "--format", "plain", "RETURN 3 AS three").stdout.split() == ["three", "3"]
    assert not (settings.home / "another" / "neo4j" / "server.json").exists()


@pytest.mark.parametrize("command", ["start", "stop", "browser"])
def test_a_neo4j_that_is_given_is_not_managed(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    result = CliRunner().invoke(app, [command])
    assert isinstance(result.exception, BadSettings)
    assert "NEO4J_URI" in str(result.exception)


def test_status_says_that_a_neo4j_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    assert "given" in CliRunner().invoke(app, ["status"]).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_in_a_terminal_the_shell_asks_and_survives_ctrl_c(server: Server, settings: Settings) -> None:
    import pexpect

    child = pexpect.spawn(sys.executable, ["-c", "from graph.cli.neo4j import app; app()", "shell"], timeout=30)
    child.expect("neo4j@neo4j")
    child.sendintr()
    child.expect("neo4j@neo4j")
    child.sendline("RETURN 40 + 2 AS answer;")
    child.expect("42")
    child.sendline(":exit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
