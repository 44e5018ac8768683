"""A copy of the store's named graphs that answers SPARQL: kept in step by the journal, never wrong without saying so.

`primary` is the copy that is written, data and state in one transaction; readers get snapshots of it, which nobody
writes. A query runs in a process of its own, which can be ended at any moment.
"""
