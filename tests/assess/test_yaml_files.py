"""YAML from people: bounded, without tags, aliases or double keys; errors name the line and quote nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.assess.yaml_files import in_both, read_yaml, texts
from waspada.core.errors import BadInput


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"claims: [\n", "line"),
        (b"other: []\n", "line 1: the file must hold one key"),
        (b"- a\n", "line 1: the file must hold one key"),
        (b"", "line 1: the file must hold one key"),
        (b"claims: {a: b}\n", "line 1"),
        (b"claims: [canary]\n", "line 1: every item"),
        (b"claims:\n- a: 1\n  a: 2\n", "line 3: a key stands twice"),
        (b"claims:\n- 1: 2\n", "line 2: a key is not a text"),
        (b"x: &x [canary]\nclaims: *x\n", "line 2: aliases are not allowed"),
        (b"claims: !!python/object/apply:os.system ['echo canary']\n", "line 1: this is not valid YAML"),
        (b"claims: \xff\xfe", "not valid YAML"),
        (b"claims: " + b"[" * 100_000, "not valid YAML"),
        (b"claims: []\n" + b"# x\n" * 700_000, "larger than 2 MB"),
    ],
)
def test_what_is_not_what_it_must_be_is_refused(tmp_path: Path, content: bytes, where: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=where) as caught:
        read_yaml(path, "claims")
    assert "canary" not in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        read_yaml(tmp_path / "none.yaml", "claims")


def test_items_know_their_line_and_times_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("claims:\n\n  - time: 2025-11-26T09:00:00Z\n  - {n: 1}\n")
    first, second = read_yaml(path, "claims")
    assert (first.line, first["time"], second.line) == (3, "2025-11-26T09:00:00Z", 4)


def test_small_shapes() -> None:
    assert (texts("a"), texts(["a", "b"]), texts([]), texts([1]), texts(None)) == (("a",), ("a", "b"), None, None, None)
    assert in_both({"id": "x"}) == {"en": "x", "id": "x"}
    assert (in_both(""), in_both({}), in_both({"en": 3})) == (None, None, None)
