"""Duties of a case in the workbench: its facts and people, with what the workspace states of itself.

What the workspace says (where it is established, its sectors) holds wherever the case itself says nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa

from waspada.core.custody import Entry
from waspada.core.errors import BadInput
from waspada.flows import profiles
from waspada.flows.case.facts import US, Fact, Statement, Status, Value, facts_of
from waspada.flows.case.judged import as_groups, as_risk, group_column, groups_of, risks_of, words_of
from waspada.flows.duties import Duties, laws_of, situation_of
from waspada.flows.duties import duties_of as evaluated
from waspada.laws.contracts import read_contracts
from waspada.laws.law import Law
from waspada.laws.outcome import Outcome, Word
from waspada.laws.overlay import Overlay, read_overlay
from waspada.store.case.folder import CaseFolder
from waspada.store.db import project
from waspada.store.db.models import Case, Projection, Workspace

_OF_WORKSPACE: Final = ("established_in", "eu_main_establishment", "does_business_in", "sectors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the workbench knows beyond the facts. See `flows.duties.Recorded`."""

    groups: Sequence[Mapping[str, Any]] = ()
    risk: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    overlay: Overlay = field(default_factory=Overlay)
    contracts: Law | None = None


def duties_of(case: Case, folder: CaseFolder, *, today: date, changed: Mapping[str, Value] | None = None) -> Duties:
    """What the laws and contracts make of a case.

    Args:
        today: when the table of contracts is read.
        changed: facts as they would be, for a look at what would move; nothing of it is kept.
    """
    entries = folder.custody.entries()
    run = project.current(case)
    key = _key(entries, run, Workspace.get(), changed or {})
    return _evaluated(_Asked(key, case, folder, tuple(entries), run, today, changed or {}))


def profiles_of(case: Case, folder: CaseFolder, entries: Sequence[Entry]) -> list[profiles.Row] | None:
    """Residence, kinds and group → people: of the latest run, else from what was stated."""
    run = project.current(case)
    if run is None:
        return profiles.from_facts(facts_of(entries))
    groups = groups_of(entries)
    if not any(group.products for group in groups):
        return list(run.profiles)
    table = _with_groups(folder, run, entries)
    split = profiles.split_countries(place for law in laws_of() for place in law.places)
    ambiguous = int(run.assessment["people"]["ambiguous"])
    return profiles.from_people(table, split=split, ambiguous=ambiguous, group="group")


def known(entries: Sequence[Entry], workspace: Workspace, *, today: date) -> Known:
    """What people judged, and what the workspace says.

    Raises:
        BadInput: the workspace holds what this version does not understand; it was checked when it was saved.
    """
    overlay, contracts, problem = Overlay(), None, ""
    try:
        ZoneInfo(workspace.zone)
        if workspace.overlay:
            overlay = read_overlay(workspace.overlay, "overlay")
        if workspace.contracts:
            contracts = read_contracts(workspace.contracts, "contracts", zone=workspace.zone, on=today)
    except BadInput as error:
        problem = str(error)
    except (ZoneInfoNotFoundError, ValueError):
        problem = "the time zone of the workspace is none that we know"
    if problem:
        raise BadInput(problem, hint="An administrator corrects it on the page of the workspace.")
    return Known(
        groups=as_groups(groups_of(entries)), risk=as_risk(risks_of(entries)), overlay=overlay, contracts=contracts
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question; two with the same key have the same answer."""

    key: str
    case: Case = field(compare=False, repr=False)
    folder: CaseFolder = field(compare=False, repr=False)
    entries: tuple[Entry, ...] = field(compare=False, repr=False)
    run: Projection | None = field(compare=False, repr=False)
    today: date
    changed: Mapping[str, Value] = field(compare=False, repr=False)


@lru_cache(maxsize=32)
def _evaluated(asked: _Asked) -> Duties:
    """A page asks the same question many times: the answer is kept while facts, run and workspace stay as they are."""
    workspace = Workspace.get()
    facts = _with_workspace(facts_of(asked.entries), workspace)
    for name, value in asked.changed.items():
        facts[name] = _as_ours(name, value, facts.get(name))
    recorded = known(asked.entries, workspace, today=asked.today)
    found = profiles.from_facts(facts) if asked.run is None else profiles_of(asked.case, asked.folder, asked.entries)
    made = evaluated(situation_of(facts, found, recorded), recorded)
    return replace(made, outcomes=tuple(_with_words(made, asked.entries)))


def _with_words(made: Duties, entries: Sequence[Entry]) -> Iterator[Outcome]:
    said = {(one.duty, one.place, one.controller): one for one in words_of(entries)}
    for outcome in made.outcomes:
        one = said.get((outcome.duty, outcome.place, outcome.controller))
        if one is None:
            yield outcome
            continue
        word = Word(verdict="owed" if one.verdict == "owed" else "not_owed", by=one.by, at=one.at, reason=one.reason)
        yield replace(outcome, words=(*outcome.words, word))


def _with_workspace(facts: dict[str, Fact], workspace: Workspace) -> dict[str, Fact]:
    for name in _OF_WORKSPACE:
        value = getattr(workspace, name)
        if value not in (None, "") and name not in facts:
            facts[name] = _as_ours(name, value, None)
    return facts


def _as_ours(name: str, value: Value, before: Fact | None) -> Fact:
    said = Statement(
        entry=0,
        time="",
        actor="",
        name=name,
        value=value,
        status=Status.UNKNOWN if value is None else Status.CONFIRMED,
        by=US,
        source="",
        reason="",
        supersedes=None,
    )
    return Fact(name=name, ours=said, claims=before.claims if before else (), history=(said,))


def _with_groups(folder: CaseFolder, run: Projection, entries: Sequence[Entry]) -> Any:
    columns = ("country", "region", "relation", "kinds", "products")
    batches = list(project.run_files(folder, run.number).batches("people", columns))
    table = pa.Table.from_batches(batches)
    names = group_column(groups_of(entries), table["products"].to_pylist())
    return table.append_column("group", pa.array(names, pa.string()))


def _key(entries: Sequence[Entry], run: Projection | None, workspace: Workspace, changed: Mapping[str, Value]) -> str:
    parts = (
        entries[-1].digest if entries else "",
        f"{run.pk} {run.manifest}" if run else "",
        str({name: getattr(workspace, name) for name in (*_OF_WORKSPACE, "contracts", "overlay", "zone")}),
        str(sorted(changed.items())),
    )
    return sha256("\0".join(parts).encode()).hexdigest()
