"""The pages of the data entry with the real plan on them, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from objectives.models import StrategicLine
from targets.models import Section
from tests import factories
from tests.admin.pages import page_of
from tests.e2e.conftest import DESK

if TYPE_CHECKING:
    from collections.abc import Callable

    from objectives.models import Plan
    from tests.e2e.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.appearance]


def test_the_pages_of_a_plan_are_no_wider_than_the_screen(seed: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.administrator())
    for part in (seed, *StrategicLine.objects.all()[:2], *Section.objects.all()[:2]):
        visit.open(page_of(part))
        assert visit.page.locator("html").get_attribute("lang") == "it"
        assert visit.width_needed() <= DESK["width"], part
