"""The `waspada` command: finds the command's file, and turns every error into one clear line with a hint."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

import click

from waspada import __version__
from waspada.cli import options
from waspada.cli.lazy import LazyGroup
from waspada.core.defect import as_ours
from waspada.core.language import LANGUAGES, Lang
from waspada.core.told import told

COMMANDS = {
    "scan": "Which personal data and secrets are in these files? No directory needed.",
    "assess": "Whose data is in the dataset a vendor handed over, and what is provably not in it?",
    "case": "Keep a case from the vendor's first call: facts, questions, sealed evidence, decisions, log.",
    "duties": "Who must be told, by when and why, and where no rule is known.",
    "notify": "Tell the people in a case: letters, never lost and never twice.",
    "serve": "Run the workbench in the browser: cases, people, duties, decisions.",
    "worker": "Do the long work of the workbench; `serve` starts one by itself.",
    "audit": "Was anything in the log of the workbench altered?",
    "enquiries": "Take in what people ask about a case, by mail.",
    "public": 'What everybody sees: the statement, letters by their check code, "am I affected?".',
    "demo": "Re-enact a real breach at a vendor with fictional people, and assess it.",
}
"""Name and short help; the file is imported only when the command runs."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class _Main(LazyGroup):
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj = _language(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            for stream in (sys.stdout, sys.stderr):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo(_line("stopped", "The same command of `assess` resumes where it was.", ctx.obj), err=True)
            ctx.exit(INTERRUPTED)
        except Exception as error:  # noqa: BLE001  (the last face: whatever it is, no value may be printed)
            known = as_ours(error)
            click.echo(_line(str(known), known.advice, ctx.obj), err=True)
            ctx.exit(known.exit_code)


@click.group(
    cls=_Main,
    known=COMMANDS,
    prefix="waspada.cli.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="waspada")
def main() -> None:
    """From the stolen row to the sentence in the notice.

    A vendor was breached and hands over what was taken. Waspada finds every kind of personal data and every secret in
    it, whose they are, and what is provably not in it. Nothing leaves this machine.

    Start with:  waspada demo
    """
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number


def _language(words: list[str]) -> Lang:
    """What `--lang` says, also when the command broke off before it was read."""
    for before, word in zip(["", *words], words, strict=False):
        if word in ("--lang=en", "--lang=id") or (before == "--lang" and word in LANGUAGES):
            return "id" if word.endswith("id") else "en"
    return "id" if options.default_language() == "id" else "en"


def _line(message: str, hint: str, lang: Lang) -> str:
    return f"waspada: {told(message, lang)}\n  {told('hint', lang)}: {told(hint, lang)}"


def _stop(number: int, _frame: FrameType | None) -> None:
    """End as after an error, so that nothing stays in the folder for temporary files."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
