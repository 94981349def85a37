"""Where the files that prove the values of a report are downloaded, for whoever may open them.

The document names its evidence and knows no site: the page adds the links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.documents.report import EvidenceMark
    from reports.results.behind import Behind


def evidence_addresses(behind: Mapping[int, Behind]) -> dict[EvidenceMark, str]:
    """Return the address of each file behind the values that a reader may see.

    A file that is attached twice has one address: its content is the same.
    """
    return {
        mark: reverse("targets:evidence", args=[key])
        for each in behind.values()
        for key, mark in each.evidence.items()
    }
