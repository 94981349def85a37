"""From where to where: "da 75 a 80 %" may be the way from a baseline to the target, or a range."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import IndicatorReading, Operator, measures
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code, doubt

if TYPE_CHECKING:
    from decimal import Decimal

    from targets.domain.reading.drafts import Draft

_WITH_ARTICLES = re.compile(r"(?:da(?:l(?:l[aoe'])?|i|gli)) ?.*?\d.* a(?:l(?:l[aoe'])?|i|gli) ?[^ ]*$")
"""``dal 75 % all'80 %``: both ends are known figures; a range has no article."""
_RANGE = re.compile(
    r"(?<!\w)(?:compres|oscill|variabil|varia |range|intervallo|forbice|fascia|banda)\w*[ :]*$"
)
_UP = re.compile(
    r"(?<!\w)(?:aument|increment|increas|cresc|innalz|elev|accresc|ampli|potenzi|estend|estension|svilupp|ulterior"
    r"|rafforz|diffusion)"
)
_DOWN = re.compile(
    r"(?<!\w)(?:ridu(?:rr|zion|c)|ridott|diminu|abbatt|abbass|conten|calo|decre|reduc|accorci)"
)
_EITHER = re.compile(
    r"(?<!\w)(?:miglior|passa(?:re|ggio)|porta(?:re|ndo)|raggiung|innov|improv|ottimizz|efficient)"
)


def is_range(ahead: str, written: str) -> bool:
    """Say whether the words tell a range: "compreso da 5 a 10", "in una forbice da 5 a 10"."""
    return written.startswith(("compres", "ricompres")) or _RANGE.search(ahead) is not None


def may_be_passage(written: str) -> bool:
    """Say whether "from … to …" may be a way or a range; what goes down can only be a way."""
    return written.startswith(("da", "from"))


def taken(draft: Draft, low: Decimal, high: Decimal, written: str) -> Draft:
    """Take the end of a way for the target, and its start for where things stand."""
    way = Operator.AT_MOST if low > high else Operator.AT_LEAST
    found = tuple(each for each in draft.doubts if each.code != Code.RANGE_OR_CHANGE)
    found = (*found, doubt(Code.BASELINE_BESIDE, written))
    return replace(
        draft, operator=way, value=high, upper=None, doubts=found, assumed=True, unclear=False, from_to=""
    )


def told_by_row(draft: Draft, indicator: IndicatorReading | None, title: str) -> Draft:
    """Settle "da 75 a 80 %" where its articles tell, or the title speaks of the change that it makes."""
    if not draft.from_to or draft.value is None or draft.upper is None or indicator is None:
        return draft
    about = lower(f"{title} {draft.label}")
    told = _EITHER.search(about) or (_UP.search(about) and not _DOWN.search(about))
    told = told or _WITH_ARTICLES.match(lower(draft.from_to))
    change = measures.change_measured(indicator)
    if change == "unknown":
        return replace(draft, unclear=False, assumed=True)
    if not told or change is not None:
        return draft
    return taken(draft, draft.value, draft.upper, draft.from_to)
