#!/usr/bin/env bash
# See to the system libraries and programs that no Python package brings: `system_packages.sh run`
# for the site (the PDF), `system_packages.sh test` for its tests too. Where they cannot be
# installed the command is named and the set-up goes on: what could not run without them is named
# again at the end of the test run, and fails it where CI=true.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
library() { /sbin/ldconfig -p 2>/dev/null | grep -q "$1" || missing+=("$2"); }
library libpango-1.0.so.0 libpango-1.0-0
library libpangoft2-1.0.so.0 libpangoft2-1.0-0
library libharfbuzz-subset.so.0 libharfbuzz-subset0
if [ "$1" = test ]; then
  command -v java >/dev/null || missing+=(default-jre-headless)
  for jar in jaxb-api jaxb-core jaxb-runtime; do
    [ -e "/usr/share/java/$jar.jar" ] || { missing+=(libjaxb-java); break; }
  done
  command -v msgfmt >/dev/null || missing+=(gettext)
  browser() { .venv/bin/python -c 'import sys; from tests.machine import chromium; sys.exit(chromium() is None)'; }
  if ! browser; then
    if grep -qi '^ID=ubuntu' /etc/os-release; then
      # Ubuntu's package only points to a snap, which a container cannot have.
      own=(.venv/bin/python -m playwright install --with-deps chromium)
      echo "Fetching Chromium: ${own[*]} …"
      "${own[@]}" >/dev/null </dev/null || printf '\nThis failed; the reason stands above:\n    %s\n' "${own[*]}" >&2
    else
      missing+=(chromium)
    fi
  fi
fi
[ ${#missing[@]} = 0 ] || scripts/install_packages.sh "${missing[@]}" || echo "Going on without." >&2
