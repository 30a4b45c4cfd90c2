"""The exact path: what RFC 8259 allows and forbids, and what fast parsers drop."""

from __future__ import annotations

import time

import pytest

from waspada.readers import exact


def leaves(line: bytes) -> list[tuple[str, str | None]]:
    return list(exact.leaves(exact.parse(line)))


def test_duplicate_keys_long_numbers_and_order_survive() -> None:
    line = b'{"a":"x","a":"y","n":12345678901234567890123,"f":1.10,"b":[true,null,{"c":"z"}]}'
    assert leaves(line) == [
        ("a", "x"),
        ("a", "y"),
        ("n", "12345678901234567890123"),
        ("f", "1.10"),
        ("b[]", "true"),
        ("b[]", None),
        ("b[].c", "z"),
    ]


def test_a_lone_surrogate_is_written_as_its_escape() -> None:
    assert leaves(b'{"a":"\\ud83d x"}') == [("a", "\\ud83d x")]
    assert leaves(b'{"a":"\\ud83d\\ude00"}') == [("a", "😀")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"a":1,}', "not valid JSON"),
        (b'{"a":NaN}', "NaN"),
        (b'{"a":"\xff"}', "UTF-8"),
        (b"", "not valid JSON"),
        (b"[" * 300 + b"]" * 300, "deeper"),
        (b'{"a":"tab\there"}', "not valid JSON"),
    ],
)
def test_what_is_not_json_says_why_without_its_content(line: bytes, why: str) -> None:
    with pytest.raises(exact.NotJson, match=why) as caught:
        exact.parse(line)
    assert "here" not in str(caught.value)


def test_a_bracket_in_a_string_is_no_depth() -> None:
    assert leaves(b'{"a":"' + b"[" * 500 + b'"}') == [("a", "[" * 500)]


@pytest.mark.parametrize("line", [b'"' + b'\\"' * 500_000 + b"[" * 300, b"[" * 2_000_000, b'{"a":' * 500_000])
def test_hostile_nesting_ends_soon(line: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(exact.NotJson):
        exact.parse(line)
    assert time.monotonic() - began < 20  # a bound against hanging, not a benchmark
