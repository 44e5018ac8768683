"""What cannot be read is refused by name and with a message that says what to do; nothing single is refused wrongly."""

import gzip
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.article import Article
from graph.errors import (
    BadColumns,
    EmptyText,
    InputError,
    MissingFile,
    NoDate,
    NotEnglish,
    NotText,
    SeveralArticles,
    TooLarge,
    Unreachable,
    UnsafeInput,
)
from graph.read import Given, Refusal, read_bytes, read_path, read_stdin, read_text, read_url
from graph.settings import Settings

SETTINGS = Settings(_env_file=None)
SMALL = Settings(_env_file=None, WHOWHOM_MAX_BYTES=20_000, WHOWHOM_MAX_CHARACTERS=5_000)
DAY = Given(published=date(2017, 8, 3))
PROSE = "A federal judge on Wednesday blocked the order that the president signed last week, and the state praised it."
PARAGRAPHS = f"<p>{PROSE}</p>" * 6


def refused(path: Path, given: Given = DAY, settings: Settings = SETTINGS) -> InputError:
    (answer,) = read_path(path, given, settings)
    assert isinstance(answer, Refusal), answer
    return answer.error


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body>{body}</body></html>".encode()


# empty, binary, large


@pytest.mark.parametrize("text", ["", " \n\t \r\n\u2003", "12 345 ... 🙂", "\ufeff"])
def test_a_text_without_words_is_empty(text: str) -> None:
    with pytest.raises(EmptyText):
        read_text(text, DAY, SETTINGS)
    with pytest.raises(EmptyText):
        read_bytes(text.encode(), "a.txt", DAY, SETTINGS)


def test_a_page_without_an_article_is_empty() -> None:
    with pytest.raises(EmptyText, match="page"):
        read_bytes(page("<script>var a = 1</script>"), "a.html", DAY, SETTINGS)
    with pytest.raises(EmptyText):
        read_bytes(b"", "a.html", DAY, SETTINGS)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "picture"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00[Content_Types].xml", "word processor"),
        (b"The judge\x00blocked the order.", "control characters"),
        (b"\x01\x02\x03\x04judge\x05\x06\x07\x08", "control characters"),
        (bytes(range(128, 256)) * 4, "UTF-8"),
        ("裁判官が大統領令を差し止めた。".encode("shift_jis"), "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(NotText, match=says):
        read_bytes(data, "a.txt", DAY, SETTINGS)


def test_a_file_of_50_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert isinstance(refused(tmp_path / "a.txt"), TooLarge)


def test_a_stream_is_read_no_further_than_the_limit() -> None:
    stream = io.BytesIO(b"a " * 50_000)
    with pytest.raises(TooLarge, match="WHOWHOM_MAX_BYTES"):
        read_stdin(stream, DAY, SMALL)
    assert stream.tell() == SMALL.max_bytes + 1


def test_a_text_longer_than_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge, match="WHOWHOM_MAX_CHARACTERS"):
        read_text(PROSE * 60, DAY, SMALL)
    with pytest.raises(TooLarge):
        read_bytes(b"a" * 20_001, "a.txt", DAY, SMALL)


@pytest.mark.parametrize("body", ["<a href=x>judge</a>" * 40_000, f"<p>{PROSE}</p>" * 200])
def test_a_page_too_large_to_search_is_refused_at_once(body: str) -> None:
    settings = Settings(_env_file=None, WHOWHOM_MAX_CHARACTERS=5_000)
    with pytest.raises(TooLarge, match="save the article alone"):
        read_bytes(page(body), "a.html", DAY, settings)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path / "none.txt"), MissingFile)
    assert isinstance(refused(tmp_path / "none.csv"), MissingFile)
    assert isinstance(refused(tmp_path), MissingFile)


# language and date


@pytest.mark.parametrize(
    "text",
    [
        "Un juez federal de Hawái bloqueó el miércoles la nueva orden ejecutiva del presidente Donald Trump.",
        "Ein Richter blockierte am Mittwoch das Einreiseverbot, das der Präsident verhängt hatte.",
        "Судья заблокировал указ президента.",
        "法官阻止了总统的行政命令\uff0c司法部表示将提出上诉",
        "قاضي يوقف أمر الرئيس بشأن السفر",
    ],
)
def test_another_language_is_refused(text: str) -> None:
    with pytest.raises(NotEnglish, match="only English"):
        read_text(text, DAY, SETTINGS)


