# The commands of this project; `make` alone lists them.
export CCACHE_NOHASHDIR := 1
export CCACHE_BASEDIR := $(CURDIR)

.PHONY: help run test fuzz bench format tidy clean-data
.DEFAULT_GOAL := help

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Build and start the server, the example application and a phone that answers
	@scripts/setup run
	@scripts/run

test: ## Run every test: C++ under sanitizers, fuzzers for a moment, browsers and phones
	@scripts/setup test
	@scripts/test

fuzz: ## Run each fuzzer for a minute; FUZZ_SECONDS sets another time
	@scripts/setup test
	@scripts/fuzz $${FUZZ_SECONDS:-60}

bench: ## Measure calls and REST requests a second, and bridged calls a core, on this machine
	@scripts/setup bench
	@scripts/bench

format: ## Format the C++ sources
	@git ls-files '*.cpp' '*.hpp' | xargs clang-format-19 -i

tidy: ## Run clang-tidy on the files changed since TIDY_BASE (origin/main, or the last commit)
	@scripts/tidy

clean-data: ## Forget what `make run` made: store, account, certificate, mapping
	@rm -rf var && echo 'var/ is removed; the next make run starts afresh'
