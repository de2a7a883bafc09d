# Each target is one script; `make` alone lists them.
ROWS ?= 1000000
REPEAT ?= 3

.DEFAULT_GOAL := help
.PHONY: help setup demo test bench rules lint format clean

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## install the missing Debian packages, check Swift
	@scripts/setup.sh build

demo: ## build, run the main job on the fixtures, print where the report is
	@scripts/demo.sh

test: ## install what the tests need and run them all
	@scripts/test.sh

bench: ## time ringtally beside DuckDB: make bench ROWS=5000000 REPEAT=3
	@ROWS=$(ROWS) REPEAT=$(REPEAT) scripts/bench.sh

rules: ## break each rule of counting in a copy, list which tests notice
	@scripts/flip-rules.sh --table fixtures/conformance/RULES.md

lint: ## check the format of sources and scripts
	@scripts/lint.sh

format: ## let swift-format rewrite the sources
	@. scripts/swift.sh && swift format --in-place --parallel --recursive Sources Tests Package.swift

clean: ## remove what was built; reports and the benchmark's generated rows stay
	@rm -rf .build .build-*.log .venv-test .venv-bench
