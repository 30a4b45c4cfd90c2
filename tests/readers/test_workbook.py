"""What a workbook says about itself."""

from __future__ import annotations

import io

import pytest

from waspada.readers.workbook import NotWellFormed, Strings, book_of, date_styles, parser, root_of

SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


class Stream:
    problem = ""

    def __init__(self, data: bytes) -> None:
        self.file = io.BytesIO(data)

    def read(self, size: int) -> bytes:
        return self.file.read(size)

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<worksheet " + SPACE, "worksheet"),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<x:workbook xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'",
            "workbook",
        ),
        (b"<worksheet>", ""),
        (b"<sst " + SPACE, ""),
        ("<worksheet>".encode("utf-16"), ""),
        (b"", ""),
    ],
)
def test_the_root_tells_what_a_part_is(head: bytes, root: str) -> None:
    assert root_of(head) == root


def test_only_formats_that_show_a_date_are_dates() -> None:
    codes = ["yyyy-mm-dd", '0.00 "days"', "[Red]0", "[h]:mm", "General", "d\\.m", '"y"0', "[$-409]h:mm AM/PM"]
    formats = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>' for n, code in enumerate(codes)
    )
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 45, 46, *range(164, 172), 9))
    xml = (
        f"<styleSheet>{formats}<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>"
    )
    assert sorted(date_styles(Stream(xml.encode()))) == [1, 2, 3, 5, 10, 12]
    assert date_styles(None) == frozenset()


def test_shared_texts() -> None:
    rich = b"<si><r><t>b</t></r><r><t xml:space='preserve'> c</t></r><rPh><t>r</t></rPh></si>"
    xml = b"<sst><si><t>a</t></si>" + rich + b"<si/></sst>"
    found = Strings().load(Stream(xml), 1000)
    assert (found.texts, found.beside, found.problem) == (["a", "b c", ""], ["r"], "")
    assert "limit" in Strings().load(Stream(xml), 1).problem
    cut = Strings().load(Stream(xml[:60]), 1000)
    assert (cut.texts, "cut off" in cut.problem) == (["a"], True)


def test_no_workbook_where_the_parts_are_broken() -> None:
    assert book_of(lambda part: None) is None
    assert book_of(lambda part: Stream(b"<a>")) is None
    with pytest.raises(NotWellFormed):
        parser(lambda name, attributes: None).Parse(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", True)
