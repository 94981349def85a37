#!/usr/bin/env bash
# The whole suite on SQLite, with coverage; then every test that opens the database on a real
# PostgreSQL (what opens none says the same on every database). Both run, whatever the first says.
set -uo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
unset DATABASE_URL
failed=0

echo "Tests on SQLite …"
$python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --cov --cov-report= </dev/null || failed=1

echo "Tests on PostgreSQL …"
$python scripts/with_postgresql.py $python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --only-database </dev/null || failed=1

echo "Branch coverage of the SQLite run (at least 90 %, of the pure code 100 %) …"
$python -m coverage report --skip-covered --skip-empty --fail-under=90 || failed=1
$python -m coverage report --include='targets/domain/*,perfplan/lib/*' --show-missing --skip-covered --fail-under=100 || failed=1

exit $failed
