# `make` lists what can be done here. Every target sets up what it needs by itself.
PYTHON ?= python3
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup setup-frontend run demo test check e2e bench migration types clean

help: ## list these targets
	@grep -hE '^[a-z0-9-]+:.*## ' Makefile | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## virtual environment from the hashed lock
	@$(PYTHON) scripts/setup.py backend

setup-frontend: ## the same, and the front end built
	@$(PYTHON) scripts/setup.py backend frontend

run: setup-frontend ## the demonstration institute on http://127.0.0.1:8000 (POLDER_PORT, POLDER_DATA)
	@POLDER_DATA=$${POLDER_DATA:-.data} $(VENV)/polder demo

demo: run ## the same as run

test: ## everything: checks, unit, database, conformance and browser tests
	@$(PYTHON) scripts/setup.py backend frontend browser
	@$(MAKE) --no-print-directory check
	@$(VENV)/python -m pytest -n 2 --dist worksteal tests

check: setup-frontend ## lint, types, floors, migrations, front-end checks
	@$(PYTHON) scripts/check.py

e2e: ## browser tests only, screenshots in test-artefacts/
	@$(PYTHON) scripts/setup.py backend frontend browser
	@$(VENV)/python -m pytest tests/e2e

bench: setup-frontend ## speed as ratios in one run, to bench-results.json
	@$(VENV)/python -m tests.bench

migration: setup ## a new revision from the tables and declarations: make migration m="why"
	@$(VENV)/python scripts/migration.py "$(m)"

types: setup ## the front end's types from the OpenAPI document
	@$(VENV)/polder openapi > backend/openapi.json
	@cd frontend && npm run --silent types

clean: ## remove everything that was built (the demonstration data in .data stays)
	@rm -rf .venv .build dist frontend/node_modules backend/polder/static/admin test-artefacts
