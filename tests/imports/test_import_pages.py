"""The import and the export through the browser."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from objectives.models import Act, Area, OperationalObjective, Plan
from targets.files.grid import MAX_BYTES
from targets.models import Indicator, Measure, PlanUpload
from targets.services.importing import ImportRefusedError, PlanYears
from targets.services.reading import confirm_reading
from targets.services.uploading import UploadGoneError, import_upload, keep_upload, table_of
from tests.imports.plans import SEED, imported, small_grid
from tests.imports.workbooks import archive, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db
UPLOAD = "/importa/"


@pytest.fixture
def office(planning_officer: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(planning_officer)


def upload(client: Client, content: bytes, name: str = "piano.txt", **fields: object) -> Any:
    """Upload a file; follows to the preview if it is accepted."""
    data = {"file": SimpleUploadedFile(name, content), "year": 2018, **fields}
    return client.post(UPLOAD, data, follow=True)


def small(grid: list[list[str]] | None = None) -> bytes:
    return "\n".join("\t".join(line) for line in grid or small_grid()).encode()


def preview_path() -> str:
    return f"{UPLOAD}{PlanUpload.objects.get().pk}/"


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_seed_is_uploaded_looked_at_and_imported(office: Client) -> None:
    page = text_of(upload(office, SEED.read_bytes()))
    assert page.count('<tr role="row" class="') == 103
    assert "L&#x27;Obiettivo Strategico 5 bis ha sostituito il 5 (delibera n. 122 del 9/11/2017)" in page
    assert not Plan.objects.exists()
    response = office.post(preview_path())
    assert response.headers["Location"] == "/piano/2018/"
    assert OperationalObjective.objects.count() == 35
    assert not PlanUpload.objects.exists()
    assert OperationalObjective.history.first().history_user.username == "officer"


def test_the_preview_can_be_narrowed_to_the_rows_to_check(office: Client) -> None:
    upload(office, SEED.read_bytes())
    page = text_of(office.get(f"{preview_path()}?doubts"))
    shown = page.count('<tr role="row" class="')
    assert 20 < shown < 103
    assert re.search(rf"\({shown}\)", page)
    assert page.count("import-doubt") >= shown


def test_a_pasted_table_is_imported(office: Client) -> None:
    office.post(UPLOAD, {"text": small().decode(), "year": 2018})
    office.post(preview_path())
    assert OperationalObjective.objects.count() == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('OBIETTIVO;FORMULA;TARGET\n"Aprire lo sportello;n. sportelli;3\n', "In row 2 of the pasted table"),
        ("<html><body>Nessuna tabella</body></html>", "What was pasted is XML or HTML without a table"),
        ("Piano performance 2010 - 2012\n" + small().decode(), "The pasted table is titled"),
        ("x" * (MAX_BYTES + 1), "The pasted table is larger than"),
    ],
    ids=["quotes", "no table", "years", "size"],
)
def test_what_is_wrong_with_a_pasted_table_is_said_of_the_pasted_table(
    text: str, said: str, office: Client, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    response = office.post(UPLOAD, {"text": text, "year": 2018}, headers={"accept-language": "en"})
    assert said in text_of(response)
    assert "the file" not in text_of(response).lower()


def test_the_preview_of_a_pasted_table_speaks_of_it_and_that_of_a_file_of_the_file(office: Client) -> None:
    imported(small_grid())
    garbled = small([[cell.replace("Aprire", "QualitÃ\u00a0 di") for cell in row] for row in small_grid()])
    narrow = b"\n".join(b"\t".join(line.split(b"\t")[:4]) for line in garbled.split(b"\n"))
    office.post(UPLOAD, {"text": narrow.decode(), "year": 2018})
    pasted = text_of(office.get(preview_path(), headers={"accept-language": "en"}))
    for said in ("the pasted table comes from a file", "About the pasted table", "Paste another table"):
        assert said in pasted
    upload(office, narrow)
    filed = text_of(office.get(preview_path(), headers={"accept-language": "en"}))
    assert "pasted table" not in filed
    assert "the file was saved in the wrong encoding" in filed


def test_of_a_pasted_table_the_html_counts_where_the_browser_gives_it(office: Client) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in small_grid())
    html = f"<table>{cells}</table>".replace("Aprire lo sportello", "<p>Aprire</p><p>lo sportello</p>")
    office.post(UPLOAD, {"text": "righe\nspezzate", "html": html, "year": 2018})
    office.post(preview_path())
    assert OperationalObjective.objects.get(code="1.1").text == "Aprire\nlo sportello"


def test_a_workbook_is_imported(office: Client) -> None:
    upload(office, workbook(small_grid()), "piano.xlsx", first_year=2018, last_year=2020)
    office.post(preview_path())
    assert Plan.objects.get().last_year == 2020


def test_a_table_with_an_error_is_shown_with_it_and_cannot_be_imported(office: Client) -> None:
    grid = [*small_grid(), ["", "", "cella sperduta", "", ""]]
    page = text_of(upload(office, small(grid)))
    assert "cella sperduta" in page
    assert 'role="alert"' in page
    assert "import-confirm" not in page
    assert office.post(preview_path()).status_code == 200
    assert not Plan.objects.exists()


def test_an_approved_plan_says_that_it_cannot_be_imported_into(office: Client) -> None:
    plan = imported(small_grid()).plan
    plan.approval_act = Act.objects.create(type=Act.Type.RESOLUTION, number="1", date=timezone.localdate())
    plan.state = Plan.State.APPROVED
    plan.save()
    page = text_of(upload(office, small()))
    assert 'role="alert"' in page
    assert "import-confirm" not in page


def test_absent_rows_are_deleted_only_if_the_person_ticks_so(office: Client) -> None:
    imported(small_grid())
    grid = small_grid()
    del grid[7]
    page = text_of(upload(office, small(grid)))
    assert "Realizzare il progetto RETIC" in page
    office.post(preview_path())
    assert OperationalObjective.objects.count() == 3
    upload(office, small(grid))
    office.post(preview_path(), {"remove_absent": "on"})
    assert OperationalObjective.objects.count() == 2


def test_new_areas_and_spellings_that_were_taken_for_another_are_shown(office: Client) -> None:
    Area.objects.create(name="AREA DELLE IMPRESE E DEL TERRITORIO")
    page = text_of(upload(office, small()))
    assert "<li>AREA SERVIZI</li>" in page
    assert re.search(r'class="import-doubt">[^<]*AREA DELLE IMPRESE E DEL TERRITORIO', page)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"\x00\x01\x02\x03",
        b"\x81\x8d",
        b"PK\x03\x04",
        b'a;b;c\n1;"due;3\n',
        b'{"format": "altro"}',
        archive({"word/document.xml": b""}),
        archive({f"xl/{n}": b"" for n in range(2_001)}),
        b"a\t" * (MAX_BYTES // 2 + 1),
    ],
    ids=[
        "empty",
        "pdf",
        "image",
        "binary",
        "encoding",
        "damaged",
        "quotes",
        "json",
        "word",
        "archive",
        "large",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(content: bytes, office: Client) -> None:
    page = text_of(upload(office, content, "piano.xlsx"))
    assert re.search(r'<ul class="errorlist[^"]*"', page)
    assert "piano.xlsx" not in page or "errorlist" in page
    assert not PlanUpload.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"year": 2018},
        {"text": "a\tb\nc\td", "year": ""},
        {"text": "a\tb\nc\td", "year": 1492},
        {"text": "a\tb\nc\td", "year": 2018, "first_year": 2019, "last_year": 2021},
    ],
)
def test_a_form_that_is_not_complete_is_shown_again(fields: dict[str, object], office: Client) -> None:
    response = office.post(UPLOAD, fields)
    assert response.status_code == 200
    assert "errorlist" in text_of(response)


def test_a_file_and_a_text_at_once_are_refused(office: Client) -> None:
    assert "errorlist" in text_of(upload(office, small(), text=small().decode()))


def test_nobody_sees_the_upload_of_another(
    office: Client, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    upload(office, small())
    other = signed_in(administrator)
    assert other.get(preview_path()).status_code == 404
    assert other.post(preview_path()).status_code == 404
    assert not Plan.objects.exists()


def test_who_may_only_read_can_neither_upload_nor_import(
    office: Client, director: User, signed_in: Callable[[User], Client]
) -> None:
    upload(office, small())
    reader = signed_in(director)
    assert reader.post(UPLOAD, {"text": "a", "year": 2018}).status_code == 403
    assert reader.post(preview_path()).status_code == 403


def test_an_upload_takes_the_place_of_the_one_before_and_old_ones_go(
    office: Client, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    upload(signed_in(administrator), small())
    PlanUpload.objects.update(created_at=timezone.now() - timedelta(days=2))
    upload(office, small())
    upload(office, small())
    assert PlanUpload.objects.count() == 1


def test_the_preview_of_a_file_that_was_replaced_leads_to_the_newer_one(office: Client) -> None:
    upload(office, small(), "prima.txt")
    old = preview_path()
    upload(office, small(), "seconda.txt")
    for response in (office.get(old), office.post(old)):
        assert response.status_code == 410
        assert "seconda.txt" in text_of(response)
        assert f'href="{preview_path()}"' in text_of(response)
    assert not Plan.objects.exists()


def test_a_second_click_is_told_that_the_plan_is_imported_and_where_it_is(office: Client) -> None:
    upload(office, small())
    path = preview_path()
    assert office.post(path).status_code == 302
    history = Plan.history.count()
    for response in (office.post(path), office.get(path)):
        assert response.status_code == 410
        assert 'href="/piano/2018/"' in text_of(response)
    assert Plan.history.count() == history


def test_of_several_clicks_at_once_only_one_imports(planning_officer: User) -> None:
    years = PlanYears(2018, 2018, 2020)
    keep_upload(small(), "piano.txt", years, user=planning_officer, now=timezone.now())
    # Each request has loaded the upload before any of them imports it.
    first, *others = (PlanUpload.objects.get() for _ in range(3))
    import_upload(first, table_of(first), user=planning_officer, remove_absent=False)
    entries = OperationalObjective.history.count()
    for other in others:
        with pytest.raises(UploadGoneError):
            import_upload(other, table_of(other), user=planning_officer, remove_absent=False)
    assert OperationalObjective.history.count() == entries == 3


def test_an_import_that_is_refused_gives_the_upload_back(planning_officer: User) -> None:
    years = PlanYears(2018, 2018, 2020)
    grid = [*small_grid(), ["", "", "cella sperduta", "", ""]]
    kept = keep_upload(small(grid), "piano.txt", years, user=planning_officer, now=timezone.now())
    with pytest.raises(ImportRefusedError):
        import_upload(kept, table_of(kept), user=planning_officer, remove_absent=False)
    assert PlanUpload.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize(
    "text",
    [
        "Gentile collega,\nti mando il piano domani.\nCordiali saluti",
        "cognome;nome;telefono\nRossi;Maria;0444 1\nBianchi;Ugo;0444 2",
        "TIPO\tOBIETTIVO/TARGET\tFORMULA\tVALORE OBIETTIVO 2018\tAREA",
    ],
    ids=["letter", "another table", "headings only"],
)
def test_a_text_that_is_no_plan_is_refused_beside_its_field(text: str, office: Client) -> None:
    for response in (
        office.post(UPLOAD, {"text": text, "year": 2018}, follow=True),
        upload(office, text.encode()),
    ):
        errors = re.search(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', text_of(response), re.DOTALL)
        assert errors is not None
        assert "alcuna riga di un piano" in errors[1] or "No row of a plan" in errors[1]
    assert not PlanUpload.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "XLSX"),
        (b'{"format": "perfplan.plan",\n"version": 1,\n"rows": [', "3"),
        (b'{"format": "perfplan.plan", "version": 1, "rows": [{"section": 5}]}', "section"),
    ],
    ids=["half a workbook", "half a JSON", "a number for a text"],
)
def test_a_broken_file_is_refused_in_words_that_fit_it(content: bytes, said: str, office: Client) -> None:
    page = text_of(upload(office, content, "piano.xlsx"))
    refusal = page.partition('<ul class="errorlist')[2].partition("</ul>")[0]
    assert said in refusal
    assert "ZIP" not in refusal
    assert ("JSON" in refusal) is content.startswith(b"{")


def test_errors_of_rows_stand_at_the_top_of_the_preview_with_a_link_to_the_row(office: Client) -> None:
    grid = small_grid()
    grid[6][0] = "1 OBIETTIVO STRATEGICO 2017-2019"
    page = text_of(upload(office, small(grid)))
    top, _table, rows = page.partition('<nav class="import-filter"')
    assert re.search(r'<li class="import-error"><a href="#row-7">[^<]*7[^<]*\(1\)</a>: \S', top)
    assert rows.count('id="row-7"') == 1


def test_a_confirmed_reading_that_a_new_text_undoes_is_said_at_its_row_and_counted(
    office: Client, planning_officer: User
) -> None:
    imported(small_grid())
    for measure in Measure.objects.all():
        confirm_reading(measure, user=planning_officer, now=timezone.now())
    assert "alert-warning" not in text_of(upload(office, small()))
    grid = small_grid()
    grid[4][2], grid[5][3] = "n. imprese nuove", "fatto entro il 31/12/2018"
    page = text_of(upload(office, small(grid)))
    assert re.search(r'alert-warning" role="status">2 ', page)
    lost = [row for row in page.split('<tr role="row"') if re.search("si perde|is lost", row)]
    assert [re.search(r'id="row-(\d+)"', row)[1] for row in lost] == ["5", "6"]  # type: ignore[index] # each has one
    office.post(preview_path())
    assert Indicator.objects.filter(confirmed_at__isnull=True).count() == 1


def test_text_of_a_table_is_shown_as_text(office: Client) -> None:
    grid = small_grid()
    grid[4][1] = "<script>alert(1)</script>"
    page = text_of(upload(office, small(grid)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_the_plan_is_handed_out_as_a_file(
    kind: str, office: Client, director: User, signed_in: Callable[[User], Client]
) -> None:
    imported(small_grid())
    response = signed_in(director).get(f"/piano/2018/esporta/{kind}/")
    assert response.headers["Content-Disposition"] == f'attachment; filename="piano-performance-2018.{kind}"'
    upload(office, response.content, f"piano.{kind}")
    assert office.post(preview_path()).status_code == 302


def test_no_other_kind_of_file_and_no_other_year_is_handed_out(office: Client) -> None:
    imported(small_grid())
    assert office.get("/piano/2018/esporta/exe/").status_code == 404
    assert office.get("/piano/2019/esporta/csv/").status_code == 404
