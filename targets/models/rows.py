"""What stands in the plan outside the strategic lines."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from objectives.models import Plan, PlanRow


class Section(models.Model):
    """One section of a plan outside the strategic lines (activities, processes, health …).
    Written by the planning office until the plan is approved."""

    class Kind(models.TextChoices):
        ACTIVITY = "activity", _("Activity targets")
        PROCESS = "process", _("Process targets")
        FINANCIAL_HEALTH = "financial_health", _("Financial health")
        USER_SATISFACTION = "user_satisfaction", _("User satisfaction")
        EQUAL_OPPORTUNITIES = "equal_opportunities", _("Equal opportunities")
        OTHER = "other", _("Other")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections", verbose_name=_("plan"))
    position = models.PositiveIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("The words before the name, as written.")
    )
    name = models.CharField(_("name"), max_length=600, help_text=_("As it stands in the document."))
    has_notes = models.BooleanField(
        _("last column is a note"),
        default=False,
        help_text=_("The table ends with a note in place of the area."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="section_name_unique_in_plan",
                violation_error_message=_("The plan already has a section of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Target(PlanRow):
    """One row of a section: something the body measures that is no strategic or operational
    objective. Written by the planning office; changed after approval only by an act."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="targets", verbose_name=_("section"))

    class Meta(PlanRow.Meta):
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["section__plan", "section__position", "position", "pk"]
        constraints = [
            *PlanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["section", "code"],
                condition=~Q(code=""),
                name="target_code_unique_in_section",
                violation_error_message=_("The section already has a target with this code."),
            ),
        ]

    @property
    def plan(self) -> Plan:
        return self.section.plan

    def clean(self) -> None:
        super().clean()
        if self.section_id and self.code:
            same = Target.objects.filter(section_id=self.section_id, code=self.code).exclude(pk=self.pk)
            if same.exists():
                raise ValidationError({"code": _("The section already has a target with this code.")})
