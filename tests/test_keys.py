"""API keys: shown once, kept as a hash, useless the moment they are revoked or over."""

import json
import re
import stat
import threading
from datetime import UTC, datetime, timedelta

import pytest

from graph.access import secret
from graph.access.database import path
from graph.access.keys import Keys
from graph.access.scopes import Caller, Scope
from graph.errors import DiskFailed, UnknownKey
from graph.settings import Settings
from tests.commands import whowhom

WRITE = frozenset({Scope.WRITE})


@pytest.fixture
def mine(tmp_path) -> Settings:
    return Settings(_env_file=None, WHOWHOM_HOME=tmp_path / "home", NEO4J_URI="bolt://127.0.0.1:9")


@pytest.fixture
def keys(mine) -> Keys:
    return Keys(mine)


def run(settings, *arguments):
    return whowhom(settings, "keys", *arguments)


def test_a_key_can_be_told_from_other_texts_and_carries_its_id():
    key = secret.make()
    assert re.fullmatch(r"whowhom_[a-z2-7]{12}_[a-z2-7]{52}", key)
    assert secret.id_of(key) == key.split("_")[1]


def test_no_two_keys_are_alike():
    assert len({secret.make() for _ in range(500)}) == 500


def test_a_key_is_known_again_with_its_scopes(keys):
    key = keys.create("loader", [Scope.WRITE], None)
    assert keys.find(key) == Caller(f"key:{secret.id_of(key)}", WRITE)


def test_neither_the_key_nor_its_secret_is_kept(keys, mine):
    key = keys.create("loader", [Scope.WRITE], None)
    kept = b"".join(file.read_bytes() for file in mine.home.iterdir())
    assert key.encode() not in kept
    assert key.rpartition("_")[2].encode() not in kept


def test_only_its_owner_can_read_the_file_of_keys(keys, mine):
    keys.create("loader", [Scope.WRITE], None)
    assert {stat.S_IMODE(file.stat().st_mode) for file in mine.home.iterdir()} == {0o600}


@pytest.mark.parametrize(
    "change",
    [
        lambda key: key[:-1],
        lambda key: key + "a",
        lambda key: key.upper(),
        lambda key: key[:-1] + ("b" if key[-1] == "a" else "a"),
        lambda key: f"{key[:21]}{'a' * 52}",
        lambda key: f"{key[:8]}{'a' * 12}{key[20:]}",
        lambda key: f"{key} ",
        lambda key: f"{key}\n",
        lambda key: key.replace("_", "-"),
        lambda _: "whowhom_' OR 1=1 --",
        lambda _: "whowhom_" + "a" * 100_000,
        lambda _: "whowhom_ｗｈｏ_" + "é" * 52,
        lambda _: "",
    ],
    ids=range(13),
)
def test_what_is_nearly_a_key_is_none(keys, change):
    assert keys.find(change(keys.create("loader", [Scope.WRITE], None))) is None


def test_without_any_key_none_is_found_and_no_file_is_made(keys, mine):
    assert keys.find(secret.make()) is None
    assert not path(mine).exists()


def test_a_revoked_key_is_useless_at_once_to_every_process(keys, mine):
    key = keys.create("loader", [Scope.WRITE], None)
    elsewhere = Keys(mine)
    assert elsewhere.find(key)
    assert keys.revoke(secret.id_of(key)).state == "revoked"
    assert elsewhere.find(key) is None


def test_revoking_again_changes_nothing(keys):
    id_ = secret.id_of(keys.create("loader", [Scope.WRITE], None))
    assert keys.revoke(id_) == keys.revoke(id_)


def test_an_unknown_key_cannot_be_revoked(keys):
    with pytest.raises(UnknownKey):
        keys.revoke("nosuchkey")


def test_a_key_is_valid_until_it_expires(keys):
    now = datetime.now(UTC)
    over = keys.create("over", [Scope.READ], now - timedelta(seconds=1))
    valid = keys.create("valid", [Scope.READ], now + timedelta(hours=1))
    assert (keys.find(over), bool(keys.find(valid))) == (None, True)
    assert [key.state for key in keys.all()] == ["expired", "valid"]


