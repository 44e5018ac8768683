"""The endpoint's description of itself (W3C SPARQL 1.1 Service Description), with how fresh its answers are."""

from rdflib import DCTERMS, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from graph.mirror.mirror import Freshness
from graph.triples import new_graph
from ontology.vocabulary import WW

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")

_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)


def describe(address: str, freshness: Freshness) -> Graph:
    """What the endpoint at that address can do. The default graph is the merge of all named graphs."""
    graph = new_graph()
    graph.bind("sd", SD)
    graph.bind("dcterms", DCTERMS)
    service, dataset, default = URIRef(address), BNode(), BNode()
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    for name in _RESULTS:
        graph.add((service, SD.resultFormat, FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((dataset, DCTERMS.modified, Literal(freshness.state.at, datatype=XSD.dateTime)))
    graph.add((dataset, WW.changes, Literal(freshness.state.number)))
    return graph
