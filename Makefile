# The commands of the project. `make help` lists them.

SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Tests wait for browsers and disks as often as they work, so three processes keep two cores busy.
WORKERS ?= $(shell echo $$(( ($$(nproc) * 3 + 1) / 2 )))
LANGUAGES := $(patsubst translations/%/LC_MESSAGES/messages.po,%,$(wildcard translations/*/LC_MESSAGES/messages.po))

# Each list of packages is installed once; its stamp carries the list's checksum.
SITE := .venv/installed-site-$(firstword $(shell sha256sum requirements.txt))
TOOLS := .venv/installed-tools-$(firstword $(shell sha256sum requirements-dev.txt))

# Where people reach the site that `make run` starts.
export ENGAGE_BASE_URL ?= http://127.0.0.1:$(PORT)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test bench lint lock strings compile migration

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | column -t -s '|'

run: $(SITE) compile ## Start the site with its demonstration project at http://127.0.0.1:8000 (PORT=… for another)
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo load
	@printf '\nEngage: %s\nSign in as the demonstration lead, once, within 15 minutes:\n' "$$ENGAGE_BASE_URL"
	@$(BIN)/flask staff sign-in-link lead@demonstration.example
	@$(BIN)/flask jobs run & worker=$$!; \
	$(BIN)/waitress-serve --listen=127.0.0.1:$(PORT) --threads=8 wsgi:app & server=$$!; \
	trap 'kill $$server $$worker 2>/dev/null' INT TERM EXIT; \
	wait $$server

test: $(TOOLS) compile ## Run every test, in a browser and on PostgreSQL too (as root it installs what is missing)
	@bash tests/support/machine.sh
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -q $(ARGS)

bench: $(TOOLS) compile ## Print the benchmark table
	@$(BIN)/python -m tests.bench

lint: $(TOOLS) ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: $(TOOLS) ## Pin every package, with hashes, to its newest version
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --constraint requirements.txt requirements-dev.in --output-file requirements-dev.txt

strings: $(SITE) ## Collect the strings to translate and bring every catalogue up to date, of new languages too
	@$(BIN)/pybabel -q extract --mapping-file=translations/babel.cfg --keywords=_l --add-comments=Translators: \
		--no-location --sort-output --no-wrap --omit-header --output-file=translations/messages.pot .
	@$(BIN)/python -m translations.begin
	@for file in translations/*/LC_MESSAGES/messages.po; do \
		folder=$$(cut -d/ -f2 <<<"$$file"); header=$$(sed '/^$$/q' "$$file"); \
		$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --no-wrap --omit-header --locale="$$folder" \
			--input-file=translations/messages.pot --output-file="$$file"; \
		printf '%s\n\n%s\n' "$$header" "$$(cat "$$file")" >"$$file"; done

compile:
	@for folder in $(LANGUAGES); do \
		catalogue=translations/$$folder/LC_MESSAGES/messages; \
		if [ ! -e "$$catalogue.mo" ] || [ "$$catalogue.po" -nt "$$catalogue.mo" ]; then \
			$(BIN)/pybabel -q compile --input-file="$$catalogue.po" --output-file="$$catalogue.mo"; fi; done

migration: $(TOOLS) ## Write the next migration from what has changed in the models (NAME=… says what)
	@folder=$$(mktemp -d) && trap 'rm -r "$$folder"' EXIT && export ENGAGE_DATABASE_URL="sqlite:///$$folder/empty.sqlite3" \
	&& $(BIN)/flask db upgrade && next=$$(printf '%04d' $$(( $$(ls migrations/versions/*.py | wc -l) + 1 ))) \
	&& $(BIN)/flask db migrate --rev-id "$$next" --message "$(or $(NAME),change)" \
	&& sed -i '/###/d' migrations/versions/"$$next"_*.py && $(BIN)/ruff format --quiet migrations/versions

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Engage needs Python 3.11 or newer.") if sys.version_info < (3, 11) else 0'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq \
		&& apt-get install -y -qq python3-venv >/dev/null; } \
		|| { echo 'Python cannot make an environment here. Install it: sudo apt install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv .venv

$(SITE): | .venv/bin/pip
	@echo 'Installing the packages of the site …'
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@rm -f .venv/installed-site-* && touch $@

$(TOOLS): | .venv/bin/pip
	@echo 'Installing the packages of the tests …'
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@rm -f .venv/installed-tools-* && touch $@
