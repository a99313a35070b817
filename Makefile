# Everything happens in scripts/bootstrap.py, which needs nothing but Python 3.11.
PYTHON ?= python3
export PORT

.PHONY: help run setup test check screenshots lock

help:
	@echo "make run    set up what is missing and start Leerkring (PORT=8001 for another port)"
	@echo "make test   every check and test"
	@echo "make check  lint, types, imports, templates, messages; no tests"
	@echo "make setup  set up only"
	@echo "make screenshots  pictures of the main pages, in build/screenshots"
	@echo "make lock   choose newer versions of the Python packages"

run setup test check screenshots lock:
	@"$(PYTHON)" scripts/bootstrap.py $@
