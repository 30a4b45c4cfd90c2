"""Runs of a case as the subcommands open them: the last one, or the one that was named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waspada.core.errors import BadInput, NothingReadable

if TYPE_CHECKING:
    from waspada.flows.case.results import Run
    from waspada.store.case.folder import CaseFolder


def numbers(case: CaseFolder) -> list[int]:
    """Numbers of the finished runs, ascending."""
    folder = case.path / "runs"
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit()) if folder.is_dir() else []


def run_of(case: CaseFolder, number: int | None = None) -> Run:
    """One run, decrypted as it is read.

    Raises:
        NothingReadable: the case has no run yet.
        BadInput: it has none of this number.
    """
    import json

    from waspada.flows.case.results import checked, open_run
    from waspada.store.case.runs import content_of

    known = numbers(case)
    if not known:
        raise NothingReadable(
            "the case has no run yet", hint="Assess it first: waspada assess --case CASE --directory ACCOUNTS"
        )
    if number is not None and number not in known:
        raise BadInput(f"the case has no run {number}", hint=f"It has: {', '.join(map(str, known))}")
    folder = case.path / "runs" / f"{number or known[-1]:04}"
    manifest = json.loads((folder / "share" / "manifest.json").read_text(encoding="utf-8"))
    return open_run(folder, read=checked(manifest, content_of(case.identity)))
