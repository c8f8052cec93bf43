# What can be done here; `make` alone lists it. The work itself is in config/run/.
.DEFAULT_GOAL := help
.PHONY: help run test lint bench lock messages

# Text is UTF-8 whatever the machine's locale, and another project's Python settings are not ours.
export PYTHONUTF8 = 1
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONSAFEPATH PYTHONWARNINGS PYTHONOPTIMIZE PYTHONIOENCODING
unexport DJANGO_SETTINGS_MODULE VIRTUAL_ENV PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PYTEST_ADDOPTS

PREPARE = sh config/run/python.sh -m config.run.prepare
PYTHON3 = .venv/bin/python

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: ## Set up everything and serve the archive (PORT=8000 HOST=127.0.0.1 DATABASE_URL=…)
	@$(PREPARE) --serve
	@$(PYTHON3) -m config.run.serve

test: ## Every check, and the tests on SQLite and PostgreSQL (TEST_DATABASE_URL=… REQUIRE_ALL=1)
	@$(PREPARE) --dev
	@$(PYTHON3) -m config.run.check

lint: ## Check the form of the code with ruff
	@$(PREPARE) --dev
	$(PYTHON3) -m ruff check .
	$(PYTHON3) -m ruff format --check .

bench: ## Measure the import, or search (BENCH="--part search --n 2000"; see docs/benchmarks.md)
	@$(PREPARE) --dev
	@$(PYTHON3) -m tests.bench $(BENCH)

lock: ## Pin requirements.in and requirements-dev.in anew, with hashes (needs uv)
	@sh config/run/lock.sh

messages: ## Renew the translations in config/locale (needs gettext)
	@$(PREPARE) --dev
	@sh config/run/messages.sh
