# make timeline   set up and run the main job: seeds/ -> output/
# make test       everything that CI runs
# make ui         Dagster on 127.0.0.1
# make bench, make evaluate, make fuzz

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable

.PHONY: timeline test lint ui bench evaluate fuzz clean

timeline: $(INSTALLED)
	@$(BIN)/python -m assets.timeline

test: $(TESTABLE) lint
	@$(BIN)/pytest -n auto

lint: $(TESTABLE)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

ui: $(INSTALLED)
	@exec $(BIN)/python -m assets.ui

bench: $(TESTABLE)
	@$(BIN)/python -m benchmarks

evaluate: $(INSTALLED)
	@$(BIN)/launch-timeline evaluate

fuzz: $(TESTABLE)
	@FUZZ_CASES=100000 $(BIN)/pytest -n auto tests/reading -k fuzz

# What runs is half of what tests: a newcomer's first `make timeline` does not wait for the rest.
$(INSTALLED): WANTED := .
$(TESTABLE): WANTED := .[test]
$(INSTALLED) $(TESTABLE): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed"; exit 2; }
	@echo "Setting up $(VENV) (once; takes a few minutes)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --config-settings editable_mode=compat --editable '$(WANTED)'
	@touch $@

clean:
	rm -rf $(VENV) output/* .dagster
