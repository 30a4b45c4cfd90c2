"""The page as a text: self-contained, escaped, the same each time, and true to its input."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.assess.report.cases import CASES, CONTEXT, minimal, rich, unreadable, without_directory

from waspada.assess.report.model import ReportContext
from waspada.assess.report.page import render
from waspada.core.language import LANGUAGES, Lang, number

EVERY = [(name, lang) for name in CASES for lang in LANGUAGES]
VOID = {"meta", "link", "br", "rect", "img", "hr"}
INLINE = {"b", "code", "i"}


class Reader(HTMLParser):
    """Reads a page as text, and notes whatever would leave it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.leaving: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(html)
        self.text = re.sub(r"\s+", " ", "".join(self.words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag in {"script", "link", "iframe", "img", "object", "form", "base"} or "src" in given or "style" in given:
            self.leaving.append(tag)
        if (href := given.get("href")) and not href.startswith("#"):
            self.leaving.append(href)
        self.leaving += [name for name in given if name.startswith("on")]
        if tag not in INLINE:
            self.words.append(" ")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.words.append(" ")
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)


def read(assessment: dict[str, Any], lang: Lang = "en", context: ReportContext = CONTEXT) -> Reader:
    return Reader(render(assessment, lang=lang, context=context))


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_page_is_whole_and_asks_for_nothing(name: str, lang: Lang) -> None:
    html = render(CASES[name](), lang=lang, context=CONTEXT)
    page = Reader(html)
    assert html.startswith("<!doctype html>")
    assert f'<html lang="{lang}">' in html
    assert page.leaving == []
    assert page.unbalanced == []
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert not re.search(r"@import|url\(", html)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_no_sentence_shows_its_seams(name: str, lang: Lang) -> None:
    text = read(CASES[name](), lang).text
    assert not re.search(r"\bNone\b(?! of)|\{\w*\}|\[\]|Piece\(|Tone\.|  ", text.replace("[].", "").strip())
    assert not re.search(r"\.\.(?!\.)| \.|,,|\(\)| ;", text.replace("delegate ,", "").replace("wakilnya ,", ""))
    assert " 1 people" not in text
    assert " 1 records" not in text


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_same_input_gives_the_same_page(name: str, lang: Lang) -> None:
    first, again = (render(CASES[name](), lang=lang, context=CONTEXT) for _ in range(2))
    assert first == again


def test_each_language_speaks_only_itself() -> None:
    english, indonesian = read(rich(), "en").text, read(rich(), "id").text
    assert "What we cannot say" in english
    assert "Yang belum dapat kami pastikan" not in english
    for word in ("people", "records", "found", "cannot", "organisations", "Whose"):
        assert not re.search(rf"(?<!/)\b{word}\b", indonesian), word


def test_counts_stand_in_each_languages_own_form() -> None:
    assert "at least 20,000 and at most 20,031 people" in read(rich(), "en").text
    assert "sedikitnya 20.000 dan paling banyak 20.031 orang" in read(rich(), "id").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_count_of_the_assessment_is_on_the_page(lang: Lang) -> None:
    given = rich()
    page = read(given, lang).text
    counts = [value for key, value in given["people"].items() if isinstance(value, int)]
    counts += [value for key, value in given["accounting"].items()]
    counts += [row["people"] for row in given["exposures"]] + [row["values"] for row in given["findings"]]
    counts += list(given["people"]["by_country"].values()) + list(given["people"]["by_region"].values())
    counts += [row["records"] for row in given["timeline"]["by_day"]]
    missing = [count for count in counts if not re.search(rf"(?<![\d.,]){re.escape(number(count, lang))}(?!\d)", page)]
    assert missing == []


def test_names_out_of_the_data_are_escaped() -> None:
    given = rich()
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=1>"
    given["dataset"] = {"name": hostile, "title": hostile}
    given["fields"][0]["path"] = given["findings"][0]["field"] = given["files"][0]["path"] = hostile
    given["claims"][0]["text"] = hostile
    given["secrets"][0] |= {"how_to_revoke": hostile, "revoke_source": hostile, "fields": [hostile]}
    given["directory"]["columns"] = {"email": hostile}
    given["quarantine"]["reasons"] = [{"reason": hostile, "count": 1}]
    context = ReportContext(version="1", command=hostile)
    page = read(given, context=context)
    assert page.leaving == []
    assert "<script>" in page.text


def test_another_language_is_one_link_away() -> None:
    context = ReportContext(version="1", other_languages={"en": "report.html", "id": "report.id.html"})
    page = read(minimal(), "en", context)
    assert page.leaving == ["report.id.html"]
    assert "Bahasa Indonesia" in page.text


def test_the_demo_says_that_everybody_is_fictional() -> None:
    assert "fictional" in read(rich(), context=ReportContext(version="1", demo=True)).text
    assert "fictional" not in read(rich()).text


def test_an_empty_column_is_present_and_empty_not_exposed() -> None:
    page = read(rich()).text
    assert "Present, empty: 3 columns are in the dataset but hold no value (properties.$phone" in page


def test_a_page_without_a_directory_counts_values_and_says_so() -> None:
    page = read(without_directory()).text
    assert "this page counts values, not people" in page
    assert "0 people" not in page
    assert "3 secrets" in page


def test_what_raw_text_holds_is_never_called_absent() -> None:
    page = read(unreadable()).text
    assert "1 secret" in page
    assert "No key, token or password was found" not in page
    assert "unknown" in page


def _with_findings(*findings: dict[str, Any]) -> dict[str, Any]:
    given = minimal()
    given["findings"] += list(findings)
    return given


def test_a_strong_secret_is_told_even_if_nobody_listed_it() -> None:
    found = {"kind": "secret.acme", "category": "user.authorization.credentials", "values": 3, "distinct": 2}
    page = read(_with_findings(found | {"strength": "strong", "field": "note"})).text
    assert "2 secrets" in page
    assert "No API key" not in page


def test_a_weak_finding_keeps_a_family_from_being_called_absent() -> None:
    found = {"kind": "secret.acme", "category": "user.authorization.credentials", "values": 3, "strength": "weak"}
    page = read(_with_findings(found)).text
    assert "No API key was found" not in page
    assert "3 values are uncertain" in page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("drop", sorted(rich()))
def test_a_missing_key_makes_the_page_say_less_and_never_fail(drop: str, lang: Lang) -> None:
    given = rich()
    if drop == "dataset":
        given["dataset"] = "export"
    else:
        del given[drop]
    assert read(given, lang).open == []


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_no_mask_and_no_sample_reaches_the_page(make: Callable[[], dict[str, Any]]) -> None:
    given = make()
    canary = "canary-7f3a@reserved.example"
    for row in given.get("fields", []):
        row["masked_samples"] = [canary]
    for row in given.get("findings", []):
        row["masked_samples"] = [canary]
    assert canary not in render(given, lang="en", context=CONTEXT)
