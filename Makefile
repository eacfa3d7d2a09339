# `make run` opens the demonstration; `make test` passes everything; `make help` names the rest.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
PORT ?= 8000
LETTERS ?= 1000
VENV := .venv
BIN := $(VENV)/bin
INSTANCE := $${MEMBERSHIP_INSTANCE:-instance}
ROLES := applicant secretariat rapporteur board chair auditor administrator
CATALOGUES := membership/translations

# Letters need Pango and HarfBuzz, uploads need libmagic.
TO_RUN := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1
# The browser and what its driver needs, a virus scanner, the second database, the PDF conformance check, and reading a letter back.
TO_TEST := $(TO_RUN) chromium clamav-daemon libatomic1 postgresql default-jdk-headless libjaxb-java poppler-utils git

.PHONY: help
help: ## Name every command
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | column -t -s $$'\t'

.PHONY: run
run: export MEMBERSHIP_BASE_URL ?= http://127.0.0.1:$(PORT)
run: debian-to-run $(VENV)/runtime.stamp ## Set up, fill an empty instance with the demonstration, serve at 127.0.0.1:8000
	@if [ ! -e "$(INSTANCE)/membership.sqlite" ]; then
	  $(BIN)/membership demo
	else
	  echo 'One link for each role; each opens once:'
	  paste <(tr ' ' '\n' <<< '$(ROLES)') <($(BIN)/membership sign-in $(ROLES)) | \
	    while read -r role path; do printf '  %-14s %s\n' "$$role" "$$MEMBERSHIP_BASE_URL$$path"; done
	fi
	exec $(BIN)/membership run --port $(PORT)

.PHONY: test
# Three processes, because each waits as much as it works: for a browser, a server, a printed page.
test: debian-to-test $(VENV)/development.stamp check ## Set up, then pass every check and every test
	@$(BIN)/python -m pytest -n 3 --dist loadfile

.PHONY: check
check: $(VENV)/development.stamp ## Form, types, floors, catalogues, locks: what needs no server and no browser
	@$(BIN)/ruff format --check --quiet . || { echo 'Not formatted: run `make format`.' >&2; exit 1; }
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet tests/test_house.py tests/test_dependencies.py tests/test_security_page.py

.PHONY: format
format: $(VENV)/development.stamp ## Put the sources into the house's form
	@$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: translations
translations: $(VENV)/runtime.stamp ## Bring the catalogues up to date with the sources, and compile them
	@template=$$(mktemp --suffix=.pot)
	trap 'rm "$$template"' EXIT
	$(BIN)/pybabel --quiet extract --mapping-file membership/translations/babel.cfg --output "$$template" \
	  --keywords '_l lazy_gettext lazy_pgettext:1c,2 lazy_ngettext:1,2' --add-location file --sort-output --no-wrap \
	  --project Membership --copyright-holder 'Membership contributors' .
	[ -f $(CATALOGUES)/ro/LC_MESSAGES/messages.po ] || \
	  $(BIN)/pybabel --quiet init --input-file "$$template" --output-dir $(CATALOGUES) --locale ro --no-wrap
	$(BIN)/pybabel --quiet update --input-file "$$template" --output-dir $(CATALOGUES) \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel --quiet compile --directory $(CATALOGUES)

.PHONY: schema
schema: $(VENV)/runtime.stamp ## Print the schema of a letter's attached facts into docs/letter.schema.json
	@$(BIN)/python -m workflows.letter_schema > docs/letter.schema.json

.PHONY: benchmark
benchmark: $(VENV)/development.stamp ## Measure the printing of letters (LETTERS=1000), against WeasyPrint alone and against Typst
	@$(BIN)/python -m benchmarks.letters --letters $(LETTERS)

.PHONY: permissions
permissions: $(VENV)/runtime.stamp schema ## Print the permission table into docs/permissions.md
	@$(BIN)/python -m workflows.matrix > docs/permissions.md

.PHONY: screenshots
screenshots: debian-to-test $(VENV)/development.stamp ## Take the pictures in docs/screenshots again, from a demonstration
	@$(BIN)/python -m tests.browser.screenshots

.PHONY: lock
lock: $(VENV)/development.stamp ## Resolve setup.cfg again into the two locks and the bill of materials (LOCK_FLAGS=--upgrade for newer)
	@compile() { CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --build-deps-for editable $(LOCK_FLAGS) "$$@" setup.cfg; }
	compile --extra postgresql --extra serve --output-file requirements/runtime.txt
	compile --extra postgresql --extra serve --extra development \
	  --constraint requirements/runtime.txt --output-file requirements/development.txt
	$(BIN)/python requirements/sbom.py requirements/runtime.txt > requirements/sbom.json

.PHONY: clean
clean: ## Remove what was made here, but never an instance
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The virtual environment, and the project in it.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Membership needs Python 3.11 or newer.' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements/runtime.txt setup.cfg pyproject.toml | debian-to-run $(BIN)/python
	@echo 'Installing the locked packages into $(VENV)'
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/development.stamp: requirements/development.txt $(VENV)/runtime.stamp
	@echo 'Installing the locked tools into $(VENV)'
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	touch $@

# Debian's packages: installed where we may, named where we may not.

.PHONY: debian-to-run debian-to-test
debian-to-run: PACKAGES = $(TO_RUN)
debian-to-test: PACKAGES = $(TO_TEST)
debian-to-run debian-to-test:
	@installed() { dpkg-query --show --showformat '$${db:Status-Status}' "$$1" 2>/dev/null | grep -qx installed; }
	if ! command -v dpkg-query >/dev/null; then
	  echo 'This is not Debian: what corresponds to these packages is assumed to be here: $(PACKAGES)'
	  exit
	fi
	missing=()
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || missing+=(python3 python3-venv)
	for package in $(PACKAGES); do installed "$$package" || missing+=("$$package"); done
	[ $${#missing[@]} -gt 0 ] || exit 0
	as_root=()
	if [ "$$(id -u)" -ne 0 ]; then
	  sudo -n true 2>/dev/null || {
	    echo "These Debian packages are missing, and installing them needs an administrator. Run:" >&2
	    echo "  sudo apt-get install $${missing[*]}" >&2
	    exit 1
	  }
	  as_root=(sudo -n)
	fi
	echo "Installing Debian packages: $${missing[*]}"
	"$${as_root[@]}" apt-get update -qq
	"$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null
