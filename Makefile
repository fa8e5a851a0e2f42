# `make demo` and `make test` do all the set-up on a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types bench bench-ingest bench-smoke clean

demo: .venv/demo
	$(BIN)/artikit validate --exit-zero examples/
	$(BIN)/artikit convert examples/good --to jsonl --verify | head -c 400

test: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python tests/fetch_data.py
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal

bench: .venv/dev
	$(BIN)/python benchmarks/run.py --write

bench-ingest: .venv/dev
	$(BIN)/python benchmarks/ingest.py --write

bench-smoke: .venv/dev
	$(BIN)/python benchmarks/run.py --smoke

clean:
	rm -rf .venv .test-data build dist

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

.venv/demo: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@ .venv/demo
