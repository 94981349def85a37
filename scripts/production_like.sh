#!/usr/bin/env bash
# Run a command with the settings of a real site (DEBUG off), a key of its own and a database in var/.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p var
export DEBUG=false HTTPS=${HTTPS:-true} ALLOWED_HOSTS=localhost
SECRET_KEY=$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')
DATABASE_URL=sqlite:///$PWD/var/production-like.sqlite3
STATIC_ROOT=$PWD/var/static
export SECRET_KEY DATABASE_URL STATIC_ROOT
unset EMAIL_URL TIME_ZONE MEDIA_ROOT CSRF_TRUSTED_ORIGINS BEHIND_PROXY
exec "$@"
