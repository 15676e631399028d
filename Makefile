# Everything a fresh machine with Python 3.11+ and make needs; see README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NOTEBOOK_READY := $(VENV)/.notebook
SPARK_READY := $(VENV)/.spark
BENCH_READY := $(VENV)/.bench

export DAGSTER_HOME := $(CURDIR)
export GX_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

.PHONY: help refresh demo report ui sql notebook sources doctor test test-spark check format lock graph registers docs campaign bench score audit clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 10

# Installed once; again only when the pins or the project's own metadata change.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; name one with make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@mkdir -p .dagster data/inbox
	@touch $@

refresh: $(READY)  ## land, read, resolve, check, publish data/warehouse.duckdb
	@$(BIN)/ledger refresh

demo: $(READY)  ## the same over registers and samples, in demo/
	@LEDGER_DATA=demo LEDGER_SAMPLES=true $(BIN)/ledger refresh

report: $(READY)  ## the page of the publication, data/report/index.html; a refresh makes it too
	@$(BIN)/ledger report

ui: $(READY)  ## the Dagster UI on http://localhost:3000, with the schedule's daemon
	$(BIN)/dg dev

sql: $(READY)  ## the DuckDB shell on the publication
	@$(BIN)/duckdb -readonly data/warehouse.duckdb

# The runner of the notebook is large; a refresh alone does not need it.
$(NOTEBOOK_READY): requirements-notebook.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-notebook.lock
	@touch $@

notebook: $(NOTEBOOK_READY)  ## the notebook of three pictures, in JupyterLab, over the publication
	$(BIN)/jupyter lab notebooks/three_pictures.ipynb

sources: $(READY)  ## what has come in of each source
	@$(BIN)/ledger sources

doctor: $(READY)  ## whether the ledger can refresh, and whether anything will do it
	@$(BIN)/ledger doctor

test: $(READY)  ## the whole test suite
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# Great Expectations behaves differently where pyspark is installed; a common refresh needs neither.
$(SPARK_READY): requirements-spark.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-spark.lock
	@touch $@

test-spark: $(SPARK_READY)  ## models on Spark against DuckDB; needs Java 17
	$(BIN)/python -m pytest tests/spark --durations=5

check: $(READY)  ## style, spelling, layers, types, SQL, definitions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell
	$(BIN)/lint-imports
	$(BIN)/pyright
	$(BIN)/sqlfluff lint --processes 2 sql
	$(BIN)/dg check yaml
	$(BIN)/dg check defs

format: $(READY)  ## put code and SQL into the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix --processes 2 sql

graph: $(READY)  ## write anew what lists tables and sources: tests/graph.txt, README, dictionary
	$(BIN)/python -c "from tests.defs.test_graph import *; GRAPH.write_text('\n'.join(lines_of(ROOT)) + '\n')"
	$(BIN)/python -m docs.build

registers: $(READY)  ## make the shipped strike register anew: FACTS=DIR for inputs elsewhere than ../shared
	$(BIN)/python -m pipelines.defs.sources.strike_register.compile $(FACTS)

docs: $(READY)  ## write the generated passages of the documentation anew
	rm -rf build/docs && LEDGER_DATA=build/docs $(BIN)/ledger refresh
	$(BIN)/python -m docs.build --warehouse build/docs/warehouse.duckdb

campaign: $(READY)  ## hours of kills, readers, poison, scarce resources and properties; a short form is in `make test`
	LEDGER_CAMPAIGN=full $(BIN)/python -m pytest tests/campaign --timeout=7200 --durations=10
	LEDGER_CAMPAIGN=full $(BIN)/python -m pytest -m hypothesis --timeout=7200 --durations=10

# dlt is only compared with; without the network the benchmarks run without it.
$(BENCH_READY): requirements-bench.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.lock && touch $@ || echo "dlt could not be installed, so it is not compared"

bench: $(READY) $(BENCH_READY)  ## speed, as ratios in one run
	$(BIN)/python -m benchmarks.idle
	rm -rf build/bench && LEDGER_DATA=build/bench $(BIN)/ledger refresh --quiet
	$(BIN)/python -m benchmarks.schedule build/bench
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.posts 30000
	$(BIN)/python -m benchmarks.resolve
	$(BIN)/python -m benchmarks.publishing build/bench
	$(BIN)/python -m benchmarks.reading

score: $(READY)  ## extraction against labelled texts, by family, corpus and tier: GOLD=DIR for another set
	$(BIN)/python -m benchmarks.score $(if $(GOLD),--gold $(GOLD))

audit:  ## hold the pins against published vulnerabilities; needs the network, pip-audit is not ours
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	build/audit/bin/pip-audit --strict --disable-pip --requirement requirements.lock

lock:  ## pin every dependency anew, with hashes and without an index address
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --output-file requirements.lock pyproject.toml
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --extra notebook --constraint requirements.lock --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --output-file requirements-notebook.lock pyproject.toml
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --extra spark --extra spark-test --constraint requirements.lock --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --output-file requirements-spark.lock pyproject.toml
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --extra bench --constraint requirements.lock --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --output-file requirements-bench.lock pyproject.toml
	# pip 23 takes html-clean and html_clean for two extras, and stops.
	sed -i.before 's/^lxml\[html-clean\]/lxml[html_clean]/' requirements*.lock && rm requirements*.lock.before

clean:  ## remove what can be made again; data/ stays
	rm -rf $(VENV) build .dagster .pytest_cache .ruff_cache .hypothesis demo
