"""Nothing of the documents is written in the admin."""

from __future__ import annotations

from django.contrib import admin
from django_tasks_db import admin as _registers_the_queue  # noqa: F401 - now, and not after this module
from django_tasks_db.models import DBTaskResult

# The queue's own table: no data of the plan, and in English only. How far a print has come stands on
# its page.
admin.site.unregister(DBTaskResult)
