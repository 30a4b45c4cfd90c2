"""`waspada worker`: does the long work that people ask for in the workbench."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType

import click


@click.command()
@click.option("--with-parent", is_flag=True, hidden=True, help="End when standard input does.")
def command(with_parent: bool) -> None:
    """Do the long work of the workbench: assessments, and making their people searchable.

    `waspada serve` starts one by itself. Start more, also on other machines, over the same DATABASE_URL and the same
    WASPADA_HOME: each piece of work is done by one of them, and taken up by another when one dies.

    Exit codes: 0 when ended by Ctrl-C, 28 when the workbench is not installed.

    \b
    Examples:
      waspada worker
    """
    from waspada.cli.django import loaded

    loaded()
    from waspada.store.db import worker

    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(130)  # asked a second time: what is at hand is taken up again later
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    if with_parent:
        threading.Thread(target=_wait_for_end, args=(stop,), daemon=True).start()
    else:
        click.echo("waspada: working. Ctrl-C ends after the piece of work at hand, twice at once.", err=True)
    worker.run(stop)


def _wait_for_end(stop: threading.Event) -> None:
    while os.read(0, 1 << 10):
        pass
    stop.set()
