# What people type. `make demo` and `make test` are all that a newcomer needs.
SHELL := /bin/bash
PYTHON ?= $(shell for v in 3.13 3.12 3.11; do command -v python$$v >/dev/null && python$$v -c 'import venv, ensurepip' 2>/dev/null && { echo python$$v; break; }; done)
ifeq ($(PYTHON),)
PYTHON := python3
endif
PORT ?= 8000
ONLY ?=
DB ?=
RUN := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help demo run test test-servers lint format bench locales pictures migration lock clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "Concord needs Python 3.11, 3.12 or 3.13. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@test -e .venv/bin/python || $(PYTHON) -m venv .venv \
	  || { echo "This Python has no venv. On Debian: apt-get install python3-venv"; exit 1; }
	@test -x .venv/bin/uv || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv || true
	@if test -x .venv/bin/uv; then .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock; \
	  else .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; fi
	@printf '#!/bin/sh\ncd "%s" && exec .venv/bin/python -m bot "$$@"\n' "$(CURDIR)" > .venv/bin/concord && chmod +x .venv/bin/concord
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	@if test -x .venv/bin/uv; then .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-dev.lock; \
	  else .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock; fi
	@touch $@

demo: .venv/ready ## Concord with a pretend Discord and a pretend EVE, on this machine only
	@exec $(RUN) -m bot demo --port $(PORT)

run: .venv/ready ## the real thing: reads concord.toml and the environment, migrates, serves
	@exec $(RUN) -m bot run

test: .venv/ready-dev ## the whole suite, on SQLite and on MariaDB
	@if [ "$$CI" = true ]; then $(MAKE) --no-print-directory test-servers; fi
	@exec $(RUN) -m tests.run

test-servers: ## the servers that tests/real and the journeys need (Debian packages, needs root)
	@tests/servers.sh

lint: .venv/ready-dev ## what pre-commit and CI check
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check . && $(RUN) -m mypy bot cogs web models sandbox \
	  && .venv/bin/lint-imports && $(RUN) -m djlint --quiet --lint web/templates

format: .venv/ready-dev ## put the layout right
	@$(RUN) -m ruff check --fix . ; $(RUN) -m ruff format . 

bench: .venv/ready-dev ## measure; ONLY=page runs a part; writes var/bench.json
	@exec $(RUN) -m tests.benchmarks $(ONLY)

locales: .venv/ready-dev ## compare catalogues with the words used in code and templates
	@exec $(RUN) -m tests.house.words

pictures: .venv/ready-dev ## take the pictures for the docs
	@exec $(RUN) -m tests.pictures

migration: .venv/ready-dev ## NAME=what_changes: write a migration for both databases
	@exec $(RUN) -m migrations.make $(NAME)

lock: .venv/ready-dev ## resolve the dependencies anew (no addresses are written)
	@.venv/bin/uv pip compile --universal --generate-hashes --upgrade -q pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile --universal --generate-hashes --upgrade -q pyproject.toml --group dev -o requirements-dev.lock

clean: ## forget the environment and all demo data
	rm -rf .venv var/demo
