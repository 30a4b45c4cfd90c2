"""The typesetter: tagged, the same bytes, and silent about what it was given."""

from __future__ import annotations

import pytest

from waspada.core.errors import CannotWrite
from waspada.notify import typeset

LAYOUT = """
#let given = json(bytes(sys.inputs.data))
#set document(title: given.title)
#set text(lang: "en")
= #given.title
#for part in given.parts { par(part) }
"""
MARKUP = '#panic("no") *bold* $x$ <</Type/Pages/Count 77>> = Heading @label <tag> `raw` #sys.inputs'


def test_data_is_printed_and_never_read() -> None:
    content = typeset.as_pdf(LAYOUT, {"title": MARKUP, "parts": [MARKUP]}, hint="")
    assert content.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part" in content or b"pdfuaid" in content
    assert typeset.pages(content) == 1


def test_the_same_data_gives_the_same_bytes_also_after_others() -> None:
    given = {"title": "a", "parts": ["word " * 900] * 4}
    first = typeset.as_pdf(LAYOUT, given, hint="")
    typeset.as_pdf(LAYOUT, {"title": "b", "parts": []}, hint="")
    assert typeset.as_pdf(LAYOUT, given, hint="") == first
    assert typeset.pages(first) > 2


def test_what_fails_says_nothing_of_the_text() -> None:
    with pytest.raises(CannotWrite) as failed:
        typeset.as_pdf(
            "#let given = json(bytes(sys.inputs.data))\n#panic(given.secret)", {"secret": "canary"}, hint="x"
        )
    assert "canary" not in f"{failed.value}{failed.value.__context__}{failed.value.__cause__}"


def test_no_file_is_read_and_no_package_fetched() -> None:
    for layout in ('#read("/etc/hostname")', '#import "@preview/cetz:0.3.0"'):
        with pytest.raises(CannotWrite):
            typeset.as_pdf(layout, {}, hint="")


def test_what_is_no_pdf_has_no_pages() -> None:
    assert typeset.pages(b"") == 0
