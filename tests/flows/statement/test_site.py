"""The public site: no outside request, no script, feeds that readers understand, edits shown, the same bytes again."""

from __future__ import annotations

import base64
import doctest
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from tests.flows.statement.told import ABOUT, WIDER, by_topic, draft, known

from waspada.core.errors import BadInput, CannotWrite
from waspada.core.language import LANGUAGES
from waspada.flows.statement import edit, marks
from waspada.flows.statement.marks import edited
from waspada.flows.statement.sentence import both
from waspada.flows.statement.site import site, write
from waspada.flows.statement.statement import About
from waspada.flows.statement.versions import Version, next_version

CASE_ID = "01a206a6-d3bb-7f4c-963e-a096a18c60ce"
PAGES = ("index.html", "id/index.html")
ATOM = "{http://www.w3.org/2005/Atom}"


def history(about: About = ABOUT) -> list[Version]:
    """A holding statement, what the first run found, and the wider scope with a sentence that somebody worded."""
    first = next_version([], replace(draft(known(found=None)), about=about), at="2026-03-12T12:00:00Z")
    found = replace(draft(), about=about)
    second = next_version(
        [first], found, at="2026-03-14T09:30:00Z", note=both("We have searched it.", "Sudah diperiksa.")
    )
    wider = known(found=WIDER, run=2)
    third = replace(draft(wider), about=about)
    key = by_topic(third, "did.contained").id
    third = edit.reword(
        third, key, both("That way in is closed.", "Jalan masuk itu sudah ditutup."), by="R", now=wider, cache=None
    )
    return [first, second, next_version([first, second], third, at="2026-04-02T16:45:00Z")]


def files(versions: Sequence[Version] | None = None) -> dict[str, bytes]:
    return site(versions or history(), case_id=CASE_ID)


