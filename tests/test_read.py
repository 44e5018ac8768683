"""Reading: what an article is made of, from text, pages, tables, folders and addresses. Refusals: test_bad_input."""

import gzip
import io
import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.article import Article
from graph.read import Given, Refusal, read_bytes, read_path, read_stdin, read_text, read_url
from graph.settings import Settings

SETTINGS = Settings(_env_file=None)
DAY = Given(published=date(2017, 8, 3))
PROSE = "A federal judge on Wednesday blocked the order that the president signed last week, and the state praised it."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Judge blocks order | Daily Sample</title>
<meta property="article:published_time" content="2017-03-15T20:00:00Z">
<meta property="og:site_name" content="Daily Sample"><meta name="author" content="Jane Roe">
<link rel="canonical" href="/law/judge"></head>
<body onload="steal()"><nav><a href="/">Home</a></nav><article><h1>Judge blocks order</h1>
<p onclick="steal()">{PROSE}</p><script>steal("cookies")</script><iframe src="//evil.example">frame</iframe>
<p>Lawyers for the “government” said that they would appeal at once. {PROSE}</p></article>
<footer>Copyright 2016 Daily Sample</footer></body></html>"""


def one(path: Path, given: Given = DAY) -> Article:
    (article,) = read_path(path, given, SETTINGS)
    assert isinstance(article, Article), article
    return article


def all_of(path: Path, given: Given = DAY) -> list[Article]:
    return [a for a in read_path(path, given, SETTINGS) if isinstance(a, Article)]


# text


def test_the_text_is_the_files_own_code_point_by_code_point(tmp_path: Path) -> None:
    text = "  \n" + PROSE + " 🏛️ \u202eRTL\u202c, naïve “quotes”.\n\n\tEnd. \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert one(tmp_path / "a.txt").text == text


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert read_bytes(PROSE.encode(encoding), "a.txt", DAY, SETTINGS).text == PROSE
    assert read_text("\ufeff" + PROSE, DAY, SETTINGS).text == PROSE


def test_a_carriage_return_becomes_a_space_so_that_no_offset_moves() -> None:
    article = read_bytes(b"The judge ruled.\r\nThe state sued the agency.\r\n", "a.txt", DAY, SETTINGS)
    assert article.text == "The judge ruled. \nThe state sued the agency. \n"


def test_windows_1252_is_read_where_it_is_plainly_text() -> None:
    text = "The governor called the order “unlawful” \u2014 and sued the agency over its use of the jails."
    assert read_bytes(text.encode("cp1252"), "a.txt", DAY, SETTINGS).text == text


def test_head_and_foot_of_a_text_tell_title_date_agency_place_and_writer() -> None:
    article = read_text(
        "Judge blocks order on sanctuary cities\n\nPublished Thursday, August 3, 2017\n\n"
        f"WASHINGTON/NEW YORK (Reuters) - {PROSE}\n(Reporting by Ann B. Scribe in Washington; editing by A Person)\n",
        Given(),
        SETTINGS,
    )
    assert article.title == "Judge blocks order on sanctuary cities"
    assert article.published == date(2017, 8, 3)
    assert (article.publisher, article.dateline) == ("Reuters", "WASHINGTON/NEW YORK")
    assert article.byline == "Ann B. Scribe in Washington"


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("(Reuters) - ", None, "Reuters"),
        ("FRONT ROYAL, Va. (AP) \u2014 ", "FRONT ROYAL, Va.", "Associated Press"),
        ("WASHINGTON \u2014 ", "WASHINGTON", None),
        ("WASHINGTON (Reuters on Friday ) - ", "WASHINGTON", "Reuters"),
        ("LONDON, Aug. 3, 2017 (AFP) - ", "LONDON, Aug. 3, 2017", "Agence France-Presse"),
        ("The ban - ", None, None),
    ],
)
def test_datelines_of_agencies_are_told_from_prose(line: str, place: str | None, agency: str | None) -> None:
    article = read_text(line + PROSE, DAY, SETTINGS)
    assert (article.dateline, article.publisher) == (place, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Published August 3, 2017",
        "Aug. 3, 2017 at 5:04 p.m. EDT",
        "3 August 2017",
        "2017-08-03",
        "2017-08-03T17:04:00Z",
        "POSTED ON: Thursday, Aug. 3rd, 2017 | 5:04 PM",
        "Date: 8/13/2017",
    ],
)
def test_dates_are_read_as_newspapers_print_them(line: str) -> None:
    day = read_text(f"Judge blocks order\n\n{line}\n\n{PROSE}", Given(), SETTINGS).published
    assert day == (date(2017, 8, 13) if "13" in line else date(2017, 8, 3))


def test_a_dated_dateline_is_a_date_of_publication() -> None:
    assert read_text(f"LONDON, Aug. 3, 2017 (AFP) - {PROSE}", Given(), SETTINGS).published == date(2017, 8, 3)


def test_a_files_name_gives_document_date_and_title_where_the_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "2017-08-03-judge-blocks-order.txt").write_text(PROSE)
    article = one(tmp_path / "2017-08-03-judge-blocks-order.txt", Given())
    assert article.document == "2017-08-03-judge-blocks-order"
    assert (article.title, article.published) == ("Judge blocks order", date(2017, 8, 3))


def test_without_a_name_the_document_is_the_texts_digest_and_the_title_its_opening() -> None:
    article = read_text(f"WASHINGTON (Reuters) - {PROSE}", DAY, SETTINGS)
    assert article.document == article.sha256[:16]
    assert article.title == "A federal judge on Wednesday blocked the order that the president signed…"


def test_what_the_user_says_wins() -> None:
    given = Given("My title", date(2018, 1, 1), "My paper", "https://sample.example/a", "mine")
    article = read_bytes(PAGE.encode(), "page.html", given, SETTINGS)
    said = (article.title, article.published, article.publisher, article.url, article.document)
    assert said == ("My title", date(2018, 1, 1), "My paper", "https://sample.example/a", "mine")


def test_standard_input_is_text_or_a_page() -> None:
    assert read_stdin(io.BytesIO(PROSE.encode()), DAY, SETTINGS).text == PROSE
    assert read_stdin(io.BytesIO(PAGE.encode()), Given(), SETTINGS).publisher == "Daily Sample"


# pages and feeds


def test_a_page_gives_its_article_and_what_its_metadata_say() -> None:
    article = read_bytes(PAGE.encode(), "page.html", Given(), SETTINGS)
    assert (article.title, article.byline) == ("Judge blocks order", "Jane Roe")
    assert (article.publisher, article.published, article.document) == ("Daily Sample", date(2017, 3, 15), "page")
    assert "blocked the order" in article.text
    assert "would appeal at once" in article.text
    assert "Copyright" not in article.text
    assert "Home" not in article.text


def test_a_pages_headline_is_a_paragraph_of_its_own() -> None:
    body = f"<h1>Roe sues the agency</h1><p>{PROSE}</p><p>{PROSE.replace('blocked', 'upheld')}</p>"
    article = read_bytes(f"<html><body><article>{body}</article></body></html>".encode(), "a.html", DAY, SETTINGS)
    assert article.text.split("\n\n")[0] == "Roe sues the agency"


def test_a_pages_scripts_frames_and_handlers_are_gone() -> None:
    article = read_bytes(PAGE.encode(), "page.html", Given(), SETTINGS)
    assert not any(word in article.text for word in ("steal", "cookies", "frame", "evil", "<", "onclick"))


def test_a_pages_declared_encoding_is_used_where_it_is_not_utf_8() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">')
    assert "“government”" in read_bytes(page.encode("cp1252"), "page.html", Given(), SETTINGS).text


def test_a_date_in_a_pages_footer_is_not_its_date() -> None:
    page = PAGE.replace("2017-03-15T20:00:00Z", "")
    assert read_bytes(page.encode(), "2017-08-03-page.html", Given(), SETTINGS).published == date(2017, 8, 3)


def test_a_feed_with_one_item_is_an_article() -> None:
    feed = (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Sample</title><item><title>Judge blocks order</title>"
        "<link>https://sample.example/a</link><pubDate>Thu, 03 Aug 2017 10:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{PROSE}&lt;/p&gt;&lt;script&gt;steal()&lt;/script&gt;</description></item></channel></rss>"
    )
    article = read_bytes(feed.encode(), "feed.xml", Given(), SETTINGS)
    assert (article.title, article.text, article.published) == ("Judge blocks order", PROSE, date(2017, 8, 3))
    assert article.url == "https://sample.example/a"


# files, folders, tables


def test_a_sidecar_says_what_the_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    said: dict[str, object] = {"id": "first", "title": "T", "published": "2017-08-03", "publisher": "P", "url": None}
    (tmp_path / "a.meta.json").write_text(json.dumps({**said, "sources": []}))
    article = one(tmp_path / "a.txt", Given())
    assert (article.document, article.title, article.publisher, article.url) == ("first", "T", "P", None)
    assert article.published == date(2017, 8, 3)


def test_a_folder_is_read_whole_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.html").write_text(PAGE)
    (tmp_path / "one.txt").write_text(PROSE)
    (tmp_path / "notes.md").write_text("not an article")
    (tmp_path / ".hidden.txt").write_text("not an article")
    (tmp_path / "three.csv").write_text(f"text,id\n{PROSE!r},row\n".replace("'", '"'))
    assert [a.document for a in all_of(tmp_path)] == ["one", "row", "two"]


def test_a_table_gives_an_article_a_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        f'Headline;Body;Publish-Date;Source;Link\nOne;"{PROSE}\nIt ""appealed""; later.";"December 31, 2017 ";P;http://a.example/1\n'
        f'Two;"{PROSE}";2018-01-02;;\n'
    )
    first, second = all_of(tmp_path / "t.csv", Given())
    assert first.text == PROSE + '\nIt "appealed"; later.'
    assert (first.title, first.published, first.publisher) == ("One", date(2017, 12, 31), "P")
    assert (first.url, first.document, second.document) == ("http://a.example/1", "t-2", "t-3")
    assert (second.publisher, second.url) == (None, None)


def test_a_refused_row_does_not_stop_the_others(tmp_path: Path) -> None:
    latin = PROSE.replace("order", "“order”").encode("cp1252")
    (tmp_path / "t.csv").write_bytes(b"text,date\n,2017-01-01\n" + b'"' + latin + b'",2017-01-02\n')
    refused, read = read_path(tmp_path / "t.csv", Given(), SETTINGS)
    assert isinstance(refused, Refusal)
    assert refused.source.endswith("t.csv: row 2")
    assert isinstance(read, Article)
    assert "“order”" in read.text


def test_a_long_field_of_a_table_is_read(tmp_path: Path) -> None:
    text = (PROSE + " ") * 1700
    (tmp_path / "t.csv").write_text(f'text,date\n"{text}",2017-01-02\n')
    assert one(tmp_path / "t.csv", Given()).text == text


def test_names_with_query_languages_in_them_stay_plain_text() -> None:
    hostile = "Robert'}) MATCH (n) DETACH DELETE n // and <http://x> . } DELETE WHERE { ?s ?p ?o }"
    article = read_text(f"{PROSE} {hostile} said so.", Given(hostile, date(2017, 8, 3), hostile), SETTINGS)
    assert (article.title, article.publisher) == (hostile, hostile)
    assert hostile in article.text


# addresses


class Site(BaseHTTPRequestHandler):
    """Answers from `pages`: path -> (status, headers, body)."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        status, headers, body = self.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    html = {"Content-Type": "text/html; charset=utf-8"}
    Site.pages = {
        "/page": (200, html, PAGE.encode()),
        "/gzip": (200, {**html, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
        "/moved": (302, {"Location": "/page"}, b""),
        "/text": (200, {"Content-Type": "text/plain"}, PROSE.encode()),
        "/other": (200, html, PAGE.replace("/law/judge", "https://sample.example/law/judge").encode()),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetched(url: str, given: Given = DAY) -> Article:
    return read_url(url, given, SETTINGS, allow_loopback=True)


def test_an_address_gives_its_article_under_the_address_that_the_page_calls_its_own(site: str) -> None:
    article = fetched(site + "/page", Given())
    assert (article.title, article.published) == ("Judge blocks order", date(2017, 3, 15))
    assert article.url == site + "/law/judge"


def test_a_redirect_is_followed_and_gzip_unpacked(site: str) -> None:
    assert fetched(site + "/moved").text == fetched(site + "/page").text == fetched(site + "/gzip").text


def test_plain_text_is_read_from_an_address(site: str) -> None:
    article = fetched(site + "/text")
    assert (article.text, article.url) == (PROSE, site + "/text")


def test_a_page_cannot_pass_for_one_of_another_site(site: str) -> None:
    assert fetched(site + "/other").url == site + "/other"
