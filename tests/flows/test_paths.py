"""Paths and names as they may be shown."""

from __future__ import annotations

import pytest

from waspada.detect.engine import Detector
from waspada.flows import paths

AWS = "AKIA" + "ZVUNSQFALNRUUGYB"


def test_ordinary_paths_stay(detector: Detector) -> None:
    known = paths.Paths(detector)
    for path in ("properties.$email", "items[].name", "a.b.c", "properties.mp_country_code"):
        assert known.safe("t", path) == (path, ())


def test_values_in_paths_and_file_names_are_masked(detector: Detector) -> None:
    shown, hits = paths.Paths(detector).safe("t", f"seen.{AWS}.at")
    assert shown == "seen.[secret.aws].at"
    assert [hit.value for hit in hits] == [AWS]
    assert paths.mask_name(detector, "export of ani@example.org.csv") == "export of [email].csv"


def test_the_number_of_paths_is_bounded(detector: Detector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MAX_PATHS", 3)
    known = paths.Paths(detector)
    shown = [known.safe("t", f"p{number}")[0] for number in range(5)]
    assert shown == ["p0", "p1", "p2", paths.FURTHER, paths.FURTHER]
    assert known.safe("t", "p1")[0] == "p1"
    assert known.safe("other", "p9")[0] == "p9"
