"""The console of `whowhom cypher`: statements over several lines, a history, colours, and commands that begin with `:`.

What fails is told and the console goes on; Ctrl-C leaves a line or a running statement, Ctrl-D or `:quit` the console.
"""

from collections.abc import Callable

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.graph import CypherLexer

from graph.cli.exits import say
from graph.cli.output import note, safe, write
from graph.cli.running import LONGEST, MOST_ROWS, Manner, Rows, parameter, run
from graph.cli.statements import complete, split
from graph.errors import QueryError, WhowhomError
from graph.managed.disk import disk
from graph.settings import Settings
from graph.store import Store
from ontology.vocabulary import VOCABULARY

HISTORY = "console-history"
_LEAVING = ("exit", "quit")
_PROMPT, _MORE = "whowhom> ", "     ... "
_KEYWORDS = "MATCH OPTIONAL WHERE RETURN WITH UNWIND ORDER BY SKIP LIMIT DISTINCT AS AND OR NOT IN CALL YIELD".split()

_HELP = """A statement ends with a semicolon and may run over several lines; Tab completes labels and the like.
:help              this
:quit              leave (exit, quit and Ctrl-D too)
:param NAME=JSON   set a parameter, $NAME in a statement
:params            show the parameters
:set               show what can be set
:set NAME VALUE    limit (rows of an answer), timeout (seconds), format (table, jsonl, csv)
Example: MATCH (a:Act)-[:TARGETS]->(t) RETURN t.name, count(*) AS acts ORDER BY acts DESC LIMIT 10;"""


class _Leave(Exception):
    """The user wants to go."""


def converse(store: Store, settings: Settings, manner: Manner) -> None:
    """Read and run until the user leaves."""
    mode = "statements may change the graph" if manner.write else "reading only"
    write(f"Neo4j {store.version} at {safe(store.where)}, {mode}. :help tells more, :quit leaves.")
    session, begun = _session(settings), ""
    while True:
        try:
            command, begun = parted(session.prompt(default=begun and begun + "\n"))
            if command:
                _obey(manner, command)
            else:
                statements, begun = split(begun), ""
                for statement in statements:
                    run(store, statement, manner)
        except KeyboardInterrupt:
            begun = ""  # Neo4j gives up a statement that is left after `manner.timeout`
        except (EOFError, _Leave):
            return
        except WhowhomError as error:
            say(error)


def parted(text: str) -> tuple[str, str]:
    """The command that the text or its last line is, if any, and the statement that it leaves open.

    No statement begins with a colon; a line of one may (`:Person)`), but with none of the commands' names.
    """
    text = text.strip()
    before, _, last = text.rpartition("\n")
    if _name(last) in _COMMANDS:
        return last, before
    return (text, "") if text.startswith(":") or text.rstrip(";") in _LEAVING else ("", text)


def _name(command: str) -> str:
    return command.strip().rstrip(";").partition(" ")[0]


def _obey(manner: Manner, command: str) -> None:
    """Do what the command says. Raises `QueryError`, `_Leave`."""
    name, _, rest = command.strip().rstrip(";").partition(" ")
    if name in _LEAVING:
        raise _Leave
    if name not in _COMMANDS:
        raise QueryError(f"there is no command {name}; :help shows those there are")
    _COMMANDS[name](manner, rest.strip())


def _session(settings: Settings) -> PromptSession[str]:
    with disk(settings.home):
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return PromptSession(
        _PROMPT,
        multiline=True,
        prompt_continuation=_MORE,
        history=FileHistory(settings.home / HISTORY),
        lexer=PygmentsLexer(CypherLexer),
        completer=WordCompleter(sorted({*_KEYWORDS, *VOCABULARY.classes, *VOCABULARY.relations})),
        complete_while_typing=False,
        key_bindings=_keys(),
    )


def _keys() -> KeyBindings:
    """Enter runs what is complete and goes on to the next line otherwise."""
    keys = KeyBindings()

    @Condition
    def is_complete() -> bool:
        text = get_app().current_buffer.text
        return bool(parted(text)[0]) or complete(text)

    @keys.add("enter", filter=is_complete)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return keys


# commands


def _help(manner: Manner, rest: str) -> None:
    write(_HELP)


def _quit(manner: Manner, rest: str) -> None:
    raise _Leave


def _param(manner: Manner, rest: str) -> None:
    name, value = parameter(rest)
    manner.parameters[name] = value


def _params(manner: Manner, rest: str) -> None:
    for name, value in manner.parameters.items():
        write(f"${safe(name)} = {safe(repr(value))}")
    if not manner.parameters:
        note("There are none; :param NAME=JSON sets one.")


def _set(manner: Manner, rest: str) -> None:
    name, _, value = rest.partition(" ")
    if not name:
        write(f"limit {manner.limit}\ntimeout {manner.timeout:g}\nformat {manner.form}")
    elif name not in _SETTERS:
        raise QueryError(f"{name!r} cannot be set, only {', '.join(_SETTERS)}")
    else:
        try:
            _SETTERS[name](manner, value.strip())
        except ValueError as error:
            raise QueryError(f"{name} cannot be {value!r}: {error}") from error


def _set_limit(manner: Manner, value: str) -> None:
    if not 1 <= int(value) <= MOST_ROWS:
        raise ValueError(f"it lies between 1 and {MOST_ROWS}")
    manner.limit = int(value)


def _set_timeout(manner: Manner, value: str) -> None:
    if not 0.1 <= float(value) <= LONGEST:
        raise ValueError(f"it lies between 0.1 and {LONGEST:g} seconds")
    manner.timeout = float(value)


def _set_format(manner: Manner, value: str) -> None:
    manner.form = Rows(value)


_Command = Callable[[Manner, str], None]
_SETTERS: dict[str, _Command] = {"limit": _set_limit, "timeout": _set_timeout, "format": _set_format}
_COMMANDS: dict[str, _Command] = {
    ":help": _help,
    ":quit": _quit,
    ":exit": _quit,
    ":param": _param,
    ":params": _params,
    ":set": _set,
}
