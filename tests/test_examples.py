"""Each example of the documentation was run, and answered as its page says.

Commands that would write, serve, start or stop are not run: their options have to exist.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import pytest
from typer.main import get_command

from api.app import create_app
from graph.cli.app import app as whowhom_app
from tests import examples
from tests.commands import at_home, environment, whowhom
from tests.examples import ADDRESS, PAGES, Command, blocks, commands, fits, only_shown
from tests.serving import serving

TEXTS = {page.name: page.read_text() for page in PAGES}
COMMANDS = {name: list(commands(text)) for name, text in TEXTS.items()}

ELSEWHERE = {"explorer.md": "cypher", "sparql.md": "sparql"}
"""Pages whose blocks have a test of their own, which compares answers."""

RUN = {
    *("against", "by", "acts", "timeline", "opponents", "path", "actor", "search", "export", "status", "exit-codes"),
    *("identity list", "keys create", "keys list"),
}
"""The commands that are run; none of them with `--all`, which takes its time and has tests of its own."""
DECISION = "20261130T081500Z-1f2e3d4c"
"""The decision of `identity.md`, whose identifier is another one every time."""

FOR_THE_OPERATOR = {".", "cd", "cp", "docker", "export", "git", "make"}


@pytest.fixture(scope="module")
def live(seeded, settings, tmp_path_factory):
    """The address of the service over the seed articles, the merge that `identity.md` shows, the service's folder."""
    merging = next(c for c in COMMANDS["identity.md"] if c.text.startswith("whowhom identity merge"))
    merged = whowhom(settings, *merging.words()[1:], "--json")
    assert merged.exit_code == 0, merged.stderr
    home = tmp_path_factory.mktemp("examples")
    with serving(create_app(at_home(settings, home), seeded)) as address:
        httpx.get(f"{address}/v1/sparql", timeout=120)  # on a busy machine the first copy takes its time
        yield address, json.loads(merged.stdout)["id"], home


def test_the_pages_show_commands_of_every_kind():
    shown = [first_word(c) for of in COMMANDS.values() for c in of]
    assert shown.count("curl") > 50
    assert shown.count("whowhom") > 20


@pytest.mark.parametrize("page", [p for p in TEXTS if COMMANDS[p]])
def test_the_commands_of_the_page_do_what_it_says(page, live, settings, tmp_path):
    address, decision, home = live
    before: list[str] = []
    wrong: list[str] = []
    for shown in COMMANDS[page]:
        command = Command(shown.text.replace(ADDRESS, address).replace(DECISION, decision), shown.answer)
        match first_word(command):
            case "=":
                before.append(command.text)
            case "echo":
                wrong += failed_curl(command, before, tmp_path)
            case "whowhom":
                wrong += failed_whowhom(command, settings, home, tmp_path)
            case "curl":
                wrong += failed_curl(command, before, tmp_path)
            case other:
                assert other in FOR_THE_OPERATOR, f"{other} is neither run nor left out on purpose"
    assert wrong == []


@pytest.mark.parametrize(
    "wrong",
    [
        Command(f"curl {ADDRESS}/v1/no-such-path"),
        Command(f"curl {ADDRESS}/v1/against?targt=Chicago", '{"status": 404, ...}'),
        Command(f"curl {ADDRESS}/healthz", '{"status":"not so well"}'),
        Command(f"curl --no-such-option {ADDRESS}/healthz"),
        Command("curl http://127.0.0.1:9/healthz"),
    ],
    ids=["path", "status", "answer", "option", "address"],
)
def test_a_wrong_example_of_curl_is_noticed(wrong, live, tmp_path):
    assert failed_curl(wrong._replace(text=wrong.text.replace(ADDRESS, live[0])), [], tmp_path)


@pytest.mark.parametrize(
    "wrong", ["whowhom tell", "whowhom by Nobody", "whowhom serve --prot 80", "whowhom neo4j begin"]
)
def test_a_wrong_example_of_a_command_is_noticed(wrong, live, settings, tmp_path):
    assert failed_whowhom(Command(wrong), settings, live[2], tmp_path)


def first_word(command: Command) -> str:
    """The program that is called, settings before it left out; `=` for an assignment."""
    words = [w for w in command.words() if not re.match(r"[A-Z_0-9]+=", w)]
    return words[0] if words else "="


