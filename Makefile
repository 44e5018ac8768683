# make install | demo | test | check | docs | score | weights; everything lives in .venv and in the user's data and cache folders.
PYTHON ?= python3
BIN := .venv/bin
# What `make score` reads beside our own articles, where it is given: the texts of tests/reading/standoff, and folders of
# annotated articles.
TEXTS ?=
GOLD ?=

.PHONY: install dev demo test check lint format docs lock score weights clean

install: .venv/installed

dev: .venv/installed-dev

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "whowhom needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.txt
	touch $@

demo: install
	$(BIN)/whowhom neo4j start
	$(BIN)/whowhom load --seeds --table
	$(BIN)/whowhom acts --stance against --article 2017-08-03-justice-department-sets-conditions --format table
	$(BIN)/whowhom serve

test: dev
	$(BIN)/python -m pytest

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

check: lint test

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir site

score: install
	$(BIN)/python -m benchmarks.score $(if $(TEXTS),--texts $(TEXTS)) $(addprefix --gold ,$(GOLD))

# Learns how likely an act is right from the articles that may be built on, and scales it by the unseen ones; TEXTS as above.
weights: dev
	$(BIN)/python -m graph.evaluate.training tests/reading/articles/built tests/reading/standoff/built:$(TEXTS) $(GOLD) \
		--calibrate tests/reading/articles/unseen tests/reading/standoff/unseen:$(TEXTS) --write

# Pins every dependency by version and hash; no address is written down.
lock:
	uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --quiet --output-file requirements.txt
	uv pip compile pyproject.toml --group dev --constraint requirements.txt --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --quiet --output-file requirements-dev.txt

clean:
	rm -rf site .venv .pytest_cache .mypy_cache .ruff_cache