@pytest.mark.parametrize(
    "text",
    [
        "Trump sued California.",
        "ICE arrests 12.",
        "Andrés Manuel López Obrador, Enrique Peña Nieto and Marcelo Ebrard met José Huizar in San José.",
        "Albuquerque; San Bernardino; Baltimore; Stockton",
        f"{PROSE} “No vamos a permitir que nos quiten a nuestros hijos”, she said.",
        f"{PROSE} He wrote: قاضي يوقف أمر الرئيس",
    ],
)
def test_short_english_and_foreign_names_and_quotes_pass(text: str) -> None:
    assert read_text(text, DAY, SETTINGS).language == "en"


@pytest.mark.parametrize(
    "text", [PROSE, f"T\n\n8/3/2017\n\n{PROSE}", f"T\n\n2017-13-45\n\n{PROSE}", f"{PROSE} It ends on August 3, 2017."]
)
def test_without_a_date_of_publication_an_article_is_refused(text: str) -> None:
    with pytest.raises(NoDate, match="Published August 3, 2017"):
        read_text(text, Given(), SETTINGS)


def test_the_year_of_a_pages_copyright_is_no_date() -> None:
    with pytest.raises(NoDate):
        read_bytes(page(f"<article>{PARAGRAPHS}</article><footer>© 2016</footer>"), "a.html", Given(), SETTINGS)


# several articles


@pytest.mark.parametrize(
    "text",
    [
        f"WASHINGTON (Reuters) - {PROSE}\n\nNEW YORK (Reuters) - {PROSE}",
        f"(Reuters) - {PROSE}\r\n(AP) - {PROSE}",
        f"One\nBy Jane Roe\n{PROSE} {PROSE}\n\n----------\n\nTwo\nBy Ann Poe\n{PROSE} {PROSE}",
        f"One\nAugust 3, 2017\n{PROSE} {PROSE}\n\f\nTwo\nAugust 4, 2017\n{PROSE} {PROSE}",
        f"WASHINGTON \u2014 {PROSE} {PROSE}\n* * *\nBOSTON \u2014 {PROSE} {PROSE}",
    ],
)
def test_two_articles_in_one_text_are_refused(text: str) -> None:
    with pytest.raises(SeveralArticles, match="one article per file"):
        read_text(text, DAY, SETTINGS)


@pytest.mark.parametrize(
    "text",
    [
        f"WASHINGTON (Reuters) - {PROSE}\n\nThe agency (ICE) - which he leads - sued the city over its jails.",
        f"{PROSE}\n\n* * *\n\n{PROSE}\n\n* * *\n\n{PROSE}",
        f"WASHINGTON \u2014 {PROSE}\n\f{PROSE} {PROSE}\n\f{PROSE} {PROSE}",
        f"Judge blocks order\n-----------\nBy Jane Roe\n\nWASHINGTON (AP) - {PROSE} {PROSE}",
        f"Published August 3, 2017\n\nBy Jane Roe\n\nWASHINGTON (AP) - {PROSE}\n___\n\nAnn Poe contributed to it.",
        f"{PROSE}\n\nNEW YORK TIMES - it was first to report the story, which the agency denied on Friday.",
    ],
)
def test_one_article_with_rules_pages_or_asides_is_one(text: str) -> None:
    assert read_text(text, DAY, SETTINGS)


def test_a_page_with_two_articles_is_refused() -> None:
    two = f"<article><h1>One</h1>{PARAGRAPHS}</article><article><h2>Two</h2>{PARAGRAPHS}</article>"
    with pytest.raises(SeveralArticles, match="2 articles"):
        read_bytes(page(two), "a.html", DAY, SETTINGS)


def test_a_page_with_teasers_beside_its_article_is_one() -> None:
    teasers = "<article><h2>Elsewhere</h2><p>A short teaser of it.</p></article>" * 9
    nested = f"<article><h1>One</h1>{PARAGRAPHS}<article><h3>Comment</h3>{PARAGRAPHS}</article></article>"
    assert read_bytes(page(nested + teasers), "a.html", DAY, SETTINGS)


def test_a_feed_with_several_items_is_refused() -> None:
    feed = f"<rss><channel>{f'<item><title>T</title><description>{PROSE}</description></item>' * 3}</channel></rss>"
    with pytest.raises(SeveralArticles, match="3 items; give one article per file"):
        read_bytes(feed.encode(), "feed.xml", DAY, SETTINGS)
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'>{f'<entry><summary>{PROSE}</summary></entry>' * 2}</feed>"
    with pytest.raises(SeveralArticles):
        read_bytes(atom.encode(), "", DAY, SETTINGS)


# attacks


def bomb() -> bytes:
    return gzip.compress(b"\x00" * 5_000_000)


