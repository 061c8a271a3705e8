# `make` lists what can be done.  Everything happens in .venv; nothing is installed elsewhere.

PYTHON ?= python3
BIN := .venv/bin
DEMO := .demo/library
QUESTION ?= Who was killed in the airstrike in Beirut, and what did Qaani write about it?

# Where this is set, every process compiles every package it imports anew, which takes seconds.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test lint types imports tests fix docs lock clean

help:  ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# uv installs the locked packages several times faster than pip; where it cannot (a mirror that only pip knows), pip does.
define install
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) \
		|| $(BIN)/python -m pip install --quiet --require-hashes -r $(1)
endef

.venv/base:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@touch $@

.venv/installed: .venv/base requirements.lock pyproject.toml
	$(call install,requirements.lock)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch $@

demo: .venv/installed  ## Install, read seeds/ into a library, answer a question with citations
	@$(BIN)/articlebot --library $(DEMO) add seeds
	@echo; echo '$$ articlebot ask "$(QUESTION)"'; echo
	@$(BIN)/articlebot --library $(DEMO) ask --no-ledger "$(QUESTION)"

test: lint types imports tests  ## Everything CI runs

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed-dev
	$(BIN)/mypy

imports: .venv/installed-dev
	$(BIN)/lint-imports

# Three processes on two cores: some tests wait for servers, locks and processes of their own.
tests: .venv/installed-dev
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

fix: .venv/installed-dev  ## Format, and mend what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/installed-dev  ## Write docs/cli.md from the commands' help
	$(BIN)/python -m bot.cli.reference > docs/cli.md

lock: .venv/installed-dev  ## Resolve the dependencies anew, with hashes and without a registry's name
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate -q pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate -q --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## Remove the environment and the demo's library
	rm -rf .venv .demo
