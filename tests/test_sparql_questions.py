"""The questions of `docs/sparql.md`, asked of the seed articles in SPARQL and in Cypher: the answers are the same."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from tests.commands import at_home
from tests.serving import serving

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/sparql.md").read_text()
QUESTIONS = dict(re.findall(r"\n([^\n]+\?)\n\n```sparql\n(.*?)```", PAGE, flags=re.S))

ACT = "MATCH (who)-[:AGENT_OF]->(act:Act)-[:TARGETS]->(whom) "
WWA, WWC = "https://w3id.org/whowhom/act-types#", "https://w3id.org/whowhom/codes#"

CYPHER = {
    "Who acted against ICE, directly?": ACT + "WHERE whom.name = 'U.S. Immigration and Customs Enforcement' "
    "AND act.stance = 'against' AND act.realis = 'actual' "
    f"RETURN who.name, '{WWA}' + act.type",
    "Who acted against a policy of Donald Trump?": ACT
    + "WHERE act.stance = 'against' AND (whom)-[:OWNED_BY]->({name: 'Donald Trump'}) RETURN who.name, whom.name",
    "How many acts of each type are there?": f"MATCH (act:Act) RETURN '{WWA}' + act.type, count(act)",
    "What did and suffered California, in the order of time?": ACT
    + "WHERE act.date IS NOT NULL AND 'California' IN [who.name, whom.name] RETURN act.date, who.name, whom.name",
    "Which sentences say that somebody sued?": "MATCH (:Act {type: 'SUE'})-[:EVIDENCED_BY]->(s)-[:IN_ARTICLE]->(a) "
    "RETURN DISTINCT s.text, a.title",
    "How many acts happened, and how many were planned, threatened, possible or denied?": "MATCH (act:Act) "
    f"RETURN '{WWC}' + act.realis, count(act)",
    "Which acts does each article tell?": "MATCH (act:Act)-[:EVIDENCED_BY]->()-[:IN_ARTICLE]->(a) "
    "RETURN a.title, count(DISTINCT act)",
    "Who held a post of the Justice Department, and from when?": "MATCH (person)<-[:HELD_BY]-(t:Tenure)-[:OF_POST]->"
    "()-[:POST_OF]->({name: 'U.S. Department of Justice'}) RETURN person.name, t.from",
    "What belongs to the Department of Homeland Security, over any number of steps?": "MATCH (x)-[:PART_OF*1..9]->"
    "({name: 'U.S. Department of Homeland Security'}) RETURN DISTINCT x.name",
    "On whose word are acts told?": "MATCH (act:Act)-[:ATTRIBUTED_TO]->(speaker) RETURN speaker.name, count(act)",
}


@pytest.fixture(scope="module")
def asked(settings, seeded, tmp_path_factory):
    """The store with the seed articles, and the address of the service over it."""
    home = at_home(settings, tmp_path_factory.mktemp("questions"))
    with serving(create_app(home, seeded)) as address:
        for _ in range(5):  # on a busy machine making the copy takes longer than a question waits
            if httpx.get(f"{address}/v1/sparql", timeout=60).status_code == httpx.codes.OK:
                break
        yield seeded, address


def test_the_page_asks_ten_questions_and_each_is_compared():
    assert list(QUESTIONS) == list(CYPHER)
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("question", QUESTIONS)
def test_sparql_and_cypher_give_the_same_answer(asked, question):
    store, address = asked
    response = httpx.post(
        f"{address}/v1/sparql", data={"query": QUESTIONS[question]}, headers={"Accept": "text/csv"}, timeout=60
    )
    assert response.status_code == httpx.codes.OK, response.text
    _, *found = csv.reader(io.StringIO(response.text, newline=""))
    expected = [[str(value) for value in row] for row in store.console(CYPHER[question]).rows]
    assert Counter(map(tuple, found)) == Counter(map(tuple, expected))
    assert found


def test_the_page_tells_every_limit(settings):
    assert {f"sparql_{n.lower()}" for n in re.findall(r"`WHOWHOM_SPARQL_([A-Z_]+)`", PAGE)} == {
        name for name in type(settings).model_fields if name.startswith("sparql_")
    }
