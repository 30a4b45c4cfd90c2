"""Letters and people from files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from waspada.core.errors import BadInput, NothingReadable
from waspada.flows.public.members import Facts
from waspada.flows.public.rows import letters_in, members_in

LETTER = {"code": "x", "sender": "s", "subject": "t", "date": "2026-11-23", "recipient": "budi@example.org",
          "text": "d", "lang": "en"}  # fmt: skip


def written(folder: Path, *rows: object) -> Path:
    path = folder / "rows.ndjson"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_letters_come_one_by_one_with_their_recipient_masked(tmp_path: Path) -> None:
    (one, other) = letters_in(written(tmp_path, LETTER, "", {**LETTER, "masked_recipient": "b…@e…"}))
    assert (one.masked_recipient, other.masked_recipient) == ("b•••@e•••.org", "b…@e…")


def test_members_come_with_what_they_are_told(tmp_path: Path) -> None:
    rows = written(tmp_path, {"address": "a@b.example", "categories": ["user.name"], "mentioned": True, "people": [1]})
    assert list(members_in(rows)) == [("a@b.example", Facts(categories=("user.name",), mentioned=True))]


@pytest.mark.parametrize("row", ["{", "[]", {"address": 5}, {"address": "budi@x.org", "categories": [5]},
                                 {"code": "budi"}, {"address": "budi@x.org"}, {**LETTER, "text": None}])  # fmt: skip
def test_a_line_that_is_none_is_named_by_its_number_and_not_shown(tmp_path: Path, row: object) -> None:
    for read in (letters_in, members_in):
        good = LETTER if read is letters_in else {"address": "a@b.example", "categories": []}
        with pytest.raises(BadInput, match="line 2") as caught:
            list(read(written(tmp_path, good, row)))
        assert "budi" not in str(caught.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    for read in (letters_in, members_in):
        with pytest.raises(NothingReadable):
            list(read(tmp_path / "none"))