class Page(HTMLParser):
    """Every tag with what it has, and the text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_of_anybody_and_runs_nothing(path: str) -> None:
    page = Page(files()[path])
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "iframe", "object", "embed", "form", "base", "video", "audio", "source", "svg"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not page.all("src") + page.all("srcset") + page.all("style")
    loaded = [one for tag, one in page.tags if tag == "link"]
    assert {one["rel"] for one in loaded} == {"alternate"}
    offered = {urlsplit(one).scheme for one in page.all("href")}
    assert offered <= {"", "https", "mailto"}
    own = {urlsplit(one).hostname for one in page.all("href")} - {None}
    assert own <= {"lumen.example"}
    assert "url(" not in files()[path].decode()
    assert "@import" not in files()[path].decode()


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_of_a_page_allows_its_own_style_and_nothing_else(path: str) -> None:
    content = files()[path].decode()
    style = re.search(r"<style>(.*?)</style>", content, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy}"' in content.replace("&#39;", "'")


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_the_site_leads_somewhere(path: str) -> None:
    made = files()
    page = Page(made[path])
    here = Path(path).parent
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    for link in page.all("href"):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        if parts.path:
            assert (here / parts.path).as_posix().replace("id/../", "") in made
        if parts.fragment:
            assert parts.fragment in ids


def test_each_page_is_in_its_language_and_names_the_other() -> None:
    for path, lang in zip(PAGES, LANGUAGES, strict=True):
        page = Page(files()[path])
        assert dict(page.tags)["html"]["lang"] == lang
        assert {other for tag, one in page.tags if tag == "a" and (other := one.get("hreflang"))} == set(LANGUAGES) - {
            lang
        }
        text = " ".join(page.texts)
        for said in history()[-1].statement.sentences:
            assert said.text[lang] in text
        assert "What we did" in text or "Yang sudah kami lakukan" in text


def test_what_we_state_is_shown_as_our_word() -> None:
    page = files()["index.html"].decode()
    assert "Our word, of 10 March 2026; source: the incident report" in page
    assert "Computed from the data" in page
    named = history()
    spoken = draft(known(found=WIDER), speakers={"dewi": "Our security lead <b>"})
    last = next_version(named, spoken, at="2026-04-03T00:00:00Z")
    assert "Word of Our security lead &lt;b&gt;, of 10 March 2026" in files([*named, last])["index.html"].decode()


def test_edits_are_shown_as_edits_and_each_version_stays() -> None:
    page = files()["index.html"].decode()
    text = re.sub(r"<span class=\"aside\">[^<]*</span>", "", page)
    assert "E-mail address: <del>9</del> <ins>12</ins> people." in text
    for number in (1, 2, 3):
        assert f'id="update-{number}"' in page
    assert "That way in is closed." in page
    assert "Our word, of" in page
    assert page.index('id="update-3"') < page.index('id="update-2"') < page.index('id="update-1"')
    for version in history()[:2]:
        for said in version.statement.sentences:
            assert said.text["en"].replace("'", "&#39;") in page
    assert "(corrected in update 3)" in page
    assert "(added in update 2)" not in page
    assert "We have searched it." in page


def test_everything_that_people_wrote_is_escaped() -> None:
    about = About(
        company="<script>alert(1)</script>", vendor="A & B", contact='"><img src=x>', domains=("<i>.example",)
    )
    made = files(history(about))
    for path in PAGES:
        assert "<script>" not in made[path].decode()
        assert "<img" not in made[path].decode()
        assert "<i>." not in made[path].decode()
        assert "javascript:" not in made[path].decode()
    for path in ("feed.atom", "id/feed.atom"):
        ET.fromstring(made[path])
    assert "<script>" not in made["feed.atom"].decode()


def test_the_same_versions_give_the_same_bytes() -> None:
    assert files() == files()
    assert list(files()) == sorted(files())
    assert all(content.endswith(b"\n") for content in files().values())


def test_nothing_but_what_is_meant_for_the_public_is_in_it() -> None:
    everything = b"".join(files().values()).decode()
    for word in ("dewi", CASE_ID, "run_sha256", '"entry"', "backing", "Rina"):
        assert word not in everything


# --- feeds ---


def entries(versions: Sequence[Version], path: str) -> dict[str, str]:
    """Id → the whole entry."""
    feed = ET.fromstring(files(versions)[path])
    return {str(one.findtext(f"{ATOM}id")): ET.tostring(one, "unicode") for one in feed.findall(f"{ATOM}entry")}


@pytest.mark.parametrize(("path", "lang"), [("feed.atom", "en"), ("id/feed.atom", "id")])
def test_the_atom_feed_has_what_rfc_4287_asks_for(path: str, lang: str) -> None:
    feed = ET.fromstring(files()[path])
    assert feed.tag == f"{ATOM}feed"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == lang
    for place in (feed, *feed.findall(f"{ATOM}entry")):
        assert str(place.findtext(f"{ATOM}id")).startswith("urn:uuid:")
        assert place.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(str(place.findtext(f"{ATOM}updated"))).tzinfo
        assert [one for one in place.findall(f"{ATOM}link") if one.attrib.get("rel") == "alternate"]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Lumen"
    assert [one.attrib["href"] for one in feed.findall(f"{ATOM}link") if one.attrib["rel"] == "self"] == [
        f"https://lumen.example/incident/{path}"
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-04-02T16:45:00Z"
    contents = list(feed.iter(f"{ATOM}content"))
    assert len(contents) == 3
    assert all(one.attrib["type"] == "html" and (one.text or "").startswith("<p>") for one in contents)


@pytest.mark.parametrize(("path", "lang"), [("feed.json", "en"), ("id/feed.json", "id")])
def test_the_json_feed_has_what_version_1_1_asks_for(path: str, lang: str) -> None:
    content = files()[path]
    feed = json.loads(content)
    assert next(iter(feed)) == "version"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["language"] == lang
    assert feed["feed_url"] == f"https://lumen.example/incident/{path}"
    assert feed["authors"] == [{"name": "Lumen"}]
    assert len(feed["items"]) == 3
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert urlsplit(item["url"]).fragment.startswith("update-")
        assert datetime.fromisoformat(item["date_published"]).tzinfo


@pytest.mark.parametrize("path", ["feed.atom", "id/feed.atom"])
def test_an_entry_never_changes_nor_does_its_id(path: str) -> None:
    whole = history()
    last = entries(whole, path)
    assert len(last) == 3
    for count in (1, 2):
        earlier = entries(whole[:count], path)
        assert earlier.items() <= last.items()
    assert not entries(whole, "feed.atom").keys() & entries(whole, "id/feed.atom").keys()
    moved = [
        replace(one, statement=replace(one.statement, about=replace(ABOUT, url="https://new.example/")))
        for one in whole
    ]
    assert entries(moved, path).keys() == last.keys()
    assert [item["id"] for item in json.loads(files()[path.replace("atom", "json")])["items"]] == list(last)


def test_without_an_address_feeds_and_pages_stay_relative() -> None:
    made = files(history(About(company="Lumen", vendor="Kirana")))
    assert "http" not in made["feed.atom"].decode().replace("http://www.w3.org/2005/Atom", "")
    assert "url" not in json.loads(made["feed.json"])["items"][0]
    assert "mailto" not in made["index.html"].decode()


# --- the rest ---


def test_times_are_of_the_zone() -> None:
    made = site(history(), case_id=CASE_ID, zone=ZoneInfo("Asia/Jakarta"))
    assert "2 April 2026 pukul 23.45 WIB" in made["id/index.html"].decode()


def test_nothing_published_is_no_site() -> None:
    with pytest.raises(BadInput, match="nothing was published"):
        site([], case_id=CASE_ID)


def test_the_files_are_written_in_place_of_the_earlier_ones(tmp_path: Path) -> None:
    write(files(history()[:1]), tmp_path / "site")
    write(files(), tmp_path / "site")
    found = {
        path.relative_to(tmp_path / "site").as_posix(): path.read_bytes() for path in (tmp_path / "site").rglob("*.*")
    }
    assert found == files()
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite):
        write(files(), tmp_path / "file")


def test_an_edit_word_by_word() -> None:
    assert doctest.testmod(marks).failed == 0
    pieces = edited("The data is about 9 people.", "The data is about 12 people.")
    assert [(one.text.strip(), one.mark) for one in pieces] == [
        ("The data is about", ""),
        ("9", "del"),
        ("12", "ins"),
        ("people.", ""),
    ]
    assert [one.mark for one in edited("", "New.")] == ["ins"]
    assert [one.mark for one in edited("Old.", "")] == ["del"]
    assert [one.mark for one in edited("Nothing alike here.", "Quite another thing altogether!")] == ["del", "ins"]
    for before, after in (("a b c d", "a b x d"), ("a b c", "b c"), ("b c", "a b c"), ("one two", "one two three")):
        shown = edited(before, after)
        assert " ".join("".join(one.text for one in shown if one.mark != "del").split()) == after
        assert " ".join("".join(one.text for one in shown if one.mark != "ins").split()) == before
