"""Language files: complete, alike, plain; a new language is a file and no code."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from waspada.core.categories import CATEGORIES
from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES, months
from waspada.detect.registry import KINDS
from waspada.notify import texts
from waspada.notify.advice import KEEPS, RULES
from waspada.notify.families import FAMILIES
from waspada.notify.texts import Texts, parsed, shipped, with_own

FOLDER = Path(texts.__file__).with_name("texts")
MONTHS = f"  months: [{', '.join(months('en'))}]\n"
ENGLISH = (FOLDER / "en.yaml").read_text(encoding="utf-8").replace("  day:", f"{MONTHS}  day:", 1)


def changed(old: str, new: str, lang: str = "fr") -> bytes:
    """The English file as that of another language, with one change."""
    assert ENGLISH.count(old) == 1, old
    return ENGLISH.replace(old, new).replace("language: en", f"language: {lang}").encode()


def test_english_and_indonesian_are_shipped_and_alike() -> None:
    assert set(LANGUAGES) <= set(shipped())
    assert all(one.words.keys() == shipped()["en"].words.keys() for one in shipped().values())


@pytest.mark.parametrize("lang", sorted(shipped()))
def test_every_kind_category_family_and_advice_has_words(lang: str) -> None:
    words = shipped()[lang].words
    kinds = [f"kind.{one.id}" for one in KINDS.values() if not (one.id.startswith("secret.") and one.provider)]
    keys = [*kinds, *(f"category.{key}" for key in CATEGORIES), *(f"family.{name}" for name in FAMILIES)]
    keys += [f"advice.{rule.id}" for rule in RULES] + [f"advice.{name}" for name in KEEPS]
    assert [key for key in keys if key not in words] == []
    told = [words[key] for key in kinds if not key.startswith("kind.bank") and not key.startswith("kind.id")]
    assert len(set(told)) == len(told), "two kinds have one name"


@pytest.mark.parametrize("lang", sorted(shipped()))
def test_sentences_are_sentences(lang: str) -> None:
    words = shipped()[lang].words
    sentences = [key for key in words if key.split(".")[0] in ("advice", "happened", "shared", "not", "genuine")]
    assert len(sentences) > 40
    for key in sentences:
        text = words[key]
        assert text[0].isupper() or text[0] == "{", key
        assert text[-1] in ".:}", key
        assert "  " not in text, key
        assert max(map(len, re.split(r"(?<=[.:]) ", text))) <= 210, f"{key}: a sentence that nobody reads to its end"


def test_indonesian_is_not_english() -> None:
    english, indonesian = (shipped()[lang].words for lang in ("en", "id"))
    same = [
        key
        for key in english
        if english[key] == indonesian[key] and len(english[key].split()) > 2 and not key.startswith("format.")
    ]
    assert same == []
    assert not [key for key, text in indonesian.items() if re.search(r"\b(the|your|and|of|anda|you)\b", text)]


def test_a_new_language_needs_no_code(tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_bytes(changed('greeting: "Hello,"', 'greeting: "Bonjour,"'))
    found = with_own(tmp_path)
    assert set(found) == {*shipped(), "fr"}
    assert found["fr"].say("greeting") == "Bonjour,"
    assert with_own(None) == dict(shipped())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('greeting: "Hello,"\n', "", "`greeting` is missing"),
        ('greeting: "Hello,"', 'greeting: "Hello,"\nmore: "x"', "no letter uses"),
        ('greeting: "Hello,"', 'greeting: ""', "is empty"),
        ('greeting: "Hello,"', 'greeting: "Hello {name},"', "placeholders"),
        ('greeting: "Hello,"', 'greeting: "Hello {0.__class__},"', "placeholder"),
        ('greeting: "Hello,"', 'greeting: "Hello {"', "placeholder"),
        ('greeting: "Hello,"', 'greeting: "Hello {x!r}"', "placeholder"),
        ('greeting: "Hello,"', 'greeting: "Hello <b>you</b>"', "HTML"),
        ('greeting: "Hello,"', 'greeting: "Hello &amp; you"', "HTML"),
        ('greeting: "Hello,"', 'greeting: "See evil.example"', "address"),
        ('greeting: "Hello,"', 'greeting: "See https://x"', "address"),
        ('greeting: "Hello,"', 'greeting: "Mail a@b"', "address"),
        ('greeting: "Hello,"', 'greeting: "a\\u202eb"', "nobody can see"),
        ('greeting: "Hello,"', 'greeting: "a\\nb"', "nobody can see"),
        ('greeting: "Hello,"', 'greeting: "a"\ngreeting: "b"', "twice"),
        ('greeting: "Hello,"', 'greeting: &x "a"\nclosing2: *x', "YAML"),
        ('greeting: "Hello,"', "greeting: [", "YAML"),
        ("name: English", "name: ''", "`language`"),
        ("November, December]", "November]", "format.months.12` is missing"),
        (MONTHS, "", "format.months.1` is missing"),
    ],
)
def test_a_slip_in_a_language_file_is_an_error_that_says_where(old: str, new: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        parsed(changed(old, new), "fr.yaml")
    assert says in str(refused.value)


def test_the_file_bears_the_name_of_its_language() -> None:
    with pytest.raises(BadInput):
        parsed(changed("name: English", "name: Deutsch", "de"), "fr.yaml")


@pytest.mark.parametrize("content", [b"", b"- a\n", b"\xff\xfe\x00", b"x" * (300 << 10)])
def test_what_is_no_language_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_bytes(content)
    with pytest.raises(BadInput):
        with_own(tmp_path)


def test_numbers_days_and_lists() -> None:
    english, indonesian = shipped()["en"], shipped()["id"]
    assert (english.number(19204), indonesian.number(19204)) == ("19,204", "19.204")
    assert indonesian.day(date(2025, 12, 1)) == "1 Desember 2025"
    assert english.series(["a", "b", "c"]) == "a, b and c"
    assert indonesian.series(["a", "b", "c"]) == "a, b, dan c"
    assert indonesian.series(["a", "b"]) == "a dan b"
    assert english.series([]) == ""
    assert english.counted("organisation.people", 1, name="X") == "X: the data holds details of 1 person."


def test_words_survive_the_notice() -> None:
    one = shipped()["id"]
    again = texts.from_json(one.as_json())
    assert again == one
    assert isinstance(again, Texts)
    with pytest.raises(BadInput):
        again.say("advice.of_tomorrow")


def test_the_files_are_what_they_seem() -> None:
    for path in FOLDER.glob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["advice"]["mfa"].keys() == {"off", "unknown"}
