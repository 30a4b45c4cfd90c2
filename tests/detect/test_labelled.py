"""Labels and values in text, and what a value is not."""

from __future__ import annotations

import re

import pytest

from waspada.detect.labelled import SEPARATOR, is_code, is_path, is_placeholder, lower, values

_LABEL = re.compile(r"((?:(pin)|sandi))" + SEPARATOR)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sandi: abc123", "abc123"),
        ("Sandi = 'abc 123'", "abc 123"),
        ('{"sandi":"abc123"}', "abc123"),
        (r"{\"sandi\":\"abc123\"}", "abc123"),
        ("sandinya adalah abc123.", "abc123"),
        ("?sandi=abc123&x=1", "abc123"),
        ("userSandi=abc123", "abc123"),
        ("mypin=abc123", "abc123"),
        ("sandi => abc123;", "abc123"),
    ],
)
def test_value_behind_its_label(text: str, value: str) -> None:
    (found,) = values(text, _LABEL)
    assert found.value == value
    assert text[found.start : found.end] == value


@pytest.mark.parametrize("text", ["kesandi: abc", "sandi ==abc", "sandiwara: abc", "sandi"])
def test_no_label(text: str) -> None:
    assert list(values(text, _LABEL)) == []


def test_what_a_value_is_not() -> None:
    assert all(map(is_code, ("config.password", "get_password()", "$PASS", "Optional[bytes", "self.x")))
    assert all(map(is_path, ("https://a.example/x", "/etc/passwd", "notes.txt")))
    assert all(map(is_placeholder, ("****", "${X}", "xxxxx", "{{ x }}")))
    assert not any(check("kelapa42!") for check in (is_code, is_path, is_placeholder))


def test_lower_keeps_every_position() -> None:
    assert len(lower("İSTANBUL ẞ K")) == len("İSTANBUL ẞ K")
