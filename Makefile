# Everything runs in .venv, which is made on first use from the locked requirements and made anew
# when they change. The network is used by pip and npm only, and only for that.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV     ?= uv
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help setup demo test check serve docs pictures bench lock release clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo    build the packaged sample, print its findings, write its maps'
	@echo 'make test    all checks and all tests'
	@echo 'make check   lint, types, order of the packages, documentation'
	@echo 'make serve   the packaged sample at http://localhost:8000'
	@echo 'make docs    the documentation as a site, in site/'
	@echo 'make pictures  the pictures of the documentation, drawn anew (needs Chromium)'
	@echo 'make bench   the measurements of benchmarks/'
	@echo 'make lock    write requirements*.txt anew from pyproject.toml (needs uv)'
	@echo 'make release wheel, sdist, bill of materials and checksums in dist/'
	@echo 'make clean   take away .venv and what tools left'

setup: $(READY)

$(READY): pyproject.toml requirements-dev.txt package.json viz/fetch_assets.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m viz.fetch_assets
	touch $@

demo: $(READY)
	$(BIN)/shisaku demo

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --quiet tests/test_documentation.py

test: check
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

serve: $(READY)
	@test -f shisaku-demo/data/report.json || $(BIN)/shisaku demo
	$(BIN)/shisaku serve shisaku-demo/data

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

pictures: $(READY)
	$(BIN)/python -m release.pictures

bench: $(READY)
	@for file in $(filter-out benchmarks/synthetic%,$(wildcard benchmarks/*.py)); do echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

lock:
	$(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements.txt
	$(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --group dev --output-file requirements-dev.txt

release: $(READY)
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .
	$(BIN)/python release/sbom.py requirements.txt package.json > dist/shisaku.cdx.json
	cd dist && sha256sum * > SHA256SUMS

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist build site
