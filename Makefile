# Atelier: every task of the house. `make run` is enough to see it; `make help` lists the rest.
# Recipes stay one line: what thinks is in tools/.

.DEFAULT_GOAL := help
SHELL = /bin/sh

PORT ?= 8000
HOST ?= 127.0.0.1
BIN = .venv/bin
# The environment's own tools first, and Node beside them where the system has none.
WITH = PATH="$(CURDIR)/$(BIN):$$PATH"
STATIC = src/atelier/site/static/app/manifest.json
FRONT = $(shell find frontend vite.config.ts tsconfig.json package.json src/atelier/common/static ! -name "*.gz" ! -name "*.br")
WORDS = $(shell find src -name '*.po')
LOCKS = requirements/base.txt requirements/uv.txt requirements/node.txt tools/environment.sh tools/lib.sh

# The sizes of `make bench-live`, where they are given.
BENCH = $(if $(REPS),--reps $(REPS)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(CASES),--cases $(CASES)) \
	$(if $(SERVERS),--servers $(SERVERS)) $(if $(DATABASE),--database $(DATABASE))

.PHONY: help setup setup-tests run ground test test-python test-front test-scale bench-live bench-pages check lock types messages build clean

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: .venv/.base node_modules/.stamp $(STATIC) var/.messages ## Install everything `make run` needs

run: ## Start with the Dieppe demo (PORT=8000; HOST=0.0.0.0 opens it to the phones of the room)
	@$(MAKE) --no-print-directory -j2 setup $(if $(wildcard var/atelier.sqlite3),,ground)
	@exec $(BIN)/atelier run --port $(PORT) --host $(HOST)

# The first time, one processor fills the database while the other builds the front end.
ground: var/.messages
	@$(BIN)/atelier run --only-prepare

build: $(STATIC) ## Build the front end

test: setup-tests test-front test-python ## All tests on SQLite: unit, property, server, browser, front end

test-python: setup-tests
	@sh tools/pytest.sh $(ARGS)

test-front: node_modules/.stamp
	@$(WITH) npm test --silent

test-scale: setup-tests ## The Python tests that a database or Redis can change, on PostgreSQL and Redis
	@sh tools/scale.sh $(ARGS)

bench-live: setup-tests ## Our live table beside two others, on two cores (REPS=5 SECONDS=8 CASES="W1-50 W2" DATABASE=)
	@$(WITH) sh tools/bench_live.sh $(BENCH)

bench-pages: setup-tests ## Server time of the pages on a database of some years (PAGES="--runs 40 --write")
	@$(WITH) PYTHONPATH=src:. python -m benchmarks.pages $(PAGES)

check: .venv/.dev node_modules/.stamp $(STATIC) var/.messages ## Style, types, floors, budgets, words, catalogues, contract
	@$(WITH) sh tools/check.sh

setup-tests: .venv/.dev setup
	@sh tools/browser.sh

types: .venv/.dev node_modules/.stamp ## Generate the TypeScript types of the live contract
	@$(WITH) python tools/write_contract.py

messages: .venv/.dev ## Bring the French catalogues up to date with the sources
	@$(WITH) python tools/messages.py update

lock: .venv/.dev ## Resolve the requirements anew into hashed locks
	@$(WITH) sh tools/lock.sh

clean: ## Remove what was built and installed; var/ (database, maps) stays
	rm -rf .venv node_modules src/atelier/site/static/app .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find src -name '*.mo' -exec rm -f {} +
	rm -f var/.messages

.venv/.base: $(LOCKS)
	@sh tools/environment.sh base

.venv/.dev: $(LOCKS) requirements/dev.txt
	@sh tools/environment.sh dev

node_modules/.stamp: .venv/.base package-lock.json
	@$(WITH) sh tools/node_modules.sh

$(STATIC): node_modules/.stamp $(FRONT)
	@echo "Building the front end"
	@$(WITH) npm run build --silent -- --logLevel error
	@touch $@

var/.messages: .venv/.base $(WORDS) tools/messages.py
	@$(WITH) python tools/messages.py compile
	@mkdir -p var && touch $@
