"""The page about sums, claims, networks and paths explains what is answered."""

import re
from pathlib import Path

import pytest

PAGE = Path("docs/aggregates.md").read_text()
SHOWN = re.findall(r"curl '?http://127\.0\.0\.1:8000(/[^'\s]*)", PAGE)


@pytest.mark.parametrize("path", SHOWN)
def test_the_page_explains_each_field_of_the_answer(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert all(f"`{name}`" in PAGE for name in answer.json() if name not in ("items", "next"))
