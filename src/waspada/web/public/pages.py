"""The public pages, as bytes: of a frame and what is shown, nothing else."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from waspada.core.language import day
from waspada.flows.public.letters import Shown
from waspada.web.public.frame import Frame, field, form, paragraph
from waspada.web.public.seen import FLAGGED, MOST_PLACES

ASK_MOST: Final = 2000
"""Characters of an enquiry."""
CODE_MOST: Final = 60
ADDRESS_MOST: Final = 254
CLASS: Final = 32 << 10
"""Answers about a letter are filled to a multiple of this: their length tells a listener nothing."""
_ADDRESS: Final = f' maxlength="{ADDRESS_MOST}" autocomplete="email" autocapitalize="none" spellcheck="false"'
_CODE: Final = f' maxlength="{CODE_MOST}" autocapitalize="characters" spellcheck="false" class="code"'
_PLAIN: Final = ' maxlength="253" autocapitalize="none" spellcheck="false"'


def check(frame: Frame) -> bytes:
    """The form for a code."""
    return frame.page(
        frame.say("check.title"),
        paragraph(frame.say("check.lead"), "lead"),
        _code_form(frame, "check.button"),
        paragraph(frame.say("check.caution"), "note warning"),
    )


def letter(frame: Frame, shown: Shown, places: int) -> bytes:
    """What was sent under a code; never that a copy of it is genuine."""
    count = min(places, MOST_PLACES)
    seen = frame.say("found.flag" if places >= FLAGGED else "found.places", count=count)
    rows = (
        ("found.sender", shown.sender), ("found.subject", shown.subject), ("found.date", _date(frame, shown.date)),
        ("found.recipient", shown.masked_recipient), ("found.code", shown.code),
    )  # fmt: skip
    facts = "".join(f"<dt>{frame.say(key)}</dt><dd>{escape(value)}</dd>" for key, value in rows if value)
    return filled(
        frame.page(
            frame.say("found.title"),
            paragraph(frame.say("found.lead"), "lead"),
            f'<div class="note warning">{paragraph(frame.say("found.copied"))}{paragraph(seen)}</div>',
            f'<dl class="facts">{facts}</dl>',
            f"<h2>{frame.say('found.text')}</h2>",
            f'<div class="letter" lang="{escape(shown.lang)}">{escape(shown.text)}</div>',
            f"<h2>{frame.say('found.differs')}</h2>",
            paragraph(frame.say("found.report", contact=frame.contact)),
        )
    )


def no_letter(frame: Frame) -> bytes:
    """For every code that is none: the same page."""
    return filled(
        frame.page(
            frame.say("wrong.title"),
            paragraph(frame.say("wrong.lead"), "lead"),
            paragraph(frame.say("wrong.not_ours", contact=frame.contact), "note warning"),
            _code_form(frame, "check.button"),
        )
    )


def affected(frame: Frame) -> bytes:
    """The form for an address."""
    return frame.page(
        frame.say("affected.title"),
        paragraph(frame.say("affected.lead"), "lead"),
        form(
            frame.path("affected"),
            frame.say("affected.button"),
            field("address", frame.say("affected.address"), kind="email", more=_ADDRESS),
        ),
    )


def affected_done(frame: Frame) -> bytes:
    """The answer to every address."""
    return frame.page(
        frame.say("affected.done"),
        paragraph(frame.say("affected.done_lead"), "lead"),
        _listed(frame, "affected.when", "affected.asks_nothing", "affected.again"),
    )


def organisation(frame: Frame) -> bytes:
    """The form for a domain."""
    return frame.page(
        frame.say("organisation.title"),
        paragraph(frame.say("organisation.lead"), "lead"),
        form(
            frame.path("organisation"),
            frame.say("organisation.button"),
            field("domain", frame.say("organisation.domain"), hint=frame.say("organisation.domain_hint"), more=_PLAIN),
            field("contact", frame.say("organisation.contact"), kind="email", more=_ADDRESS),
        ),
    )


def organisation_done(frame: Frame, proof: str) -> bytes:
    """What to do, the same for every domain but for the random proof."""
    return frame.page(
        frame.say("organisation.done"),
        paragraph(frame.say("organisation.done_lead"), "lead"),
        f'<ol class="steps"><li>{frame.say("organisation.admin")}</li>',
        f'<li>{frame.say("organisation.record")} <code class="secret">{escape(proof)}</code></li>',
        f"<li>{frame.say('organisation.wait')}</li></ol>",
    )


def fetch(frame: Frame, token: str) -> bytes:
    """The form for a link; it says the same for any token, and uses none up."""
    hidden = f'<input type="hidden" name="token" value="{escape(token)}">'
    asked = field("token", frame.say("fetch.token"), more=_PLAIN)
    return frame.page(
        frame.say("fetch.title"),
        paragraph(frame.say("fetch.lead"), "lead"),
        form(frame.path("fetch"), frame.say("fetch.button"), hidden if token else asked),
    )


def no_list(frame: Frame) -> bytes:
    """For a link that was used, has ended, or never was."""
    link = f'<a href="{frame.path("organisation")}">{frame.say("organisation")}</a>'
    return frame.page(frame.say("fetch.wrong"), paragraph(frame.say("fetch.wrong_lead"), "lead"), paragraph(link))


def ask(frame: Frame, *, missing: bool = False) -> bytes:
    """The form for an enquiry."""
    hint = frame.say("ask.text_hint", most=ASK_MOST)
    text = (
        f'<p><label for="text">{frame.say("ask.text")}</label><textarea id="text" name="text" required rows="8" '
        f'maxlength="{ASK_MOST}" aria-describedby="text-hint"></textarea></p><p class="hint" id="text-hint">{hint}</p>'
    )
    lead = frame.say("ask.empty_lead", most=ASK_MOST) if missing else frame.say("ask.lead")
    return frame.page(
        frame.say("ask.empty" if missing else "ask.title"),
        paragraph(lead, "note error" if missing else "lead"),
        form(
            frame.path("ask"),
            frame.say("ask.button"),
            field("address", frame.say("ask.address"), kind="email", more=_ADDRESS),
            text,
        ),
    )


def ask_done(frame: Frame) -> bytes:
    """It was taken."""
    lead = frame.say("ask.done_lead", company=frame.about.company)
    return frame.page(frame.say("ask.done"), paragraph(lead, "lead"))


def problem(frame: Frame, key: str) -> bytes:
    """A calm page for what does not go: `full`, `slow`, `missing`, `method`, `large`, `form`, `late`, `broken`."""
    begin = f'<a href="{frame.home}">{frame.say("statement")}</a>'
    lead = frame.say(f"{key}.lead", contact=frame.contact)
    return frame.page(frame.say(f"{key}.title"), paragraph(lead, "lead"), paragraph(begin))


def filled(page: bytes) -> bytes:
    """With blanks behind its end, up to the next size."""
    return page + b" " * (-len(page) % CLASS)


def _code_form(frame: Frame, button: str) -> str:
    line = field("code", frame.say("check.code"), hint=frame.say("check.hint"), more=_CODE)
    return form(frame.path("check"), frame.say(button), line)


def _listed(frame: Frame, *keys: str) -> str:
    return f'<ul class="points">{"".join(f"<li>{frame.say(key)}</li>" for key in keys)}</ul>'


def _date(frame: Frame, text: str) -> str:
    try:
        return day(date.fromisoformat(text), frame.lang)
    except ValueError:
        return text
