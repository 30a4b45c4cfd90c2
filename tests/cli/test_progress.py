"""The bar: on a terminal only, on standard error only."""

from __future__ import annotations

import sys

import pytest

from waspada.cli.progress import STAGES, Bar


def go(bar: Bar) -> None:
    for stage in ("make", "plan", "read", "resolve", "write", "something new"):
        bar.stage(stage, 100)
        bar.advance(records=10, size=50)
    bar.say("Directory: a.csv.")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_without_a_terminal_only_what_is_said(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    with Bar(lang) as bar:
        go(bar)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "Directory: a.csv.\n"


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar("en", quiet=True) as bar:
        go(bar)
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_it_moves(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with Bar("en") as bar:
        go(bar)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Directory: a.csv." in shown.err


def test_both_languages_name_the_same_stages() -> None:
    assert STAGES["en"].keys() == STAGES["id"].keys()
