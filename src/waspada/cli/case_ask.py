"""`waspada case ask`: questions to the vendor."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waspada.cli import case_options, options
from waspada.cli.case_screen import question_lines
from waspada.cli.case_words import asked_line, letter_lines
from waspada.cli.words import json_text
from waspada.core.language import Lang

if TYPE_CHECKING:
    from waspada.flows.case.questions import Asked
    from waspada.store.case.folder import CaseFolder


@click.command()
@case_options.case
@click.argument("question", nargs=-1)
@click.option("--text", help="A question of your own, in place of one of the list.")
@click.option("--all", "everything", is_flag=True, help="Every question of the list that is not on record yet.")
@click.option("--to", default="", help="Who is asked. [default: the vendor]")
@click.option("--print", "letter", is_flag=True, help="Print the questions as a letter to send.")
@case_options.on
@case_options.actor
@case_options.reason
@options.as_json
@options.lang
def command(
    case: Path,
    question: tuple[str, ...],
    text: str | None,
    everything: bool,
    to: str,
    letter: bool,
    on: str,
    actor: str,
    reason: str,
    as_json: bool,
    lang: Lang,
) -> None:
    """Put on record that a QUESTION was asked; without one, list where all of them stand.

    The list that comes with Waspada is named by words (what, when, count, fields …); a question of your own gets an id
    such as own-1. Asking again opens a question that was answered. --print alone writes the whole list, or what is
    still open of it, as a letter, and puts nothing on record.

    Exit codes: 0 done, 2 not understood, 10 no case there, 12 the log was altered, 21 not written.

    \b
    Examples:
      waspada case ask acme --print --lang id > letter.txt
      waspada case ask acme --all --on 2026-03-09
      waspada case ask acme --text "Did your support team use a shared login?"
      waspada case ask acme
    """
    from waspada.flows.case import questions as flow
    from waspada.flows.case.texts import clean

    opened, now = case_options.opened_case(case), time.time()
    if sum([bool(question), text is not None, everything]) > 1:
        raise click.UsageError("Give questions by their ids, or --text, or --all.")
    entries = opened.custody.entries()
    for name in question:
        flow.check(name, entries)
    wanted = [clean(text, "the question")] if text is not None else list(question)
    wanted = flow.still_to_ask(entries) if everything else wanted
    to = clean(to, "--to") if to else opened.vendor
    cache = options.home() / "cache"
    asked = flow.ask(opened, wanted, to=to, actor=actor, now=now, cache=cache, on=on, reason=reason) if wanted else []
    _answer(asked, opened, to, now, lang, letter=letter, as_json=as_json, done=bool(wanted or everything))


def _answer(
    asked: Sequence[Asked],
    opened: CaseFolder,
    to: str,
    now: float,
    lang: Lang,
    *,
    letter: bool,
    as_json: bool,
    done: bool,
) -> None:
    """The letter, the answer in JSON, what was put on record, or where all questions stand."""
    from waspada.flows.case import questions as flow

    every = flow.questions_of(opened.custody.entries())
    lines: Iterable[str]
    if letter:
        chosen = [(name, one(lang), basis) for name, one, basis in flow.for_letter(asked, every)]
        lines = letter_lines(chosen, vendor=to, title=opened.title, case_id=opened.case_id, lang=lang)
    elif as_json:
        lines = [json_text(flow.as_json(every, now))]
    elif done:
        lines = asked_line(asked, to, lang)
    else:
        lines = question_lines(every, now, lang)
    for line in lines:
        click.echo(line)
