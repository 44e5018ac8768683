"""How often a caller may ask, who counts as one caller, and what the answers say of it."""

import re
import tracemalloc

import pytest
from pydantic import ValidationError

from api.access import limits
from api.access.clients import Clients
from api.access.limits import Limit
from graph.settings import Settings
from tests.accessing import PROXY, bearer, new_key, service, slug

BEHIND = {"trusted_proxies": PROXY}


def frm(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": address}


# The window


@pytest.fixture
def clock(monkeypatch):
    """A clock that tests set."""

    class Clock:
        now = 1000.0

        def monotonic(self) -> float:
            return self.now

    clock = Clock()
    monkeypatch.setattr(limits, "time", clock)
    return clock


def test_the_window_moves_with_the_requests(clock):
    limit = Limit("requests", "2/minute")
    assert [limit.take("a").let_through for _ in range(3)] == [True, True, False]
    clock.now += 59
    assert not limit.take("a").let_through
    clock.now += 1
    assert limit.take("a").let_through


def test_there_is_no_moment_around_which_twice_as_many_are_let_through(clock):
    limit = Limit("requests", "10/minute")
    clock.now = 59.9
    assert sum(limit.take("a").let_through for _ in range(10)) == 10
    clock.now = 60.1
    assert sum(limit.take("a").let_through for _ in range(10)) == 0


def test_what_was_refused_does_not_count(clock):
    limit = Limit("requests", "1/minute")
    limit.take("a")
    for _ in range(60):
        clock.now += 1
        told = limit.take("a")
    assert told.let_through


def test_each_caller_has_a_window_of_their_own(clock):
    limit = Limit("requests", "1/minute")
    assert [limit.take(who).let_through for who in ("a", "b", "a")] == [True, True, False]


@pytest.mark.parametrize(("rate", "window"), [("1/second", 1), ("1/minute", 60), ("1/hour", 3600), ("1/day", 86400)])
def test_a_rate_is_so_many_in_a_time(clock, rate, window):
    assert Limit("requests", rate).take("a").window == window


def test_memory_is_bounded_however_many_come(monkeypatch):
    monkeypatch.setattr(limits, "_MOST_CALLERS", 100)
    limit = Limit("requests", "10/minute")
    tracemalloc.start()
    for number in range(20_000):
        limit.take(f"192.0.2.{number}")
    assert tracemalloc.get_traced_memory()[0] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("rate", ["many", "0/minute", "-1/minute", "1/fortnight", "1.5/minute", "99999999/minute", "1"])
def test_a_rate_that_is_none_is_a_bad_setting(rate):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, WHOWHOM_RATE_LIMIT=rate)


# Who counts as one


