"""An area manager who has never seen the site: ten values, one explained, one with evidence, submitted;
one comes back, is corrected and validated.

How long it takes and how many clicks and keys is printed (``pytest -s``) and noted in docs/measures.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from objectives.models import Area
from targets.models import ActualValue, Evidence, Indicator, ReviewDecision
from tests import factories, factories_values
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.hand import Hand
from tests.e2e.test_journeys import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page, ViewportSize

    from objectives.models import Plan
    from targets.models import ReportingPeriod
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser

AREAS = ("REGISTRO IMPRESE E REGOLAZIONE E TUTELA DEL MERCATO", "COMPETITIVITÀ E SVILUPPO IMPRESE")
CAUSE = "Due addetti in meno da marzo."
ACTION = "Un addetto in più da febbraio."


@dataclass(frozen=True)
class Asked:
    """One of the ten: the indicator by its words, and what the manager types for it."""

    words: str
    target: str = ""
    numbers: tuple[str, ...] = ()
    """In the order of the boxes, as an Italian writes them."""
    done: bool = False
    day: str = ""
    meant: str = ""
    """The answer where the page asks which of two numbers is meant."""

    def indicator(self) -> Indicator:
        """The first of the plan with these words and this target."""
        found = Indicator.objects.filter(
            measure__formula_text__contains=self.words, measure__target_values__text__contains=self.target
        )
        chosen = found.order_by("pk").first()
        assert chosen is not None, self
        return chosen


RATIO = Asked("Procedimenti avviati/procedimenti fattibili*100", numbers=("412", "490"))
MISSED = Asked("Percentuale pratiche evase nel termine di 2 gg", numbers=("65,5",))
TEN = (
    RATIO,
    Asked("SI/NO", done=True),
    Asked("% di completamento attività", numbers=("100",)),
    Asked("n. imprese coinvolte", numbers=("64",)),
    Asked("valore progetti finanziati da UE", numbers=("15.250.000,00",)),
    Asked("% di completamento", "entro 31/12/2018", numbers=("100",), day="2018-12-15"),
    MISSED,
    Asked("Tempi medi di lavorazione delle pratiche telematiche", numbers=("4,5",)),
    Asked("Sommatoria giorni intercorrenti fra richiesta e rilascio", numbers=("742", "318")),
    Asked(
        "Sommatoria dei giorni", "certificazione vino", numbers=("1210", "110", "1.750", "100"), meant="1750"
    ),
)


@pytest.fixture
def period(seed: Plan) -> ReportingPeriod:
    """The open year-end period of the demonstration plan, two of whose areas are Rossi's."""
    manager = factories.user("rossi", Role.AREA_MANAGER, first_name="Anna", last_name="Rossi")
    for area in Area.objects.filter(name__in=AREAS):
        area.managers.add(manager)
    return factories_values.period(seed)


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """A real PDF of one empty page."""
    path = tmp_path / "estrazione.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


def block(page: Page, asked: Asked) -> Locator:
    return page.locator(f"#v{asked.indicator().pk}")


def enter(hand: Hand, asked: Asked) -> None:
    """Type what is asked for into its block."""
    place = block(hand.page, asked)
    for box, number in zip(place.locator("[data-number]").all(), asked.numbers, strict=True):
        hand.write(box, number)
    if asked.done:
        hand.click(place.locator("input[type=radio][value=yes]").first)
    if asked.meant:
        hand.click(place.locator(f".values-question input[value='{asked.meant}']"))
    if asked.day:
        place.locator("input[type=date]").fill(asked.day)
        hand.keys += len("15122018")
        hand.clicks += 1


def explain(hand: Hand, asked: Asked) -> None:
    """Say why the target was missed, where the page asks for it by itself."""
    place = block(hand.page, asked)
    cause = place.locator("textarea[name$=-dev]")
    expect(cause).to_be_visible()
    hand.write(cause, CAUSE)
    hand.write(place.locator("textarea[name$=-act]"), ACTION)


def value_of(asked: Asked) -> ActualValue:
    return ActualValue.objects.get(indicator=asked.indicator())


def state_of(asked: Asked) -> str:
    """Its state; empty where nothing is stored."""
    found = ActualValue.objects.filter(indicator=asked.indicator())
    return found.values_list("state", flat=True).first() or ""


def check(visit: Visit, size: ViewportSize) -> None:
    """Hold the page that is shown to what every page of the journey must keep."""
    assert visit.page.locator("h1").count() == 1
    assert visit.width_needed() <= size["width"], visit.page.url
    assert visit.barriers() == "", visit.page.url


