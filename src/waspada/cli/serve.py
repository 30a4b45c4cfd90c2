"""`waspada serve`: the workbench on this machine."""

from __future__ import annotations

import contextlib
import os
import sys
import time

import click

from waspada.cli.minded import Minded


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes any.")
@click.option("--no-worker", is_flag=True, help="Start no worker; run `waspada worker` yourself.")
@click.option("--key-file", type=click.Path(dir_okay=False), help="age key: new cases are encrypted to it.")
def command(host: str, port: int, no_worker: bool, key_file: str | None) -> None:
    """Run the workbench: cases, facts, people, duties and decisions in the browser.

    Everything is kept in WASPADA_HOME, the database in SQLite unless DATABASE_URL names a PostgreSQL. At the first
    start a link is printed that works once and makes the first owner. Ctrl-C ends it.

    Only this machine can reach it. Another --host needs WASPADA_HOSTS, the names by which it may be asked for, and
    WASPADA_HTTPS=1, behind a proxy that speaks TLS.

    Exit codes: 0 when ended by Ctrl-C, 28 when the workbench is not installed, 29 when the port is taken.

    \b
    Examples:
      waspada serve
      waspada serve --port 9000
      DATABASE_URL=postgres://waspada@/waspada waspada serve
    """
    from waspada.cli.django import loaded

    if key_file:
        os.environ["WASPADA_KEY_FILE"] = os.path.abspath(key_file)
    loaded()
    from waspada.web import load, server

    listening = server.listen(host, port)
    load.migrate()
    address = server.address(listening)
    link = server.first_link(address, time.time())
    click.echo(f"waspada: the workbench is at {address}", err=True)
    if link:
        click.echo(f"waspada: become the first owner, once, within a day: {link}", err=True)
    with contextlib.nullcontext() if no_worker else worker():
        server.run(listening)


def worker() -> Minded:
    """A worker that lives as long as the server."""
    return Minded([sys.executable, "-m", "waspada.cli.main", "worker", "--with-parent"], _died)


def _died(code: int) -> None:
    ended = f"by signal {-code}" if code < 0 else f"with exit code {code}"
    click.echo(f"waspada: the worker ended {ended}; it is started again, and takes up what it had begun.", err=True)
