# perfplan: `make run` brings up the site, `make test` runs every test. Each sets up what it needs.

.DELETE_ON_ERROR:
.PHONY: run test check format messages bench clean
