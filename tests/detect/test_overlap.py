"""Which of two kinds on the same characters stays."""

from __future__ import annotations

from waspada.detect.kind import How, Match
from waspada.detect.overlap import without_overlaps


def test_the_specific_secret_stays() -> None:
    key = Match("secret.openai", 4, 60, True, How.FORM)
    vague = Match("secret.high_entropy", 0, 60, True, How.NAME_AND_FORM)
    assert without_overlaps([vague, key]) == [key]


def test_strong_before_weak_and_proved_before_shaped() -> None:
    weak = Match("payment_card", 0, 16, False, How.CHECK_ONLY)
    strong = Match("id.nik", 0, 16, True, How.NAME_AND_CHECK)
    assert without_overlaps([weak, strong]) == [strong]
    shaped, proved = Match("secret.a", 0, 20, True, How.FORM), Match("secret.b", 0, 20, True, How.CHECKSUM)
    assert without_overlaps([shaped, proved]) == [proved]


def test_neighbours_both_stay_in_order() -> None:
    first, second = Match("email", 0, 10, True, How.FORM), Match("email", 11, 20, True, How.FORM)
    assert without_overlaps([second, first]) == [first, second]


def test_different_families_may_share_characters() -> None:
    page, address = Match("page_url", 0, 50, True, How.FORM), Match("email", 20, 40, True, How.FORM)
    assert without_overlaps([page, address]) == [page, address]
    secret = Match("secret.basic_auth", 0, 50, True, How.FORM)
    assert without_overlaps([secret, address]) == [secret]
