"""Words, numbers, times and marks in templates, each in the reader's language and zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from waspada.core import language
from waspada.core import told as words_of_errors
from waspada.core.language import Lang
from waspada.web.words.registry import said, words

register = template.Library()

TABS = (
    ("overview", "case"),
    ("facts", "facts"),
    ("questions", "questions"),
    ("handovers", "handovers"),
    ("changes", "changes"),
    ("people", "people"),
    ("organisations", "organisations"),
    ("review", "review"),
    ("duties", "duties"),
    ("notices", "notices"),
    ("statement", "statement"),
    ("timeline", "timeline"),
    ("tasks", "tasks"),
    ("enquiries", "enquiries"),
    ("members", "members"),
    ("approvals", "approvals"),
    ("log", "case_log"),
)
"""Parts of a case in the order in which people need them: name of the word, name of the address."""


def lang() -> Lang:
    """The reader's language."""
    return "id" if (translation.get_language() or "en").startswith("id") else "en"


@register.simple_tag
def say(key: str, /, **values: Any) -> str:
    """A sentence by its key: `{% say "cases.none" %}`, `{% say "people.found" count=n %}`. Values are escaped."""
    return said(key, lang(), **values)


@register.simple_tag
def say_of(start: str, name: str, /, *, otherwise: str = "", **values: Any) -> str:
    """A sentence whose key ends in a name from the data: `{% say_of "approvals.act" one.act %}`.

    `otherwise` ends it where there is no such sentence.
    """
    end = name if f"{start}.{name}" in words() or not otherwise else otherwise
    return said(f"{start}.{end}", lang(), **values)


@register.filter
def told(text: str) -> str:
    """What an error said, in the reader's language."""
    return words_of_errors.told(text, lang())


@register.filter
def num(value: int | None) -> str:
    """`19,204` or `19.204`; nothing for None."""
    return "" if value is None else language.number(int(value), lang())


@register.filter
def when(value: datetime | str | None) -> SafeString | str:
    """A moment in the reader's zone, the zone named: `9 March 2026 at 14:02 UTC`."""
    if not value:
        return ""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    text = language.moment(moment, lang(), timezone.get_current_timezone())
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)


@register.filter
def day_or_when(value: datetime | date | str | None) -> SafeString | str:
    """A day as a day, anything else as `when`: people often state no more than a day."""
    if isinstance(value, str) and len(value) == len("2025-11-25"):
        value = date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), language.day(value, lang()))
    return when(value)


@register.filter
def either(value: Any) -> str:
    """A text that is plain or by language."""
    return language.in_language(value, lang()) or ""


@register.filter
@stringfilter
def short_id(value: str) -> str:
    """The beginning of an id, as people compare it."""
    return value[:8]


@register.filter
def listed(values: Sequence[str]) -> str:
    """`a, b and c`."""
    return language.series(list(values), lang())


@register.simple_tag
def mark(tone: str, text: str) -> SafeString:
    """A word with its colour: `exposed` (rust), `clear` (teal), `unsure` (gold), `plain`."""
    return format_html('<span class="mark {}">{}</span>', tone, text)


@register.simple_tag
def role_name(role: str) -> str:
    """What people call a role."""
    return said(f"frame.role.{role}", lang())


@register.simple_tag
def get_zone() -> str:
    """The zone in which this page shows times."""
    return timezone.get_current_timezone_name()


@register.simple_tag
def tabs(opened: Any, current: str) -> SafeString:
    """The parts of a case that this person may see."""
    links = []
    for name, url in TABS:
        here = mark_safe(' aria-current="page"') if name == current else ""
        links.append((reverse(url, kwargs={"case_id": opened.case.pk}), here, said(f"frame.tab.{name}", lang())))
    return format_html_join("\n", '<a href="{}"{}>{}</a>', links)
