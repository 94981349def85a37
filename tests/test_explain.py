from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation
from django.utils.translation import gettext

from targets.management.commands.explain import Command

ROOT = Path(__file__).resolve().parent.parent


def explained(*arguments: str) -> Any:
    out = io.StringIO()
    call_command("explain", *arguments, stdout=out)
    return json.loads(out.getvalue())


def explained_rows(monkeypatch: pytest.MonkeyPatch, table: str, *arguments: str) -> list[Any]:
    monkeypatch.setattr("sys.stdin", io.StringIO(table))
    out = io.StringIO()
    call_command("explain", "--stdin", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_row_is_explained_in_the_promised_shape() -> None:
    assert explained(
        "--formula",
        "Costi anno 2018 *100/costi anno 2015",
        "--target",
        "- 20% rispetto al consolidato 2015",
        "--year",
        "2018",
        "--language",
        "en",
    ) == {
        "formula": {
            "kind": "ratio",
            "indicators": [
                {
                    "label": "Costi anno 2018 *100/costi anno 2015",
                    "kind": "ratio",
                    "expression": "a * 100 / b",
                    "operands": [
                        {"key": "a", "label": "Costi anno 2018", "year": 2018},
                        {"key": "b", "label": "costi anno 2015", "year": 2015},
                    ],
                    "unit": "%",
                }
            ],
        },
        "target": {
            "conditions": [
                {
                    "operator": "<=",
                    "value": "-20",
                    "upper": None,
                    "unit": "%",
                    "deadline": None,
                    "reference_year": 2015,
                    "basis": "variation",
                    "label": "rispetto al consolidato 2015",
                    "indicator": 0,
                    "status": "assumed",
                }
            ]
        },
        "doubts": [
            {
                "code": "index_against_variation",
                "message": (
                    "The formula gives an index (100 = no change), the target is a change of -20\u00a0%. "
                    "The change is compared with the index less 100; confirm it."
                ),
            }
        ],
    }


def test_numbers_are_plain_and_dates_iso() -> None:
    found = explained("--formula", "importo", "--target", "tra 1,5 e 15 milioni di euro entro il 30/6/2018")[
        "target"
    ]["conditions"][0]
    assert (found["operator"], found["value"], found["upper"], found["deadline"]) == (
        "between",
        "1500000",
        "15000000",
        "2018-06-30",
    )


def test_the_title_and_the_year_complete_a_deadline() -> None:
    found = explained(
        "--formula",
        "% di completamento",
        "--target",
        "100% entro data fissata",
        "--title",
        "Adozione entro 30/9",
        "--year",
        "2018",
    )
    assert found["target"]["conditions"][0]["deadline"] == "2018-09-30"
    assert found["target"]["conditions"][0]["status"] == "assumed"


def test_a_target_that_begins_with_a_dash_is_given_with_an_equals_sign() -> None:
    found = explained("--formula=- SI/NO", "--target=- coinvolgere 700 giovani")
    assert found["target"]["conditions"][0]["value"] == "700"


def test_a_table_is_explained_one_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    header = "\ufeffFormula\tTarget\ttitle\n"
    table = header + 'SI/NO\tfatto\t\n\nn. atti\t"almeno ""3"" atti"\n% x\t80%\\n≥ 3\t\n\t\t\n'
    found = explained_rows(monkeypatch, table, "--year", "2018")
    assert [len(row["target"]["conditions"]) for row in found] == [1, 1, 2, 0]
    assert found[1]["target"]["conditions"][0]["value"] == "3"


def test_rows_with_missing_cells_are_read_as_empty_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    [row] = explained_rows(monkeypatch, "formula\ttarget\r\nSI/NO\r\n")
    assert [doubt["code"] for doubt in row["doubts"]] == ["missing_target"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--formula", "x"],
        ["--target", "x"],
        ["--formula", "x", "--target", "y", "--stdin"],
        ["--formula", "x", "--target", "y", "--year", "18"],
    ],
)
def test_wrong_use_ends_with_status_2(arguments: list[str]) -> None:
    with pytest.raises(CommandError) as error:
        call_command("explain", *arguments)
    assert error.value.returncode == 2


@pytest.mark.parametrize("table", ["", "a\tb\n1\t2\n", "formula\n"])
def test_a_table_without_its_header_ends_with_status_1(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    with pytest.raises(CommandError) as error:
        explained_rows(monkeypatch, table)
    assert error.value.returncode == 1


def test_bytes_that_are_no_text_end_with_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(b"formula\ttarget\n\xff\xfe\t\n"), encoding="utf-8")
    )
    with pytest.raises(CommandError) as error:
        call_command("explain", "--stdin", stdout=io.StringIO())
    assert error.value.returncode == 1


def test_half_letters_that_a_system_hands_on_end_with_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError) as error:
        explained_rows(monkeypatch, "formula\ttarget\n\udce0\t5\n")
    assert error.value.returncode == 1


def test_no_input_at_all_ends_with_status_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(CommandError) as error:
        call_command("explain", "--stdin", stdout=io.StringIO())
    assert error.value.returncode == 2


def test_an_output_that_knows_no_accents_gets_escapes() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    call_command("explain", "--formula", "n. à", "--target", "≥ 5", stdout=out)
    out.flush()
    assert json.loads(raw.getvalue())["formula"]["indicators"][0]["label"] == "n. à"


def test_the_command_runs_as_a_program_and_speaks_italian_by_default() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "explain", "--formula", "SI/NO", "--target", "≥ 7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout)["doubts"][0]["code"] == "number_on_yes_no"


def test_a_reader_who_stops_early_ends_the_program_quietly() -> None:
    table = "formula\ttarget\n" + "n. imprese coinvolte\t≥ 5\n" * 3000
    with subprocess.Popen(
        [sys.executable, "manage.py", "explain", "--stdin"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(table.encode()[: 16 * 1024])
        running.stdin.flush()
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.write(table.encode()[16 * 1024 :])
            running.stdin.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


@pytest.mark.parametrize("language", ["it", "en"])
def test_errors_speak_the_language_that_was_asked_for(language: str) -> None:
    with pytest.raises(CommandError) as error:
        call_command("explain", "--formula", "SI/NO", "--language", language)
    with translation.override(language):
        assert str(error.value) == gettext("--formula and --target belong together.")


def test_a_target_below_zero_needs_no_sign_of_equality(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["manage.py", "explain", "--formula", "Variazione dei costi", "--target", "-3%"]
    Command().run_from_argv(argv)
    (condition,) = json.loads(capsys.readouterr().out)["target"]["conditions"]
    assert (condition["value"], condition["unit"]) == ("-3", "%")


def test_an_option_without_its_text_is_still_an_error() -> None:
    with pytest.raises(SystemExit):
        Command().run_from_argv(["manage.py", "explain", "--formula", "--target", "-3%"])
