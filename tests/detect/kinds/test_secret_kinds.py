"""Secrets with logic of their own: every hit at its span with its trigger, no near miss."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import hyperscan
import pytest
from tests.detect.cases.loader import Case, load

from waspada.detect.kind import Match, Place

FOLDER = Path(__file__).parent.parent / "cases" / "secrets"
MODULES: dict[str, Any] = {
    path.stem: import_module(f"waspada.detect.kinds.{path.stem}") for path in sorted(FOLDER.glob("*.yaml"))
}
CASES = [(stem, case) for stem in MODULES for case in load(FOLDER / f"{stem}.yaml")]
HITS = [(stem, case) for stem, case in CASES if case.spans]
NEAR = [(stem, case) for stem, case in CASES if not case.spans]
JUNK = ("", "\n", "\x00" * 50, "=" * 3000, "a" * 50_000, '"' * 3000, "password=" * 500, "://:@" * 800, "ey." * 2000)
WITH_VERBS = ("private_key", "jwt", "connection_string", "basic_auth_url", "password_hash", "one_time_code")


@pytest.fixture(scope="module", params=MODULES)
def database(request: pytest.FixtureRequest) -> tuple[str, hyperscan.Database]:
    triggers = [trigger.encode() for trigger in MODULES[request.param].FINDER.triggers]
    compiled = hyperscan.Database()
    compiled.compile(triggers, list(range(len(triggers))), len(triggers), [0] * len(triggers))
    return request.param, compiled


def matches(stem: str, case: Case) -> list[Match]:
    return [match for match in MODULES[stem].FINDER.find(case.text, case.place) if match.kind == case.kind]


@pytest.mark.parametrize(("stem", "case"), HITS, ids=lambda x: getattr(x, "kind", x))
def test_hit(stem: str, case: Case) -> None:
    found = matches(stem, case)
    assert [(match.start, match.end) for match in found] == list(case.spans)
    assert all(match.strong == case.strong for match in found)
    assert not case.how or all(match.how == case.how for match in found)


@pytest.mark.parametrize(("stem", "case"), NEAR, ids=lambda x: getattr(x, "kind", x))
def test_near_miss(stem: str, case: Case) -> None:
    assert matches(stem, case) == []


def test_a_trigger_fires_wherever_the_name_does_not_call(database: tuple[str, hyperscan.Database]) -> None:
    stem, compiled = database
    finder = MODULES[stem].FINDER
    for case in [case for other, case in HITS if other == stem]:
        ends: list[int] = []
        compiled.scan(case.text.encode(), match_event_handler=lambda _id, _from, to, *_, e=ends: e.append(to) and None)
        assert ends or finder.by_name(case.place), case


def test_every_kind_has_cases() -> None:
    for stem, module in MODULES.items():
        for kind in module.KINDS:
            assert sum(case.kind == kind.id and bool(case.spans) for _, case in CASES) >= 3, (stem, kind.id)
            assert sum(case.kind == kind.id and not case.spans for _, case in CASES) >= 3, (stem, kind.id)


@pytest.mark.parametrize("stem", WITH_VERBS)
def test_the_four_verbs_agree(stem: str) -> None:
    module = MODULES[stem]
    wholes = [
        c
        for s, c in CASES
        if s == stem
        and c.kind == module.KINDS[0].id
        and c.spans == ((0, len(c.text)),)
        and not (c.how or (stem == "password_hash" and c.place.name))
    ]
    assert wholes
    for case in wholes:
        assert module.is_valid(case.text), case
        assert module.validate(case.text) == module.compact(case.text)
        assert module.is_valid(module.format(case.text))
    for junk in ("", " ", "junk", "\x00", "é" * 50, "0", "{", "://:@"):
        assert not module.is_valid(junk)
        with pytest.raises(ValueError, match=r"^not "):
            module.validate(junk)


@pytest.mark.parametrize("stem", MODULES)
def test_junk_is_no_secret_and_no_crash(stem: str) -> None:
    for junk in JUNK:
        for place in (Place(), Place("password", "password"), Place("token", "a.token")):
            assert len(list(MODULES[stem].FINDER.find(junk, place))) < 3000
