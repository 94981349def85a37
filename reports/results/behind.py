"""What stands behind the values of a period: their evidence, and who submitted and validated them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, Q

from accounts.models import User
from reports.documents.report import EvidenceMark, Person
from targets.models import ActualValue, Indicator, ReviewDecision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from targets.models import ReportingPeriod


@dataclass(slots=True)
class Behind:
    """Evidence and review of one value."""

    evidence: dict[int, EvidenceMark] = field(default_factory=dict)
    submitted: Person | None = None
    validated: Person | None = None


def load_what_stands_behind(period: ReportingPeriod, where: Q | None = None) -> defaultdict[int, Behind]:
    """Return evidence and the latest validation by the key of the value; one query.

    ``where`` narrows the indicators (``targets.access.sees``). A line for each file and validation of
    a value: of both there are few.
    """
    validations = FilteredRelation(
        "decisions", condition=Q(decisions__outcome=ReviewDecision.Outcome.VALIDATED)
    )
    of_them = {} if where is None else {"indicator__in": Indicator.objects.filter(where)}
    names = ("first_name", "last_name", "username")
    lines = (
        ActualValue.objects.filter(period=period, **of_them)
        .annotate(validation=validations)
        .order_by("pk", "evidence__pk", "validation__decided_at", "validation__pk")
        .values(
            "pk",
            "submitted_at",
            "evidence__pk",
            "evidence__name",
            "evidence__sha256",
            validated_at=F("validation__decided_at"),
            **{f"by_{name}": F(f"validation__decided_by__{name}") for name in names},
            **{f"submitter_{name}": F(f"submitted_by__{name}") for name in names},
        )
    )
    found: defaultdict[int, Behind] = defaultdict(Behind)
    for line in lines:
        behind = found[line["pk"]]
        if line["evidence__pk"] is not None:
            behind.evidence[line["evidence__pk"]] = EvidenceMark(
                line["evidence__name"], line["evidence__sha256"]
            )
        if line["validated_at"] is not None:
            behind.validated = Person(_name(line, "by_"), line["validated_at"])
        if line["submitted_at"] is not None:
            behind.submitted = Person(_name(line, "submitter_"), line["submitted_at"])
    return found


def _name(line: Mapping[str, Any], prefix: str) -> str:
    parts = {name: line[prefix + name] or "" for name in ("first_name", "last_name", "username")}
    return str(User(**parts))
