# Names for the usual commands; each does what the README says.
.PHONY: help demo test fast format

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: ## Run the whole system with traffic and incidents
	local/bin/convergence demo

test: ## Run every check and test
	mvn -B verify

fast: ## Compile and run unit tests without formatting, static analysis and coverage
	mvn -B -q -Dfast test

format: ## Format the code
	mvn -B -q spotless:apply