@pytest.mark.parametrize(
    ("size", "language"), [(DESK, "it"), (PHONE, "en")], ids=["wide, Italian", "phone, English"]
)
def test_ten_values_are_entered_submitted_returned_corrected_and_validated(
    size: ViewportSize,
    language: str,
    period: ReportingPeriod,
    proof: Path,
    window: Callable[..., Visit],
) -> None:
    visit = window(size=size)
    visit.open("/accesso/")
    visit.follow(visit.page.locator(f".language-switch button[value={language}]"))
    hand = Hand(visit.page)
    sign_in(visit, "rossi")
    hand.clicks, hand.keys = 3, len("rossi") + len(factories.PASSWORD)
    with visit.to_another_page():
        hand.click(visit.page.locator(".asked a.btn-primary"))
    assert visit.page.url.endswith(f"/valori/{period.pk}/")
    enter_ten(hand, proof)
    with visit.to_another_page():
        hand.click(visit.page.locator("button[name=submit]"))
    print(
        f"\nTen values, {size['width']} px, {language}: {hand.clicks} clicks, {hand.keys} keys, "
        f"{hand.seconds:.1f} s by a program"
    )
    assert [asked for asked in TEN if state_of(asked) != ActualValue.State.SUBMITTED] == []
    assert value_of(MISSED).deviation == CAUSE
    assert Evidence.objects.get().actual_value == value_of(RATIO)
    check(visit, size)
    visit.open("/")
    expect(visit.page.locator(".tally")).to_contain_text("10")
    check(visit, size)

    return_one(window, size, period)
    correct_it(visit, size)
    validate_it(window, period)


def enter_ten(hand: Hand, proof: Path) -> None:
    for asked in TEN:
        enter(hand, asked)
        if asked is MISSED:
            explain(hand, asked)
        if asked is RATIO:
            hand.choose_file(block(hand.page, asked).locator("input[type=file]"), proof)


def return_one(window: Callable[..., Visit], size: ViewportSize, period: ReportingPeriod) -> None:
    """The planning office returns the value that missed its target, with a reason."""
    visit = window(user=factories.user("officer", Role.PLANNING_OFFICE), size=size)
    visit.open("/")
    check(visit, size)
    visit.follow(visit.page.locator(".asked a.btn-primary"))
    check(visit, size)
    visit.follow(visit.page.locator(f"a[href='/verifica/{period.pk}/{MISSED.indicator().pk}/']").first)
    check(visit, size)
    details = visit.page.locator("details.review-action").first
    details.locator("summary").click()
    details.locator("textarea").fill("Manca il mese di dicembre.")
    visit.follow(details.locator("button[type=submit]"))
    assert state_of(MISSED) == ActualValue.State.RETURNED
    check(visit, size)


def correct_it(visit: Visit, size: ViewportSize) -> None:
    """The manager finds it on the first page, reads why, corrects and submits."""
    visit.open("/")
    visit.follow(visit.page.locator(".asked a.btn-primary"))
    place = block(visit.page, MISSED)
    expect(place).to_contain_text("Manca il mese di dicembre.")
    check(visit, size)
    place.locator("[data-number]").fill("71,2")
    visit.follow(visit.page.locator("button[name=submit]"))
    assert state_of(MISSED) == ActualValue.State.SUBMITTED


def validate_it(window: Callable[..., Visit], period: ReportingPeriod) -> None:
    visit = window(user=factories.user("second-officer", Role.PLANNING_OFFICE))
    visit.open(f"/verifica/{period.pk}/{MISSED.indicator().pk}/")
    visit.follow(visit.page.locator("button[name=action][value=validate]"))
    assert state_of(MISSED) == ActualValue.State.VALIDATED
    outcomes = ReviewDecision.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["returned", "validated"]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_values_are_entered_by_keyboard_alone(
    script: bool, period: ReportingPeriod, window: Callable[..., Visit]
) -> None:
    visit = window(script=script)
    visit.open("/accesso/")
    hand = Hand(visit.page)
    page = visit.page
    expect(page.locator("#id_username")).to_be_focused() if script else None
    hand.tab_to(page.locator("#id_username"))
    hand.type("rossi")
    hand.press("Tab")
    hand.type(factories.PASSWORD)
    with visit.to_another_page():
        hand.press("Enter")
    hand.tab_to(page.locator(".asked a.btn-primary"))
    with visit.to_another_page():
        hand.press("Enter")
    boxes = block(page, RATIO).locator("[data-number]")
    hand.tab_to(boxes.nth(0))
    hand.type("412")
    hand.press("Tab")
    expect(boxes.nth(1)).to_be_focused()
    hand.type("490")
    hand.tab_to(block(page, RATIO).locator("[name=save]"))
    with visit.to_another_page():
        hand.press("Enter")
    assert state_of(RATIO) == ActualValue.State.DRAFT
    expect(block(page, RATIO)).to_contain_text("84,08")
    hand.tab_to(page.locator(".values-bar button[name=submit]"), most=1000)
    with visit.to_another_page():
        hand.press("Enter")
    expect(page.locator(".messages")).to_be_visible()
    assert state_of(RATIO) == ActualValue.State.SUBMITTED
    assert hand.clicks == 0
