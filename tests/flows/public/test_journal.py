"""The journal of answers: one a day for an address, none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.flows.public.journal import DAY, Claim, State, opened

NOW = 1_795_000_000.0
BUDI, ANI = b"b" * 32, b"a" * 32


def test_a_question_is_answered_once(tmp_path: Path) -> None:
    with opened(tmp_path / "j.db") as journal:
        assert journal.claim("q1", BUDI, NOW) is Claim.GO
        journal.mark("q1", State.DATA, NOW)
        journal.mark("q1", State.ANSWERED, NOW)
    with opened(tmp_path / "j.db") as journal:
        assert journal.claim("q1", BUDI, NOW + 10 * DAY) is Claim.DONE


def test_an_address_gets_one_answer_a_day(tmp_path: Path) -> None:
    with opened(tmp_path / "j.db") as journal:
        journal.claim("q1", BUDI, NOW)
        journal.mark("q1", State.ANSWERED, NOW)
        assert journal.claim("q2", BUDI, NOW + DAY - 1) is Claim.SKIPPED
        assert journal.claim("q3", ANI, NOW) is Claim.GO
        assert journal.claim("q4", BUDI, NOW + DAY) is Claim.GO
        assert journal.claim("q2", BUDI, NOW + 5 * DAY) is Claim.DONE


def test_what_never_left_may_be_tried_again(tmp_path: Path) -> None:
    with opened(tmp_path / "j.db") as journal:
        assert journal.claim("q1", BUDI, NOW) is Claim.GO
    with opened(tmp_path / "j.db") as journal:
        assert journal.claim("q1", BUDI, NOW + 1) is Claim.GO
        assert journal.claim("q2", BUDI, NOW + 1) is Claim.GO


def test_what_was_on_its_way_when_the_process_died_is_unknown_for_ever(tmp_path: Path) -> None:
    with opened(tmp_path / "j.db") as journal:
        journal.claim("q1", BUDI, NOW)
        journal.mark("q1", State.DATA, NOW)
    with opened(tmp_path / "j.db") as journal:
        assert journal.claim("q1", BUDI, NOW) is Claim.UNKNOWN
        assert journal.claim("q1", BUDI, NOW) is Claim.DONE
        assert journal.claim("q2", BUDI, NOW) is Claim.SKIPPED, "it may have arrived"


def test_one_process_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path / "j.db"), pytest.raises(CannotWrite, match="another drain"), opened(tmp_path / "j.db"):
        pass


def test_what_is_no_journal_is_said(tmp_path: Path) -> None:
    (tmp_path / "j.db").write_bytes(b"no database" * 1000)
    with pytest.raises(CannotWrite, match="could not be opened"), opened(tmp_path / "j.db"):
        pass


def test_it_is_private_and_lets_go_of_what_is_long_over(tmp_path: Path) -> None:
    with opened(tmp_path / "j.db") as journal:
        journal.claim("q1", BUDI, NOW)
        journal.mark("q1", State.ANSWERED, NOW)
        journal.forget(NOW + 80 * DAY)
        assert journal.claim("q1", BUDI, NOW + 80 * DAY) is Claim.DONE
        journal.forget(NOW + 91 * DAY)
        assert journal.claim("q1", BUDI, NOW + 91 * DAY) is Claim.GO
    assert (tmp_path / "j.db").stat().st_mode & 0o077 == 0
