"""A form as plain text, to be copied into an authority's own form."""

from __future__ import annotations

import textwrap
from typing import Final

from waspada.core.language import Lang
from waspada.flows.forms.form import Filled
from waspada.flows.forms.lines import Line, sheet

WIDTH: Final = 88
_INDENT: Final = {"answer": "  ", "lack": "  ", "source": "  "}


def as_text(filled: Filled, lang: Lang) -> str:
    """UTF-8 text with lines of at most 88 characters."""
    made = sheet(filled, lang)
    lines = [made.title, "=" * min(len(made.title), WIDTH), ""]
    lines += [f"{name}: {text}" for name, text in made.head]
    for line in made.lines:
        lines += _written(line)
    return "\n".join(lines).rstrip() + "\n"


def _written(line: Line) -> list[str]:
    if line.style == "heading":
        return ["", "", line.text, "-" * min(len(line.text), WIDTH)]
    indent = _INDENT.get(line.style, "")
    rows = [
        row
        for paragraph in line.text.splitlines()
        for row in textwrap.wrap(paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]
    ]
    return ["", *rows] if line.style in ("ask", "sub", "note") else rows
