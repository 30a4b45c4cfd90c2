"""The screens of `waspada case show`: the digest for the first 15 seconds, then everything by subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Final

from waspada.cli.case_show_words import ACTION, SHOW
from waspada.cli.case_words import decided_text, status_text, value_text, wrapped
from waspada.core.custody import Action, Entry
from waspada.core.language import Lang, day, day_short, in_language, moment, number, parse_moment, size
from waspada.flows.case.fact_names import label
from waspada.flows.case.question_list import QUESTIONS
from waspada.flows.case.questions import days_open
from waspada.flows.case.texts import printable

if TYPE_CHECKING:
    from waspada.flows.case.decide import OnRecord, Subject
    from waspada.flows.case.facts import Fact
    from waspada.flows.case.questions import Asked
    from waspada.flows.case.show import Standing

_COLUMN: Final = 23
_ELSEWHERE: Final = ("aware_at", "vendor")
"""Facts that the digest shows in a place of their own."""
_OF_THE_ENTRY: Final = ("fact", "handover", "run", "hold", "on", "number", "where", "what")
"""What the log screen shows of an entry: none of these can hold a personal value."""


def digest_lines(shown: Standing, case: str, lang: Lang) -> Iterator[str]:
    """What a privacy lead must know first."""
    words = SHOW[lang]
    secrecy = words["encrypted" if shown.encrypted else "clear"]
    yield from wrapped(
        words["head"].format(title=printable(shown.title), vendor=printable(shown.vendor), encrypted=secrecy)
    )
    if shown.opened:
        when, who = _when(shown.opened.time, lang), printable(shown.opened.actor)
        yield from wrapped(words["opened"].format(when=when, who=who, case_id=shown.case_id))
    if shown.destroyed:
        yield from wrapped(words["destroyed"].format(when=_when(shown.destroyed, lang)))
    yield ""
    yield from _row(words["since"], *_since(shown, lang))
    for name, fact in shown.facts.items():
        if name not in _ELSEWHERE and not name.startswith(("note.", "vendor_account.")):
            yield from _row(label(name, lang), *_fact_in_short(fact, lang))
    yield ""
    yield from _evidence(shown, lang)
    yield from _work(shown, lang)
    for hold in shown.holds:
        yield from _row(words["hold"], printable(hold))
    if shown.scheduled:
        yield from _row(words["schedule"], printable(shown.scheduled))
    count = len(shown.of(Action.ANCHOR))
    anchors = words["anchors"].format(count=number(count, lang)) if count else words["no_anchors"]
    yield from _row(words["log"], words["log_value"].format(count=number(len(shown.entries), lang), anchors=anchors))
    yield from _next(shown, case, lang)


def fact_lines(shown: Standing, lang: Lang) -> Iterator[str]:
    """Every fact, with its claims and its history."""
    words = SHOW[lang]
    yield words["facts"]
    if not shown.facts:
        yield words["no_facts"]
    for name, fact in shown.facts.items():
        yield ""
        yield f"{label(name, lang)} ({name})" if label(name, lang) != name else name
        current = [one for one in (fact.ours, *fact.claims) if one]
        for one in current:
            yield from wrapped(f"{value_text(name, one.value, lang)} · {status_text(one, lang)}", "  ")
            who = words["fact_who"].format(entry=one.entry, when=_when(one.time, lang), who=printable(one.actor))
            yield from wrapped(who, "    ")
            source = words["fact_source"].format(source=printable(one.source)) if one.source else words["no_source"]
            yield from wrapped(source, "    ")
            if one.reason:
                yield from wrapped(words["fact_reason"].format(reason=printable(one.reason)), "    ")
        if fact.disputed:
            yield f"  {words['conflict']}"
        for one in (one for one in reversed(fact.history) if one not in current):
            value, status = value_text(name, one.value, lang), status_text(one, lang)
            yield from wrapped(words["earlier"].format(value=value, status=status, entry=one.entry), "  ", "    ")


def question_lines(every: Sequence[Asked], now: float, lang: Lang) -> Iterator[str]:
    """Every question on record, then what was not asked yet."""
    words = SHOW[lang]
    yield words["questions_head"]
    for one in every:
        yield ""
        state = [words["asked"].format(dates=_days(one.asked, lang)) if one.asked else words["not_asked"]]
        if one.answers:
            state.append(words["answered"].format(dates=_days([answer.on for answer in one.answers], lang)))
        if one.open_since:
            state.append(words["open_days"].format(days=_counted(days_open(one, now), lang)))
        yield f"[{one.id}] {' · '.join(state)}"
        yield from wrapped(printable(one.text(lang)), "  ")
        for answer in one.answers:
            said = words["answer"].format(
                who=printable(answer.actor), when=_day(answer.on, lang), text=printable(answer.text)
            )
            yield from wrapped(said, "  > ")
            if answer.source:
                yield from wrapped(words["fact_source"].format(source=printable(answer.source)), "    ")
    told = {one.id for one in every}
    unasked = [question.id for question in QUESTIONS if question.id not in told]
    if unasked:
        yield ""
        yield from wrapped(words["unasked"].format(ids=", ".join(unasked)))


def decision_lines(shown: Standing, lang: Lang) -> Iterator[str]:
    """Every decision: which counts, who disagrees, what was said before."""
    words = SHOW[lang]
    yield words["decisions_head"]
    if not shown.decided:
        yield words["no_decisions"]
        return
    yield from wrapped(words["rule"])
    for subject in shown.decided:
        yield ""
        what = decided_text(subject.counts, lang)
        yield from wrapped(what[:1].upper() + what[1:] + ".")
        yield from _voices(subject, lang)


def log_lines(shown: Standing, lang: Lang) -> Iterator[str]:
    """Every entry of the log."""
    yield SHOW[lang]["log_head"]
    for entry in shown.entries:
        about = _about(entry)
        said = f"{entry.time[:19]}Z {printable(entry.actor)}: {ACTION[lang][str(entry.action)]}"
        said += f" ({about})" if about else ""
        said += f": {printable(entry.reason)}" if entry.reason else ""
        yield from wrapped(said, f"{entry.number:>4} ")


def _since(shown: Standing, lang: Lang) -> list[str]:
    words, since = SHOW[lang], shown.since
    if since is None:
        return [words["since_never"]]
    hours = int(since.hours)
    form = words["hours_days" if hours >= 48 else "hours" if hours > 1 else "hour" if hours else "future"]
    ago = words["ago"].format(hours=form.format(hours=number(hours, lang), days=number(hours // 24, lang)))
    told = [words["since_told"]] if since.fact != "aware_at" else []
    return [moment(since.at, lang, since.at.tzinfo or UTC), *told, ago]


def _fact_in_short(fact: Fact, lang: Lang) -> list[str]:
    """What to work with, and, where somebody contradicts it, what they say."""
    best = fact.best or fact.ours or (fact.claims[-1] if fact.claims else None)
    if best is None:
        return []
    first = f"{value_text(fact.name, best.value, lang)} · {status_text(best, lang)}"
    others = [one for one in (fact.ours, *fact.claims) if one and one is not best and one.value is not None]
    form = SHOW[lang]["but" if fact.disputed else "also"]
    return [
        first,
        *(form.format(value=value_text(one.name, one.value, lang), status=status_text(one, lang)) for one in others),
    ]


def _evidence(shown: Standing, lang: Lang) -> Iterator[str]:
    from waspada.flows.case.show import files_in

    words, sealed, runs = SHOW[lang], shown.handovers, shown.runs
    if sealed:
        held = [files_in(entry) for entry in sealed]
        files = sum(count for count, _ in held)
        said = words["handovers_value"].format(
            count=number(len(sealed), lang),
            files=words["file" if files == 1 else "files"].format(count=number(files, lang)),
            size=size(sum(amount for _, amount in held), lang),
            when=_day(sealed[-1].time, lang),
        )
    yield from _row(words["handovers"], said if sealed else words["no_handovers"])
    ran = words["runs_value"].format(count=number(len(runs), lang), when=_when(runs[-1].time, lang)) if runs else ""
    yield from _row(words["runs"], ran or words["no_runs"])


def _work(shown: Standing, lang: Lang) -> Iterator[str]:
    words, waiting = SHOW[lang], shown.open
    lines = [words["no_questions"]]
    if shown.questions:
        told = {one.id for one in shown.questions}
        counts = {
            "open": len(waiting),
            "answered": sum(bool(one.answers) and not one.open_since for one in shown.questions),
            "unasked": sum(question.id not in told for question in QUESTIONS),
        }
        form = words["questions_value" if counts["unasked"] else "questions_all"]
        lines = [form.format(**{name: number(count, lang) for name, count in counts.items()})]
    if waiting:
        days = _counted(days_open(waiting[0], shown.now), lang)
        lines.append(words["longest"].format(id=waiting[0].id, days=days))
    yield from _row(words["questions"], *lines)
    made = sum(len(subject.history) for subject in shown.decided)
    lines = [words["no_decisions"]]
    if made:
        subjects = number(len(shown.decided), lang)
        lines = [words["decisions_value"].format(count=number(made, lang), subjects=subjects)]
    if shown.disputed:
        lines.append(words["disagreements"].format(count=number(len(shown.disputed), lang)))
    yield from _row(words["decisions"], *lines)


def _next(shown: Standing, case: str, lang: Lang) -> Iterator[str]:
    words, told = SHOW[lang], []
    if shown.destroyed:
        return
    if shown.since is None or shown.since.fact != "aware_at":
        told.append((f"case fact {case} aware_at TIME", "next_aware"))
    if not shown.questions:
        told.append((f"case ask {case} --print", "next_ask"))
    if shown.disputed:
        told.append((f"case show {case} --decisions", "next_disputed"))
    if not shown.handovers:
        told.append((f"case seal {case} FILE", "next_seal"))
    elif not shown.runs:
        told.append((f"assess --case {case} --directory FILE", "next_assess"))
    if told:
        yield ""
        yield words["next"]
        width = max(len(command) for command, _ in told)
        yield from (f"  waspada {command:<{width}}  # {words[why]}" for command, why in told)


def _voices(subject: Subject, lang: Lang) -> Iterator[str]:
    words, last = SHOW[lang], subject.voices
    verdict = decided_text(subject.counts, lang)
    for one in last:
        same = decided_text(one, lang) == verdict
        form = words["counts" if one is subject.counts else "agrees" if same else "other"]
        yield from wrapped(form.format(**_voice(one, lang)), "  ", "    ")
    for one in reversed(subject.history):
        if one not in last:
            yield from wrapped(words["replaced"].format(**_voice(one, lang)), "  ", "    ")


def _voice(one: OnRecord, lang: Lang) -> dict[str, str]:
    made, reason = one.decision, printable(in_language(one.decision.reason, lang))
    if one.actor.casefold() != made.author.casefold():
        entered = SHOW[lang]["imported"].format(who=printable(one.actor), entry=one.entry)
        reason = f"{reason} ({entered})"
    return {
        "author": printable(made.author),
        "when": _when(made.time, lang),
        "what": decided_text(one, lang),
        "reason": reason,
    }


def _about(entry: Entry) -> str:
    if entry.action is Action.ASK or entry.action is Action.ANSWER:
        name = str(entry.data.get("question", ""))
        return printable(name) if len(name) <= 20 else f"{printable(name[:20])}…"
    if entry.action is Action.DECIDE:
        return next((name for name in ("finding", "match", "field") if name in entry.data), "")
    named = [printable(str(entry.data[name])) for name in _OF_THE_ENTRY if isinstance(entry.data.get(name), str | int)]
    return ", ".join(named)


def _row(name: str, *lines: str) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield from wrapped(line, f"{name if not place else '':<{_COLUMN}} ")


def _counted(days: int, lang: Lang) -> str:
    return SHOW[lang]["day"] if days == 1 else SHOW[lang]["days"].format(count=number(days, lang))


def _when(text: str, lang: Lang) -> str:
    value = parse_moment(text)
    return moment(value, lang, value.tzinfo or UTC)


def _day(text: str, lang: Lang) -> str:
    return day(parse_moment(text).date(), lang)


def _days(texts: Sequence[str], lang: Lang) -> str:
    return ", ".join(dict.fromkeys(day_short(parse_moment(text).date(), lang) for text in texts))
