"""Who may do what: API keys and the audit log, in files below `Settings.home` and not in the graph.

The graph is open to queries and exports by anybody; what is kept here must never be found by one.
"""
