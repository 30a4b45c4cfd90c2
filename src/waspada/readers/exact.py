"""The exact slow path: one JSON line to its leaves, keeping what fast parsers drop or rewrite.

Keeps both values of a duplicate key, every digit of a number, and lone surrogates (written as their escape). Used
for the few lines whose fast parse does not balance with the ledger. Grammar: RFC 8259; UTF-8 as its section 8.1 asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

MAX_DEPTH = 200

_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
"""Strings (also one that never ends, so that no beginning is tried twice) and brackets."""


class NotJson(ValueError):
    """The line is not one JSON text; the message says why, without its content."""


class _Pairs(list[tuple[str, Any]]):
    """Members of an object in order, duplicates kept."""


class _Number(str):
    """A number as it was written."""

    __slots__ = ()


def _refuse(_: str) -> NoReturn:
    raise NotJson("NaN or Infinity is not JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_refuse, strict=True
)


def parse(line: bytes) -> Any:
    """Parse one line.

    Raises:
        NotJson: not UTF-8, not JSON, or nested deeper than `MAX_DEPTH`.
    """
    if line.count(b"[") + line.count(b"{") > MAX_DEPTH and _depth(line) > MAX_DEPTH:
        raise NotJson(f"nested deeper than {MAX_DEPTH} levels")
    reason = ""
    try:
        return _DECODER.decode(line.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError:
        reason = "not valid UTF-8"
    except json.JSONDecodeError as error:
        reason = f"not valid JSON: {error.msg[:60].split(':')[0].lower()} at byte {error.pos} of the record"
    except (RecursionError, ValueError) as error:
        reason = str(error) if isinstance(error, NotJson) else "not valid JSON"
    raise NotJson(reason)


def _depth(line: bytes) -> int:
    depth = deepest = 0
    for token in _TOKENS.finditer(line):
        mark = token[0]
        if mark in (b"[", b"{"):
            depth += 1
            deepest = max(deepest, depth)
        elif mark in (b"]", b"}"):
            depth -= 1
    return deepest


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str | None]]:
    """Every scalar of a parsed line as (path, text); null is None. List elements stand under `path[]`."""
    if isinstance(node, _Pairs):
        for key, child in node:
            yield from leaves(child, f"{path}.{clean(key)}" if path else clean(key))
    elif isinstance(node, list):
        for child in node:
            yield from leaves(child, f"{path}[]")
    elif node is None:
        yield path or "(value)", None
    elif isinstance(node, bool):
        yield path or "(value)", "true" if node else "false"
    else:
        yield path or "(value)", clean(node)


def clean(text: str) -> str:
    """The text with lone surrogates written as their escape, so that it is valid Unicode."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
