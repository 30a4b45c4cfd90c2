"""Provider tokens: every hit at its span with its trigger, no near miss, no token claimed by two providers."""

from __future__ import annotations

import base64
from collections import defaultdict
from pathlib import Path

import hyperscan
import pytest
from tests.detect.cases.loader import Case, load

from waspada.detect.kind import How, Match, Place
from waspada.detect.kinds.tokens import TOKENS
from waspada.detect.kinds.tokens import checks as token_checks
from waspada.detect.token import TokenFinder, Verdict, kind_of

FINDERS = {f"secret.{token.id}": TokenFinder(token) for token in TOKENS}
FILES = sorted((Path(__file__).parent / "cases" / "tokens").glob("*.yaml"))
CASES = [case for path in FILES for case in load(path)]
HITS = [case for case in CASES if case.spans]
NEAR = [case for case in CASES if not case.spans]
Found = dict[Case, dict[str, list[Match]]]


def _id(case: Case) -> str:
    return case.kind


@pytest.fixture(scope="session")
def fired() -> dict[str, set[str]]:
    """Kinds whose trigger fired, by text of a case: one real Hyperscan pass over all of them at once."""
    rows = [(kind, trigger.encode()) for kind, finder in FINDERS.items() for trigger in finder.triggers]
    database = hyperscan.Database()
    database.compile(expressions=[trigger for _, trigger in rows], ids=list(range(len(rows))), elements=len(rows))
    result = {}
    for text in {case.text for case in CASES}:
        found: set[int] = set()
        database.scan(text.encode(), match_event_handler=lambda id_, *_, found=found: found.add(id_) and None)
        result[text] = {rows[number][0] for number in found}
    return result


@pytest.fixture(scope="session")
def found(fired: dict[str, set[str]]) -> Found:
    """What the engine would get: finders whose trigger fired, or whose context the field name gives."""
    named: dict[Place, list[str]] = {}
    for place in {case.place for case in CASES}:
        named[place] = [kind for kind, finder in FINDERS.items() if finder.by_name(place)]
    result = {}
    for case in CASES:
        kinds = fired[case.text] | {*named[case.place]}
        matches = {kind: list(FINDERS[kind].find(case.text, case.place)) for kind in kinds}
        result[case] = {kind: some for kind, some in matches.items() if some}
    return result


@pytest.mark.parametrize("case", HITS, ids=_id)
def test_hit(case: Case, found: Found) -> None:
    matches = found[case].get(case.kind, [])
    assert [(match.start, match.end) for match in matches] == list(case.spans)
    assert all(match.strong == case.strong for match in matches)
    assert not case.how or all(match.how == case.how for match in matches)


@pytest.mark.parametrize("case", NEAR, ids=_id)
def test_near_miss(case: Case, found: Found) -> None:
    assert case.kind not in found[case]
    assert not [kind for kind, matches in found[case].items() if any(match.strong for match in matches)]


def test_no_token_belongs_to_two_providers(found: Found) -> None:
    collisions = defaultdict(set)
    for case in HITS:
        for kind, matches in found[case].items():
            if kind != case.kind and any(match.strong for match in matches):
                collisions[case.kind].add(kind)
    assert dict(collisions) == {}


def test_every_row_has_cases() -> None:
    for kind in FINDERS:
        assert sum(case.kind == kind for case in HITS) >= 3, kind
        assert sum(case.kind == kind for case in NEAR) >= 3, kind


def test_every_row_is_complete_and_its_kind_its_own() -> None:
    kinds = [kind_of(token) for token in TOKENS]
    assert len({kind.id for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert kind.source.startswith("https://"), kind.id
        assert kind.revoke.startswith("https://"), kind.id
        assert kind.label, kind.id
        assert kind.label_id, kind.id


def test_providers_with_a_form_of_their_own() -> None:
    assert len({token.provider for token in TOKENS}) >= 160


def test_wrong_checksum_is_a_candidate_only() -> None:
    body = "k3J9xQ72mZpLw8RtYv4Bc6Nd1Fg5Hs"
    good, bad = token_checks.base62_crc32(body), "0000zz"
    place = Place()
    (proved,) = FINDERS["secret.github"].find(f"ghp_{body}{good}", place)
    (doubtful,) = FINDERS["secret.github"].find(f"ghp_{body}{bad}", place)
    assert (proved.strong, proved.how) == (True, How.CHECKSUM)
    assert not doubtful.strong


def test_aws_account_stands_in_the_key_id() -> None:
    account = 123456789012
    inside = (account << 7).to_bytes(6, "big") + b"\x00" * 4
    assert token_checks.aws_account("AKIA" + base64.b32encode(inside).decode()) == account
    assert token_checks.aws_account("AKIA018901890189018X") is None


def test_bech32_of_an_age_key() -> None:
    data = "qpzry9x8gf2tvdw0s3jn54khce6mua7lqpzry9x8gf2tvdw0s3jn"
    key = ("age-secret-key-1" + data + token_checks.bech32_checksum("age-secret-key-", data)).upper()
    assert token_checks.bech32(key) is Verdict.PROVED
    assert token_checks.bech32(key[:-1] + ("Q" if key[-1] != "Q" else "P")) is Verdict.DOUBTFUL
