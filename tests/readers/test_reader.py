"""What readers are handed."""

from __future__ import annotations

from waspada.core.split import Split, Unit
from waspada.readers.reader import Source, option


def test_options_and_plain_sources() -> None:
    split = Split(
        number=0, source="x", name="x", member=(), start=0, end=1, unit=Unit.BYTES, format="csv", table="x",
        options=(("delimiter", ";"),),
    )  # fmt: skip
    assert (option(split, "delimiter"), option(split, "quoted", "yes")) == (";", "yes")
    source = Source(path="x", name="x", layers=(), member=(), size=1, head=b"personal")
    assert source.plain
    assert "personal" not in repr(source)
