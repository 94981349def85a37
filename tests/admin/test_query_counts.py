"""How many queries each page of the data entry takes: the same for a plan ten times as large.

The numbers stand in ``tests/query_counts.json``. After a change that was meant, write them
anew with ``UPDATE_QUERY_COUNTS=1`` in the environment and look at the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import plan_of_size
from tests.admin.pages import url

if TYPE_CHECKING:
    from django.test import Client

COUNTS = Path(__file__).parents[1] / "query_counts.json"
OURS = [model for model in admin.site._registry if model._meta.app_label in ("objectives", "targets")]


def counts(client: Client) -> dict[str, int]:
    """Return the queries of every page of every model, by its address without keys."""
    found = {}
    for model in OURS:
        name = f"{model._meta.app_label}.{model._meta.model_name}"
        pages = [("list", url(model, "changelist")), ("changes", url(model, "changes"))]
        pages.append(("search", url(model, "changelist") + "?q=obiettivo"))
        first = model._default_manager.order_by("pk").first()
        if first is not None:
            pages += [(page, url(model, page, first.pk)) for page in ("change", "history", "delete")]
        for page, address in pages:
            ContentType.objects.clear_cache()
            with CaptureQueriesContext(connection) as queries:
                status = client.get(address).status_code
            assert status in (200, 403), address
            if status == 200:
                found[f"{name} {page}"] = len(queries)
    return found


@pytest.mark.parametrize("scale", [1, 10])
def test_the_number_of_queries_of_a_page_does_not_depend_on_the_size_of_the_plan(
    scale: int, office: Client
) -> None:
    plan_of_size(scale)
    found = counts(office)
    stored = json.loads(COUNTS.read_text(encoding="utf-8")) if COUNTS.exists() else {}
    if os.environ.get("UPDATE_QUERY_COUNTS") == "1" and scale == 1:
        stored["admin"] = dict(sorted(found.items()))
        COUNTS.write_text(json.dumps(stored, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == stored["admin"]
