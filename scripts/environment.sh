#!/usr/bin/env bash
# Make .venv/ with the locked packages: `environment.sh run` those of the site, `environment.sh test`
# those of its development too. Does nothing where that has been done for this uv.lock.
set -euo pipefail
cd "$(dirname "$0")/.."

UV=uv==0.13.9
purpose=$1
wanted="$PWD $(cksum <uv.lock)"

done_for() { [ -x .venv/bin/python ] && [ "$(cat ".venv/set-up-for-$1" 2>/dev/null)" = "$wanted" ]; }
if done_for test || { [ "$purpose" = run ] && done_for run; }; then exit 0; fi

fail() { printf '\n%s\n' "$@" >&2; exit 1; }

new_enough() { command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
  for python in ${PERFPLAN_PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if new_enough "$python"; then command -v "$python"; return; fi
  done
  fail "perfplan needs Python 3.11 or later; this machine has $(python3 --version 2>/dev/null || echo none)." \
    "Install one (Debian 12 and Ubuntu 24.04 have it: apt-get install python3), or name it: PERFPLAN_PYTHON=/path/to/python3.12 make $purpose"
}

# An environment that was moved, or whose Python is gone, is made anew.
if [ -e .venv ] && ! { [ "$(cat .venv/made-in 2>/dev/null)" = "$PWD" ] && .venv/bin/python -c '' 2>/dev/null; }; then
  rm -rf .venv
fi
if [ ! -e .venv ]; then
  python=$(find_python)
  echo "Making the environment in .venv/ with $("$python" --version) …"
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    scripts/install_packages.sh "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" ||
      fail "Python cannot make environments until that package is installed."
  fi
  "$python" -m venv .venv
  printf '%s' "$PWD" >.venv/made-in
fi

echo "Installing the packages of uv.lock (about a minute the first time) …"
no_network="The packages could not be fetched. Is there a way to the network (pypi.org) from here? The error stands above."
.venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
.venv/bin/python -m pip install --quiet --disable-pip-version-check "$UV" || fail "$no_network"
if [ "$purpose" = run ]; then groups=--no-dev; else groups=--all-groups; fi
# --inexact: uv itself, which stands in the environment, stays.
VIRTUAL_ENV="$PWD/.venv" .venv/bin/uv sync --frozen --inexact --quiet "$groups" || fail "$no_network"
printf '%s' "$wanted" >".venv/set-up-for-$purpose"
