"""Invented texts for the reports of the demonstration: written as the planning office would write them.

They stand in a file of ``fixtures/``, and each says of itself that it is invented.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from reports.models import Narrative
from reports.narrative.saving import save_narrative

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User
    from objectives.models import Plan

TEXTS_FILE = settings.BASE_DIR / "fixtures" / "testi-dimostrazione-2018.toml"


@transaction.atomic
def invent_texts(plan: Plan, file: Path, *, office: User) -> int:
    """Give the invented periods of ``plan`` the texts of ``file``; return how many.

    A period with texts keeps its own, and one whose values are not invented gets none. Raises
    ``ValueError`` for a chapter that no report has.
    """
    by_day: dict[str, dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    count = 0
    for period in plan.periods.filter(is_demonstration=True, narratives__isnull=True):
        for chapter, text in by_day.get(period.ends_on.isoformat(), {}).items():
            save_narrative(period, Narrative.Chapter(chapter), text.strip(), seen=0, user=office)
            count += 1
    return count
