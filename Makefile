# Everything a person does with this repository. `make` alone lists it.
FITS := import sys, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do $$p -c '$(FITS)' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
# Extras stay in the lock: older pips take a pinned `coverage` and an asked-for `coverage[toml]` for two packages.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-strip-extras

.DEFAULT_GOAL := help
.PHONY: help install demo docs test long lint bench simulate chaos pictures lock clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(VENV)/installed  ## Make the environment from the lock file

$(VENV)/installed: pyproject.toml requirements-dev.lock
	@$(or $(PYTHON),false) -c '$(FITS)' 2>/dev/null || \
		{ echo "Python 3.11 or newer with venv is needed; if you have it, say make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "Making the environment in $(VENV) from the lock file: this takes a minute."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: install  ## Play with everything on this machine: no account, Ctrl-C to stop
	@exec $(BIN)/helpdesk demo

# Watched for the branches they take, tests need two to eight times as long: those that play much, start processes or are
# about other parts are not. Many of these wait for processes most of their time: four at once keep two cores busy.
UNWATCHED := $(wildcard tests/test_*.py) $(addprefix tests/,bench chaos commands doctor doors languages limits masking \
	sandbox_page sandbox_slack sandbox_zendesk setup simulation slack store story workers zendesk \
	desk/test_deaths.py desk/test_killed_while_rebuilding.py document/test_html.py document/test_whatever_comes.py \
	domain/test_by_the_clock.py domain/test_promise_restarts.py domain/test_settling.py duty/test_calendars.py stats)

# What was once compiled, with pytest's own assertions, is not compiled again in each of many processes.
test long: export PYTHONDONTWRITEBYTECODE =

test: install  ## Run the tests; every branch of the domain must be taken by one
	$(BIN)/python -m pytest $(UNWATCHED:%=--ignore=%) \
		--cov=helpdesk.domain --cov-branch --cov-fail-under=100 --cov-report=term-missing:skip-covered
	$(BIN)/python -m pytest -n 4 $(UNWATCHED)

long: install  ## Run the tests that take long: kills, stopping, rebuild, steady load (4 minutes)
	$(BIN)/python -m pytest -m long

lint: install  ## Check types, style and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install  ## Measure the door, the workers and the store against baselines
	$(BIN)/python -m tests.bench

MINUTES ?= 6
SEED ?= 1
SEEDS ?= 20000
simulate: install  ## Play whole histories with every fault in them (SEEDS=20000)
	$(BIN)/python -m tests.simulation $(SEEDS)

chaos: install  ## Kill, freeze and cut off the real processes, then compare both sides (MINUTES=6 SEED=1)
	$(BIN)/python -m tests.chaos --minutes $(MINUTES) --seed $(SEED)

pictures: install  ## Take the pictures of the README (needs Debian's chromium)
	$(BIN)/python -m tests.pictures

docs: install  ## Write the parts of the documents that are made from the code
	$(BIN)/python -m tests.documents

lock:  ## Pin every dependency anew (needs uv)
	$(COMPILE) --upgrade --extra otel --group dev --group bench pyproject.toml -o requirements-dev.lock
	$(COMPILE) -c requirements-dev.lock pyproject.toml -o requirements.lock
	$(COMPILE) -c requirements-dev.lock --group build -o requirements-build.lock

clean:  ## Remove the environment and the caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
