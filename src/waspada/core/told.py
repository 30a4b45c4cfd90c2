"""What an error says, in the language of who reads it.

Errors are raised in English, where they happen. Here the sentence is found again by its form, `{}` standing for the
values in it, and said in Indonesian; a sentence nobody has translated stays English rather than being hidden. A test
walks the code and holds that every sentence has its translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Final

from waspada.core.errors import WaspadaError
from waspada.core.language import Lang

_FILES: Final = (
    "asking",
    "assess",
    "cli",
    "core",
    "flows",
    "laws",
    "letters",
    "parts",
    "readers",
    "store_case",
    "store_db",
    "telling",
    "web",
)
_HOLE: Final = "{}"
_DEEP: Final = 3
"""A reason in a sentence in a sentence: more is not followed."""


def told(text: str, lang: Lang, depth: int = _DEEP) -> str:
    """A message or a hint of ours in this language.

    >>> told("the reason is empty", "id")
    'alasan kosong'
    >>> told("Reload the page.", "en")
    'Reload the page.'
    """
    if lang == "en" or not text or not depth:
        return text
    words = catalogue()
    if text in words:
        return words[text]
    for form, indonesian in _forms():
        found = form.fullmatch(text)
        if found:
            values = iter(told(value, lang, depth - 1) for value in found.groups())
            return "".join(next(values) if part == _HOLE else part for part in _parts(indonesian))
    message, _, hint = text.partition(". ")
    return f"{told(message, lang, depth - 1)}. {told(hint, lang, depth - 1)}" if hint else text


def sentence(error: WaspadaError, lang: Lang) -> str:
    """What happened and what to do."""
    return f"{told(str(error), lang).rstrip('.')}. {told(error.advice, lang)}".rstrip()


@cache
def catalogue() -> Mapping[str, str]:
    """English sentence → Indonesian."""
    found: dict[str, str] = {}
    for name in _FILES:
        found |= import_module(f"waspada.core.told_id.{name}").WORDS
    return found


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sentences that hold values, the one with most words of its own first."""
    holding = sorted((one for one in catalogue() if one.replace(_HOLE, "").strip(": .") and _HOLE in one), key=_own)
    return tuple(
        (re.compile("(.*?)".join(map(re.escape, one.split(_HOLE))), re.DOTALL), catalogue()[one]) for one in holding
    )


def _own(text: str) -> int:
    return -len(text.replace(_HOLE, ""))


def _parts(text: str) -> Iterator[str]:
    return (part for part in re.split(r"(\{\})", text) if part)
