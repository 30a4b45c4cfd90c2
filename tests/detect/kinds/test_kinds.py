"""The contact kinds against their cases: hits, near misses, triggers, meanings, noise, and one junk test for all."""

from __future__ import annotations

import doctest
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hyperscan
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from waspada.core.categories import is_known
from waspada.detect import meaning
from waspada.detect.kind import Finder, Kind, Match, Place
from waspada.detect.kinds import (
    account_id,
    date_of_birth,
    demographics,
    device_id,
    email,
    free_text,
    ip_address,
    locale,
    location,
    mac_address,
    organisation,
    person_name,
    phone,
    postal_address,
    token_issuer,
    url,
    user_agent,
)

MODULES: tuple[Any, ...] = (
    *(email, phone, person_name, postal_address, location, date_of_birth, demographics, ip_address, mac_address),
    *(account_id, organisation, device_id, user_agent, url, locale, token_issuer, free_text),
)
FINDERS: tuple[Finder, ...] = tuple(module.FINDER for module in MODULES)
KINDS: dict[str, Kind] = {kind.id: kind for finder in FINDERS for kind in finder.kinds}
CASES = Path(__file__).parents[1] / "cases" / "contact"
FORMS: dict[str, Any] = yaml.safe_load((CASES / "forms.yaml").read_text("utf-8"))
MEANINGS: dict[str, Any] = yaml.safe_load((CASES / "meanings.yaml").read_text("utf-8"))


def finder_of(kind: str) -> Finder:
    return next(finder for finder in FINDERS if any(item.id == kind for item in finder.kinds))


def found(kind: str, case: dict[str, Any]) -> list[Match]:
    place = Place(case.get("name", ""), case.get("name", ""))
    return [match for match in finder_of(kind).find(case["text"], place) if match.kind == kind]


def rows(part: str) -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}-{number}")
        for kind, cases in FORMS.items()
        for number, case in enumerate(cases[part])
    ]


@pytest.mark.parametrize(("kind", "case"), rows("hits"))
def test_hit(kind: str, case: dict[str, Any]) -> None:
    values = [(case["text"][match.start : match.end], match.strong) for match in found(kind, case)]
    assert (case["value"], not case.get("weak", False)) in values
    assert len(values) == 1


@pytest.mark.parametrize(("kind", "case"), rows("misses"))
def test_near_miss(kind: str, case: dict[str, Any]) -> None:
    matches = found(kind, case)
    assert not any(match.strong for match in matches)
    assert case.get("weak_allowed") or not matches


@pytest.mark.parametrize(("kind", "case"), rows("hits"))
def test_a_trigger_fires_on_every_hit(kind: str, case: dict[str, Any]) -> None:
    finder = finder_of(kind)
    by_name = getattr(finder, "by_name", None)
    if by_name is not None and by_name(Place(case.get("name", ""))):
        assert re.search(finder.value_shape, case["text"])  # type: ignore[attr-defined]
        return
    database = hyperscan.Database()
    database.compile([trigger.encode() for trigger in finder.triggers], flags=[0] * len(finder.triggers))
    fired: list[int] = []
    database.scan(case["text"].encode(), match_event_handler=lambda number, *_: fired.append(number))
    assert fired


@pytest.mark.parametrize(
    ("kind", "path", "means"),
    [(kind, path, part == "means") for kind, cases in MEANINGS.items() for part in cases for path in cases[part]],
)
def test_meaning(kind: str, path: str, means: bool) -> None:
    assert (meaning.meaning_of_name(path) == kind) is means


def test_every_kind_has_cases_labels_and_a_known_category() -> None:
    settled = {kind.id for kind in free_text.ONLY_A_PERSON_CAN_SAY}
    assert set(KINDS) - settled == set(FORMS) | set(MEANINGS)
    for kind in KINDS.values():
        assert is_known(kind.category), kind.id
        assert kind.label
        assert kind.label_id
        assert kind.source
    for kind_id, cases in FORMS.items():
        assert min(len(cases["hits"]), len(cases["misses"])) >= 3, kind_id


