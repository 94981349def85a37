# perfplan. The two that matter:
#
#   make run     a fresh machine to a running site with the demonstration plan (PORT=8000)
#   make test    a fresh machine to a finished run of every test, on SQLite and on PostgreSQL
#
# Each sets up what it needs in .venv/ and says what it is doing; the second time takes seconds.

.DEFAULT_GOAL := help
.PHONY: help run test check format messages bench clean environment

PYTHON := .venv/bin/python
# Whatever is exported in the caller's shell must not decide which database the demonstration is
# written to: only `make run DATABASE_URL=…` does.
given = $(if $(filter command,$(origin $(1))),--$(2) "$($(1))")

help:
	@sed -n 's/^#   //p' Makefile
	@echo "make check   what CI checks besides the tests: format, lint, types, layers, settings, messages"
	@echo "make format  bring code and templates into their format"
	@echo "make messages  collect the texts to translate, compile the translations"
	@echo "make bench   measure queries and times"
	@echo "make clean   remove everything that was made here: .venv/, var/, caches"

run:
	@scripts/environment.sh run
	@scripts/system_packages.sh run
	@$(PYTHON) scripts/run_site.py $(call given,PORT,port) $(call given,DATABASE_URL,database-url)

test: environment
	@scripts/system_packages.sh test
	@scripts/test.sh

check: environment
	@scripts/system_packages.sh test
	@scripts/check.sh

environment:
	@scripts/environment.sh test

format: environment
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix --quiet . || true
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

messages: environment
	@$(PYTHON) scripts/messages.py make

bench: environment
	@scripts/production_like.sh $(PYTHON) manage.py collectstatic --no-input --verbosity 0
	@scripts/production_like.sh $(PYTHON) manage.py bench

clean:
	rm -rf .venv var staticfiles .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
