"""The forms of a list: media types (RFC 6838) and the extensions that stand for them."""

from api.models import Act
from api.negotiation import JSON, JSON_LD, N_TRIPLES, TRIG, TURTLE

CSV, NDJSON = "text/csv", "application/x-ndjson"
GRAPHML, GEXF = "application/graphml+xml", "application/gexf+xml"

RDF = {"jsonld": JSON_LD, "ttl": TURTLE, "nt": N_TRIPLES, "trig": TRIG}
DRAWN = {"graphml": GRAPHML, "gexf": GEXF}
OF_ANY = {"json": JSON, "csv": CSV, "ndjson": NDJSON}
OF_ACTS = {**OF_ANY, **RDF, **DRAWN}


def forms_of(kind: type) -> dict[str, str]:
    """The media types of a list of such items, by extension; the first is the one for who has no favourite."""
    return OF_ACTS if issubclass(kind, Act) else OF_ANY
