"""A private YAML file: no aliases, no tags, nothing twice, and errors that quote nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.notify.settings import private

from waspada.core.errors import BadInput
from waspada.notify.settings_file import Settings, read_mapping


@pytest.mark.parametrize(
    "content",
    [
        "a: &x [1]\nb: *x\n",
        "a: !!python/object/apply:os.system [ls]\n",
        "a: hunter2\na: hunter2\n",
        "1: hunter2\n",
        "- hunter2\n",
        "hunter2",
        "a: [hunter2\n",
        "a: \x00",
        "[" * 100_000,
        "",
    ],
)
def test_what_is_no_mapping_is_refused_without_a_word_of_it(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_mapping(private(tmp_path / "f.yaml", content), "the file")
    assert "hunter2" not in f"{caught.value} {caught.value.advice}"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="larger"):
        read_mapping(private(tmp_path / "f.yaml", "a: " + "b" * 300_000), "the file")


def test_what_nobody_takes_is_an_error(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "f.yaml", {"a": "x", "b": {"c": 1}}, "top.")
    assert settings.text("a") == "x"
    part = settings.part("b")
    assert part is not None
    with pytest.raises(BadInput, match=r"`top\.b\.c` is no setting"):
        part.end()
    settings.end()
