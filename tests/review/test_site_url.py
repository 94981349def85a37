"""The address of the site, which commands put into the links they send."""

from __future__ import annotations

import pytest

from tests.test_settings import REAL_SITE, manage, setting


@pytest.mark.parametrize(
    "address", ["piano.example.it", "https://piano.example.it/", "ftp://a.it", "https://a b"]
)
def test_an_address_that_links_cannot_be_made_of_stops_the_start(address: str) -> None:
    result = manage("check", **REAL_SITE, SITE_URL=address)
    assert result.returncode == 2
    assert '"SITE_URL"' in result.stderr


def test_a_real_site_has_no_address_until_it_is_given() -> None:
    assert setting("SITE_URL", **REAL_SITE) == "''"
    assert (
        setting("SITE_URL", **REAL_SITE, SITE_URL="https://piano.example.it") == "'https://piano.example.it'"
    )
