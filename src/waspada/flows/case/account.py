"""Does what the vendor said it exported hold? From the facts of a case, or a file, against a finished run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from waspada.assess.vendor_account import check
from waspada.assess.vendor_checks import CANNOT_TELL, DOES_NOT_HOLD
from waspada.assess.vendor_said import Said, read_account, said_in
from waspada.core.custody import Action, Entry
from waspada.flows.case.results import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The answer. `document` is what `--json` prints; no value from the data stands in it."""

    document: dict[str, Any] = field(repr=False)

    def exit_code(self, *, strict: bool = False) -> int:
        """11 a statement cannot be told; 1 one does not hold, with `strict`; else 0."""
        verdicts = {row["verdict"] for row in self.document["statements"]}
        return 11 if CANNOT_TELL in verdicts else 1 if strict and DOES_NOT_HOLD in verdicts else 0


def account(run: Run, *, entries: Iterable[Entry] = (), file: Path | None = None) -> Account:
    """Check the vendor's account.

    Args:
        entries: the log of the case.
        file: YAML; its statements stand in place of those of the log with the same name.

    Raises:
        BadInput: nobody stated an account, or the file does not say what it must.
    """
    told = {one.name: one for one in said_in(entry.data for entry in entries if entry.action is Action.FACT)}
    given: dict[str, Said] = {one.name: one for one in read_account(file)} if file else {}
    document = check(tuple({**told, **given}.values()), run.document)
    return Account(document={**document, "run": run.name})
