"""Options that several commands share."""

from __future__ import annotations

import contextlib
import locale
import os
import secrets
from pathlib import Path

import click

from waspada.core.errors import CannotWrite


def default_language() -> str:
    """Indonesian where the locale says so, English anywhere else."""
    name = (
        os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
        or locale.getlocale()[0]
        or ""
    )
    return "id" if name.lower().startswith("id") else "en"


def home() -> Path:
    """The folder for what outlives a run; `WASPADA_HOME`, by default `~/.local/share/waspada`."""
    return Path(os.environ.get("WASPADA_HOME") or Path.home() / ".local" / "share" / "waspada")


def installation_key() -> bytes:
    """The key behind person ids and fingerprints where there is no case: made once, kept 0600.

    Raises:
        CannotWrite: the folder of WASPADA_HOME cannot be written.
    """
    path = home() / "key"
    failed = ""
    try:
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(32))
        key = path.read_bytes()
        if len(key) == 32:
            return key
        failed = "the key in WASPADA_HOME is damaged"
    except OSError as error:
        failed = f"the key in WASPADA_HOME could not be read or made: {(error.strerror or 'error').lower()}"
    raise CannotWrite(failed)


lang = click.option(
    "--lang",
    type=click.Choice(["en", "id"]),
    default=None,
    callback=lambda _ctx, _param, value: value or default_language(),
    help="Language of what you read: English or Indonesian. [default: from the locale]",
)
as_json = click.option(
    "--json", "as_json", is_flag=True, help="Answer in JSON on standard output, and nothing else there."
)
workers = click.option(
    "--workers", type=click.IntRange(0, 256), default=0, help="Processes; 0 takes one for each core. [default: 0]"
)
