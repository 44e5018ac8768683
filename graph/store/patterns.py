"""Parts of statements: the relationship types of the vocabulary by who states them and which way they run; days."""

from ontology.vocabulary import VOCABULARY

_RELATIONS = [p for p in VOCABULARY.relations.values() if not p.store_only]
DERIVED = "|".join(sorted(p.key for p in _RELATIONS if p.derived))
FORWARD = "|".join(sorted(p.key for p in _RELATIONS if not p.derived and not p.reversed))
BACKWARD = "|".join(sorted(p.key for p in _RELATIONS if p.reversed))

DAY = """MATCH (act)-[:EVIDENCED_BY]->()-[:IN_ARTICLE]->(article)
SET act.sortDate = coalesce(act.date, article.published)"""
"""Gives each `act` its day."""