def address(settings, peer, *forwarded):
    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", f.encode()) for f in forwarded]}
    return Clients(settings).of(scope)


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),  # no proxy of ours says so
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1, 203.0.113.9"], "203.0.113.9"),  # the first was made up by the client
        ("10.0.0.1", ["198.51.100.1", "203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", ["127.0.0.1, 203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["203.0.113.9, unknown"], "10.0.0.1"),
        ("10.0.0.1", ["203.0.113.9, "], "10.0.0.1"),
        ("10.0.0.1", ["203.0.113.9, 10.0.0.2, <script>, 10.0.0.3"], "10.0.0.3"),
        ("10.0.0.1", ["," * 5000], "10.0.0.1"),
        ("10.0.0.1", ["2001:db8::7"], "2001:db8::7"),
        ("::ffff:10.0.0.1", ["::ffff:203.0.113.9"], "203.0.113.9"),
        ("testclient", ["203.0.113.9"], "unknown"),
    ],
    ids=range(13),
)
def test_only_proxies_of_the_settings_are_believed(peer, forwarded, found):
    settings = Settings(_env_file=None, WHOWHOM_TRUSTED_PROXIES="10.0.0.0/8, 192.168.1.1/32")
    assert address(settings, peer, *forwarded).address == found


def test_a_site_with_many_ipv6_addresses_is_one_client():
    settings = Settings(_env_file=None)
    one, two, other = (address(settings, a) for a in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1"))
    assert one.neighbourhood == two.neighbourhood != other.neighbourhood


@pytest.mark.parametrize("told", ["everybody", "10.0.0.0/33", "10.0.0.1/8", "*", "10.0.0.1;10.0.0.2"])
def test_networks_that_are_none_are_a_bad_setting(told):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, WHOWHOM_TRUSTED_PROXIES=told)


# Over HTTP


def test_too_many_requests_are_refused_and_told_when_to_come_again(settings, connection, tmp_path):
    with service(settings, connection, tmp_path, rate_limit="2/hour", **BEHIND) as client:
        answers = [client.get("/ontology", headers=frm("203.0.113.7")) for _ in range(3)]
        assert [a.status_code for a in answers] == [200, 200, 429]
        assert slug(answers[2]) == "too-many-requests"
        assert [a.headers["RateLimit-Policy"] for a in answers] == ['"requests";q=2;w=3600'] * 3
        told = [re.fullmatch(r'"requests";r=(\d+);t=(\d+)', a.headers["RateLimit"]) for a in answers]
        assert [t[1] for t in told] == ["1", "0", "0"]
        assert all(3500 < int(t[2]) <= 3600 for t in told)
        assert [a.headers.get("Retry-After") for a in answers] == [None, None, told[2][2]]
        assert client.get("/ontology", headers=frm("203.0.113.8")).status_code == 200


def test_unknown_paths_wrong_keys_and_made_up_addresses_count_too(settings, connection, tmp_path):
    with service(settings, connection, tmp_path, rate_limit="3/hour", **BEHIND) as client:
        here = frm("203.0.113.7")
        assert client.get("/v1/nothing", headers=here).status_code == 404
        assert client.get("/ontology", headers=here | bearer("no.such.token")).status_code == 401
        assert client.get("/ontology", headers=frm("198.51.100.1, 203.0.113.7")).status_code == 200
        assert client.get("/ontology", headers=frm("198.51.100.2, 203.0.113.7")).status_code == 429
        assert client.get("/ontology", headers=here | bearer("no.such.token")).status_code == 429


def test_a_key_is_counted_wherever_it_comes_from(settings, connection, tmp_path):
    with service(settings, connection, tmp_path, rate_limit="2/hour", **BEHIND) as client:
        key, other = new_key(settings, tmp_path, "read"), new_key(settings, tmp_path, "read")
        found = [client.get("/ontology", headers=key | frm(f"203.0.113.{n}")).status_code for n in range(3)]
        assert found == [200, 200, 429]
        assert client.get("/ontology", headers=other | frm("203.0.113.1")).status_code == 200
        assert client.get("/ontology", headers=frm("203.0.113.1")).status_code == 200


def test_writes_have_a_limit_of_their_own(settings, connection, tmp_path):
    with service(settings, connection, tmp_path, rate_limit="9/hour", rate_limit_writes="1/hour", **BEHIND) as client:
        key = new_key(settings, tmp_path, "write") | frm("203.0.113.7")
        first, second = (client.post("/v1/articles", headers=key, content=b"{") for _ in range(2))
        assert (first.status_code, second.status_code) == (415, 429)
        assert second.headers["RateLimit-Policy"] == '"requests";q=9;w=3600, "writes";q=1;w=3600'
        assert re.fullmatch(r'"requests";r=7;t=\d+, "writes";r=0;t=\d+', second.headers["RateLimit"])
        assert 3500 < int(second.headers["Retry-After"]) <= 3600
        assert client.get("/ontology", headers=key).status_code == 200


def test_this_machine_is_not_limited_unless_the_settings_say_so(settings, connection, tmp_path):
    with service(settings, connection, tmp_path, rate_limit="1/hour") as client:
        answers = [client.get("/ontology") for _ in range(3)]
        assert [a.status_code for a in answers] == [200, 200, 200]
        assert "RateLimit" not in answers[0].headers
        assert client.get("/ontology", headers=frm("127.0.0.1")).status_code == 200
        assert client.get("/ontology", headers=frm("127.0.0.1")).status_code == 429
    with service(settings, connection, tmp_path, rate_limit="1/hour", rate_limit_loopback=True) as client:
        assert [client.get("/ontology").status_code for _ in range(2)] == [200, 429]


def test_without_a_rate_there_is_no_limit(settings):
    assert Settings(_env_file=None, WHOWHOM_RATE_LIMIT="", WHOWHOM_RATE_LIMIT_WRITES="").rate_limit is None
