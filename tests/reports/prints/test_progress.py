"""How far a print has come, as the printer tells it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from reports.plan.printing import plan_pdf

if TYPE_CHECKING:
    from reports.documents.plan import PlanDocument
    from reports.render import Progress

NOW = datetime(2018, 3, 1, tzinfo=UTC)


class Enough(Exception):  # noqa: N818 - names the state of things
    """The one who listens wants no more."""


def test_pages_are_told_as_they_are_laid_out_and_their_number_once_it_is_known(
    seed_document: PlanDocument,
) -> None:
    told: list[Progress] = []
    content = plan_pdf(seed_document, language="it", created=NOW, tell=told.append)
    pages = len(pypdf.PdfReader(BytesIO(content)).pages)
    first_pass = [each.pages for each in told if each.total is None]
    assert first_pass == sorted(first_pass)
    assert first_pass[-1] == pages
    assert (told[-1].pages, told[-1].total) == (pages, pages)


def test_who_listens_can_end_the_printing(seed_document: PlanDocument) -> None:
    def stop(progress: Progress) -> None:
        if progress.pages == 2:
            raise Enough

    with pytest.raises(Enough):
        plan_pdf(seed_document, language="it", created=NOW, tell=stop)


def test_nobody_is_told_of_what_another_thread_prints(seed_document: PlanDocument) -> None:
    told: list[Progress] = []
    other: list[Progress] = []

    def listen(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 1:  # while this one prints, another does, to its end
            thread = threading.Thread(
                target=plan_pdf,
                kwargs={"document": small, "language": "it", "created": NOW, "tell": other.append},
            )
            thread.start()
            thread.join()

    small = replace(seed_document, sections=())
    plan_pdf(small, language="en", created=NOW, tell=listen)
    assert len(told) == len(other)
