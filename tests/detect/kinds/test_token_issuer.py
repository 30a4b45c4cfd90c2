"""The issuer of a token: found in what a token says, and in nothing that merely has a field called `iss`."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from tests.detect.cases.loader import assemble

from waspada.detect.engine import Detector
from waspada.detect.kind import Place, Worse
from waspada.detect.kinds import token_issuer
from waspada.detect.meaning import meaning_of_field

ISSUER = "https://issuer.example"


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def said(detector: Detector, text: str, place: Place | None = None) -> set[tuple[str, str, bool]]:
    """Kind, value, strength of every hit."""
    found = detector.scan(pa.array([text], pa.string()), place or Place("note", "note")).hits
    return {(hit.match.kind, hit.value, hit.match.strong) for hit in found}


def issuers(detector: Detector, text: str) -> list[str]:
    return [hit.value for hit in detector.scan_text(text) if hit.match.kind == "token_issuer"]


def test_a_token_in_free_text_gives_itself_its_issuer_its_subject_and_its_address(detector: Detector) -> None:
    token = assemble("{jwt:iss=https://issuer.example,sub=user-1,email=ani@example.org}", "1")
    found = said(detector, f"I cannot sign in, my token is {token}. Thank you")
    assert {
        ("secret.jwt", token, True),
        ("token_issuer", ISSUER, True),
        ("account_id", "user-1", True),
        ("email", "ani@example.org", True),
    } <= found


@pytest.mark.parametrize(
    "payload",
    [
        {"iss": ISSUER, "sub": "user-1"},
        {"iss": ISSUER, "aud": ["a", "b"], "exp": 1_300_819_380},
        {"sub": "user-1", "name": "Ani", "iss": ISSUER},
        {"session": {"iss": ISSUER, "iat": 1_300_819_380}},
    ],
)
def test_what_a_token_says(detector: Detector, payload: dict[str, object]) -> None:
    assert issuers(detector, json.dumps(payload)) == [ISSUER]


def test_an_issuer_with_escaped_slashes_is_written_as_it_is_meant(detector: Detector) -> None:
    assert issuers(detector, '{"iss":"https:\\/\\/issuer.example","sub":"user-1"}') == [ISSUER]


def test_an_issuer_need_not_be_an_address(detector: Detector) -> None:
    assert issuers(detector, '{"iss":"joe","exp":1300819380,"http://example.com/is_root":true}') == ["joe"]


@pytest.mark.parametrize(
    "payload",
    [
        {"iss": ISSUER, "age": 31},
        {"iss": 25, "sub": "thorax", "exp": 3},
        {"iss": "2021-05-01", "exp": "2031-05-01"},
        {"iss": "", "sub": "user-1"},
        {"iss": None, "sub": "user-1"},
        {"iss": {"name": "Ani"}, "sub": "user-1"},
        {"iss": ISSUER, "inner": {"sub": "user-1"}},
    ],
)
def test_other_objects_with_a_field_of_that_name(detector: Detector, payload: dict[str, object]) -> None:
    assert issuers(detector, json.dumps(payload)) == []


@pytest.mark.parametrize(
    ("beside", "sample", "kind"),
    [
        (["iss", "sub", "exp"], ["joe", "ani"], "token_issuer"),
        (["iss", "sub"], [ISSUER, ISSUER + "/2"], "token_issuer"),
        (["iss", "sub"], [ISSUER, "joe"], ""),
        (["iss", "name"], [ISSUER], ""),
        (["iss", "sub", "exp"], ["25", "9"], ""),
        (["iss", "exp", "sex"], ["ABC"], ""),
        (["iss", "age", "outcome"], ["ABC"], ""),
    ],
)
def test_a_column_needs_other_claims_beside_it(beside: list[str], sample: list[str], kind: str) -> None:
    assert meaning_of_field("iss", sample, "people", beside) == kind
    assert meaning_of_field("data.iss", sample, "people", [f"data.{name}" for name in beside]) == kind


def test_a_false_alarm_is_the_worse_mistake() -> None:
    assert token_issuer.KIND.worse is Worse.FALSE_ALARM


def test_an_issuer_is_kept_letter_by_letter() -> None:
    assert token_issuer.format(token_issuer.validate(f" {ISSUER}/ ")) == f"{ISSUER}/"
