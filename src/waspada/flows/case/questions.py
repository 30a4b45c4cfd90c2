"""Questions to the vendor: what was asked when, what was answered, and what is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput
from waspada.core.language import parse_moment
from waspada.flows.case.ports import Case
from waspada.flows.case.question_list import BY_ID, QUESTIONS
from waspada.flows.case.texts import without_values, written, zoned

OWN: Final = "own-"
"""Before the number of a question that is not of our list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer."""

    entry: int
    on: str
    """When it came, RFC 3339."""
    actor: str
    """Who wrote it down."""
    text: str = field(repr=False)
    source: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question, and what became of it."""

    id: str
    """Of our list, or `own-1`, `own-2` … in the order in which they were first asked."""
    own: str
    """Text of a question that is not of our list, as it was written."""
    asked: tuple[str, ...]
    """When, RFC 3339, in the order of the log."""
    answers: tuple[Answer, ...]
    open_since: str
    """When it was first asked after the last answer; empty: it is not open."""

    def text(self, lang: str) -> str:
        """In English or Indonesian; one of the user's as it was written."""
        return self.own or BY_ID[self.id].text(lang)


def questions_of(entries: Iterable[Entry]) -> list[Asked]:
    """Every question that was asked or answered: ours in our order, then the others as they came."""
    told: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.action in (Action.ASK, Action.ANSWER):
            told.setdefault(str(entry.data["question"]), []).append(entry)
    others = [name for name in told if name not in BY_ID]
    ours = [_asked(question.id, "", told[question.id]) for question in QUESTIONS if question.id in told]
    return ours + [_asked(f"{OWN}{number}", name, told[name]) for number, name in enumerate(others, 1)]


def days_open(question: Asked, now: float) -> int:
    """Whole days since an open question was asked."""
    since = parse_moment(question.open_since)
    return max(0, (datetime.fromtimestamp(now, UTC) - since).days)


def ask(
    case: Case,
    questions: Sequence[str],
    *,
    to: str,
    actor: str,
    now: float,
    cache: Path | None,
    on: str = "",
    reason: str = "",
) -> list[Asked]:
    """Put on record that questions were asked.

    Args:
        questions: ids of our list, `own-<n>`, or the text of another question.
        cache: folder of the pattern database, see `texts.without_values`.
        on: when they were asked, where that was not now: a day or a time.

    Raises:
        BadInput: a time that is none or lies in the future, or personal data in a text.
    """
    without_values([*questions, to, reason], cache)
    when = day_or_moment(on, now, "the time of asking")
    known = {one.id: one.own or one.id for one in questions_of(case.custody.entries())}
    names = [known.get(name, name) for name in questions]
    for name in names:
        case.custody.append(Action.ASK, actor=actor, reason=reason, data={"question": name, "to": to, **when})
    return [one for one in questions_of(case.custody.entries()) if (one.own or one.id) in names]


def still_to_ask(entries: Iterable[Entry]) -> list[str]:
    """Ids of our list that were neither asked nor answered."""
    told = {one.id for one in questions_of(entries)}
    return [question.id for question in QUESTIONS if question.id not in told]


def answer(
    case: Case,
    question: str,
    text: str,
    *,
    actor: str,
    now: float,
    cache: Path | None,
    on: str = "",
    source: str = "",
    reason: str = "",
) -> Asked:
    """Put an answer on record. One that nobody had asked for may be answered too, when it is of our list.

    Args:
        cache: folder of the pattern database, see `texts.without_values`.

    Raises:
        BadInput: the question is unknown, the answer lies before it or in the future, or a text holds personal data.
    """
    without_values([text, source, reason], cache)
    when = day_or_moment(on, now, "the time of the answer")
    found = {one.id: one for one in questions_of(case.custody.entries())}
    if question not in found and question not in BY_ID:
        raise BadInput(
            "no question has this id",
            hint=f"Ids: {', '.join([*BY_ID, *(one for one in found if one not in BY_ID)])}",
        )
    before = found.get(question)
    if before and before.asked and when and parse_moment(when["on"]) < _day(min(before.asked, key=parse_moment)):
        raise BadInput("the answer lies before the question", hint="Check the day given with --on.")
    name = before.own or question if before else question
    case.custody.append(
        Action.ANSWER,
        actor=actor,
        reason=reason,
        data={"question": name, "answer": text, "source": source, **when},
    )
    return next(one for one in questions_of(case.custody.entries()) if one.id == question)


