"""The order of the readers, and their names."""

from __future__ import annotations

import pytest

from waspada.readers import registry
from waspada.readers.reader import Reader


def test_the_last_reader_takes_everything() -> None:
    assert registry.FORMATS[-1].detect(b"\0", "x")
    assert not any(reader.detect(b"\0" * 100, "x") for reader in registry.FORMATS[:-1])


def test_names_are_unique() -> None:
    names = [one.name for one in registry.FORMATS] + [one.name for one in registry.RECOGNISERS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("one", registry.FORMATS, ids=[one.name for one in registry.FORMATS])
def test_a_reader_is_found_by_its_name(one: Reader) -> None:
    assert registry.reader(one.name) is one
