"""What templates call: words, numbers and moments in the reader's language and zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from waspada.web.templatetags import waspada as tags

MOMENT = datetime(2026, 3, 9, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _reader() -> Iterator[None]:
    with translation.override("id"), timezone.override(zoneinfo.ZoneInfo("Asia/Jakarta")):
        yield


def test_a_moment_is_in_the_readers_zone_which_is_named() -> None:
    shown = str(tags.when(MOMENT))
    assert "9 Maret 2026 pukul 08.30 WIB" in shown
    assert 'datetime="2026-03-09T01:30:00+00:00"' in shown
    assert tags.when("2026-03-09T01:30:00Z") == shown
    assert tags.when(None) == ""


def test_numbers_lists_and_texts_by_language() -> None:
    assert (tags.num(19204), tags.num(None)) == ("19.204", "")
    assert tags.listed(["a", "b", "c"]) == "a, b, dan c"
    assert tags.either({"en": "yes", "id": "ya"}) == "ya"
    assert tags.short_id("0123456789") == "01234567"


def test_a_word_from_the_data_is_escaped_and_a_missing_one_has_another() -> None:
    assert str(tags.mark("unsure", "<b>")) == '<span class="mark unsure">&lt;b&gt;</span>'
    assert tags.say_of("review.why", "shared_email") == "satu alamat milik beberapa orang"
    assert tags.say_of("review.why", "new_reason", otherwise="other") == "bisa beberapa orang"
