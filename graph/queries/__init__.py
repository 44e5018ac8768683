"""Every question that whowhom answers, and all of its Cypher; the service, the command line and the pages call these.

A module a question. Statements are constants and parametrised; what a user typed never becomes part of one.
"""
