# Shitu 师徒学堂. `make` shows what there is; `make run` is all that a fresh machine needs.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix bench prove-audit lock messages screenshots prove-durability prove-power-cut prove-trouble prove-races prove-restarts setup-dev system

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Install what runs into .venv
	@bash deploy/install.sh "$(PYTHON)" requirements.txt
	@$(BIN)/python -m compileall -q app.py lms # or each command compiles anew, where Python may not

setup-dev: setup
	@bash deploy/install.sh "$(PYTHON)" requirements-dev.txt

run: setup ## Install, prepare the database, load courses and serve on http://127.0.0.1:8000
	@exec $(BIN)/python deploy/serve.py

.PHONY: restore prove-backups
restore: setup ## Restore a backup: make restore FILE=… [INTO=folder] [WITH="--over …"]
	@$(BIN)/python deploy/restore.py "$(FILE)" $(WITH)

system: # Chromium and PostgreSQL for the tests, where we may install them
	@bash deploy/system.sh

test: setup-dev system ## Install what tests need and run the whole suite
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: setup-dev ## Everything static: lint, types, contracts, secrets, known faults, templates, content
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive app.py lms deploy
	@$(BIN)/python deploy/leaks.py
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports
	@$(BIN)/djlint lms/templates --lint --quiet
	@LMS_SECRET_KEY=only-for-checking-content-not-serving LMS_INSTANCE=$$(mktemp -d) $(BIN)/flask content check
	@LMS_SECRET_KEY=only-for-checking-content-not-serving LMS_INSTANCE=$$(mktemp -d) $(BIN)/flask scenarios check
	@$(BIN)/python deploy/audit.py

fix: setup-dev ## Format the code, mend what can be mended
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

.PHONY: leaks sbom
leaks: setup-dev ## List what looks like a secret and is none in .ci/secrets.json
	@$(BIN)/python deploy/leaks.py --accept

sbom: setup-dev ## Write down everything the product brings along: build/sbom.json (CycloneDX)
	@$(BIN)/python deploy/sbom.py

messages: setup-dev ## Bring the catalogues up to date with the texts of the interface
	@$(BIN)/python deploy/messages.py

prove-audit: setup-dev system ## Tamper with the audit trail 1,000 times, verify 1,000,000 events
	@ROUNDS=1000 $(BIN)/python -m pytest -s tests/people/test_tampering.py -k every_tampering
	@$(BIN)/python bench/trail.py

prove-backups: setup-dev system ## Take 30 backups under load on each database, and of the served product
	@ROUNDS=30 $(BIN)/python -m pytest -s tests/operations/backup/test_under_load.py
	@$(BIN)/python bench/backups.py

bench: setup-dev ## Compare the product with a bare Flask application on the same server
	@$(BIN)/python bench/run.py

.PHONY: load prove-size prove-register
load: setup-dev ## 300 people at work at once: how long they wait; LASTS=90 THINK=10
	@$(BIN)/python bench/load.py $(if $(LASTS),--seconds $(LASTS)) $(if $(THINK),--think $(THINK))

prove-size: setup-dev ## Pages with 100,000 trainees against pages with 1,000 (fills both)
	@$(BIN)/python bench/size.py

.PHONY: prove-growth
prove-growth: setup-dev ## The seven numbers of somebody with 10,000 facts in 50 ms, on both databases
	@$(BIN)/python bench/growth.py

.PHONY: prove-cohorts
prove-cohorts: setup-dev ## The progress of 200 people and all items of their plans in 300 ms, on both databases
	@$(BIN)/python bench/cohorts.py

prove-register: setup-dev ## 1,000,000 certificates as CSV against a plain csv writer
	@$(BIN)/python bench/register.py

prove-durability: setup-dev ## kill -9 at random moments under 20 writers; ROUNDS=500
	@$(BIN)/python -m proofs.durability $(if $(ROUNDS),--rounds $(ROUNDS))

prove-power-cut: setup-dev ## Cut the power of a disk of our own under load (root); ROUNDS=100
	@$(BIN)/python -m proofs.power_cut $(if $(ROUNDS),--rounds $(ROUNDS))

prove-trouble: setup-dev ## Disk full, database read-only or held: nothing lost, reading goes on
	@$(BIN)/python -m proofs.trouble

prove-races: setup-dev system ## 40 clicks at once on what may happen once, both databases; ROUNDS=50
	@$(BIN)/python -m proofs.races $(if $(ROUNDS),--rounds $(ROUNDS))

prove-restarts: setup-dev system ## Restart PostgreSQL under load; ROUNDS=20
	@$(BIN)/python -m proofs.restarts $(if $(ROUNDS),--rounds $(ROUNDS))

.PHONY: prove-xss
prove-xss: setup-dev system ## Attacks in every text in Chromium; LMS_XSS_VECTORS=FILE adds published ones
	@LMS_XSS=1 $(BIN)/python -m pytest -s tests/hostile/test_vectors.py tests/hostile/test_published.py

screenshots: setup-dev system ## Take the pictures of README.md from the running product; EVERY=folder: all pages
	@$(BIN)/python deploy/screenshots.py $(EVERY)

lock: setup-dev ## Renew the hash-pinned locks (needs uv)
	@uv pip compile --universal --python-version 3.11.2 --generate-hashes --no-header -q requirements.in -o requirements.txt
	@uv pip compile --universal --python-version 3.11.2 --generate-hashes --no-header -q requirements-dev.in -o requirements-dev.txt
