# What a person types. The set-up is scripts/setup.sh's work, done where it is needed and only there.

PYTHON := .venv/bin/python
ifeq ($(shell uname -s),Darwin)
# Where Homebrew and MacPorts put Pango: a Python that is not theirs does not look there by itself. It stands before
# each command, since /bin/sh is not handed it by macOS.
PYTHON := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/opt/local/lib:/usr/lib $(PYTHON)
endif

.PHONY: book test check format docs bench engines typography words reliability clean

book: ## build the guide into _book/
	@scripts/setup.sh book
	@$(PYTHON) -m bookbuild build

test: ## run the tests (ARGS="-k cover" for some of them)
	@scripts/setup.sh test
	@$(PYTHON) -m pytest -n 2 --dist loadfile $(ARGS)

check: ## formatting, lint, types, import contracts
	@scripts/setup.sh check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo

format: ## format the code, and mend what the linter can
	@scripts/setup.sh check
	@$(PYTHON) -m ruff format
	@$(PYTHON) -m ruff check --fix

docs: ## write the pages of docs/ that are made from the code
	@scripts/setup.sh check
	@$(PYTHON) scripts/docs.py

bench: ## measure against peers (ARGS="--only cold-pdf" or "--write"; "--help" lists all)
	@scripts/setup.sh bench
	@$(PYTHON) -m benchmarks $(ARGS)

engines: ## the guide with accelerators and without, and a book with each version of WeasyPrint (takes minutes)
	@scripts/setup.sh test
	@$(PYTHON) -m pytest -m whole_guide tests/layout tests/page_map
	@$(PYTHON) scripts/engines.py $(ARGS)

typography: ## word spaces, hyphens and last lines of finished PDFs (ARGS="_book/career-guide.pdf")
	@scripts/setup.sh test
	@$(PYTHON) -m benchmarks.typography $(ARGS)

words: ## 100,000 articles put together at random: is every word in both books? (takes an hour)
	@scripts/setup.sh test
	@$(PYTHON) -m tests.words $(ARGS)

reliability: ## what builds leave when they are killed, run side by side, or have no room (takes hours)
	@scripts/setup.sh test
	@$(PYTHON) -m benchmarks.reliability $(ARGS)

clean: ## take away everything that was made, but for .venv
	rm -rf _book .bookbuild dist .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find bookbuild tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} +
