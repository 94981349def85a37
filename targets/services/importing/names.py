"""Areas and acts that a table names: found among those that are there, or created."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from objectives.models import Act, Area, AreaSpelling
from perfplan.lib.text import fold
from targets.domain.table.areas import area_key, group_areas, match_area, split_area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targets.domain.table.plan_table import ActReference, PlanTable

TYPES = {
    "delibera": Act.Type.RESOLUTION,
    "determina": Act.Type.DECISION,
    "decreto": Act.Type.DECREE,
}
"""By the beginning of the word as documents write it."""
ORGANS = {
    "consiglio di amministrazione": Act.Organ.BOARD_OF_DIRECTORS,
    "cda": Act.Organ.BOARD_OF_DIRECTORS,
    "giunta": Act.Organ.BOARD,
    "consiglio": Act.Organ.COUNCIL,
    "commissari": Act.Organ.COMMISSIONER,
    "president": Act.Organ.PRESIDENT,
    "segretari": Act.Organ.DIRECTOR,
    "dirigen": Act.Organ.DIRECTOR,
    "dirett": Act.Organ.DIRECTOR,
}
"""By words within the name as documents write it; the first that fits counts."""


@dataclass(slots=True)
class Areas:
    """The areas that the cells of one table mean."""

    by_key: dict[str, Area]
    created: list[Area]

    @classmethod
    def of(cls, cells: Sequence[str]) -> Areas:
        """Find or create the area of every cell; a new way to write it is kept as a spelling.

        A shortened name («INTERNAZIONALIZZAZIONE») goes to the one area whose name begins with it.
        """
        known = {
            name: area
            for area in Area.objects.prefetch_related("spellings")
            for name in (area.name, *(s.spelling for s in area.spellings.all()))
        }
        areas = cls(by_key={area_key(name): area for name, area in known.items()}, created=[])
        for group in group_areas(cells):
            found = match_area(group.name, list(known))[0]
            area = known[found] if found else areas._create(group.name)
            for spelling in group.spellings:
                areas.by_key.setdefault(area_key(spelling), area)
                if spelling not in known and spelling != area.name:
                    AreaSpelling.objects.create(area=area, spelling=spelling)
                    known[spelling] = area
        return areas

    def _create(self, name: str) -> Area:
        area = Area.objects.create(name=name, position=Area.objects.count() + 1)
        self.created.append(area)
        return area

    def find(self, cell: str) -> tuple[Area | None, str]:
        """Return the area that a cell means and the scope written beside it; None for an empty cell."""
        name, scope = split_area(cell)
        return (self.by_key.get(area_key(name)) if name else None), scope


@dataclass(slots=True)
class Acts:
    """The acts that notes on change name."""

    found: dict[ActReference, Act] = field(default_factory=dict)

    def find(self, reference: ActReference | None) -> Act | None:
        """Find or create the act; None where the note does not give type, number and date."""
        if reference is None or reference.date is None or not reference.number:
            return None
        if reference not in self.found:
            act_type = next((t for word, t in TYPES.items() if fold(reference.type).startswith(word)), None)
            if act_type is None:
                return None
            organ = next((o for word, o in ORGANS.items() if word in fold(reference.organ)), "")
            self.found[reference] = Act.objects.get_or_create(
                organ=organ, type=act_type, number=reference.number, date=reference.date
            )[0]
        return self.found[reference]


def areas_named(table: PlanTable) -> list[str]:
    """Return the area cells of all rows, and of the indicators that have an area of their own."""
    rows = list(table.rows())
    own = (cells.area for row in rows for measure in row.measures for cells in measure.indicators)
    return [*(row.area for row in rows), *filter(None, own)]
