# `make` lists what can be done here. Every target sets up what it needs by itself.
PYTHON ?= python3
VENV := .venv/bin
# Every program is compiled once, not by every process that starts.
unexport PYTHONDONTWRITEBYTECODE
SETUP = @command -v $(PYTHON) >/dev/null || { echo "polder: there is no $(PYTHON). Install it with: sudo apt-get install python3 python3-venv" >&2; exit 1; }; $(PYTHON) scripts/setup.py

.DEFAULT_GOAL := help
.PHONY: help setup run demo test check unit fast e2e bench migration types wheel lock clean

help: ## list these targets
	@grep -hE '^[a-z0-9-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## the demonstration institute on http://127.0.0.1:8000 (POLDER_PORT, POLDER_DATA); Ctrl-C stops it
	$(SETUP) run
	@POLDER_DATA=$${POLDER_DATA:-.data} exec $(VENV)/polder demo

demo: run ## the same as run

test: ## everything: checks, unit, database, conformance and browser tests
	$(SETUP) test
	@$(VENV)/python scripts/check.py
	@$(VENV)/python -m pytest -n logical --dist worksteal tests

check: ## lint, types, floors, migrations, front end; one of them: make check only="types"
	$(SETUP) test
	@$(VENV)/python scripts/check.py $(if $(only),"$(only)")

unit: ## the tests that need no server and no browser
	$(SETUP) test
	@$(VENV)/python -m pytest -n logical -m "not database and not browser" tests

fast: check unit ## check and unit together: at most two minutes

e2e: ## browser tests only, screenshots in test-artefacts/
	$(SETUP) test
	@$(VENV)/python -m pytest tests/e2e

bench: ## speed as ratios in one run, to bench-results.json
	$(SETUP) test
	@$(VENV)/python -m tests.bench

migration: ## a new revision from the tables and declarations: make migration m="why"
	$(SETUP) packages no-front-end
	@$(VENV)/python scripts/migration.py "$(m)"

types: ## the front end's types from the OpenAPI document
	$(SETUP) run
	@$(VENV)/python scripts/api_types.py

wheel: ## dist/polder-….whl with the built front end in it
	$(SETUP) test
	@$(VENV)/python -m build --wheel --no-isolation --outdir dist .

lock: ## write the locks anew from pyproject.toml; newer versions: make lock upgrade=1
	@$(PYTHON) scripts/lock.py $(if $(upgrade),--upgrade)

setup: ## everything that the other targets need, and nothing more
	$(SETUP) test

clean: ## remove everything that was built (the demonstration's data in .data stays)
	@rm -rf .venv .build dist frontend/node_modules backend/polder/static/admin test-artefacts
