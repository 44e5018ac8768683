"""The forms of a list: media types (RFC 6838) and the extensions that stand for them."""

from api.negotiation import JSON, JSON_LD, N_TRIPLES, TRIG, TURTLE

CSV, NDJSON = "text/csv", "application/x-ndjson"
GRAPHML, GEXF = "application/graphml+xml", "application/gexf+xml"

RDF = {"jsonld": JSON_LD, "ttl": TURTLE, "nt": N_TRIPLES, "trig": TRIG}
DRAWN = {"graphml": GRAPHML, "gexf": GEXF}
OF_ANY = {"json": JSON, "csv": CSV, "ndjson": NDJSON}
"""What every list has; the first is the form for who has no favourite."""

CSV_TYPE = f"{CSV}; charset=utf-8; header=present"
"""As it is sent (RFC 4180, section 3)."""
