"""Addresses: the form in which two spellings are equal, limits of length, and time."""

from __future__ import annotations

import time

import pytest

from waspada.detect.kind import Place
from waspada.detect.kinds import email


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ani@Example.ORG", "ani@example.org"),
        (" <ani@example.org>. ", "ani@example.org"),
        ("mailto:ani@example.org?subject=x", "ani@example.org"),
        ("ani@BÜCHER.example", "ani@xn--bcher-kva.example"),
        ("ani@example.org.", "ani@example.org"),
    ],
)
def test_same_address(one: str, other: str) -> None:
    assert email.normalise(one) == email.normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.b@example.org", "ab@example.org"), ("ani+x@example.org", "ani@example.org"), ("a@b.example", "a@c.example")],
)
def test_other_address(one: str, other: str) -> None:
    assert email.normalise(one) != email.normalise(other)


@pytest.mark.parametrize(
    "value", ["", "@", "a@", "@b.example", "a@b", f"{'x' * 65}@example.org", "a b@example.org", "a@\udc80.example"]
)
def test_not_an_address(value: str) -> None:
    assert not email.is_valid(value)
    with pytest.raises(ValueError, match="not an e-mail address") as caught:
        email.validate(value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_format_keeps_the_local_part() -> None:
    assert email.format("Ani@Example.ORG") == "Ani@example.org"


@pytest.mark.parametrize(
    "text",
    ["a@" * 20_000, "a@" + "b." * 20_000, "a@" + "b-" * 20_000, "." * 50_000 + "@b.example", '"' * 30_000 + "@b.c"],
)
def test_long_junk_takes_no_time(text: str) -> None:
    begin = time.perf_counter()
    list(email.FINDER.find(text, Place()))
    assert time.perf_counter() - begin < 2
