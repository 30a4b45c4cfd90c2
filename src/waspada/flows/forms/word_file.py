"""A form as a Word document (ISO/IEC 29500), the same bytes every time it is made from the same case."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from waspada.core.language import Lang
from waspada.flows.forms.form import Filled
from waspada.flows.forms.lines import Line, sheet

_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""No clock in the file: the day on which it holds stands in its text."""
_GREY: Final = RGBColor(0x55, 0x55, 0x50)
_GOLD: Final = RGBColor(0x7A, 0x5A, 0x00)
_LANGUAGES: Final[dict[str, str]] = {"en": "en-GB", "id": "id-ID"}


def as_docx(filled: Filled, lang: Lang) -> bytes:
    """Headings are headings, so that a screen reader and a table of contents find them."""
    made = sheet(filled, lang)
    document = Document()
    _set_up(document, made.title, lang)
    document.add_heading(made.title, 0)
    for name, text in made.head:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(text)
    for line in made.lines:
        _add(document, line)
    return _fixed(document)


def _set_up(document: Any, title: str, lang: Lang) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2.2))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(3)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGES[lang]})
    normal.element.get_or_add_rPr().append(language)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = "Calibri", RGBColor(0x1F, 0x1F, 0x1C)
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "minorHAnsi")
    document.styles["Title"].font.size = Pt(20)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "Waspada", _LANGUAGES[lang]
    properties.comments = ""
    properties.created = properties.modified = _EPOCH.replace(tzinfo=None)
    properties.last_modified_by, properties.revision = "Waspada", 1


def _add(document: Any, line: Line) -> None:
    if line.style in ("heading", "ask", "sub"):
        document.add_heading(line.text, {"sub": 1, "heading": 2, "ask": 3}[line.style])
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(line.text)
    if line.style in ("note", "source"):
        run.font.color.rgb, run.font.size = _GREY, Pt(8.5)
    if line.style == "lack":
        run.italic, run.font.color.rgb = True, _GOLD


def _fixed(document: Any) -> bytes:
    """The archive with one date in every entry."""
    first, last = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as before, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            info = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(info, before.read(name))
    return last.getvalue()
