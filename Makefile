# Works from an empty clone with Python 3.11 or newer (with venv), make and git. Everything is installed into .venv.

# The first Python that is new enough; choose another with `make test PYTHON=/path/to/python3`.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp-$(shell cat requirements.lock pyproject.toml | cksum | tr -d ' ')
BENCH := .venv-bench
BENCH_STAMP := $(BENCH)/.stamp-$(shell cat requirements-bench.lock pyproject.toml | cksum | tr -d ' ')
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1
# Wheels only, but for two libraries in plain Python that come as source.
LOCKED := --require-hashes --only-binary :all: --no-binary dkimpy,pyspf

# Two files at a time; one file's tests stay together, so that what a file prepares is prepared once.
# The slowest come first: no core waits for the other at the end.
PYTEST_ARGS ?= -n 2 --dist loadfile --no-loadscope-reorder
TESTS ?= tests/faults tests/browser tests
ARGS ?=

.PHONY: help setup demo test check bench fuzz docs fix lock dist clean

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## install the locked versions into .venv, once
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found. Install it, or say: make PYTHON=/path/to/python3"; exit 2; }
	@echo "Installing the locked versions into $(VENV) (once, about a minute)"
	$(PYTHON) -m venv $(VENV)
	$(PIP) $(BIN)/python -m pip install -q $(LOCKED) -r requirements.lock
	$(PIP) $(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.stamp-*
	@touch $@

demo: $(STAMP) ## re-enact the November 2025 case, assess it, and open it in the workbench; flags with ARGS="--people 500"
	$(BIN)/waspada demo $(ARGS)

test: check ## check, then every test
	$(BIN)/python -m pytest $(PYTEST_ARGS) $(or $(ARGS),$(TESTS))

check: $(STAMP) ## format, lint, types, import contracts, the map and the docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	WASPADA_SECRET_KEY=none $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_docs.py tests/test_repository.py

fix: $(STAMP) ## put right what can be put right by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP) ## write the parts of the docs that come from the code
	$(BIN)/python docs/generate.py

fuzz: $(STAMP) ## 100,000 mutated files through every reader
	WASPADA_FUZZ_CASES=$${WASPADA_FUZZ_CASES:-100000} $(BIN)/python -m pytest -m fuzz $(PYTEST_ARGS) $(ARGS)

bench: $(BENCH_STAMP) ## speed, memory and peers, against the figures that must hold (about an hour)
	$(BENCH)/bin/python bench/run.py $(ARGS)
$(BENCH_STAMP): requirements-bench.lock pyproject.toml $(STAMP)
	$(PYTHON) -m venv $(BENCH)
	$(PIP) $(BENCH)/bin/python -m pip install -q $(LOCKED) -r requirements-bench.lock
	$(PIP) $(BENCH)/bin/python -m pip install -q --no-deps -e .
	@rm -f $(BENCH)/.stamp-*
	@touch $@

lock: $(STAMP) ## resolve the newest versions that pyproject.toml allows
	$(PIP) $(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-emit-index-url --upgrade --python-version 3.11 \
	  --custom-compile-command 'make lock' pyproject.toml --extra dev -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-emit-index-url --upgrade --python-version 3.11 \
	  --custom-compile-command 'make lock' pyproject.toml --extra bench -o requirements-bench.lock

dist: $(STAMP) ## build the wheel into dist/
	$(PIP) $(BIN)/python -m pip wheel -q --no-deps --no-build-isolation -w dist .

clean: ## remove everything that these targets made
	rm -rf $(VENV) $(BENCH) dist waspada-out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
