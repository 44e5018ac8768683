"""The page about sums, claims, networks and paths shows what works."""

import re
from pathlib import Path

import pytest

PAGE = Path("docs/aggregates.md").read_text()
SHOWN = re.findall(r"curl '?http://127\.0\.0\.1:8000(/[^'\s]*)", PAGE)


def test_the_page_shows_each_endpoint():
    assert {path.partition("?")[0] for path in SHOWN} == {
        "/v1/against",
        "/v1/claims",
        "/v1/claims/speakers",
        "/v1/network",
        "/v1/paths",
        "/v1/stats",
    }


@pytest.mark.parametrize("path", SHOWN)
def test_each_address_on_the_page_answers(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert all(f"`{name}`" in PAGE for name in answer.json() if name not in ("items", "next"))