def test_archives_are_never_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "0" * 5_000_000)
    (tmp_path / "a.gz").write_bytes(bomb())
    (tmp_path / "b.txt").write_bytes(bomb())
    (tmp_path / "c.csv").write_bytes(bomb())
    for name in ("a.zip", "a.gz", "b.txt", "c.csv"):
        error = refused(tmp_path / name)
        assert isinstance(error, UnsafeInput), name
        assert "archives and compressed files are not read" in str(error)


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item>&x;</item></rss>',
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><item>&b;</item></rss>',
        b'<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd"><rss><item>x</item></rss>',
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p></body></html>',
    ],
)
def test_entities_are_not_expanded_and_not_fetched(data: bytes) -> None:
    for name in ("a.xml", "a.html", "a.txt", ""):
        with pytest.raises(UnsafeInput, match="attacks"):
            read_bytes(data, name, DAY, SETTINGS)


def test_broken_or_other_xml_is_refused() -> None:
    with pytest.raises(NotText, match="broken"):
        read_bytes(b"<?xml version='1.0'?><rss><item>", "a.xml", DAY, SETTINGS)
    with pytest.raises(EmptyText, match="no item"):
        read_bytes(b"<?xml version='1.0'?><note>The judge ruled.</note>", "a.xml", DAY, SETTINGS)


def test_a_page_nested_without_end_does_no_harm() -> None:
    deep = page("<div>" * 20_000 + f"<p>{PROSE}</p>")
    with suppress(EmptyText, UnsafeInput):
        assert PROSE in read_bytes(deep, "a.html", DAY, SETTINGS).text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "a\x00b", "..", "a/../b", "\u202egpj"]
)
def test_a_documents_name_cannot_lead_out_of_a_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "a.meta.json").write_text(json.dumps({"id": name, "published": "2017-08-03"}))
    (article,) = read_path(tmp_path / "a.txt", Given(), SETTINGS)
    assert isinstance(article, Article)
    assert article.document == Path(article.document).name
    assert article.document.isprintable()
    assert not article.document.startswith(".")
    assert "\\" not in article.document


def test_names_that_differ_in_what_is_taken_out_stay_apart() -> None:
    names = {
        read_text(PROSE, Given(published=date(2017, 8, 3), document=n), SETTINGS).document
        for n in ("a/b", "a-b", "a\\b")
    }
    assert len(names) == 3


def test_a_folder_is_not_left_by_a_link(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    for folder in (outside, inside):
        folder.mkdir()
    (outside / "secret.txt").write_text(PROSE)
    (outside / "secret.meta.json").write_text('{"title": "secret"}')
    (inside / "linked").symlink_to(outside, target_is_directory=True)
    (inside / "a.txt").symlink_to(outside / "secret.txt")
    (inside / "b.txt").write_text(PROSE)
    (inside / "b.meta.json").symlink_to(outside / "secret.meta.json")
    answers = list(read_path(inside, DAY, SETTINGS))
    assert [type(a.error) for a in answers if isinstance(a, Refusal)] == [UnsafeInput, UnsafeInput]
    assert len(answers) == 2


def test_control_characters_become_spaces_one_by_one() -> None:
    text = "The judge\x07 blocked\x1b[0m the order\x85 and\ud800 the\ufffe state praised it, said its governor."
    article = read_text(text, DAY, SETTINGS)
    assert len(article.text) == len(text)
    assert article.text.startswith("The judge  blocked [0m the order  and  the  state")
    assert article.sha256


def test_emoji_and_right_to_left_text_stay() -> None:
    text = f"{PROSE} 👩🏽‍⚖️ \u2067ق\u0627\u0636\u064a\u2069 \u202eabc\u202c"
    assert read_text(text, DAY, SETTINGS).text == text


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "//a.example", "a", "http://", "http://a\u202eb/", "http://[x/"],
)
def test_an_address_that_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(UnsafeInput, match="http://"):
        read_text(PROSE, Given(published=date(2017, 8, 3), url=url), SETTINGS)


def test_an_address_cannot_carry_a_password_or_break_an_iri() -> None:
    with pytest.raises(UnsafeInput, match="password"):
        read_text(PROSE, Given(published=date(2017, 8, 3), url="https://me:secret@a.example/"), SETTINGS)
    given = Given(published=date(2017, 8, 3), url='https://a.example/x> "y" {z}')
    assert read_text(PROSE, given, SETTINGS).url == "https://a.example/x%3E%20%22y%22%20%7Bz%7D"


# tables and sidecars


