"""Whatever was raised becomes an error that may be shown."""

from __future__ import annotations

import errno

import pytest

from waspada.core.defect import Defect, as_ours
from waspada.core.errors import BadInput, CannotWrite, WaspadaError, WorkerFailed

SECRET = "a value from the data"


def raised(error: Exception) -> WaspadaError:
    """The error of ours for one that was really raised here."""
    try:
        raise error
    except Exception as caught:  # noqa: BLE001
        return as_ours(caught)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ValueError(SECRET), Defect),
        (KeyError(SECRET), Defect),
        (MemoryError(SECRET), WorkerFailed),
        (OSError(errno.ENOSPC, SECRET, SECRET), CannotWrite),
        (OSError(errno.EFBIG, SECRET), CannotWrite),
        (OSError(errno.EROFS, SECRET), CannotWrite),
        (FileNotFoundError(errno.ENOENT, SECRET, SECRET), WaspadaError),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_the_kind_is_told_and_the_text_is_not(error: Exception, kind: type[WaspadaError]) -> None:
    ours = raised(error)
    assert type(ours) is kind
    assert SECRET not in f"{ours} {ours!r} {ours.advice}"


def test_a_defect_says_type_and_place() -> None:
    assert "ValueError at core/test_defect.py:" in str(raised(ValueError(SECRET)))


def test_an_error_of_ours_stays_as_it_is() -> None:
    error = BadInput("clear", hint="do this")
    assert raised(error) is error
