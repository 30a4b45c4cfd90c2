"""Letters and people from NDJSON, a line at a time, for an export that does not come from the workbench."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from waspada.core.errors import BadInput, NothingReadable
from waspada.flows.public.letters import Shown, masked
from waspada.flows.public.members import Facts, facts_of

_DOCS: Final = "See docs/public.md."


def letters_in(path: Path) -> Iterator[Shown]:
    """`{"code", "sender", "subject", "date", "masked_recipient" or "recipient", "text", "lang"}` on each line.

    Raises:
        NothingReadable: the file cannot be read.
        BadInput: a line is none of these; the error names its number.
    """
    for number, row in _lines(path, "letters"):
        found: Shown | None = None
        try:
            shown = row["masked_recipient"] if "masked_recipient" in row else masked(row["recipient"])
            names = ("code", "sender", "subject", "date", "text", "lang")
            found = Shown(masked_recipient=_text(shown), **{name: _text(row[name]) for name in names})
        except (KeyError, TypeError):
            found = None
        if found is None:
            raise BadInput(f"line {number} of the letters lacks something", hint=_DOCS)
        yield found


def members_in(path: Path) -> Iterator[tuple[str, Facts]]:
    """`{"address", "categories", "mentioned"}` on each line.

    Raises:
        NothingReadable: the file cannot be read.
        BadInput: a line is none of these; the error names its number.
    """
    for number, row in _lines(path, "members"):
        found: tuple[str, Facts] | None = None
        try:
            found = _text(row["address"]), facts_of(row)
        except (KeyError, TypeError):
            found = None
        if found is None or not all(isinstance(one, str) for one in found[1].categories):
            raise BadInput(f"line {number} of the members lacks something", hint=_DOCS)
        yield found


def _lines(path: Path, what: str) -> Iterator[tuple[int, dict[str, Any]]]:
    failed = False
    try:
        file = path.open("rb")
    except OSError:
        failed = True
    if failed:
        raise NothingReadable(f"the file with the {what} cannot be read")
    with file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict):
                raise BadInput(f"line {number} of the {what} is no JSON object", hint=_DOCS)
            yield number, row


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
