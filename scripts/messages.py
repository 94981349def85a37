"""Texts to translate: ``make`` collects and compiles them, ``check`` says what is missing.

Source texts are English; Italian is in ``locale/it``. The compiled catalogue is committed, so that
a machine without gettext runs the site in both languages; ``check`` compares it with its source.
"""

from __future__ import annotations

import argparse
import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/it/LC_MESSAGES/django.po")
WHERE_TEXTS_ARE = (
    "accounts",
    "objectives",
    "perfplan",
    "reports",
    "targets",
    "templates",
    "locale",
    "manage.py",
)
TOOLS = ("xgettext", "msgmerge", "msgattrib", "msgen", "msgfmt")


def run(*command: str | Path, where: Path = ROOT, **environment: str) -> str:
    """Run a command and return what it prints; stop with its words if it fails."""
    result = subprocess.run(
        command, cwd=where, env=os.environ | environment, check=False, capture_output=True, text=True
    )
    if result.returncode:
        raise SystemExit(result.stderr or result.stdout)
    return result.stdout


COLLECT = """
from django.core import management
from django.core.management.commands.makemessages import Command

Command.msgmerge_options = [*Command.msgmerge_options, "--no-fuzzy-matching"]
management.call_command(
    Command(), locale=["it"], no_obsolete=True, add_location="file", ignore_patterns=[".venv", "var"]
)
"""
"""Django's own command, but a new text comes out empty: gettext would lend it the translation of a
similar one, whose placeholders may be others, and refuse the catalogue for them. Without line
numbers: they change with every edit and say nothing to a translator."""


def collect(where: Path) -> None:
    """Bring the catalogue below ``where`` up to date with the texts there."""
    (where / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    # The command reads the settings and needs nothing of them.
    settings = {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "perfplan.settings"}
    run(sys.executable, "-c", COLLECT, where=where, **settings)


def compiled(source: Path) -> Path:
    return source.with_suffix(".mo")


def texts(catalogue: Path, *, all_of_them: bool = False) -> dict[object, str]:
    """Return source text → translation of a ``.po`` file, without its header, which holds a date.

    Left out are texts that are not translated or are marked as fuzzy, as the compiled catalogue
    leaves them out; with ``all_of_them`` they are there too.
    """
    if not catalogue.exists():
        return {}
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "django.po"
        shutil.copy(catalogue, source)
        if all_of_them:
            run("msgattrib", "--clear-fuzzy", "--no-obsolete", "--output-file", source, source)
            run("msgen", "--output-file", source, source)
        run("msgfmt", "--check", "--output-file", compiled(source), source)
        return translations(compiled(source))


def translations(catalogue: Path) -> dict[object, str]:
    """Return source text → translation of a compiled catalogue."""
    if not catalogue.exists():
        return {}
    with catalogue.open("rb") as file:
        return {key: text for key, text in vars(gettext.GNUTranslations(file))["_catalog"].items() if key}


def problems() -> list[str]:
    """Return a sentence for each thing that is wrong with the catalogue."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for source in WHERE_TEXTS_ARE:
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, copy / source, ignore=shutil.ignore_patterns("__pycache__"))
            elif (ROOT / source).exists():
                shutil.copy(ROOT / source, copy / source)
        collect(copy)
        wanted = texts(copy / CATALOGUE, all_of_them=True)
    known, done = texts(ROOT / CATALOGUE, all_of_them=True), texts(ROOT / CATALOGUE)
    found = [f"not in the catalogue (make messages): {text}" for text in wanted.keys() - known.keys()]
    found += [f"no longer in the program (make messages): {text}" for text in known.keys() - wanted.keys()]
    found += [f"not translated, or fuzzy: {text}" for text in known.keys() - done.keys()]
    if translations(compiled(ROOT / CATALOGUE)) != done:
        found.append(f"{compiled(CATALOGUE)} is not compiled from its source (make messages)")
    return sorted(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["make", "check"])
    asked = parser.parse_args()
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        raise SystemExit(f"Needs {', '.join(missing)}: apt-get install gettext")
    if asked.what == "make":
        collect(ROOT)
        run("msgfmt", "--check", "--output-file", compiled(ROOT / CATALOGUE), ROOT / CATALOGUE)
        left = len(texts(ROOT / CATALOGUE, all_of_them=True)) - len(texts(ROOT / CATALOGUE))
        print(f"{CATALOGUE}: {left} texts to translate or to look at")
        return 0
    found = problems()
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
