"""Typst, in one place: a layout and its data in, a tagged PDF (PDF/UA-1, ISO 14289-1) out, the same bytes every time.

Nothing that comes in is ever read as markup: data goes in as JSON, and the layout prints strings. Each thread keeps its
compiler, since making one reads all fonts.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import typst

from waspada.core.errors import CannotWrite

_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""Of every document: a date of its own would make the same letter two files."""
_PAGES: Final = re.compile(rb"<</Type/Pages/Count (\d+)")
_KEPT: Final = threading.local()


def as_pdf(layout: str, data: Mapping[str, Any], *, hint: str) -> bytes:
    """A document.

    Args:
        layout: Typst source; it finds the data as `json(bytes(sys.inputs.data))`.
        hint: what to do where it cannot be set.

    Raises:
        CannotWrite: the typesetter failed; its words could hold the text, so they are not passed on.
    """
    content: Any = None
    try:
        content = _compiler().compile(
            layout.encode(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=_EPOCH,
        )
    except (RuntimeError, ValueError, TypeError):
        content = None
    if not isinstance(content, bytes) or not content:
        raise CannotWrite("a document could not be set as a PDF", hint=hint)
    return content


def pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has: the root of its page tree, which comes before any text, says so."""
    found = _PAGES.search(pdf)
    return int(found.group(1)) if found else 0


def _compiler() -> Any:
    if not hasattr(_KEPT, "compiler"):
        _KEPT.compiler = typst.Compiler(ignore_system_fonts=True)
    return _KEPT.compiler
