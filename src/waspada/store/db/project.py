"""Makes a run of a case searchable: its people, organisations and counts, from the run's own files.

All or nothing: `ready` is set last, and what a killed process left is taken away and made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from waspada.core.errors import BadInput, EvidenceAltered
from waspada.flows import alike, duties
from waspada.flows.alike import Alike
from waspada.flows.case.results import SHARE, plain_bytes
from waspada.flows.case.run import finished
from waspada.flows.case.run_files import RunFiles
from waspada.flows.profiles import split_countries
from waspada.store.case.folder import CaseFolder
from waspada.store.case.runs import RUNS, content_of
from waspada.store.db import folders, rows
from waspada.store.db.models import Belonging, Case, Organisation, Person, Profile, Projection

TABLES: Final = (Belonging, Person, Organisation, Profile)
"""What belongs to a projection, and goes with it."""
_PERSON: Final = (
    "person_id",
    "account_id",
    "name",
    "email",
    "locale",
    "products",
    "records",
    "first_seen",
    "last_seen",
)
_NOBODY: Final = pa.array([], pa.string())


def current(case: Case) -> Projection | None:
    """The latest run that is searchable; its assessment and profiles are read only when they are asked for."""
    ready = Projection.objects.filter(case=case, ready=True).defer("assessment", "profiles", "changes")
    return ready.order_by("-number").first()


def run_files(made: CaseFolder, number: int) -> RunFiles:
    """The files of a run. Raises EvidenceAltered when it is not the one that the log tells of."""
    return _files(made, number)[0]


def project(case: Case, number: int) -> Projection:
    """Make a run searchable; nothing is done where it is already. People of older runs go.

    Raises:
        BadInput: the case has no such run.
        NothingReadable, EvidenceAltered, Locked: its files.
    """
    made = folders.opened(case)
    files, manifest = _files(made, number)
    known = Projection.objects.filter(case=case, number=number).first()
    if known and known.ready and known.manifest == manifest:
        return known
    if known:
        _take_away(known)
    document = plain_bytes(files.folder / SHARE / "assessment.json")
    said = [row["sha256"] for row in files.manifest["outputs"] if row["path"] == f"{SHARE}/assessment.json"]
    if said != [hashlib.sha256(document).hexdigest()]:
        raise EvidenceAltered("the file share/assessment.json of the run is not what its manifest says")
    projection = Projection.objects.create(case=case, number=number, manifest=manifest)
    people = _load(files, projection.pk, made.key())
    with transaction.atomic():
        projection.assessment = json.loads(document)
        ambiguous = int(projection.assessment["people"].get("ambiguous") or 0)
        split = split_countries(place for law in duties.laws_of() for place in law.places)
        projection.facets = {
            **alike.facets(people),
            "evidence": files.begins("evidence"),
            **_told(projection.assessment),
        }
        projection.profiles = alike.profiles(people, split=split, ambiguous=ambiguous)
        projection.ready = True
        projection.save()
    rows.analyse()
    for older in Projection.objects.filter(case=case, number__lt=number).defer("assessment", "profiles", "changes"):
        if Profile.objects.filter(projection=older).exists():
            _empty(older)
    return projection


def purge(case: Case) -> int:
    """Take everything personal of a case out of the database, for its destruction; how many rows it was."""
    rows.overwrite_deleted()
    ours = Projection.objects.filter(case=case).defer("assessment", "profiles", "changes")
    gone = sum(_take_away(one) for one in ours)
    rows.forget()
    return gone


@dataclass(frozen=True, slots=True)
class _Members:
    """The memberships of a run as columns."""

    person: pa.Array = field(repr=False)
    organisation: pa.Array = field(repr=False)
    role: pa.Array = field(repr=False)
    admin: pa.Array = field(repr=False)


def _files(made: CaseFolder, number: int) -> tuple[RunFiles, str]:
    told = finished(made.custody.entries())
    if number not in told:
        raise BadInput("the case has no such run", hint="Runs are listed on the page of the case.")
    folder = made.path / RUNS / f"{number:04}"
    content = plain_bytes(folder / SHARE / "manifest.json")
    digest = hashlib.sha256(content).hexdigest()
    if digest != told[number]:
        raise EvidenceAltered(f"the manifest of run {number} is not the one that the log tells of")
    return RunFiles(folder=folder, manifest=json.loads(content), read=content_of(made.identity)), digest


def _empty(projection: Projection) -> int:
    return sum(rows.delete(table, projection.pk) for table in TABLES)


def _take_away(projection: Projection) -> int:
    projection.ready = False
    projection.save(update_fields=["ready"])
    gone = _empty(projection)
    projection.delete()
    return gone


def _load(files: RunFiles, projection: int, key: bytes) -> Sequence[Alike]:
    members = _members(files)
    ids = pa.concat_arrays([_NOBODY, *(batch["person_id"] for batch in files.batches("people", ["person_id"]))])
    groups = alike.grouped(files.batches("people", alike.COLUMNS), alike.admin_of(ids, members.person, members.admin))
    _insert_profiles(groups.alike, projection)
    names = _insert_organisations(files, projection, members, key)
    with rows.many():
        for start, batch in _numbered(files.batches("people", _PERSON)):
            number = pa.array(groups.of[start : start + batch.num_rows] + 1)
            rows.insert(Person, {"profile": number, **_person(batch)}, projection)
        _insert_belongings(members, names, ids, groups.of, projection)
    return groups.alike


def _told(document: Mapping[str, Any]) -> dict[str, Any]:
    """What pages of people say of the run, without reading the whole assessment."""
    counts = {name: value for name, value in document["people"].items() if not isinstance(value, dict)}
    kinds = document.get("kinds", {})
    return {
        "people": counts,
        "labels": {kind: row["label"] for kind, row in kinds.items()},
        "kind_category": {kind: row["category"] for kind, row in kinds.items()},
    }


def _numbered(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, pa.RecordBatch]]:
    start = 0
    for batch in batches:
        yield start, batch
        start += batch.num_rows


def _person(batch: pa.RecordBatch) -> dict[str, Any]:
    email = folded_column(batch["email"])
    return {
        "person_id": batch["person_id"],
        "account_id": folded_column(batch["account_id"]),
        "name": folded_column(batch["name"]),
        "email": email,
        "domain": pc.fill_null(pc.struct_field(pc.extract_regex(email, r"@(?P<domain>[^@]*)$"), "domain"), ""),
        "locale": batch["locale"],
        "products": pc.binary_join(batch["products"], ";"),
        "records": pc.fill_null(batch["records"], 0),
        "first_seen": batch["first_seen"],
        "last_seen": batch["last_seen"],
    }


def folded_column(values: pa.Array) -> pa.Array:
    """A column as it is searched; `search.folded` does the same to what somebody looks for."""
    return pc.utf8_lower(pc.utf8_normalize(pc.fill_null(values, ""), form="NFKC"))


def _insert_profiles(everybody: Iterable[Alike], projection: int) -> None:
    texts = (*alike.TEXTS, "admin", "people")
    Profile.objects.bulk_create(
        (
            Profile(
                projection_id=projection,
                number=number,
                categories=_list(one.categories),
                kinds=_list(one.kinds),
                **{name: getattr(one, name) for name in texts},
            )
            for number, one in enumerate(everybody, 1)
        ),
        batch_size=1000,
    )


def _list(values: Iterable[str]) -> str:
    text = ";".join(values)
    return f";{text};" if text else ""


def _members(files: RunFiles) -> _Members:
    columns: dict[str, list[Any]] = {name: [_NOBODY] for name in _Members.__slots__}
    for batch in files.batches("memberships"):
        columns["person"].append(batch["person_id"])
        columns["organisation"].append(batch["organisation_id"])
        columns["role"].append(batch["role"])
        said = "admin" in batch.schema.names
        columns["admin"].append(batch["admin"] if said else pa.array(["unknown"] * batch.num_rows))
    return _Members(**{name: pa.concat_arrays(parts) for name, parts in columns.items()})


def _insert_organisations(files: RunFiles, projection: int, members: _Members, key: bytes) -> pa.Array:
    """Organisations in their order, the one with most people first; then those of which nobody is affected."""
    table = pa.Table.from_batches(list(files.batches("organisations")))
    table = table.sort_by([("people", "descending"), ("organisation_id", "ascending")])
    ids = table["organisation_id"].combine_chunks()
    others = members.organisation.unique()
    others = others.filter(pc.invert(pc.is_in(others, ids))).sort()
    every = pa.concat_arrays([ids, others])
    more = len(others)
    columns = {
        "number": pa.array(np.arange(1, len(every) + 1)),
        "organisation_id": every,
        "key": pa.array([_key(key, name) for name in every.to_pylist()], pa.string()),
        "name": _padded(table["name"], more, ""),
        "categories": _padded(pc.binary_join(table["categories"], ";"), more, ""),
        **{name: _padded(table[name], more, 0) for name in ("people", "admins", "admins_without_mfa", "records")},
    }
    for start in range(0, len(every), rows.BATCH):
        rows.insert(Organisation, {name: part.slice(start, rows.BATCH) for name, part in columns.items()}, projection)
    return every


def _padded(column: pa.ChunkedArray, more: int, value: Any) -> pa.Array:
    values = pc.fill_null(column.combine_chunks(), value)
    return pa.concat_arrays([values, pa.array([value] * more, values.type)])


def _key(key: bytes, organisation_id: str) -> str:
    content = organisation_id.encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=16, key=key[:64], person=b"waspada.customer").hexdigest()


def _insert_belongings(
    members: _Members, organisations: pa.Array, people: pa.Array, of: npt.NDArray[np.int32], projection: int
) -> None:
    if not len(members.person):
        return
    person = pc.index_in(members.person, people)
    profile = pc.take(pa.array(of + 1), person)
    organisation = pc.add(pc.index_in(members.organisation, organisations), 1)
    there = pc.is_valid(profile)
    columns = {
        "organisation": organisation,
        "profile": profile,
        "person_id": members.person,
        "role": members.role,
        "admin": members.admin,
    }
    kept = {name: values.filter(there) for name, values in columns.items()}
    for start in range(0, len(kept["person_id"]), rows.BATCH):
        rows.insert(Belonging, {name: part.slice(start, rows.BATCH) for name, part in kept.items()}, projection)
