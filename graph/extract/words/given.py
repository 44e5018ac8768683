"""Given names by sex, from the census: `ontology/lexicon/names/given.toml`."""

import tomllib
from importlib.resources import files


def _given_names() -> dict[str, str]:
    text = files("ontology").joinpath("lexicon", "names", "given.toml").read_text(encoding="utf-8")
    lists: dict[str, str] = tomllib.loads(text)
    return {name: sex for key, sex in (("women", "woman"), ("men", "man")) for name in lists[key].split()}


GIVEN = _given_names()
""" "woman" or "man" by the name in lower case."""
