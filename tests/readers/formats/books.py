"""Writes workbooks by hand, so that every trap of the format can be set."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)


def book(
    path: Path,
    sheets: Mapping[str, str],
    texts: Sequence[str] = (),
    *,
    hidden: Sequence[str] = (),
    since_1904: bool = False,
    more: Mapping[str, str | bytes] | None = None,
    raw_texts: str = "",
) -> Path:
    """A workbook of sheets (title to the XML of its rows), shared texts, and other parts."""
    listed, targets = [], []
    parts: dict[str, str | bytes] = {}
    for number, (title, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if title in hidden else ""
        listed.append(f'<sheet name="{title}" sheetId="{number}" r:id="rId{number}"{state}/>')
        targets.append((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml"))
        body = (
            rows if rows.startswith("<?xml") else f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = body
    targets += [("rId98", "styles", "styles.xml"), ("rId99", "sharedStrings", "/xl/sharedStrings.xml")]
    links = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in targets)
    shared = raw_texts or "".join(f"<si><t>{text}</t></si>" for text in texts)
    parts |= {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(since_1904)}"/>'
        f"<sheets>{''.join(listed)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}">{links}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": STYLES,
        **(more or {}),
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def row(number: int, *cells: str) -> str:
    """A row of plain cells: text for words, a number where it looks like one; empty for none."""
    made = []
    for column, text in enumerate(cells):
        place = f'r="{chr(65 + column)}{number}"'
        if text and text.replace(".", "", 1).isdigit():
            made.append(f"<c {place}><v>{text}</v></c>")
        elif text:
            made.append(f'<c {place} t="inlineStr"><is><t>{text}</t></is></c>')
    return f'<row r="{number}">{"".join(made)}</row>'
