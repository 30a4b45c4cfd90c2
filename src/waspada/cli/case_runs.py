"""Runs of a case as the subcommands open them: the last one, or the one that was named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waspada.core.errors import NothingReadable

if TYPE_CHECKING:
    from waspada.flows.case.results import Run
    from waspada.store.case.folder import CaseFolder


def numbers(case: CaseFolder) -> list[int]:
    """Numbers of the finished runs, ascending."""
    folder = case.path / "runs"
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit()) if folder.is_dir() else []


def run_of(case: CaseFolder, number: int | None = None, name: str = "") -> Run:
    """One run, decrypted as it is read, its files held against its manifest.

    Args:
        number: the last run where none is given.
        name: as people call it, with the number in `{}`.

    Raises:
        NothingReadable: the case has no run yet, or none of this number.
    """
    from waspada.flows.case.results import checked, manifest_of, open_run
    from waspada.store.case.runs import content_of

    known = numbers(case)
    if not known:
        raise NothingReadable(
            "the case has no run yet", hint="Assess it first: waspada assess --case CASE --directory ACCOUNTS"
        )
    if number is not None and number not in known:
        raise NothingReadable(f"the case has no run {number}", hint=f"It has: {', '.join(map(str, known))}")
    chosen = number or known[-1]
    folder = case.path / "runs" / f"{chosen:04}"
    return open_run(folder, name=name.format(chosen), read=checked(manifest_of(folder), content_of(case.identity)))
