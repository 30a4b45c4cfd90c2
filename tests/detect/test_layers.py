"""One layer down: what is opened, what is not, and that junk is never an error."""

from __future__ import annotations

import base64
import doctest
import json

import hyperscan
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from waspada.detect import layers
from waspada.detect.kind import Place

SECRET = "ani.putri@example.org"


@pytest.fixture(scope="module")
def database() -> hyperscan.Database:
    database = hyperscan.Database()
    database.compile([trigger.encode() for trigger in layers.TRIGGERS], flags=[0] * len(layers.TRIGGERS))
    return database


def fires(database: hyperscan.Database, text: str) -> bool:
    fired: list[int] = []
    database.scan(text.encode("utf-8", "replace"), match_event_handler=lambda number, *_: fired.append(number))
    return bool(fired)


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


HIDDEN = {
    "url-encoded": "https://app.example/?m=ani.putri%40example.org",
    "html": "ani.putri&#64;example.org",
    "html, named": "ani.putri&commat;example.org",
    "base64": "blob " + b64(SECRET),
    "base64 without padding": b64(SECRET + "!!").rstrip("="),
    "base64, url-safe": base64.urlsafe_b64encode(b'{"e":"ani.putri@example.org","k":"??>>~~"}').decode().rstrip("="),
    "base64 of JSON with UTF-8": b64(json.dumps({"nama": "Siti é ü", "e": SECRET}, ensure_ascii=False)),
    "base64 behind letters": "data:text/plain;base64," + b64("address " + SECRET),
    "JSON, escaped": json.dumps({"e": SECRET}).replace("@", "\\u0040"),
    "JSON in JSON": json.dumps(json.dumps({"e": SECRET}).replace("@", "\\u0040"))[1:-1],
    "escape alone": "ani.putri\\u0040example.org",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_values_are_found(database: hyperscan.Database, text: str) -> None:
    def opened(inner: str, depth: int) -> bool:
        if SECRET in inner:
            return True
        return (
            depth > 0
            and fires(database, inner)
            and any(opened(deeper, depth - 1) for _, _, deeper in layers.unwrap(inner, Place()))
        )

    assert SECRET not in text
    assert opened(text, 3)


@pytest.mark.parametrize(
    "text",
    [
        "550e8400-e29b-41d4-a716-446655440000",
        "d41d8cd98f00b204e9800998ecf8427e",
        "getElementsByClassNameAndSomethingElse",
        "/usr/share/doc/python3/examples/distutils",
        "plain words, nothing more",
        "https://www.example.com/?utm_source=news&utm_medium=banner",
    ],
)
def test_ordinary_text_is_left_alone(database: hyperscan.Database, text: str) -> None:
    assert not fires(database, text)
    assert list(layers.unwrap(text, Place())) == []


def test_json_leaves_keep_their_names() -> None:
    text = '{"user":{"first_name":"Siti","first_name":"Ani"},"list":[{"phone":"0812"}],"n":12345678901234567890123}'
    leaves = [
        (place.name, place.path, place.meaning, inner) for _, place, inner in layers.unwrap(text, Place("p", "p"))
    ]
    assert leaves == [
        ("first_name", "p.user.first_name", "first_name", "Siti"),
        ("first_name", "p.user.first_name", "first_name", "Ani"),
        ("phone", "p.list.phone", "phone", "0812"),
        ("n", "p.n", "", "12345678901234567890123"),
    ]


def test_keys_of_a_large_map_are_no_names() -> None:
    """The index of a search counts words; that one of them is `organization` says nothing about its number."""
    text = json.dumps(
        {"titles": {**{f"word{number}": number for number in range(400)}, "organization": 1}, "zip": "40115"}
    )
    leaves = {place.path: (place.meaning, inner) for _, place, inner in layers.unwrap(text, Place("p", "p"))}
    assert leaves["p.zip"] == ("postal_code", "40115")
    assert {meaning for meaning, _ in leaves.values()} == {"", "postal_code"}


def test_query_parameters_keep_their_names() -> None:
    text = "https://a.example/x?utm_source=s&user[email]=a%40b.example#access_token=abc+def"
    assert [(label, place.name, inner) for label, place, inner in layers.unwrap(text, Place())][1:] == [
        ("url query", "user_email", "a@b.example"),
        ("url query", "access_token", "abc def"),
    ]


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=400) | st.text('{}[]"\\u:%40&#;=?AaIi29+/-_', max_size=300))
@example("{" * 100_000)
@example('{"a":' * 3_000)
@example("[[" * 50_000 + '"')
@example("\\ud800" * 50)
@example("&#99999999999;&#xD800;")
@example("aaaaaaaaaaaaaaaaaaaaaaaaaaaaa=")
def test_junk_is_never_an_error_and_never_grows(text: str) -> None:
    size = 0
    for label, place, inner in layers.unwrap(text, Place("x", "x")):
        assert label in {"url-encoded", "url query", "html", "json", "base64"}
        assert isinstance(place, Place)
        inner.encode("utf-8")
        size += len(inner)
    assert size <= layers.GROWTH * len(text) + 256


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(layers).failed == 0
