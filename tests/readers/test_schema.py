"""What a sample of lines says about the schema, and what it leaves to the exact path."""

from __future__ import annotations

import json

from waspada.readers.schema import MAX_PATHS, NOTHING, infer, leaf_paths


def test_scalars_objects_and_lists() -> None:
    lines = [b'{"a":1,"o":{"x":null},"l":[{"n":"x"},{"m":2}],"t":["a"]}', b'{"a":"x","late":true}']
    assert infer(lines) == {"a": "s", "o": {"x": "s"}, "l": [{"n": "s", "m": "s"}], "t": ["s"], "late": "s"}
    assert [path for _, path in leaf_paths(infer(lines))] == ["a", "o.x", "l[].n", "l[].m", "t[]", "late"]


def test_the_shape_that_most_lines_have_wins() -> None:
    lines = [b'{"p":{"x":1}}'] * 3 + [b'{"p":"text"}']
    assert infer(lines) == {"p": {"x": "s"}}
    assert infer([*lines[2:], b'{"p":"text"}']) == {"p": "s"}


def test_of_two_keys_that_differ_only_in_case_the_frequent_one_is_kept() -> None:
    assert infer([b'{"Plan":1}', b'{"plan":1}', b'{"plan":2}']) == {"plan": "s"}


def test_empty_objects_and_broken_lines_do_no_harm() -> None:
    assert infer([b'{"o":{}}', b"not json", b"[1]"]) == {"o": {NOTHING: "s"}}
    assert infer([b"", b"1"]) == {NOTHING: "s"} or infer([b"", b"1"]) == {}


def test_the_number_of_paths_is_bounded() -> None:
    wide = json.dumps({f"k{number}": number for number in range(MAX_PATHS + 500)}).encode()
    assert len(list(leaf_paths(infer([wide])))) == MAX_PATHS
