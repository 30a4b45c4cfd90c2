"""Rule files are read strictly: what is not in the format is an error with file and line."""

from __future__ import annotations

import pytest
from tests.laws.small import DUTY, TOP, law

from waspada.core.errors import BadInput
from waspada.laws.law_text import chosen, packaged


def test_the_smallest_law() -> None:
    made = law()
    assert (made.id, made.places, made.anywhere, made.calendar, [duty.id for duty in made.duties]) == (
        "aa_law",
        ("AA",),
        False,
        "US",
        ["authority"],
    )
    duty = made.duties[0]
    assert (duty.role, duty.confidence, duty.clock.value, made.full(duty)) == (
        "controller",
        "official_text",
        72,
        "aa_law.authority",
    )


def test_everything_at_once() -> None:
    rich = DUTY.replace(
        "clock: {start: awareness, value: 72, unit: hours}",
        "clock: {start: after_authority_notice, after: initial, value: 3, unit: business_days, "
        "count_from: end_of_year, "
        'roll: next_business_day, roll_time: "12:00", backstop: {start: awareness, value: 1, unit: months, '
        "late_start: true}, limit: {start: discovery, value: 30, unit: calendar_days}, "
        "instead: [{when: {sector: [small_agent]}, value: 6, unit: business_days}]}",
    )
    rich += '  content: [{key: nature, en: "a", id: "b"}]\n  form: f\n  notes: {en: "a", id: "b"}\n  role: any\n'
    made = law(duty=rich, more=DUTY.replace("id: authority", "id: initial"))
    clock = made.duties[0].clock
    assert (clock.after, clock.end_of_year, clock.roll, clock.roll_time) == ("initial", True, True, "12:00")
    assert clock.backstop is not None
    assert clock.backstop.late_start
    assert clock.limit is not None
    assert clock.limit.start == "discovery"
    assert clock.instead[0].span.start == "after_authority_notice"
    assert made.duties[0].content[0].key == "nature"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: aa_law", "id: bb_law"),
        ("version: 1", "version: 0"),
        ("version: 1", 'version: "1"'),
        ("checked: 2026-06-01", "checked: soon"),
        ("checked: 2026-06-01", "checked: null"),
        ("name: {en", "name: {fr"),
        ("places: [AA]", "places: []"),
        ("places: [AA]", "places: [Aaland]"),
        ("zone: UTC", "zone: Mars/Base"),
        ("calendar: US", "calendar: XX"),
        ("in_force: 2020-01-01", "in_force: 2020-02-30"),
        ("in_force: 2020-01-01", "in_force: null"),
        ("in_force: 2020-01-01", "in_force: 2020-01-01\nuntil: 2019-01-01"),
        ("confidence: official_text", "confidence: sure"),
        ('sources: [{title: "A law", url: "https://law.example/", read: "2026-06-01"}]', "sources: []"),
        ("https://law.example/", "ftp://law.example/"),
        ("zone: UTC", "zone: UTC\nreach: nowhere"),
        ("zone: UTC", "zone: UTC\nreach: anywhere\nestablished: counts"),
        ("zone: UTC", "zone: UTC\nsectoral: perhaps"),
        ("zone: UTC", "zone: UTC\nscope: yes"),
        ("zone: UTC", "zone: UTC\nscope: {fact: weather}"),
        ("zone: UTC", "zone: UTC\ndefinitions: {a: {defined: b}, b: {fact: acquired}}"),
        ("zone: UTC", "zone: UTC\nmore: 1"),
    ],
)
def test_a_slip_in_the_law_is_refused(old: str, new: str) -> None:
    assert old in TOP
    with pytest.raises(BadInput, match=r"^aa_law\.yaml, line \d+: "):
        law(top=TOP.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: authority", "id: The-Authority"),
        ("id: authority", "id: authority\n  role: owner"),
        ("id: authority", "id: authority\n  per: county"),
        ("id: authority", "id: authority\n  until: 2020-01-01\n  in_force: 2021-01-01"),
        ("start: awareness", "start: dawn"),
        ("value: 72", "value: 0"),
        ("value: 72", "value: 1.5"),
        ("unit: hours", "unit: fortnights"),
        (", unit: hours", ""),
        ("value: 72, ", ""),
        ("unit: hours", "unit: hours, after: initial"),
        ("unit: hours", 'unit: hours, roll_time: "12:00"'),
        ("unit: hours", 'unit: hours, roll: next_business_day, roll_time: "25:00"'),
        ("unit: hours", "unit: hours, backstop: {value: 1, unit: hours}"),
        ("start: awareness, value: 72, unit: hours", "start: after_authority_notice, after: initial"),
        ('quote: "within 72 hours"', 'quote: ""'),
        ("https://law.example/", "http://law.example/"),
        ("term: {en", "terms: {en"),
        ("recipient: {en: ", 'recipient: {en: "", xx: '),
        ("id: authority", "id: authority\n  when: {people: {at_least: 5, more_than: 6}}"),
        ("id: authority", "id: authority\n  when: {elements: {all: []}}"),
        ("id: authority", "id: authority\n  when: {elements: user.nonsense}"),
        ("id: authority", "id: authority\n  content: [{en: a}]"),
    ],
)
def test_a_slip_in_a_duty_is_refused(old: str, new: str) -> None:
    assert old in DUTY
    with pytest.raises(BadInput, match=r"^aa_law\.yaml, line \d+: "):
        law(duty=DUTY.replace(old, new))


def test_the_same_duty_twice_needs_days_apart() -> None:
    with pytest.raises(BadInput, match="twice"):
        law(more=DUTY)
    with pytest.raises(BadInput, match="twice"):
        law(duty=DUTY + "  until: 2026-01-02\n", more=DUTY + "  in_force: 2026-01-01\n")
    assert len(law(duty=DUTY + "  until: 2026-01-01\n", more=DUTY + "  in_force: 2026-01-01\n").duties) == 2


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(BadInput, match="calendar"):
        law(top=TOP.replace("calendar: US\n", ""), duty=DUTY.replace("unit: hours", "unit: business_days"))


def test_the_hash_is_of_the_text() -> None:
    assert law().sha256 != law(duty=DUTY.replace("72", "73")).sha256
    assert law().sha256 == law().sha256


def test_packaged_laws_are_read_once() -> None:
    for name in ("nowhere", "../texts/eu_gdpr"):
        with pytest.raises(BadInput):
            packaged(name)
    assert packaged("eu_gdpr") is chosen(["eu_gdpr"])[0]
