"""The detector over columns: placed, layered, counted once, judged by the column where one number says nothing."""

from __future__ import annotations

import base64
import json
import random
from urllib.parse import quote

import pyarrow as pa
import pytest

from waspada.detect.engine import Detector, Hit
from waspada.detect.kind import How, Place

KEY = (
    "sk-"
    + "proj-"
    + "".join(random.Random(4).choices("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=56))
)
AWS = "AKIA" + "ZVUNSQFALNRUUGYB"  # letters alone: base32 often is


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def kinds(hits: list[Hit] | tuple[Hit, ...]) -> list[tuple[str, str]]:
    return sorted((hit.match.kind, hit.layer) for hit in hits)


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        (f"my key is {AWS} thanks", ""),
        (quote(f"https://x.example/?q={AWS}&lang=en", safe=""), ""),
        (base64.b64encode(f"id={AWS};ok=1".encode()).decode(), "base64"),
        (json.dumps({"a": {"b": [AWS]}}), ""),
        (f"&lt;b&gt;{AWS}&lt;/b&gt;", ""),
    ],
)
def test_a_key_is_found_once_however_it_is_wrapped(detector: Detector, text: str, layer: str) -> None:
    found = [hit for hit in detector.scan_text(text) if hit.match.kind == "secret.aws"]
    assert [(hit.value, hit.layer) for hit in found] == [(AWS, layer)]


def test_three_layers_are_opened_and_no_more(detector: Detector) -> None:
    address = "ani.putri@example.org is the one"
    texts = [address]
    for _ in range(5):
        texts.append(base64.b64encode(texts[-1].encode()).decode())
    found = [any(hit.match.kind == "email" for hit in detector.scan_text(text)) for text in texts]
    assert found == [True, True, True, True, False, False]


def test_hits_belong_to_the_text_they_stand_in(detector: Detector) -> None:
    texts = ["nothing", f"x {AWS}", "", "ani@example.org", f"{AWS} y ani@example.org"]
    scan = detector.scan(pa.array(texts, pa.string()), Place("note", "note"))
    found = sorted((hit.at, hit.match.kind) for hit in scan.hits)
    assert found == [(1, "secret.aws"), (3, "email"), (4, "email"), (4, "secret.aws")]
    for hit in scan.hits:
        assert texts[hit.at][hit.match.start : hit.match.end] == hit.value


def test_a_column_of_addresses_is_settled_at_once_and_equals_one_by_one(detector: Detector) -> None:
    texts = [f"user{number}@example.com" for number in range(200)] + ["a..b@x.com", "no address", "x@y.museum"]
    place = Place("email", "email")
    scan = detector.scan(pa.array(texts, pa.string()), place)
    (whole,) = scan.whole
    at_once = {at for at in range(len(texts)) if whole.mask[at]} | {
        hit.at for hit in scan.hits if hit.match.kind == "email"
    }
    one_by_one = {
        at for at, text in enumerate(texts) if any(hit.match.kind == "email" for hit in detector.scan_text(text, place))
    }
    assert at_once == one_by_one >= set(range(200))
    assert not {hit.at for hit in scan.hits} & {at for at in range(len(texts)) if whole.mask[at]}


def test_the_name_inside_a_string_of_json_is_evidence(detector: Detector) -> None:
    hits = detector.scan_text('{"user_id": "u-77", "os": "Roku", "password": "kucing-Liar-42"}')
    assert ("account_id", "json") in kinds(hits)
    assert ("secret.password", "json") in kinds(hits) or ("secret.password", "") in kinds(hits)


def test_a_uuid_holds_no_numbers(detector: Detector) -> None:
    texts = pa.array(["00814123-27bd-4d12-8111-111111111111", "4111 1111 1111 1111"], pa.string())
    scan = detector.scan(texts, Place("ref", "ref"))
    assert {hit.at for hit in scan.hits} == {1}


def test_lone_numbers_that_chance_explains_are_no_candidates(detector: Detector) -> None:
    rng = random.Random(9)
    numbers = pa.array([str(4 * 10**15 + rng.randrange(10**15)) for _ in range(500)], pa.string())
    assert not [hit for hit in detector.scan(numbers, Place("value", "value")).hits if hit.match.kind == "payment_card"]
    alone = detector.scan(pa.array(["4111111111111111"], pa.string()), Place("value", "value")).hits
    assert [(hit.match.kind, hit.match.strong, hit.match.how) for hit in alone] == [
        ("payment_card", False, How.CHECK_ONLY)
    ]


def test_a_field_that_means_a_kind_is_not_searched_for_it_again(detector: Detector) -> None:
    text = pa.array(["user-" + "aB3" * 8], pa.string())
    assert detector.scan(text, Place("user_id", "user_id", "account_id")).hits == ()
    assert kinds(detector.scan(text, Place("note", "note")).hits) == [("account_id", "")]


def test_keys_are_found_in_any_company(detector: Detector) -> None:
    assert "secret.openai" in {hit.match.kind for hit in detector.scan_text(f"curl -H 'x: {KEY}'")}
