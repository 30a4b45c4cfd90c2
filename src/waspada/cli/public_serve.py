"""`waspada public serve`: the public pages over a bundle."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from waspada.core.errors import BadInput, NotInstalled

_MOST_CONNECTIONS: Final = 2000
_BACKLOG: Final = 1024


@click.command()
@click.argument("bundle", type=click.Path(file_okay=False, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port; 0 takes any.")
def command(bundle: Path, host: str, port: int) -> None:
    """Serve a bundle to everybody: statement, letters by their check code, questions into the queue.

    It loads no case, no database and no key, and writes no log of who asks. A new export is taken up while it runs. It
    writes into queue/, fetch/ and state/ of the bundle, and nowhere else. Ctrl-C ends it.

    Put a proxy that speaks TLS in front of it, on the same machine or in FORWARDED_ALLOW_IPS. Another --host than this
    machine needs WASPADA_HTTPS=1, which says that you did.

    Exit codes: 0 when ended by Ctrl-C, 10 no bundle there, 12 the bundle is altered, 28 when the web extra is not
    installed, 29 when the port is taken.

    \b
    Examples:
      waspada public serve bundle
      WASPADA_HTTPS=1 waspada public serve bundle --host 0.0.0.0 --port 9080
    """
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise NotInstalled("the pages are not installed")
    from waspada.web import listening
    from waspada.web.public.app import Public

    https = os.environ.get("WASPADA_HTTPS", "") == "1"
    if not listening.is_loopback(host) and not https:
        raise BadInput(
            f"others could reach {host}, and codes and addresses would travel in the clear",
            hint="Put a proxy that speaks TLS in front, and set WASPADA_HTTPS=1.",
        )
    os.umask(0o027)
    application = Public(bundle, https=https)
    with listening.bound(host, port, backlog=_BACKLOG) as taken:
        shown, used = taken.getsockname()[:2]
        name = f"[{shown}]" if ":" in shown else shown
        click.echo(f"waspada: the bundle is served at http://{name}:{used}/", err=True)
        try:
            listening.run(application, taken, behind_proxy=True, most=_MOST_CONNECTIONS)
        finally:
            application.close()
