"""Errors that speak to a person: what happened, what to do, one exit code each; never a value from the data."""

from __future__ import annotations

from typing import ClassVar


class WaspadaError(Exception):
    """Root of our own errors. `str(error)` says what happened; `hint` says what to do next."""

    exit_code: ClassVar[int] = 20
    hint: ClassVar[str] = "Run the command again with --help to see what it expects."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.advice = hint if hint is not None else self.hint


class NothingReadable(WaspadaError):
    """No input could be opened, or all of it is empty."""

    exit_code = 10
    hint = "Check the path and the permissions, and that the hand-over is not empty."


class UnusableDirectory(WaspadaError):
    """The account directory cannot be read, or has no column that can identify a person."""

    exit_code = 10
    hint = "Name the columns, for example: --map account_id=uid,email=mail"


class BadInput(WaspadaError):
    """An option, a claims file or a decisions file that does not say what it must."""

    exit_code = 2
    hint = "See the contract of this file in docs/formats.md."


class CannotWrite(WaspadaError):
    """An output folder or file that cannot be written."""

    exit_code = 21
    hint = "Check free space and permissions of the output folder, then run the same command again: it resumes."


class AccountingBroken(WaspadaError):
    """The sums do not add up: a defect of ours, so no result is presented."""

    exit_code = 22
    hint = "Please report this: the two independent counts of the input differ."


class WorkerFailed(WaspadaError):
    """A worker process died (memory, a kill) before its part was done."""

    exit_code = 23
    hint = "Run the same command again: finished parts are kept. With little memory, use --workers 1."


class PatternCacheBroken(WaspadaError):
    """The pattern database could neither be loaded nor compiled."""

    exit_code = 24
    hint = "Remove the folder WASPADA_HOME/cache and run again."


class JoinFailed(WaspadaError):
    """A join that the library refused: memory, disk, or a defect of ours."""

    exit_code = 25
    hint = "Check free space in the output folder and the memory of this machine, then run the same command again."


class EvidenceAltered(WaspadaError):
    """Something under seal or in the log is not what was written."""

    exit_code = 12
    hint = "Run `waspada case verify CASE`: it names every place. Do not go on with this copy; compare it with another."


class Refused(WaspadaError):
    """A policy or a hold forbids it."""

    exit_code = 13
    hint = "See who may allow it, and why it was forbidden: waspada case show CASE"


class Locked(WaspadaError):
    """It is encrypted, and the key or password is missing or wrong."""

    exit_code = 26
    hint = "Give the key with --key-file, or the password when asked or with --password-file."


class NoTimestamp(WaspadaError):
    """A time-stamp authority could not be reached, or its answer does not hold."""

    exit_code = 27
    hint = "The anchor itself is written. Check the address given with --tsa, and its certificate, then try again."


class NotInstalled(WaspadaError):
    """The workbench is an extra of the package, and is missing."""

    exit_code = 28
    hint = "Install it: pipx install 'waspada[web]', or pip install 'waspada[web]'."


class PortTaken(WaspadaError):
    """The workbench cannot have the port that it should listen on."""

    exit_code = 29
    hint = "Choose another with --port, or --port 0 for any that is free."
