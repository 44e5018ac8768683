"""Clients that generators make from the service's OpenAPI: they compile, and they get the graph's answers."""

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from graph.projection import project
from graph.triples import graph_iri, to_graph
from tests.samples import reading

BIN = Path(sys.executable).parent
TYPESCRIPT = Path(__file__).parent / "typescript"
AGAINST = {
    "Ada Mayor DEMAND Sample Agency: Mayor Ada Mayor called on the Sample Agency to stop its raids on Monday.",
    "Bo Judge BLOCK entry ban: 🏛 Judge Bo Judge blocked the entry ban, and Ada Mayor did not sue the Sample Agency.",
}


@pytest.fixture
def address(service, store):
    """The service over the sample article."""
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    return service


@pytest.fixture(scope="module")
def description(service, tmp_path_factory):
    """The file with what /openapi.json says."""
    path = tmp_path_factory.mktemp("description") / "openapi.json"
    path.write_text(httpx.get(f"{service}/openapi.json").raise_for_status().text)
    return path


@pytest.fixture(scope="module")
def folder(description, tmp_path_factory):
    """The TypeScript client with its packages, and the types that are generated from the description."""
    folder = tmp_path_factory.mktemp("typescript")
    for path in TYPESCRIPT.glob("*.*"):
        shutil.copy(path, folder)
    run(folder, BIN / "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    run(folder, BIN / "npx", "openapi-typescript", description, "--output", "schema.d.ts")
    return folder


def run(folder, *command):
    ended = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, timeout=240)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_a_python_client_is_generated_and_asks_who_acted_against_whom(address, description, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(BIN), prepend=":")
    configuration = tmp_path / "configuration.json"
    configuration.write_text(json.dumps({"package_name_override": "whowhom_client", "post_hooks": []}))
    run(
        tmp_path,
        *(BIN / "openapi-python-client", "generate", "--path", description, "--output-path", tmp_path / "made"),
        *("--config", configuration),
    )
    monkeypatch.syspath_prepend(tmp_path / "made")
    list_acts = importlib.import_module("whowhom_client.api.acts.list_acts")
    kind = importlib.import_module("whowhom_client.models").ListActsStanceItem
    with importlib.import_module("whowhom_client").Client(base_url=address) as client:
        answer = list_acts.sync(client=client, stance=[kind("against")])
    assert {f"{a.agent.name} {a.type_} {a.target.name}: {a.evidence.text}" for a in answer.items} == AGAINST
    made = {p.stem for p in (tmp_path / "made/whowhom_client/api").rglob("*.py")}
    described = json.loads(description.read_text())["paths"].values()
    operations = {operation["operationId"] for methods in described for operation in methods.values()}
    # The generator takes no union that holds lists of the same union, which the draft of reconciliation wants.
    assert operations - made == {"match_entities"}


def test_a_typescript_client_compiles_and_asks_who_acted_against_whom(address, folder):
    run(folder, BIN / "npx", "tsc")
    assert set(run(folder, BIN / "node", "main.ts", address).splitlines()) == AGAINST


def test_a_typescript_client_that_misreads_the_description_does_not_compile(folder, tmp_path):
    wrong = tmp_path / "wrong"
    shutil.copytree(folder, wrong, symlinks=True)
    (wrong / "client.ts").write_text((wrong / "client.ts").read_text().replace("act.evidence.text", "act.proof.text"))
    ended = subprocess.run([BIN / "npx", "tsc"], cwd=wrong, capture_output=True, text=True, timeout=240)
    assert ended.returncode != 0
    assert "proof" in ended.stdout