def failed_curl(command: Command, before: list[str], folder: Path) -> list[str]:
    if "example.org" in command.text:
        return []
    ran = examples.run(command, before, folder)
    said = re.search(r'"status": ?(\d{3})', command.answer)
    right = [status == int(said[1]) if said else 200 <= status < 400 for status, _ in ran.answers]
    told = f"{command.text}\n{ran.output[:500]}\n{ran.errors[:500]}"
    if ran.code or not all(right) or not fits(command.answer, ran.output):
        return [told]
    plain = not {"|", ">", "-o", "-I", "-sI"} & set(command.words())
    if plain and any(kind.endswith("json") and "ndjson" not in kind for _, kind in ran.answers):
        json.loads(ran.output)
    return []


def failed_whowhom(command: Command, settings, home: Path, folder: Path) -> list[str]:
    words = command.words()
    arguments = words[words.index("whowhom") + 1 :]
    end = next((n for n, word in enumerate(arguments) if word in ("|", ">", "2", "&&", ";")), len(arguments))
    arguments, after = arguments[:end], arguments[end:]
    if not {arguments[0], " ".join(arguments[:2])} & RUN or "--all" in arguments:
        return failed_parse(arguments)
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        done = whowhom(settings, *arguments, WHOWHOM_HOME=str(home))
    if after[:1] == [">"]:
        (folder / after[1]).write_text(done.stdout)
    return [] if done.exit_code == 0 and done.stdout else [f"{command.text}\n{done.output}"]


def failed_parse(arguments: list[str]) -> list[str]:
    """What click says of the arguments; nothing is run."""
    name, command, context = "whowhom", get_command(whowhom_app), None
    try:
        while hasattr(command, "resolve_command"):
            context = command.make_context(name, list(arguments), parent=context)
            name, command, arguments = command.resolve_command(context, [*context._protected_args, *context.args])
        command.make_context(name, list(arguments), parent=context)
    except Exception as error:
        return [f"whowhom {' '.join(arguments)}: {error!r}"]
    return []


@pytest.mark.parametrize("page", [p for p in TEXTS if blocks(TEXTS[p], "cypher") and ELSEWHERE.get(p) != "cypher"])
def test_each_statement_of_the_page_has_an_answer(page, live, seeded):
    for statement in blocks(TEXTS[page], "cypher"):
        assert seeded.console(statement.rstrip().removesuffix(";")).rows, statement


@pytest.mark.parametrize("page", [p for p in TEXTS if blocks(TEXTS[p], "sparql") and ELSEWHERE.get(p) != "sparql"])
def test_each_sparql_query_of_the_page_has_an_answer(page, live):
    for query in blocks(TEXTS[page], "sparql"):
        answer = httpx.post(f"{live[0]}/v1/sparql", data={"query": query}, timeout=60)
        assert answer.status_code == httpx.codes.OK, answer.text
        if "results" in answer.headers["Content-Type"]:
            assert answer.json()["results"]["bindings"], query
        else:
            assert len(answer.text.splitlines()) > 5, query


@pytest.mark.parametrize("page", [p for p in TEXTS if blocks(TEXTS[p], "python")])
def test_the_python_of_the_page_runs(page, live, settings, tmp_path):
    for number, block in enumerate(blocks(TEXTS[page], "python")):
        (tmp_path / f"{number}.py").write_text(block.replace(ADDRESS, live[0]))
        ran = examples.run(Command(f"python {number}.py"), [], tmp_path, **environment(settings))
        assert ran.code == 0, ran.errors
        assert ran.output.strip()


def test_each_endpoint_is_shown_by_curl(settings):
    paths = create_app(settings).openapi()["paths"]
    pages = [[*COMMANDS[name], *only_shown(text)] for name, text in TEXTS.items()]
    shown = {(sent, template(path, paths)) for page in pages for sent, path in asked_by(page)}
    assert {(method.upper(), path) for path, operations in paths.items() for method in operations} - shown == set()


def template(path: str, templates: Iterable[str]) -> str:
    """Of the templates that the path fits, the one that says most of it."""
    fitting = [t for t in templates if re.fullmatch(re.sub(r"\\{\w+\\}", ".+", re.escape(t)), path)]
    return max(fitting, key=lambda t: len(re.sub(r"\{\w+\}", "", t)))


def asked_by(page: list[Command]) -> Iterator[tuple[str, str]]:
    """Method and path of each address that the page gives to curl."""
    variables: dict[str, str] = {}
    for command in page:
        if first_word(command) == "=":
            name, _, value = command.text.partition("=")
            variables[name] = value
        text = re.sub(r"\$([A-Z]+)", lambda m: variables.get(m[1], m[0]), command.text)
        sent = "POST" if re.search(r" (-d|--data\S*|-X POST) ", text) and " -G" not in text else "GET"
        for path in re.findall(re.escape(ADDRESS) + r"(/[^\s'\"?]*)", text) if first_word(command) == "curl" else ():
            yield sent, path