def test_the_last_use_is_noted(keys):
    key = keys.create("loader", [Scope.WRITE], None)
    assert keys.all()[0].used is None
    keys.find(key)
    assert datetime.now(UTC) - keys.all()[0].used < timedelta(minutes=1)


def test_keys_are_found_while_others_are_made(keys):
    key = keys.create("first", [Scope.WRITE], None)
    found = []

    def ask():
        found.extend(keys.find(key) for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(10):
        keys.create(f"number {number}", [Scope.READ], None)
    for thread in threads:
        thread.join()
    assert found == [Caller(f"key:{secret.id_of(key)}", WRITE)] * 80
    assert len(keys.all()) == 11


def test_a_file_that_is_no_database_lets_nobody_in(keys, mine):
    key = keys.create("loader", [Scope.WRITE], None)
    for file in mine.home.iterdir():
        file.write_bytes(b"something else" * 1000)
    with pytest.raises(DiskFailed):
        keys.find(key)


# On the command line


def test_a_key_is_printed_once_and_listed_without_its_secret(mine, keys):
    made = run(mine, "create", "--name", "night load", "--scope", "write", "--scope", "review")
    key = made.stdout.strip()
    assert made.exit_code == 0
    assert keys.find(key).scopes == {Scope.WRITE, Scope.REVIEW}
    listed = run(mine, "list", "--json").stdout
    assert json.loads(listed)[0] | {"created": "", "used": ""} == {
        "id": secret.id_of(key),
        "name": "night load",
        "scopes": ["review", "write"],
        "state": "valid",
        "created": "",
        "expires": None,
        "revoked": None,
        "used": "",
    }
    assert key.rpartition("_")[2] not in listed + run(mine, "list", "--table").stdout


def test_a_key_with_a_last_day_expires_after_it(mine):
    made = run(mine, "create", "--name", "x", "--scope", "read", "--expires", "2099-12-31", "--json")
    assert json.loads(made.stdout)["expires"] == "2100-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--name", "x"),
        ("--scope", "write"),
        ("--name", "x", "--scope", "everything"),
        ("--name", "", "--scope", "write"),
        ("--name", "x\x1b[31m", "--scope", "write"),
        ("--name", "x" * 101, "--scope", "write"),
        ("--name", "x", "--scope", "write", "--expires", "2017-08-03"),
        ("--name", "x", "--scope", "write", "--expires", "soon"),
    ],
    ids=range(8),
)
def test_a_key_that_makes_no_sense_is_not_made(mine, keys, arguments):
    assert run(mine, "create", *arguments).exit_code == 2
    assert keys.all() == []


def test_a_key_is_revoked_by_its_id_or_by_itself(mine, keys):
    for name in (secret.id_of, str):
        key = keys.create("leaked", [Scope.WRITE], None)
        assert run(mine, "revoke", name(key)).exit_code == 0
        assert keys.find(key) is None


def test_revoking_what_is_unknown_says_how_to_find_it(mine):
    result = run(mine, "revoke", "nosuchkey")
    assert result.exit_code == 5
    assert "whowhom keys list" in result.stderr


def test_making_and_revoking_keys_is_in_the_audit_log_without_the_secret(mine):
    key = run(mine, "create", "--name", "x", "--scope", "write").stdout.strip()
    run(mine, "revoke", key)
    run(mine, "revoke", secret.make())
    log = json.loads(whowhom(mine, "audit", "--json").stdout)
    about = f"key:{secret.id_of(key)}"
    assert [(e["what"], e["outcome"], e["about"]) for e in log] == [
        ("whowhom keys create", "done", about),
        ("whowhom keys revoke", "done", about),
        ("whowhom keys revoke", "refused", None),
    ]
    assert key.rpartition("_")[2] not in (mine.home / "audit.jsonl").read_text()
