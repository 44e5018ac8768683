"""The command line `whowhom`: parses, calls one function of `graph`, shows what it answers.

A module a subject. Errors are raised; `exits` alone turns them into a message and an exit code. What is shown passes
through `output`, so that no name or sentence can write to the terminal anything but itself.
"""

from graph.cli.app import main

__all__ = ["main"]
