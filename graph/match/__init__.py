"""How well a participant fits a name and what else is said of it, with the reasons: pure functions, no store.

`readings` tells apart name and office in what was typed, `names` compares names, `score` weighs all of it.
"""
