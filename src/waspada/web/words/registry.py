"""All words of the pages, by key: `cases.none`. A key that is missing is a defect, and says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from waspada.core.language import Lang, number

PARTS: Final = (
    "frame",
    "cases",
    "accounts",
    "review",
    "duties",
    "workspace",
    "members",
    "approvals",
    "tokens",
    "log",
    "overview",
    "facts",
    "questions",
    "handovers",
    "changes",
    "timeline",
    "tasks",
    "enquiries",
    "follow_up",
    "closing",
    "vendors",
    "people",
    "forms",
    "register",
    "notices",
    "statement",
)
"""Files of this folder; the key of a sentence begins with the name of its file."""


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """Key → English, Indonesian."""
    found: dict[str, tuple[str, str]] = {}
    for part in PARTS:
        said: Mapping[str, tuple[str, str]] = import_module(f"waspada.web.words.{part}").WORDS
        found.update({f"{part}.{key}": pair for key, pair in said.items()})
    return MappingProxyType(found)


def said(key: str, lang: Lang, /, **values: Any) -> str:
    """A sentence. Whole numbers among the values are written as people of the language write them.

    With `count=1` the key `KEY.one` is taken where there is one (English has two forms, Indonesian one).

    Raises:
        KeyError: no such sentence.
    """
    known = words()
    if values.get("count") == 1 and f"{key}.one" in known:
        key = f"{key}.one"
    text = known[key][1 if lang == "id" else 0]
    shown = {name: number(value, lang) if type(value) is int else value for name, value in values.items()}
    return text.format(**shown) if values else text
