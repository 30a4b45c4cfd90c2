"""Options that the subcommands of `waspada case` share, and how they open a case."""

from __future__ import annotations

import getpass
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waspada.cli import options
from waspada.core.errors import BadInput, Locked

if TYPE_CHECKING:
    from waspada.readers.age import Identity
    from waspada.store.case.folder import CaseFolder


def login_name() -> str:
    """Who is logged in.

    Raises:
        BadInput: nobody, as in some containers.
    """
    name = ""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = ""
    if not name:
        raise BadInput("nobody is logged in by name", hint="Say who you are: --actor NAME")
    return name


def _actor(_ctx: click.Context, _param: click.Parameter, given: str | None) -> str:
    from waspada.flows.case.texts import clean

    return clean(given, "the name of the actor") if given is not None else login_name()


def _text(_ctx: click.Context, param: click.Parameter, given: str | None) -> str:
    from waspada.flows.case.texts import clean

    return clean(given, f"--{param.name}") if given else ""


case = click.argument("case", type=click.Path(file_okay=False, path_type=Path))
actor = click.option("--actor", callback=_actor, help="Who does it; it stands in the log. [default: your login name]")
reason = click.option("--reason", callback=_text, help="Why; it stands in the log.")
source = click.option(
    "--source", "--from", "source", callback=_text, help="Where it comes from: a call, a letter, a log file."
)
on = click.option("--on", default="", help="When, if not now: 2026-03-09, or a time with its zone.")
key_file = click.option("--key-file", type=click.Path(dir_okay=False, path_type=Path), help="File with the age key.")
password_file = click.option(
    "--password-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File with the passphrase; without it you are asked. Never an argument: others could see it.",
)


def opened_case(
    path: Path,
    *,
    key_file: Path | None = None,
    password_file: Path | None = None,
    unlock: bool = False,
    clock: Callable[[], float] = time.time,
) -> CaseFolder:
    """Open a case for a command.

    Args:
        unlock: the command needs the key of an encrypted case. Without a file the passphrase is asked for.

    Raises:
        NothingReadable: there is no case.
        Locked: the key is missing or another one.
    """
    from waspada.store.case import folder

    home = options.home()
    if key_file:
        return folder.load(path, clock=clock, home=home, identity=identity_in(key_file))
    if password_file:
        return folder.load(path, clock=clock, home=home, passphrase=passphrase(password_file))
    found = folder.load(path, clock=clock, home=home)
    if not unlock or not found.encrypted:
        return found
    if not found.behind_passphrase:
        raise Locked("the case is encrypted to a key file", hint="Give the key with --key-file FILE.")
    return folder.load(path, clock=clock, home=home, passphrase=passphrase(None))


def identity_in(path: Path) -> Identity:
    """The age identity in a key file.

    Raises:
        Locked: the file cannot be read, or holds none.
    """
    from waspada.readers.age import Identity

    text: str | None = None
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = None
    if text is None:
        raise Locked("the key file cannot be read", hint="Check the path given with --key-file, and its permissions.")
    return Identity.read(text)


def passphrase(file: Path | None, *, new: bool = False) -> str:
    """From the first line of a file, or asked for on the terminal.

    Args:
        new: ask twice.

    Raises:
        Locked: the file cannot be read or begins with an empty line, or there is no terminal to ask on.
    """
    if file is None:
        if not sys.stdin.isatty():
            raise Locked("a passphrase is needed, and nobody can be asked for it", hint="Give --password-file FILE.")
        given: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True)
        return given
    lines: list[str] | None = None
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = None
    if lines is None:
        raise Locked("the password file cannot be read", hint="Check the path given with --password-file.")
    if not lines or not lines[0]:
        raise Locked("the password file begins with an empty line", hint="Write the passphrase into its first line.")
    return lines[0]


def shared(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once, shown in this order."""

    def add(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        return function

    return add