def test_a_table_without_a_column_of_texts_is_refused_and_names_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("headline,date\nOne,2017-01-01\n")
    error = refused(tmp_path / "t.csv")
    assert isinstance(error, BadColumns)
    assert "headline, date" in str(error)
    (tmp_path / "t.csv").write_text("")
    assert isinstance(refused(tmp_path / "t.csv"), BadColumns)


def test_rows_that_cannot_be_read_are_refused_one_by_one(tmp_path: Path) -> None:
    rows = [
        f'"{PROSE}",2017-01-01,a',
        f'"{PROSE}",soon,b',
        f'"{PROSE}",2017-01-01,a',
        "A, b, c, d, e",
        '"",2017-01-01,c',
    ]
    (tmp_path / "t.csv").write_text("text,date,id\n" + "\n".join(rows) + "\n")
    answers = list(read_path(tmp_path / "t.csv", Given(), SETTINGS))
    errors = [type(a.error) if isinstance(a, Refusal) else None for a in answers]
    assert errors == [None, NoDate, BadColumns, BadColumns, EmptyText]


def test_a_quotation_that_never_ends_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('text,date\n"' + f"{PROSE}\n" * 400)
    assert isinstance(refused(tmp_path / "t.csv", DAY, SMALL), TooLarge)
    (tmp_path / "t.csv").write_text("text,date\n" + "a" * 30_000)
    assert isinstance(refused(tmp_path / "t.csv", DAY, SMALL), TooLarge)


def test_what_is_true_of_one_article_cannot_be_said_of_many(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f'text,date\n"{PROSE}",2017-01-01\n')
    for path in (tmp_path, tmp_path / "t.csv"):
        assert "one article" in str(refused(path, Given(title="One title for all")))


@pytest.mark.parametrize("said", ["{", "[]", '{"id": 5}', "[" * 50_000, '{"published": "soon"}'])
def test_a_sidecar_that_cannot_be_read_is_refused(said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "a.meta.json").write_text(said)
    assert "a.meta.json" in str(refused(tmp_path / "a.txt"))


# addresses


class Site(BaseHTTPRequestHandler):
    """Answers that a careless reader would regret."""

    def do_GET(self) -> None:
        name, html = self.path.strip("/"), {"Content-Type": "text/html"}
        answers: dict[str, tuple[int, dict[str, str], bytes]] = {
            "away": (302, {"Location": "http://10.0.0.1/"}, b""),
            "local": (302, {"Location": "file:///etc/passwd"}, b""),
            "round": (302, {"Location": "/round"}, b""),
            "picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
            "bomb": (200, {**html, "Content-Encoding": "gzip"}, bomb()),
            "packed": (200, {**html, "Content-Encoding": "br"}, b"x"),
            "broken": (200, {**html, "Content-Encoding": "gzip"}, b"no gzip"),
            "short": (200, {**html, "Content-Encoding": "gzip"}, gzip.compress(PROSE.encode())[:40]),
            "large": (200, html, b"a" * 30_000),
            "archive": (200, html, bomb()),
        }
        status, headers, body = answers.get(name, (404, {}, b""))
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("none", Unreachable, "404"),
        ("round", Unreachable, "redirected"),
        ("away", UnsafeInput, "private network"),
        ("local", UnsafeInput, "http://"),
        ("picture", NotText, "image/png"),
        ("bomb", TooLarge, "bytes"),
        ("large", TooLarge, "bytes"),
        ("packed", NotText, "br"),
        ("broken", Unreachable, "gzip"),
        ("short", Unreachable, "broke off"),
        ("archive", UnsafeInput, "archives"),
    ],
)
def test_a_servers_bad_answer_is_refused(site: str, name: str, error: type[InputError], says: str) -> None:
    with pytest.raises(error, match=says):
        read_url(site + name, DAY, SMALL, allow_loopback=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://[::ffff:127.0.0.1]:1/",
        "http://[64:ff9b::7f00:1]:1/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.0.1/",
        "http://[fe80::1]/",
        "http://0.0.0.0:1/",
        "http://2130706433:1/",
    ],
)
def test_no_address_leads_into_a_private_network(url: str) -> None:
    with pytest.raises(UnsafeInput, match="private network"):
        read_url(url, DAY, SETTINGS)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/x", "gopher://a.example/", "example.org"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(UnsafeInput, match="http://"):
        read_url(url, DAY, SETTINGS)


def test_what_does_not_answer_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        read_url("http://127.0.0.1:1/", DAY, SETTINGS, allow_loopback=True)
    with pytest.raises(Unreachable, match="no such host"):
        read_url("http://no-such-host.invalid/", DAY, SETTINGS)
