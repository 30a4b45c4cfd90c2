"""The updates as feeds: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org); an entry never changes, nor does its id."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import tzinfo
from html import escape
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from waspada.core.language import Lang
from waspada.flows.statement.page import edits, summary, when
from waspada.flows.statement.page_words import say
from waspada.flows.statement.sentence import Section
from waspada.flows.statement.versions import Version

ATOM: Final = "feed.atom"
JSON: Final = "feed.json"
_VERSION: Final = "https://jsonfeed.org/version/1.1"


def atom(versions: Sequence[Version], lang: Lang, *, case_id: str, home: str, zone: tzinfo) -> str:
    """The feed of a language.

    Args:
        case_id: behind the ids of the feed and its entries, which tell nothing of it.
        home: address of the page in this language, `/` at its end; empty: links are relative.
    """
    last = versions[-1]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<title>{_xml(last.statement.title[lang])}</title>",
        f"<id>{_id(case_id, lang)}</id>",
        f"<updated>{last.at}</updated>",
        f"<author><name>{_xml(last.statement.about.company)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(home + ATOM)}/>',
        f'<link rel="alternate" type="text/html" hreflang="{lang}" href={quoteattr(home or "index.html")}/>',
    ]
    for version in reversed(versions):
        lines += [
            "<entry>",
            f"<title>{_xml(_title(version, lang))}</title>",
            f"<id>{_id(case_id, lang, version.number)}</id>",
            f"<published>{version.at}</published>",
            f"<updated>{version.at}</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(_link(home, version.number))}/>',
            f'<content type="html">{_xml(_content(version, lang, zone))}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def json_feed(versions: Sequence[Version], lang: Lang, *, case_id: str, home: str, zone: tzinfo) -> str:
    """The same for readers of JSON."""
    last = versions[-1]
    feed: dict[str, Any] = {"version": _VERSION, "title": last.statement.title[lang]}
    if home:
        feed |= {"home_page_url": home, "feed_url": home + JSON}
    feed |= {"language": lang, "authors": [{"name": last.statement.about.company}], "items": []}
    for version in reversed(versions):
        item = {
            "id": _id(case_id, lang, version.number),
            "url": _link(home, version.number),
            "title": _title(version, lang),
            "content_html": _content(version, lang, zone),
            "date_published": version.at,
        }
        feed["items"].append({key: value for key, value in item.items() if key != "url" or home})
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _id(case_id: str, lang: Lang, number: int = 0) -> str:
    """Of the feed, or of an entry: the same for ever, also when the page moves (UUID version 5, RFC 9562)."""
    name = f"waspada.statement/{case_id}/{lang}" + (f"/{number}" if number else "")
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}"


def _link(home: str, number: int) -> str:
    return f"{home or 'index.html'}#update-{number}"


def _title(version: Version, lang: Lang) -> str:
    if version.number == 1:
        return say("feed_first", lang)
    return say("feed_update", lang, number=version.number, what=summary(version, lang))


def _content(version: Version, lang: Lang, zone: tzinfo) -> str:
    """The note, the edits, and the digest as it stood: an entry says the same for ever."""
    parts = [f"<p>{escape(when(version.at, lang, zone))}</p>"]
    if version.note:
        parts.append(f"<p>{escape(version.note[lang])}</p>")
    shown = edits(version, lang)
    if shown:
        rows = []
        for edit in shown:
            pieces = "".join(
                f"<{piece.mark}>{escape(piece.text.rstrip())}</{piece.mark}> " if piece.mark else escape(piece.text)
                for piece in edit.pieces
            )
            asked = f" ({escape(edit.question)})" if edit.question else ""
            rows.append(f"<li>{escape(edit.label)}, {escape(edit.section)}{asked}: {pieces.rstrip()}</li>")
        parts.append(f"<ul>{''.join(rows)}</ul>")
    digest = " ".join(one.text[lang] for one in version.statement.of(Section.DIGEST))
    parts.append(f"<p>{escape(digest)}</p>")
    return "".join(parts)


def _xml(text: str) -> str:
    return escape(text, quote=False)
