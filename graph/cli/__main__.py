"""`python -m graph.cli` is `whowhom`."""

from graph.cli.app import main

main()
