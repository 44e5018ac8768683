"""Given names by sex, from the census: `ontology/lexicon/names/given.toml`."""

from ontology.word_lists import word_list


def _given_names() -> dict[str, str]:
    lists = word_list("names", "given")
    return {name: sex for key, sex in (("women", "woman"), ("men", "man")) for name in lists[key].split()}


GIVEN = _given_names()
""" "woman" or "man" by the name in lower case."""
