"""`waspada case answer`: the vendor's answer to a question."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from waspada.cli import case_options, options
from waspada.cli.case_words import ASK, wrapped
from waspada.cli.words import json_text
from waspada.core.language import Lang, number


@click.command()
@case_options.case
@click.argument("question")
@click.option("--text", required=True, help="The answer; - reads standard input.")
@case_options.on
@case_options.source
@case_options.actor
@case_options.reason
@options.as_json
@options.lang
def command(
    case: Path, question: str, text: str, on: str, source: str, actor: str, reason: str, as_json: bool, lang: Lang
) -> None:
    """Put the answer to a QUESTION on record, by its id (see `waspada case ask CASE`).

    Answers stay as they are; a later one stands beside them. An answer that holds an address, a number or a key of
    somebody is refused: the log is never erased. Seal such a letter, and name it here.

    Exit codes: 0 on record, 2 not understood, 10 no case there, 12 the log was altered, 21 not written.

    \b
    Examples:
      waspada case answer acme count --text "About 11,000 people; they counted distinct ids" --on 2026-03-10
      waspada case answer acme own-1 --text - --source "their letter of 11 March" < answer.txt
    """
    from waspada.flows.case import questions as flow
    from waspada.flows.case.texts import clean

    opened, now = case_options.opened_case(case), time.time()
    given = clean(sys.stdin.read() if text == "-" else text, "the answer", lines=True)
    cache = options.home() / "cache"
    done = flow.answer(opened, question, given, actor=actor, now=now, cache=cache, on=on, source=source, reason=reason)
    every = flow.questions_of(opened.custody.entries())
    if as_json:
        click.echo(json_text(flow.as_json([done], now)["list"][0]))
        return
    waiting = sum(bool(one.open_since) for one in every)
    for line in wrapped(ASK[lang]["answered"].format(id=done.id, open=number(waiting, lang))):
        click.echo(line)
