#!/usr/bin/env python
"""Command line of the site: ``manage.py help`` lists the commands."""

from __future__ import annotations

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from environs import EnvError, EnvNotSetError, EnvValidationError


def in_one_line(error: Exception) -> str:
    """Return the variable and what is wrong with it."""
    if isinstance(error, EnvValidationError):
        return f"{str(error).partition(':')[0]}: {' '.join(error.error_messages)}"
    if isinstance(error, EnvNotSetError):
        return f"{error}. With DEBUG off it has no default; DEBUG=true is for your own machine only."
    return str(error)


def main() -> None:
    """Run a command; exit with 2 and one line where an environment variable is missing or wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfplan.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reading one reads them all
    except (EnvError, ImproperlyConfigured) as error:
        print(f"perfplan cannot start. {in_one_line(error)}", file=sys.stderr)
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
