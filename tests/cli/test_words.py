"""The sentences: both languages complete, and JSON that any terminal can carry."""

from __future__ import annotations

import io
import json
import string
import sys

import pytest

from waspada.cli import words
from waspada.cli.words import directory_line, json_text, label, scan_lines
from waspada.core.language import Lang
from waspada.detect.kind import How
from waspada.flows.scan import ScanResult


@pytest.mark.parametrize("sentences", [words._SCAN, words._ASSESS, words._DEMO, words._VERDICT])
def test_both_languages_say_the_same(sentences: dict[str, dict[str, str]]) -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert sentences["en"].keys() == sentences["id"].keys()
    for name, text in sentences["en"].items():
        assert gaps(sentences["id"][name]) <= gaps(text), name


def test_every_way_of_recognising_has_an_indonesian_name() -> None:
    assert {str(how) for how in How} <= words._HOW_ID.keys()


def test_a_kind_has_a_name_in_both_languages() -> None:
    assert (label("email", "en"), label("email", "id")) == ("e-mail address", "alamat e-mail")
    assert label("not.a.kind", "en") == "not.a.kind"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_json_survives_any_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    document = {"name": "Œ é 😀"}
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert json.loads(json_text(document).encode(encoding)) == document


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_scan_without_findings(lang: Lang) -> None:
    counts = dict.fromkeys(("bytes_unpacked", "files", "records", "records_quarantined", "cells"), 0)
    assert list(scan_lines(ScanResult(accounting=counts), lang))


def test_what_was_recognised_is_one_line() -> None:
    assert directory_line("a.csv", {"email": "mail"}, "en") == "Directory: a.csv. Recognised: email = mail."
