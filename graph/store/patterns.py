"""The relationship types of the vocabulary as they stand in Cypher: by who states them, and which way they run."""

from ontology.vocabulary import VOCABULARY

_RELATIONS = [p for p in VOCABULARY.relations.values() if not p.store_only]
DERIVED = "|".join(sorted(p.key for p in _RELATIONS if p.derived))
FORWARD = "|".join(sorted(p.key for p in _RELATIONS if not p.derived and not p.reversed))
BACKWARD = "|".join(sorted(p.key for p in _RELATIONS if p.reversed))
