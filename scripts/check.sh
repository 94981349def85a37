#!/usr/bin/env bash
# Every check but the tests. All of them run; one line each; what a failed one said stands below it.
set -uo pipefail
cd "$(dirname "$0")/.."

# The caller's settings are not what is checked.
unset SECRET_KEY ALLOWED_HOSTS DATABASE_URL HTTPS BEHIND_PROXY CSRF_TRUSTED_ORIGINS TIME_ZONE EMAIL_URL MEDIA_ROOT STATIC_ROOT WORKER
export DEBUG=true
python=.venv/bin/python
mkdir -p var
failed=()

check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1 </dev/null); then
    echo "ok      $name"
  else
    echo "FAILED  $name"
    head -n 40 <<<"$output" | sed 's/^/        /'
    [ "$(wc -l <<<"$output")" -le 40 ] || echo "        … and more; all of it: $*"
    failed+=("$name")
  fi
}

templates() { find templates -name '*.html' -print0 | xargs -0 .venv/bin/djade --target-version 5.2 --check; }

check "format" $python -m ruff format --check --output-format concise .
check "lint" $python -m ruff check --output-format concise .
check "format of templates" templates
check "types" $python -m mypy .
check "layers" .venv/bin/lint-imports
check "system check" $python manage.py check --database default --fail-level WARNING
check "system check of a real site" scripts/production_like.sh $python manage.py check --deploy --fail-level WARNING
check "static files of a real site" scripts/production_like.sh $python manage.py collectstatic --no-input
check "no migration missing" $python manage.py makemigrations --check --dry-run
check "translations complete" $python scripts/messages.py check
check "uv.lock matches pyproject.toml" .venv/bin/uv lock --check --quiet

if [ ${#failed[@]} -gt 0 ]; then
  printf 'Failed: %s\n' "$(IFS=,; echo "${failed[*]}")"
  exit 1
fi
