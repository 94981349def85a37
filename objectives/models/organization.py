"""The body and its parts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from perfplan.lib.text import fold


class Organization(models.Model):
    """The public body whose plans these are: exactly one row. Written once by the planning
    office; printed on the cover of every document."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    ipa_code = models.CharField(
        _("IPA code"), max_length=20, blank=True, help_text=_("Code in the index of public administrations.")
    )
    address = models.TextField(_("address"), blank=True, help_text=_("As it should stand in the documents."))
    logo = models.ImageField(_("logo"), upload_to="organization/", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organization")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="organization_only_one",
                violation_error_message=_("There is one organization only: change the one that is there."),
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class AreaQuerySet(models.QuerySet["Area"]):
    def spelled(self, text: str) -> Area | None:
        """Return the area whose name or other spelling is ``text``; None if none is.

        Case, accents and blanks do not count.
        """
        key = fold(text)
        for area in self.prefetch_related("spellings"):
            if key in area.folded_spellings():
                return area
        return None


class Area(models.Model):
    """One management area of the body. Written by the planning office; kept as long as a plan names it."""

    code = models.CharField(_("code"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    managers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("managers"),
        blank=True,
        related_name="areas",
        help_text=_("They enter the actual values of this area."),
    )

    objects = AreaQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[managers])

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="area_code_unique",
                violation_error_message=_("Another area has this code."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def folded_spellings(self) -> set[str]:
        """Return the folded name and other spellings of this area."""
        return {fold(self.name), *(fold(s.spelling) for s in self.spellings.all())}


class AreaSpelling(models.Model):
    """Another way in which documents write the name of an area. Written by an import or by the
    planning office, so that the next import finds the same area."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="spellings", verbose_name=_("area"))
    spelling = models.CharField(_("spelling"), max_length=300, unique=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("other spelling")
        verbose_name_plural = _("other spellings")
        ordering = ["spelling"]

    def __str__(self) -> str:
        return self.spelling
