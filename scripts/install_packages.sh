#!/usr/bin/env bash
# Install Debian packages where this user may; otherwise name the command and fail.
set -euo pipefail

if ! command -v apt-get >/dev/null; then
  printf '\nMissing on this machine: %s (the names are Debian'\''s; install what your system calls them).\n' "$*" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" != 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    printf '\nMissing on this machine, and only root may install it:\n    sudo apt-get install %s\n' "$*" >&2
    exit 1
  fi
  as_root=(sudo -n env)
fi
echo "Installing with apt-get: $* …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "$@" >"$log" 2>&1 </dev/null; }
# A fresh machine has no package lists yet, an old one has stale ones.
if ! install "$@" && ! { "${as_root[@]}" env apt-get update --quiet >"$log" 2>&1 </dev/null && install "$@"; }; then
  tail -n 15 "$log" >&2
  printf '\nThis failed; the reason stands above:\n    apt-get install %s\n' "$*" >&2
  exit 1
fi
