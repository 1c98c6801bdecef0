# make site    build the site into the output folder      make test    run every test (needs Chromium)
# make serve   show the site while you edit it; Ctrl-C ends it
# make setup   only the virtual environment, with tests    make lock    resolve the two lock files again (needs uv)
# make clean   built site and caches                       make distclean    those and the virtual environment

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
UV ?= $(shell command -v uv || echo $(VENV)/bin/uv)
CHROMIUM ?= $(shell for name in chromium chromium-browser google-chrome; do command -v $$name && break; done)

.DEFAULT_GOAL := site
.NOTPARALLEL:
.PHONY: site serve test setup lock clean distclean chromium

site: $(RUN)
	@$(PY) build.py

serve: $(RUN)
	@$(PY) build.py serve

test: chromium $(DEV)
	@CHROMIUM="$(CHROMIUM)" $(PY) -m pytest

setup: $(DEV)

chromium:
	@test -n "$(CHROMIUM)" && command -v "$(CHROMIUM)" >/dev/null || { \
	  echo "The tests need Chromium and found none$(if $(CHROMIUM), at $(CHROMIUM))." >&2; \
	  echo "On Debian or Ubuntu: apt install chromium. Elsewhere: CHROMIUM=path/to/the/program make test" >&2; \
	  exit 1; }

# A stamp is newer than its lock file, or the packages are installed again. The dev lock holds all of the run-time lock.
$(RUN): requirements.lock | $(VENV)/bin/pip
	@echo "Installing the packages of $< into $(VENV)"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(DEV): requirements-dev.lock requirements.lock | $(VENV)/bin/pip
	@echo "Installing the packages of $< into $(VENV)"
	@$(PIP) install --require-hashes -r $<
	@touch $(RUN) $@

# pip is the last thing that venv writes: an environment left half made is made again.
$(VENV)/bin/pip:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "$(PYTHON) was not found. Muniment needs Python 3.11 or newer: PYTHON=python3.12 make" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is $$("$(PYTHON)" --version 2>&1). Muniment needs 3.11 or newer: PYTHON=python3.12 make" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv --clear $(VENV)

# Every platform and every Python from 3.11 in one file; the header names no machine and no index.
LOCK = "$(UV)" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock:
	@command -v "$(UV)" >/dev/null || { echo "make lock needs uv: $(VENV)/bin/pip install uv" >&2; exit 1; }
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf _site _site.* .pytest_cache .ruff_cache build dist *.egg-info
	find . -path ./$(VENV) -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
