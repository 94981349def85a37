"""The catalogue of texts is brought up to date without guessing translations."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

messages = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "messages.py")))
PAGE = "{{% load i18n %}}{{% blocktranslate %}}{text}{{% endblocktranslate %}}"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What ``collect`` needs of a checkout, with one text that is translated."""
    for source in ("perfplan", "targets/wording/doubts.py"):
        found = messages.ROOT / source
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(found, tmp_path / source) if found.is_dir() else shutil.copy(found, tmp_path / source)
    (tmp_path / "locale").mkdir()
    (tmp_path / "page.html").write_text(PAGE.format(text="{{ count }} rows were imported today"))
    messages.collect(tmp_path)
    return tmp_path


def test_a_new_text_comes_out_empty_and_not_with_the_words_of_a_similar_one(checkout: Path) -> None:
    catalogue = checkout / messages.CATALOGUE
    text = 'msgid "%(count)s rows were imported today"\nmsgstr "'
    written = catalogue.read_text().replace(text, f"{text}%(count)s righe importate oggi")
    assert "righe importate" in written
    catalogue.write_text(written)
    (checkout / "page.html").write_text(PAGE.format(text="{{ number }} rows were imported today"))
    messages.collect(checkout)
    after = catalogue.read_text()
    assert 'msgid "%(number)s rows were imported today"\nmsgstr ""' in after
    assert "#| " not in after


def test_a_percent_sign_before_a_word_is_no_placeholder(checkout: Path) -> None:
    before = (checkout / messages.CATALOGUE).read_text().partition('msgid "{detail} % of a work')[0]
    assert "no-python-format" in before.rpartition("\n\n")[2]


def test_no_text_hides_behind_a_name_that_the_collection_does_not_know() -> None:
    """``makemessages`` looks for the functions by name: of other names it knows ``_`` alone."""
    alias = re.compile(r"import \w*gettext\w* as (?!_$)\w+", re.MULTILINE)
    folders = ("accounts", "objectives", "perfplan", "reports", "targets")
    sources = [path for folder in folders for path in (messages.ROOT / folder).rglob("*.py")]
    assert len(sources) > 100
    assert [path.name for path in sources if alias.search(path.read_text(encoding="utf-8"))] == []
