"""Examples of the documentation: finds the commands and blocks of a page, and runs a command as a reader would.

In a block of `console` a line that begins with `$ ` is a command, and what follows it is its answer, `...` standing for
what is left out. In a block of `sh` every line is a command; what stands in a block of `bash` is only shown, because it
needs a key (tests/test_decisions.py does what it says). A command goes on where a quote is open or a line ends in
a backslash; `NAME=value` holds for the rest of the page.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ADDRESS = "http://127.0.0.1:8000"
"""Where the pages have the service."""

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
"""The README comes last, since it stores an article."""

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.S | re.M)
_CURLRC = r"""silent
show-error
max-time = 60
write-out = "%{stderr}%{http_code} %{content_type}\n"
"""


class Command(NamedTuple):
    text: str
    answer: str = ""

    def words(self) -> list[str]:
        """Its words, operators of the shell being words of their own; comments left out."""
        lexer = shlex.shlex(self.text, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        return list(lexer)


class Ran(NamedTuple):
    code: int
    output: str
    answers: tuple[tuple[int, str], ...]
    """Status and media type of each answer that curl got."""
    errors: str


def blocks(page: str, *languages: str) -> list[str]:
    return [b["body"] for b in _BLOCK.finditer(page) if b["language"] in languages]


def commands(page: str) -> Iterator[Command]:
    for block in _BLOCK.finditer(page):
        if block["language"] == "console":
            yield from _shown(block["body"].splitlines(), "$ ")
        elif block["language"] == "sh":
            yield from _shown(block["body"].splitlines(), "")


def only_shown(page: str) -> Iterator[Command]:
    """The commands that are not run."""
    for block in blocks(page, "bash"):
        yield from _shown(block.splitlines(), "$ ")


def _shown(lines: list[str], prompt: str) -> Iterator[Command]:
    rest = [line for line in lines if line.strip()]
    while rest:
        first = rest.pop(0)
        assert first.startswith(prompt), f"an answer without a command: {first}"
        text = first.removeprefix(prompt)
        while _goes_on(text):
            text += "\n" + rest.pop(0)
        answer: list[str] = []
        while prompt and rest and not rest[0].startswith(prompt):
            answer.append(rest.pop(0))
        yield Command(text, "\n".join(answer))


def _goes_on(text: str) -> bool:
    try:
        Command(text).words()
    except ValueError:
        return True
    return text.endswith("\\")


def run(command: Command, before: list[str], folder: Path, **variables: str) -> Ran:
    """Runs it by bash in the folder, after the assignments `before`; curl tells what it was answered."""
    (folder / ".curlrc").write_text(_CURLRC)
    scripts = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", "\n".join(["set -o pipefail", *before, command.text])],
        cwd=folder,
        env={**os.environ, "CURL_HOME": str(folder), "PATH": scripts, **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )
    answers = re.findall(r"^(\d{3}) (.*)$", done.stderr, flags=re.M)
    return Ran(done.returncode, done.stdout, tuple((int(s), kind) for s, kind in answers), done.stderr)


def fits(shown: str, output: str) -> bool:
    """Whether the output is what the page shows, white space aside."""
    pieces = [re.escape(re.sub(r"\s", "", piece)) for piece in shown.split("...")]
    return not shown or re.fullmatch(".*".join(pieces), re.sub(r"\s", "", output)) is not None
