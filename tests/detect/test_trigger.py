"""Triggers: every token that its regex accepts begins with what the trigger looks for, and Hyperscan takes them all."""

from __future__ import annotations

import hyperscan
import pytest

from waspada.detect.trigger import context_trigger, shorten, split


@pytest.mark.parametrize(
    ("regex", "triggers"),
    [
        ("abc_[a-z]{36}", ("abc_[a-z]{20}",)),
        ("abc_[a-z]{36}_[0-9]{3}", ("abc_[a-z]{36}_[0-9]{3}",)),
        ("abc_[a-z]{20,40}", ("abc_[a-z]{20}",)),
        ("abc_[a-z]+-x", ("abc_[a-z]",)),
        ("a(?:b|c)d", ("a(?:b|c)d",)),
        ("a(?:b+x|c)d", ("ab", "acd")),
        ("ab?c[0-9]{2}", ("ab?c[0-9]{2}",)),
        ("abc(?:x)?", ("abc",)),
        ("a(?!bc)[a-z]{3}", ("a[a-z]{3}",)),
        ("x|y[|]z", ("x", "y[|]z")),
        (r"a\(b\)", (r"a\(b\)",)),
        ("k=([a-f]{4})", ("k=(?:[a-f]{4})",)),
        ("x(?:-[a-f]{4}){3}-y", ("x(?:-[a-f]{4}){3}-y",)),
    ],
)
def test_shortest_beginning(regex: str, triggers: tuple[str, ...]) -> None:
    assert shorten(regex) == triggers


def test_split_leaves_groups_and_classes_alone() -> None:
    assert split(r"a|(b|c)|[|]|\|") == ["a", "(b|c)", "[|]", r"\|"]


def test_context_fires_once_a_token() -> None:
    database = hyperscan.Database()
    database.compile([context_trigger(("new relic",), "[a-f0-9]{20}", 40).encode()], [0], 1, [0])
    ends: list[int] = []
    for text in ("NEW_RELIC_KEY=" + "0a1b2c3d" * 5, "newrelic: " + "0a1b2c3d" * 5, "relic " + "0a1b2c3d" * 5):
        database.scan(text.encode(), match_event_handler=lambda *event: ends.append(event[2]))
    assert len(ends) == 2
