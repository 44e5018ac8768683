"""The word lists: each file below `ontology/lexicon` as the tables that it holds."""

import tomllib
from importlib.resources import files
from typing import Any


def word_list(folder: str, name: str) -> dict[str, Any]:
    """The file of that name, without its ending, in that folder; what it means is for its reader to check."""
    return tomllib.loads(files("ontology").joinpath("lexicon", folder, f"{name}.toml").read_text(encoding="utf-8"))