def test_names_do_not_contradict_each_other() -> None:
    owner: dict[str, str] = {}
    for kind in KINDS.values():
        if kind not in free_text.ONLY_A_PERSON_CAN_SAY:
            for name in kind.names:
                assert owner.setdefault(name, kind.id) == kind.id, name


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_examples_in_the_docstring(module: Any) -> None:
    assert doctest.testmod(module).failed == 0
    assert module.FINDER.kinds == module.KINDS
    assert module.KIND in module.KINDS


def junk(seed: int, count: int) -> Iterator[str]:
    rng = random.Random(seed)
    hexa, letters = "0123456789abcdef", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

    def run(alphabet: str, low: int, high: int) -> str:
        return "".join(rng.choices(alphabet, k=rng.randint(low, high)))

    for _ in range(count):
        yield str(rng.randint(1_500_000_000, 1_800_000_000))
        yield str(rng.randint(1_500_000_000_000, 1_800_000_000_000))
        yield "-".join(run(hexa, size, size) for size in (8, 4, 4, 4, 12))
        yield run(letters, 20, 36)
        yield f"{rng.randint(1, 140)}.0.{rng.randint(0, 9999)}.{rng.randint(0, 250)}"
        yield f"{rng.randint(1, 18)}.{rng.randint(0, 9)}.{rng.randint(0, 9)}"
        yield f"20{rng.randint(10, 26)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}T10:{rng.randint(10, 59)}:00.123Z"
        yield f"{rng.random() * 100:.6f}"
        yield str(rng.randint(10**9, 10**16))
        yield f"#{run(hexa, 6, 6)} {rng.randint(320, 3840)}x{rng.randint(320, 2160)}"
        yield f"$ {rng.randint(1, 999)},{rng.randint(100, 999)}.{rng.randint(10, 99)} {run('abcdefghij', 3, 9)}@"
        yield f"/assets/{run(letters, 6, 10)}@{rng.randint(2, 3)}x.png?v={rng.randint(1, 99)}.{rng.randint(1, 99)}"


def test_no_strong_finding_in_junk() -> None:
    for text in junk(7, 400):
        for finder in FINDERS:
            strong = [match.kind for match in finder.find(text, Place("value", "properties.value")) if match.strong]
            assert not strong, (text, strong)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=200) | st.text("@.+-:/0123456789abcdefGA$()= ,\u00e9\u4f8b", max_size=80),
    st.sampled_from(["", "phone", "ip", "lat"]),
)
def test_junk_is_judged_without_an_error(text: str, name: str) -> None:
    for finder in FINDERS:
        for match in finder.find(text, Place(name, name)):
            assert 0 <= match.start < match.end <= len(text)
            assert match.kind in KINDS
    for module in MODULES:
        if hasattr(module, "is_valid") and module.is_valid(text):
            canonical = module.validate(text)
            assert module.validate(canonical) == canonical


LONG = (
    *("a@" * 20_000, "1.1.1.1." * 8_000, "a:" * 20_000, "+1" * 20_000, "08 " * 20_000, "0812-" * 9_000),
    *("Name: A" + "a" * 40_000, "Name: " + "Aa " * 15_000, "name: Aa'" * 5_000, "Mozilla/5.0 (" * 3_000),
    *("Mozilla/5.0 (x) " + "a/1 " * 10_000, "born 1." * 6_000, "1.1111," * 6_000, "lat 1.111 " * 5_000, "1" * 50_000),
    *("org-" + "a" * 40_000, "$device:" + "a" * 40_000, "linkedin.com/in/" * 3_000, "00:" * 15_000, "::" * 20_000),
)


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:12])
def test_long_junk_takes_no_time(text: str) -> None:
    begin = time.perf_counter()
    for finder in FINDERS:
        for name in ("", "phone", "ip", "lat", "linkedin"):
            for _ in finder.find(text, Place(name, name)):
                pass
    assert time.perf_counter() - begin < 10


def test_the_quick_shape_of_whole_addresses_agrees_with_the_finder() -> None:
    for case in FORMS["email"]["hits"] + FORMS["email"]["misses"]:
        if re.search(email.WHOLE_SHAPE, case["text"]):
            assert [match[1:4] for match in email.FINDER.find(case["text"], Place())] == [(0, len(case["text"]), True)]
