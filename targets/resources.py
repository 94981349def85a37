"""What a plan does not say of its indicators, in and out of a spreadsheet: baseline, source, weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.widgets import Widget

from objectives.models import Area
from objectives.resources import ChoiceWidget, DecimalWidget, TableResource, TextWidget, WholeNumberWidget
from perfplan.lib.text import fold
from targets.models import Indicator, Measure
from targets.selectors import up_to_plan
from targets.services.yardsticks import counted_values

if TYPE_CHECKING:
    import tablib


JUDGED_BY = ("baseline", "weight")
"""Of the columns, those that the figure of a value depends on."""
NEEDS_REASON = _(
    "Submitted values are compared with it: change it on the page of the indicator, with a reason."
)


class ShownField(Field):  # type: ignore[misc] # the library is not typed
    """A column that tells the reader which indicator it is; not read back."""

    def __init__(self, label: Any) -> None:
        super().__init__(readonly=True)
        self.label = label


class AreaWidget(Widget):  # type: ignore[misc] # the library is not typed
    """An area by its name or one of its other spellings; all areas are loaded once."""

    def __init__(self) -> None:
        super().__init__()
        self._areas: dict[str, Area] | None = None

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Area | None:  # noqa: ARG002
        if value is None or not str(value).strip():
            return None
        if self._areas is None:
            areas = Area.objects.prefetch_related("spellings")
            self._areas = {key: area for area in areas for key in area.folded_spellings()}
        area = self._areas.get(fold(str(value)))
        if area is None:
            raise ValueError(gettext("No area is called «%(name)s».") % {"name": value})
        return area

    def render(self, value: Area | None, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        return value.name if value is not None else ""


class IndicatorResource(TableResource):
    """The indicators, found again by their number; the first columns only say which each is."""

    year = ShownField(_("plan"))
    row_code = ShownField(_("code of the row"))
    row_text = ShownField(_("row"))
    formula = ShownField(_("formula"))
    indicator = ShownField(_("indicator"))
    # Declared, because the library's own would carry the key of the area and not the area.
    area = Field(attribute="area", column_name="area", widget=AreaWidget())

    class Meta(TableResource.Meta):
        model = Indicator
        fields = (
            "id",
            "year",
            "row_code",
            "row_text",
            "formula",
            "indicator",
            "baseline",
            "baseline_year",
            "source",
            "weight",
            "direction",
            "area",
            "external_code",
        )
        export_order = fields
        import_id_fields = ("id",)
        name = _("Indicators")

    widgets = {
        "id": WholeNumberWidget(),
        "baseline": DecimalWidget(),
        "baseline_year": WholeNumberWidget(),
        "source": TextWidget(),
        "weight": DecimalWidget(),
        "direction": ChoiceWidget(Indicator.Direction.choices),
        "external_code": TextWidget(),
    }

    def get_queryset(self) -> Any:
        return Indicator.objects.select_related(*up_to_plan("measure__"), "area")

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        return queryset.select_related(*up_to_plan("measure__"), "area")

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        if "id" not in dataset.headers:
            raise ValidationError(
                gettext("The column «%(name)s» is missing: export the table first and fill it in.")
                % {"name": self.label_of("id")}
            )

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Indicator, bool]:
        """Return the indicator of the row. Raises ``ValidationError``: none is made by a table."""
        instance = self.get_instance(instance_loader, row)
        if instance is None:
            raise ValidationError({"id": gettext("There is no indicator with this number.")})
        return instance, False

    def validate_instance(
        self,
        instance: Indicator,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002 - the library's signature
    ) -> None:
        """Refuse, as well, what submitted values are judged by: a table gives no reason for a change."""
        errors = dict(import_validation_errors or {})
        if instance.pk in self._counted:
            stored = Indicator.objects.get(pk=instance.pk)
            for name in JUDGED_BY:
                if getattr(instance, name) != getattr(stored, name):
                    errors.setdefault(name, ValidationError(NEEDS_REASON))
        super().validate_instance(instance, errors, validate_unique)

    @cached_property
    def _counted(self) -> frozenset[int]:
        """The indicators that submitted values hang on."""
        values = counted_values(Measure.objects.all())
        return frozenset(values.values_list("indicator", flat=True))

    def dehydrate_year(self, indicator: Indicator) -> int:
        return indicator.measure.row.plan.year

    def dehydrate_row_code(self, indicator: Indicator) -> str:
        return indicator.measure.row.code

    def dehydrate_row_text(self, indicator: Indicator) -> str:
        return indicator.measure.row.text

    def dehydrate_formula(self, indicator: Indicator) -> str:
        return indicator.measure.formula_text

    def dehydrate_indicator(self, indicator: Indicator) -> str:
        return indicator.label
