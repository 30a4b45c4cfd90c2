"""Counting what comes out of a wrapper, by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waspada.readers.limits import Limits
from waspada.readers.wrapper import Broken, Content, Member, Meter, inner_name


def pieces(*parts: bytes, broken: str = "") -> Iterator[bytes]:
    yield from parts
    if broken:
        raise Broken(broken)


def test_a_content_that_breaks_ends_with_a_problem_and_a_trouble() -> None:
    meter = Meter(100, Limits())
    content = Content("a", pieces(b"one", broken="it is damaged"), meter.below("outer"))
    assert list(content.chunks) == [b"one"]
    assert content.problem == "it is damaged"
    assert [(item.name, item.reason) for item in meter.troubles] == [("outer!a", "it is damaged")]
    assert repr(content) == "Content()"


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(unpacked_bytes=5), "more than the limit"),
        (Limits(ratio_from=1, ratio=2), "2 times its size"),
        (Limits(seconds=-1.0), "longer than the limit"),
    ],
)
def test_all_contents_together_are_bounded(limits: Limits, reason: str) -> None:
    meter = Meter(2, limits)
    first, second = (Content(name, pieces(b"123", b"456"), meter) for name in "ab")
    first.drain()
    second.drain()
    assert reason in first.problem
    assert reason in second.problem
    assert [item.name for item in meter.troubles] == ["a", "b"]


def test_members_are_counted_and_labelled() -> None:
    meter = Meter(1, Limits(members=2))
    member = Member(meter)
    assert [member.take("../a"), member.take("../a")] == ["../a", "../a#2"]
    with pytest.raises(Broken, match="more than 2 members"):
        member.take("b")
    assert [item.lost for item in meter.troubles] == [False, False]


def test_names_without_the_ending_of_the_wrapper() -> None:
    assert [inner_name(name, ".pgp") for name in ("a.csv.PGP", "a.csv", ".pgp")] == [
        "a.csv",
        "a.csv.content",
        ".pgp.content",
    ]
