"""The demonstration plan where tests want it, and the demonstration where nobody wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests import factories

if TYPE_CHECKING:
    from objectives.models import Plan


def test_the_plan_of_a_module_is_there(db: None, seed_plan: Plan) -> None:
    assert seed_plan.sections.count() == 5
    seed_plan.sections.all().delete()


def test_what_another_test_did_to_it_is_undone(db: None, seed_plan: Plan) -> None:
    assert seed_plan.sections.count() == 5
    assert factories.seed_plan() == seed_plan


def test_a_real_site_refuses_the_demonstration(db: None) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("demo")
    assert refusal.value.returncode == 2
    assert not User.objects.exists()
