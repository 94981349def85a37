"""``manage.py take_back_prints``: give what an ended worker was printing to the next one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from reports.prints.queue import take_back


class Command(BaseCommand):
    """Exit status: 0, also where nothing was being printed."""

    help = (
        "Put what was being printed in the queue again, at once. For the moment before the only worker is "
        "started; where other workers run, they would begin their prints anew."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = take_back(timezone.now())
        text = ngettext("%(count)d print taken back.", "%(count)d prints taken back.", count)
        self.stdout.write(text % {"count": count})
