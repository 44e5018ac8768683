"""Loading by a language model: kept answers, what is asked for again, the account, the command and the service."""

import json
import re

import httpx
import pytest

from api.app import create_app
from graph.extract.llm import endpoint
from graph.extract.llm.choice import reader_of
from graph.load import Loader
from graph.settings import Settings
from tests.commands import whowhom
from tests.scripted import act, model, saying, telling
from tests.sentences import article
from tests.serving import serving
from tests.test_llm_endpoint import failing

IRI = "https://example.org/sample"
KEY = "sk-very-secret-0123456789"
TEXT = "Mayor Rahm Emanuel of Chicago sued the Justice Department on Monday. The city opposed the new conditions.\n"
SUIT = act(1, "Mayor Rahm Emanuel", "sued", "the Justice Department", type="DEMAND")
LONG = "\n\n".join(f"Chicago sued Oregon {n} times." for n in range(30))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(endpoint, "PAUSES", (0.0, 0.0, 0.0))


@pytest.fixture
def reader(tmp_path, registry):
    """A new reader by the model at that address, with the cache of the test."""

    def reader(url, **more):
        told = {"WHOWHOM_LLM_URL": url, "WHOWHOM_LLM_MODEL": "m", "WHOWHOM_CACHE": tmp_path / "cache"}
        return reader_of(Settings(_env_file=None, **{**told, **more}), registry)

    return reader


def kept(tmp_path):
    return sorted(p for p in (tmp_path / "cache").rglob("*") if p.is_file())


# kept answers