def check(name: str, entries: Iterable[Entry]) -> None:
    """Refuse an id that is neither of our list nor of a question on record.

    Raises:
        BadInput: naming the ids that there are.
    """
    known = [*BY_ID, *(one.id for one in questions_of(entries) if one.own)]
    if name not in known:
        raise BadInput("no question has this id", hint=f"Ask one of your own with --text. Ids: {', '.join(known)}")


def for_letter(asked: Sequence[Asked], every: Sequence[Asked]) -> list[tuple[str, Callable[[str], str], str]]:
    """What a letter asks, as (id, text by language, provision).

    Args:
        asked: just now; empty: our list without what was answered, and other questions that are open.
        every: question on record.
    """
    done = {one.id for one in every if not one.open_since}
    names = [one.id for one in asked] or [question.id for question in QUESTIONS if question.id not in done]
    own = {one.id: one for one in (asked or every) if one.own and (asked or one.open_since)}
    chosen = [(name, BY_ID[name].text, BY_ID[name].basis) for name in names if name in BY_ID]
    return [*chosen, *((name, one.text, "") for name, one in own.items())]


def as_json(every: Sequence[Asked], now: float) -> dict[str, Any]:
    """Questions as `waspada case show --json` has them."""
    return {
        "shipped": len(QUESTIONS),
        "asked": sum(bool(one.asked) for one in every),
        "answered": sum(bool(one.answers) for one in every),
        "open": sum(bool(one.open_since) for one in every),
        "list": [
            {
                "question": one.id,
                "text": {"en": one.text("en"), "id": one.text("id")},
                "asked": list(one.asked),
                "answers": [asdict(answer) for answer in one.answers],
                "open_since": one.open_since or None,
                "days_open": days_open(one, now) if one.open_since else None,
            }
            for one in every
        ],
    }


def day_or_moment(text: str, now: float, what: str) -> dict[str, str]:
    """`{"on": …}` of a day, or of a time with its zone; empty where none was given.

    Raises:
        BadInput: it is neither, or lies in the future.
    """
    text = text.strip()
    if not text:
        return {}
    if len(text) != len("2025-11-25"):
        return {"on": written(zoned(text, now, what))}
    # A day without a zone is no future day while it has begun anywhere.
    zoned(f"{text}T00:00:00+14:00", now, what)
    return {"on": text}


def _day(text: str) -> datetime:
    """Beginning of the day, so that a day without a time can answer a time of the same day."""
    return parse_moment(text).replace(hour=0, minute=0, second=0, microsecond=0)


def _asked(name: str, own: str, told: Sequence[Entry]) -> Asked:
    last = max((entry.number for entry in told if entry.action is Action.ANSWER), default=0)
    waiting = [_on(entry) for entry in told if entry.action is Action.ASK and entry.number > last]
    return Asked(
        id=name,
        own=own,
        asked=tuple(_on(entry) for entry in told if entry.action is Action.ASK),
        answers=tuple(
            Answer(
                entry=entry.number,
                on=_on(entry),
                actor=entry.actor,
                text=str(entry.data["answer"]),
                source=str(entry.data.get("source", "")),
            )
            for entry in told
            if entry.action is Action.ANSWER
        ),
        open_since=min(waiting, key=parse_moment, default=""),
    )


def _on(entry: Entry) -> str:
    return str(entry.data.get("on") or entry.time)
