"""Areas: scopes, spellings, shortened names."""

from __future__ import annotations

import pytest

from targets.domain.table.areas import area_key, group_areas, match_area, split_area


@pytest.mark.parametrize(
    ("text", "area", "scope"),
    [
        ("SEGRETERIA (ambito di intervento: Affari generali)", "SEGRETERIA", "Affari generali"),
        ("SEGRETERIA (sede di Savona)", "SEGRETERIA (sede di Savona)", ""),
        (" SEGRETERIA ", "SEGRETERIA", ""),
    ],
)
def test_only_a_scope_is_parted_from_an_area(text: str, area: str, scope: str) -> None:
    assert split_area(text) == (area, scope)


def test_spellings_of_one_area_have_one_key() -> None:
    assert (
        len(
            {
                area_key(s)
                for s in (
                    "COMPETITIVITÀ E  SVILUPPO",
                    "Competitivita' & sviluppo",
                    "competitività e sviluppo.",
                )
            }
        )
        == 1
    )
    assert area_key("AREA UNO") != area_key("AREA DUE")


def test_a_shortened_name_is_only_likely_and_only_if_it_is_the_only_one() -> None:
    known = [
        "INTERNAZIONALIZZAZIONE DELLE IMPRESE",
        "SERVIZI ANAGRAFICI",
        "SERVIZI ANAGRAFICI DIGITALI",
        "AREA UNO",
    ]
    assert match_area("Internazionalizzazione", known) == ("INTERNAZIONALIZZAZIONE DELLE IMPRESE", False)
    assert match_area("internazionalizzazione delle imprese", known) == (known[0], True)
    assert match_area("SERVIZI ANAGRAFICI", known) == ("SERVIZI ANAGRAFICI", True)
    assert match_area("SERVIZI ANAGRAFICI DIGITALI E TELEMATICI", known) == (None, False)
    assert match_area("AREA", known) == (None, False)


def test_two_areas_that_share_a_beginning_stay_two() -> None:
    groups = group_areas(["SERVIZI ANAGRAFICI", "SERVIZI ANAGRAFICI NORD", "SERVIZI ANAGRAFICI SUD"])
    assert len(groups) == 3
