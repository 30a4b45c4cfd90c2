"""Which versions of a form left the case, and which of them was sent: from the log alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.language import Lang, parse_moment
from waspada.flows.case.facts import Fact, moments
from waspada.flows.case.ports import Case
from waspada.flows.forms.form import STAGES, Filled, Stage
from waspada.laws.told import told_fact

Key = tuple[str, str, str]
"""Duty, place, controller: the same form may go to many."""
NOBODY: Final[Key] = ("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version that was taken out."""

    entry: int
    at: datetime
    form: str
    key: Key
    stage: Stage
    lang: Lang
    answers: Mapping[str, str] = field(repr=False)
    """Id of what was asked → the answer as `kept`, in that language."""
    sent: bool = False


def versions_of(entries: Iterable[Entry], form: str, key: Key) -> list[Version]:
    """Oldest first."""
    found = []
    for entry in entries:
        said = entry.data.get("form") if entry.action is Action.EXPORT else None
        if isinstance(said, dict) and said.get("id") == form and tuple(said.get("key", ())) == key:
            found.append(_version(entry, said, form, key))
    return found


def _version(entry: Entry, said: Mapping[str, Any], form: str, key: Key) -> Version:
    return Version(
        entry=entry.number,
        at=parse_moment(entry.time),
        form=form,
        key=key,
        stage=said["stage"],
        lang=said["lang"],
        answers=dict(said["answers"]),
    )


def before(versions: Sequence[Version], stage: Stage, facts: Mapping[str, Fact]) -> Version | None:
    """What a version of this stage is compared with: the last one sent, else the last of an earlier stage.

    A version was sent when somebody stated that the duty was done (`told.<duty>`, to this place or controller) after it
    was taken out, and before the next one was.
    """
    if not versions or stage == "preliminary":
        return None
    duty, place, controller = versions[0].key
    told = facts.get(told_fact(duty, place, controller)) or (None if controller else facts.get(told_fact(duty)))
    at = [ends[0] for said in (told.history if told else ()) if (ends := moments(said.value))]
    sent = []
    for when in at:
        earlier = [one for one in versions if one.at <= when]
        sent += [replace(earlier[-1], sent=True)] if earlier else []
    if sent:
        return max(sent, key=lambda one: one.entry)
    return next((one for one in reversed(versions) if STAGES.index(one.stage) < STAGES.index(stage)), None)


def kept(text: str) -> str:
    """An answer as the log keeps it: no e-mail address stands there, also not an authority's or our own contact's."""
    return text.replace("@", " (at) ")


def note(case: Case, filled: Filled, key: Key, *, lang: Lang, ending: str, sha256: str, actor: str) -> Entry:
    """Put on record, before it leaves, which version somebody takes out."""
    data = {
        "what": f"form {filled.form.id}, {filled.stage}, {lang}, .{ending}",
        "where": "download",
        "sha256": sha256,
        "form": {
            "id": filled.form.id,
            "key": list(key),
            "stage": filled.stage,
            "lang": lang,
            "answers": {answer.ask.id: kept(answer.text(lang)) for answer in filled.answers if answer.sentences},
        },
    }
    return case.custody.append(Action.EXPORT, actor=actor, reason="", data=data)