def test_what_was_answered_once_is_not_asked_for_again(reader, tmp_path):
    with model(telling(SUIT)) as scripted:
        first = reader(scripted.url).read(article(TEXT), IRI)
        again = reader(scripted.url)
        assert again.read(article(TEXT), IRI) == first != ()
        assert len(scripted.asked) == 1
    assert (again.account.requests, again.account.cached, again.account.cost) == (0, 1, 0.0)
    (file,) = kept(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    assert reader("http://127.0.0.1:1/v1").read(article(TEXT), IRI) == first


@pytest.mark.parametrize("changed", ["model", "text", "title"])
def test_another_question_is_asked_anew(reader, changed):
    with model(telling(SUIT)) as scripted:
        reader(scripted.url).read(article(TEXT), IRI)
        more = {"WHOWHOM_LLM_MODEL": "other"} if changed == "model" else {}
        asked = article(TEXT + ("More.\n" if changed == "text" else ""))
        object.__setattr__(asked, "title", "Another" if changed == "title" else asked.title)
        reader(scripted.url, **more).read(asked, IRI)
        assert len(scripted.asked) == 2


@pytest.mark.parametrize("damage", [b"", b"\xff", b"[]", b"{}", b'{"content": 1}', b'{"content": "{}"}', b"[" * 99999])
def test_a_damaged_file_is_asked_for_anew_and_mended(reader, tmp_path, damage):
    with model(telling(SUIT)) as scripted:
        first = reader(scripted.url).read(article(TEXT), IRI)
        (file,) = kept(tmp_path)
        whole = file.read_bytes()
        file.write_bytes(damage)
        assert reader(scripted.url).read(article(TEXT), IRI) == first
        assert len(scripted.asked) == 2
        assert [p.read_bytes() for p in kept(tmp_path)] == [whole]


def test_a_kept_answer_is_verified_like_a_new_one(reader, tmp_path):
    with model(telling(SUIT)) as scripted:
        reader(scripted.url).read(article(TEXT), IRI)
        (file,) = kept(tmp_path)
        forged = json.dumps({"acts": [{**SUIT, "evidence": "arrested"}]})
        file.write_text(json.dumps({"content": forged}))
        again = reader(scripted.url)
        again.read(article(TEXT), IRI)
        assert again.account.refused["evidence is not in the sentence"] == 1


def test_a_cache_that_cannot_be_written_does_not_stop_reading(reader, tmp_path, caplog):
    (tmp_path / "cache").write_text("no folder")
    with model(telling(SUIT)) as scripted:
        assert len(reader(scripted.url).read(article(TEXT), IRI)) == 1
    assert "cannot be kept" in caplog.text


# loading again


def test_after_the_server_died_only_what_is_missing_is_asked_for(reader, registry, store):
    given = article(LONG)
    with model(lambda _: telling() if len(scripted.asked) == 1 else failing(503)) as scripted:
        mine = reader(scripted.url)
        assert Loader(mine, registry, store).load(given).status == "loaded"
        assert mine.account.failed.total() == 2
        assert mine.account.fallen_back == 18
    with model(telling()) as scripted:
        mine = reader(scripted.url)
        loader = Loader(mine, registry, store)
        outcome = loader.load(given)
        assert (outcome.status, outcome.acts) == ("replaced", 0)
        assert [min(scripted.sentences(n)) for n in range(len(scripted.asked))] == [13, 25]
        assert (mine.account.cached, mine.account.requests) == (1, 2)
        assert loader.load(given).status == "unchanged"
        assert len(scripted.asked) == 2


def test_an_article_is_read_anew_when_the_model_is_another(reader, registry, store):
    with model(telling(SUIT)) as scripted:
        assert Loader(reader(scripted.url), registry, store).load(article(TEXT)).status == "loaded"
        assert Loader(reader(scripted.url), registry, store).load(article(TEXT)).status == "unchanged"
        other = reader(scripted.url, WHOWHOM_LLM_MODEL="other")
        assert Loader(other, registry, store).load(article(TEXT)).status == "replaced"
        local = reader(None, WHOWHOM_LLM_MODEL=None)
        assert Loader(local, registry, store).load(article(TEXT)).status == "replaced"


def test_a_part_that_was_missing_is_missing_no_more_once_it_was_read(reader):
    given = article(TEXT)
    with model(lambda _: saying("no JSON") if len(scripted.asked) == 1 else telling()) as scripted:
        mine = reader(scripted.url)
        mine.read(given, IRI)
        assert mine.model_for(given) == f"{mine.model}, incomplete"
        mine.read(given, IRI)
        assert mine.model_for(given) == mine.model


# tokens and cost


def test_the_cost_is_the_endpoint_s_own_if_it_tells_one(reader):
    with model(telling(usage={"prompt_tokens": 900, "completion_tokens": 80, "cost": 0.25})) as scripted:
        mine = reader(scripted.url, WHOWHOM_LLM_PRICE_IN=1, WHOWHOM_LLM_PRICE_OUT=1)
        mine.read(article(LONG), IRI)
    assert (mine.account.tokens_in, mine.account.tokens_out, mine.account.cost) == (2700, 240, 0.75)


def test_else_it_comes_from_the_prices_of_a_million_tokens(reader):
    with model(telling()) as scripted:
        mine = reader(scripted.url, WHOWHOM_LLM_PRICE_IN=3, WHOWHOM_LLM_PRICE_OUT=15)
        mine.read(article(LONG), IRI)
    assert mine.account.cost == pytest.approx(3 * (1000 * 3 + 100 * 15) / 1e6)
    assert ", cost 0.0135;" in next(mine.told())


@pytest.mark.parametrize("prices", [{}, {"WHOWHOM_LLM_PRICE_IN": 3}])
def test_without_either_no_cost_is_told(reader, prices):
    with model(telling()) as scripted:
        mine = reader(scripted.url, **prices)
        mine.read(article(LONG), IRI)
    assert mine.account.cost is None
    assert "cost" not in next(mine.told())


def test_an_answer_that_is_no_use_is_paid_for_too(reader):
    with model(saying("no JSON")) as scripted:
        mine = reader(scripted.url)
        mine.read(article(TEXT), IRI)
    assert (mine.account.tokens_in, mine.account.failed.total()) == (1000, 1)


# the command and the service


@pytest.fixture
def run(settings, store, tmp_path, monkeypatch):
    """Runs a command in this process, in a folder with the article `suit.txt`."""
    (tmp_path / "suit.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    cache = {"WHOWHOM_CACHE": str(tmp_path / "cache"), "WHOWHOM_LLM_MODEL": "m", "WHOWHOM_LLM_KEY": KEY}
    return lambda *arguments, **more: whowhom(settings, *arguments, **{**cache, **more})


def test_load_tells_on_standard_error_what_the_model_did_and_cost(run):
    prices = {"WHOWHOM_LLM_PRICE_IN": "3", "WHOWHOM_LLM_PRICE_OUT": "15"}
    wrong = {**SUIT, "evidence": "arrested"}
    with model(telling(SUIT, wrong)) as scripted:
        result = run("load", "suit.txt", "--date", "2017-08-07", WHOWHOM_LLM_URL=scripted.url, **prices)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["acts"] == 1
    assert result.stderr.splitlines() == [
        "m: 1 request, 0 cached answers, 1,000 tokens in, 100 out, cost 0.0045; 1 act verified, 1 refused, "
        "0 sentences read locally",
        "Refused acts: evidence is not in the sentence (1)",
    ]
    answer = json.loads(run("against", "Justice Department", "--json", WHOWHOM_LLM_MODEL="").stdout)
    assert "DEMAND" in json.dumps(answer)


def test_load_goes_on_without_an_answer_and_says_so(run):
    with model(failing(500, f"broken {KEY}")) as scripted:
        result = run("load", "suit.txt", "none.txt", "--date", "2017-08-07", WHOWHOM_LLM_URL=scripted.url)
    assert result.exit_code == 9
    assert json.loads(result.stdout.splitlines()[0])["acts"] >= 1
    assert "answers 500 Internal Server Error: broken (key) (1)" in result.stderr
    assert KEY not in result.output


def test_a_rehearsal_tells_it_too(run):
    with model(telling(SUIT)) as scripted:
        result = run("load", "suit.txt", "--date", "2017-08-07", "--dry-run", WHOWHOM_LLM_URL=scripted.url)
    assert "m (prompt " in result.stdout
    assert re.search(r"^m: 1 request,", result.stderr, re.M)


def test_without_a_model_nothing_is_told_of_one(run):
    result = run("load", "suit.txt", "--date", "2017-08-07", WHOWHOM_LLM_URL="", WHOWHOM_LLM_MODEL="")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_command_with_half_a_setting_ends_with_its_exit_code_and_no_secret(run):
    result = run("load", "suit.txt", "--date", "2017-08-07")
    assert result.exit_code == 8
    assert "set together or not at all" in result.stderr
    for wrong in ({"WHOWHOM_LLM_KEY": f"{KEY} "}, {"WHOWHOM_LLM_URL": f"https://u:{KEY}@localhost/v1"}):
        result = run("--debug", "load", "suit.txt", "--date", "2017-08-07", **wrong)
        assert result.exit_code == 8
        assert KEY not in result.output


def test_status_hides_the_key(run):
    shown = run("status", WHOWHOM_LLM_URL="http://localhost:1/v1").stdout
    assert "WHOWHOM_LLM_KEY" in shown
    assert KEY not in shown


def test_evaluate_reads_by_the_model_too(run, tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/suit.txt").write_text(TEXT)
    annotation = {"id": "suit", "published": "2017-08-07", "entities": [], "acts": []}
    (tmp_path / "gold/suit.json").write_text(json.dumps(annotation))
    with model(telling(SUIT)) as scripted:
        result = run("evaluate", "gold", WHOWHOM_LLM_URL=scripted.url)
    assert result.exit_code == 0, result.stderr
    assert "1 acts found" in result.stderr
    assert "m: 1 request," in result.stderr


def test_what_comes_over_http_is_read_by_the_model(settings, store, tmp_path):
    with model(telling(SUIT)) as scripted:
        more = {"llm_url": scripted.url, "llm_model": "m", "cache": tmp_path}
        with serving(create_app(settings.model_copy(update=more), store)) as address:
            body = {"text": TEXT, "published": "2017-08-07", "document": "suit"}
            answer = httpx.post(f"{address}/v1/articles", json=body, timeout=60)
    assert answer.status_code == 201, answer.text
    assert answer.json()["acts"] == 1
