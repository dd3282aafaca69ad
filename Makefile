# Everything a newcomer runs. Set-up is part of each target and happens once, and again when requirements change.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
SETUP := $(PYTHON) tools/set_up.py

.DEFAULT_GOAL := help
.PHONY: help run demo setup check format test faults coverage fidelity adoption backlog screens pictures bench bench-service forms docs hooks clean
.DELETE_ON_ERROR:
.NOTPARALLEL:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## start the service on http://127.0.0.1:8000
	@$(SETUP) --system office fonts
	@$(PYTHON) -m tools.build_pages
	$(BIN)/python -m service run

demo: $(VENV)/run.stamp ## fill, complete, read and finish one form, each step kept in build/demo
	@$(SETUP) --system office fonts
	$(BIN)/python -m service demo build/demo

setup: $(VENV)/dev.stamp ## install all that running and testing need
	@$(SETUP) --system office calc fonts pandoc samba node chromium
	@$(SETUP) --npm tests/filing
	@$(PYTHON) -m tools.build_pages

check: $(VENV)/dev.stamp ## the gate: format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/dev.stamp ## bring the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: setup ## run the tests (TESTS=tests/word runs some of them)
	$(PYTEST) -n auto --dist worksteal $(TESTS)

faults: setup ## the service killed and its database stopped fifty times, 1,500 forms all the way (long)
	AUDIT_FORMS_KILLS=50 AUDIT_FORMS_EXAMPLES=100 AUDIT_FORMS_FORMS=1500 \
	  $(PYTEST) -n auto -o faulthandler_timeout=0 tests/test_faults.py tests/test_outages.py tests/test_scale.py \
	  tests/api/test_schema.py

coverage: setup ## run the tests and show which lines and branches they miss
	$(PYTEST) --cov --cov-report=term $(TESTS)

fidelity: setup ## every form through every word processor and kind of damage (long); the table goes to docs/
	$(BIN)/python -m tools.fidelity

adoption: $(VENV)/dev.stamp ## how well plain forms are adopted: ours and real ones, stripped of their controls
	$(BIN)/python -m tools.adoption

backlog: setup ## copies made before adoption, saved by LibreOffice, read with the adopted forms (long)
	$(BIN)/python -m tools.adoption.backlog

screens: setup ## the pictures of pages that README shows, taken anew
	AUDIT_FORMS_KEEP_PICTURES=1 $(PYTEST) tests/pages/test_day.py

pictures: setup ## pages of plain forms before and after they were adopted, in build/adoption (long)
	$(BIN)/python -m tools.adoption.pictures

bench: $(VENV)/bench.stamp ## speed beside other tools and the floor, JSON in build/ (RUNS=5 is quick)
	$(BIN)/python -m bench.speed $(if $(RUNS),--runs $(RUNS))

bench-service: setup ## speed of a running service on SQLite and PostgreSQL, JSON in build/ (QUICK=1 is quick)
	$(BIN)/python -m bench.service $(if $(QUICK),--quick)

forms: $(VENV)/run.stamp ## build docx_templates/*.docx from their outlines
	for outline in docx_templates/*.yaml; do \
	  $(BIN)/python -m service forms build "$$outline" -o "$${outline%.yaml}.docx" || exit 1; \
	done

docs: $(VENV)/run.stamp ## write the pages of docs/ that say what the code says
	$(BIN)/python -m tools.pages

hooks: ## let git run `make check` before each commit
	printf '#!/bin/sh\nexec make check\n' > "$$(git rev-parse --git-path hooks)/pre-commit"
	chmod +x "$$(git rev-parse --git-path hooks)/pre-commit"

clean: ## remove the environment and what was built
	rm -rf $(VENV) node_modules service/static/built build .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.stamp: requirements.txt tools/set_up.py
	@$(SETUP) requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt tools/set_up.py
	@$(SETUP) requirements-dev.txt
	@touch $@

$(VENV)/bench.stamp: requirements.txt requirements-bench.txt tools/set_up.py
	@$(SETUP) requirements-bench.txt
	@touch $@
