"""What the pages of letters and of the statement need in templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from waspada.core import language
from waspada.notify.ledger import State
from waspada.notify.sentence import Basis
from waspada.web.templatetags.waspada import lang, mark
from waspada.web.words.registry import said, words

register = template.Library()

_NOTICE: Final = {"draft": "plain", "done": "clear", "halted": "exposed", "paused": "unsure", "withdrawn": "plain"}
_ROW: Final = {
    State.ACCEPTED: "clear",
    State.DELIVERED: "clear",
    State.BOUNCED: "exposed",
    State.UNKNOWN: "unsure",
    State.HELD: "unsure",
}
_BASIS: Final = {Basis.COMPUTED: "clear", Basis.ATTESTED: "plain", Basis.ADVICE: "plain"}


@register.simple_tag
def notice_state(state: str) -> SafeString:
    """How far a notice is."""
    return mark(_NOTICE.get(state, "plain"), said(f"notices.state.{state}", lang()))


@register.simple_tag
def mark_state(state: str, word: str) -> SafeString:
    """What became of a letter, with its colour."""
    return mark(_ROW.get(State(state), "plain"), word)


@register.simple_tag
def basis_mark(basis: str) -> SafeString:
    """What a sentence rests on."""
    return mark(_BASIS.get(Basis(basis), "plain"), said(f"notices.basis.{basis}", lang()))


@register.simple_tag
def note_word(note: str) -> str:
    """Why a letter is where it is: a code of ours in words, or what a person wrote."""
    key = f"notices.note.{note}"
    return said(key, lang()) if key in words() else note


@register.simple_tag
def moment_of(at: str) -> str:
    """A moment in RFC 3339 as plain text, to stand inside a sentence."""
    return language.moment(language.parse_moment(at), lang(), timezone.get_current_timezone())


@register.simple_tag
def value_of(values: Mapping[str, Any], name: str) -> str:
    """One of several values by its name."""
    return str(values.get(name, ""))
