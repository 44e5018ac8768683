"""The whole service held against its own description: requests that fit it, requests that do not, and its links.

The same requests are made in each run.
"""

import httpx
import pytest
import schemathesis
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis import Config
from schemathesis.specs.openapi import checks

from api.app import create_app
from api.cypher.body import TYPED
from graph.projection import project
from graph.settings import Settings
from graph.triples import graph_iri, to_graph
from tests.commands import at_home
from tests.conftest import clean
from tests.samples import reading
from tests.serving import serving

EXAMPLES = 5
"""Of random data for an operation, in addition to those that cover each part of its description."""
CHAINS, STEPS = 25, 8
TRIES = 4

REFUSED = ["400", "403", "404", "405", "406", "409", "413", "414", "415", "422"]

GRAMMAR = (
    "POST /v1/articles",  # what an article is, in which language and of which day, is for the reader to tell
    "GET /v1/sparql",  # SPARQL; without a query the address has no parameters
    "POST /v1/sparql",
    "GET /v1/reconcile",  # JSON in a string, as the protocol has it
    "POST /v1/reconcile",
    "POST /v1/reconcile/match",  # properties and types by their names, and one name a query
    "POST /v1/reconcile/extend",
    "POST /v1/cypher",  # Cypher
)
"""What these take has rules that a schema cannot say, so that some of what fits the schema is refused."""

CONFIG = {
    "generation": {"deterministic": True, "max-examples": EXAMPLES, "database": "none"},
    "phases": {"stateful": {"max-steps": STEPS, "generation": {"max-examples": CHAINS}}},
    "checks": {"negative_data_rejection": {"expected-statuses": REFUSED}},
    "operations": [
        *({"include-name": name, "checks": {"positive_data_acceptance": {"enabled": False}}} for name in GRAMMAR),
        # A statement may run into the time that it was given itself.
        {
            "include-name": "POST /v1/cypher",
            "checks": {
                "positive_data_acceptance": {"enabled": False},
                "not_a_server_error": {"expected-statuses": ["2xx", "4xx", "504"]},
            },
        },
    ],
}

api = schemathesis.openapi.from_dict(create_app(Settings(_env_file=None)).openapi(), config=Config.from_dict(CONFIG))
schemathesis.serializer.alias("application/sparql-query", "text/plain")
schemathesis.serializer.alias(TYPED, "application/json")


class ReadsNothing:
    """A reader, for articles to be loaded."""

    model = "none"

    def read(self, article, iri):
        return ()


@pytest.fixture(scope="module")
def address(settings, connection, registry, tmp_path_factory):
    """The address of a service with two articles that takes more, with a copy for SPARQL of its own."""
    clean(connection, registry)
    for name in ("sample", "another"):
        connection.write(graph_iri(reading(name).iri), project(to_graph(reading(name))))
    own = at_home(settings, tmp_path_factory.mktemp("openapi"), cypher_seconds=2.0)
    with serving(create_app(own, connection, ReadsNothing())) as address:
        for _ in range(5):  # on a busy machine making the copy takes longer than a question waits
            if httpx.get(f"{address}/v1/sparql", timeout=60).status_code == httpx.codes.OK:
                break
        yield address
    clean(connection, registry)


def unsaid(case):
    """Checks for which the request says something of which the description cannot tell what follows."""
    asked = case.query or {}
    exempt = []
    if {"cursor", "article", "fields"} & set(
        asked
    ):  # a cursor is one of ours, an article and a field one that is there
        exempt.append(checks.positive_data_acceptance)
    if {"since", "until"} <= set(asked):  # in this order
        exempt.append(checks.positive_data_acceptance)
    if "speaker" in asked and asked.get("voice") == "outlet":  # which has none
        exempt.append(checks.positive_data_acceptance)
    if "fields" in asked:  # leaves out what the whole answer requires
        exempt.append(checks.response_schema_conformance)
    return exempt


@api.parametrize()
def test_every_operation_keeps_to_its_description(case, address):
    case.call_and_validate(base_url=address, excluded_checks=unsaid(case), timeout=120)


def test_every_link_leads_on(address):
    class Chain(api.as_state_machine()):
        """Follows links with what came back; `fields` and cursors that did not would only end the chain."""

        def setup(self):
            self.cursors = set()

        def get_call_kwargs(self, case):
            return {"base_url": address, "timeout": 120}

        def before_call(self, case):
            if case.meta.generation.mode.is_positive:
                asked = case.query
                asked.pop("fields", None)
                if asked.get("cursor") not in self.cursors:
                    asked.pop("cursor", None)

        def after_call(self, response, case):
            super().after_call(response, case)
            told = response.headers.get("content-type", [""])[0]
            if told == "application/json" and response.status_code == 200:
                self.cursors.add(response.json().get("next"))

        def validate_response(self, response, case, additional_checks=None, **kwargs):
            case.validate_response(response, excluded_checks=unsaid(case), recorder=self.recorder)

    for left in reversed(range(TRIES)):
        try:
            Chain.run()
            break
        except FlakyStrategyDefinition:  # ids of what a chain makes differ when Hypothesis goes the same way again
            if not left:
                raise


def test_each_id_says_where_it_is_read_and_links_lead_there():
    description = create_app(Settings(_env_file=None)).openapi()
    for name, schema in description["components"]["schemas"].items():
        if "id" in schema["properties"]:
            assert "/v1/" in schema["properties"]["id"]["description"], name
    operations = {o["operationId"] for path in description["paths"].values() for o in path.values()}
    answers = [a for path in description["paths"].values() for o in path.values() for a in o["responses"].values()]
    links = {name: link for answer in answers for name, link in answer.get("links", {}).items()}
    assert {link["operationId"] for link in links.values()} <= operations
    assert links["get_act.items.top.id"]["parameters"] == {"id": "$response.body#/items/0/top/id"}
    assert {"get_policy.items.id", "list_acts_of_actor.id", "list_groups_against.target", "next"} <= set(links)
