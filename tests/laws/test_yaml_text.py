"""Reading YAML strictly."""

from __future__ import annotations

from datetime import date

import pytest

from waspada.core.errors import BadInput
from waspada.laws.yaml_text import Block, block_of, parse


def test_truth_is_true_and_false_alone_and_days_stay_text() -> None:
    top = parse("a: [NO, no, yes, on, 2026-01-01, true, 7]", "x.yaml")
    assert top["a"] == ["NO", "no", "yes", "on", "2026-01-01", True, 7]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\na: 2\n", "line 2: a key stands twice"),
        ("a: &x 1\nb: *x\n", "line 2: aliases are not allowed"),
        ("1: a\n", "line 1: a key is not a text"),
        ("a: [\n", "this is not valid YAML"),
        ("a: !!python/object:os.system 1\n", "this is not valid YAML"),
        ("- a\n", "must hold a mapping"),
        ("", "must hold a mapping"),
    ],
)
def test_what_is_no_rule_file_is_refused_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(BadInput, match=r"^x\.yaml") as caught:
        parse(text, "x.yaml")
    assert problem in str(caught.value)


def test_a_large_file_is_refused() -> None:
    with pytest.raises(BadInput, match="2 MB"):
        parse("a: " + "x" * (3 << 20), "x.yaml")


def test_a_block_names_its_own_line() -> None:
    inner = parse("a: 1\nb:\n  c: 2\n", "x.yaml").block("b")
    with pytest.raises(BadInput, match=r"x\.yaml, line 3: unknown key: c"):
        inner.only(("d",))


@pytest.mark.parametrize(
    "read",
    [
        lambda top: top.text("number"),
        lambda top: top.number("text"),
        lambda top: top.number("truth"),
        lambda top: top.flag("text"),
        lambda top: top.day("text"),
        lambda top: top.day("no_day"),
        lambda top: top.both("text"),
        lambda top: top.both("one"),
        lambda top: top.texts("text"),
        lambda top: top.block("text"),
        lambda top: top.each("text", dict),
        lambda top: top.choice("text", ("a", "b")),
        lambda top: top.only(("text",), ("missing",)),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused(read: object) -> None:
    top = parse('number: 1\ntext: "x"\ntruth: true\nno_day: "2026-02-30"\none: {en: "x", id: ""}\n', "x.yaml")
    with pytest.raises(BadInput):
        read(top)  # type: ignore[operator]


def test_values_come_as_they_are_asked_for() -> None:
    top = parse('d: 2026-02-28\nw: {en: "a", id: "b"}\nl: [x, y]\nf: true\n', "x.yaml")
    assert (top.day("d"), top.both("w"), top.texts("l"), top.flag("f")) == (
        date(2026, 2, 28),
        {"en": "a", "id": "b"},
        ("x", "y"),
        True,
    )
    assert (top.day("none"), top.texts("none"), top.flag("none"), top.each("none", dict)) == (None, (), False, ())


def test_plain_data_becomes_blocks() -> None:
    made = block_of({"a": [{"b": 1}]}, "x")
    assert isinstance(made["a"][0], Block)
    with pytest.raises(BadInput):
        block_of([1], "x")
    with pytest.raises(BadInput):
        block_of({1: 2}, "x")
