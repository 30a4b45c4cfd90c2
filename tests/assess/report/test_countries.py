"""Names of places in both languages, and codes left alone where there is no name."""

from __future__ import annotations

from waspada.assess.report.countries import country, region


def test_countries() -> None:
    assert [country("NL", "en"), country("nl", "id"), country("US", "id")] == [
        "Netherlands",
        "Belanda",
        "Amerika Serikat",
    ]
    assert [country("ZZ", "en"), country("", "id")] == ["ZZ", ""]


def test_regions() -> None:
    assert region("US-NY", "id") == "New York, Amerika Serikat"
    assert region("ID-JK", "en") == "Jakarta, Indonesia"
    assert region("DE-BE", "en") == "DE-BE"
