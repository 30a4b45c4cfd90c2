"""People: filtered, looked for, one with exactly what was exposed, and the single reveal. Masked, but for that."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, StringConstraints

from waspada.flows.case.results import Run
from waspada.flows.case.reveal import reveal_person
from waspada.flows.case.texts import clean, without_values
from waspada.store.db import project, search
from waspada.store.db.models import Projection
from waspada.store.db.rights import Right
from waspada.store.db.search import By, Filters, Row
from waspada.web.api.case import cache, noted, opened, searchable
from waspada.web.api.shapes import CaseId, Found, PersonId, Said, Sent, Word, Words, both, route
from waspada.web.pages.people import MOST_SHOWN, masked

router = Router()
After = Annotated[str, StringConstraints(pattern=r"^([0-9]{1,9}-[0-9a-f]{1,32})?$")]


class PersonRow(BaseModel):
    """One person of a list; values are masked: their kind and length."""

    person_id: str
    name: str
    email: str
    account_id: str
    country: str
    region: str
    residence_from: str
    mfa: str
    admin: str
    relation: str
    matched_by: str
    strength: str
    kinds: list[str]
    """What was exposed."""
    categories: list[str]
    products: list[str]
    records: int
    first_seen: str | None
    last_seen: str | None


class PeoplePage(BaseModel):
    """A page of people of the latest searchable run."""

    run: int
    people: list[PersonRow]
    total: int
    capped: bool
    """There are more than `total`."""
    after: str
    """Where the next page begins; empty: this is the last."""


class Wanted(BaseModel):
    """What people have in common; empty: it does not matter."""

    model_config = ConfigDict(extra="ignore")

    relation: Word = "subject"
    country: Word = ""
    kind: Word = ""
    category: Word = ""
    mfa: Word = ""
    admin: Word = ""
    matched_by: Word = ""
    strength: Word = ""
    organisation: Word = ""
    after: After = ""


class Look(Sent):
    """Whom to look for. In the body, so that no personal value stands in an address."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=320)]
    by: By = "email"
    exact: bool = False
    """The whole value, not its beginning."""
    after: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")] = ""


class Evidence(BaseModel):
    """Where something of somebody stands."""

    kind: str
    label: Words
    table: str
    field: str
    values: int
    records: int
    example_position: str


class Belongs(BaseModel):
    """An organisation of somebody."""

    key: str
    role: str
    admin: str


class OnePerson(BaseModel):
    """Exactly what was exposed of one person."""

    run: int
    person: PersonRow
    evidence: list[Evidence]
    organisations: list[Belongs]


class Why(Sent):
    """The reason stands in the log, with the name of the token's user."""

    reason: Said


@router.get("/cases/{case_id}/people", **route(Right.READ, PeoplePage))
def index(request: HttpRequest, case_id: CaseId, wanted: Query[Wanted]) -> PeoplePage:
    """Those who have this in common, the gravest exposure first."""
    run = searchable(opened(request, case_id, Right.READ))
    return _page(run, search.people(run, Filters(**wanted.model_dump(exclude={"after"})), wanted.after))


@router.post("/cases/{case_id}/people/search", **route(Right.READ, PeoplePage))
def look(request: HttpRequest, case_id: CaseId, body: Look) -> PeoplePage:
    """Those who are called, or can be reached, or begin like this. Every search stands in the log, not its words."""
    case = opened(request, case_id, Right.READ)
    run = searchable(case)
    found = search.search(run, body.text, body.by, exact=body.exact, after=body.after)
    noted(request, case, case.folder, "people.search", by=body.by, found=found.total)
    return _page(run, found)


@router.get("/cases/{case_id}/people/{person_id}", **route(Right.READ, OnePerson))
def show(request: HttpRequest, case_id: CaseId, person_id: PersonId) -> Found:
    """One person: what was exposed, by which records, matched how."""
    case = opened(request, case_id, Right.READ)
    run, row = _found(searchable(case), person_id)
    files = project.run_files(case.folder, run.number)
    table = files.of_person("evidence", person_id, run.facets.get("evidence", ()))
    labels = run.facets.get("labels", {})
    names = ("kind", "table", "field", "values", "records", "example_position")
    return {
        "run": run.number,
        "person": _row(row),
        "evidence": [
            {**{name: one[name] for name in names}, "label": both(labels.get(one["kind"], one["kind"]))}
            for one in table.slice(0, MOST_SHOWN).to_pylist()
        ],
        "organisations": [
            {"key": one.key, "role": part.role, "admin": part.admin}
            for part, one in search.organisations_of(run, person_id)
        ],
    }


@router.post("/cases/{case_id}/people/{person_id}/reveal", **route(Right.REVEAL, Found))
def reveal(request: HttpRequest, case_id: CaseId, person_id: PersonId, body: Why) -> Found:
    """The values of one person, once, with a reason: the log of the case is told first."""
    case = opened(request, case_id, Right.REVEAL)
    folder = case.folder
    run, _ = _found(searchable(case), person_id)
    reason = clean(body.reason, "the reason", lines=True)
    without_values([reason], cache())
    files = project.run_files(folder, run.number)
    one = Run(
        name=str(run.number),
        document={},
        manifest=files.manifest,
        folder=files.folder,
        read=lambda path: files.of_person(path.stem, person_id, check=True),
    )
    values = reveal_person(folder, one, person_id, actor=case.grant.user.name, reason=reason)
    noted(request, case, folder, "person.reveal", person=person_id, run=run.number)
    return dict(values)


def rows(found: list[Row]) -> list[PersonRow]:
    """As the API shows them."""
    return [_row(row) for row in found]


def _page(run: Projection, found: search.Found) -> PeoplePage:
    return PeoplePage(
        run=run.number, people=rows(found.rows), total=found.total, capped=found.capped, after=found.after
    )


def _found(run: Projection, person_id: str) -> tuple[Projection, Row]:
    row = search.person(run, person_id)
    if row is None:
        raise Http404
    return run, row


def _row(row: Row) -> PersonRow:
    person, profile = row.person, row.profile
    same: dict[str, Any] = {
        name: getattr(profile, name)
        for name in ("country", "region", "residence_from", "mfa", "admin", "relation", "matched_by", "strength")
    }
    return PersonRow(
        person_id=person.person_id,
        **{name: masked(row, name) for name in ("name", "email", "account_id")},
        **same,
        kinds=row.kinds,
        categories=search.listed(profile.categories),
        products=search.listed(person.products),
        records=person.records,
        first_seen=person.first_seen.isoformat() if person.first_seen else None,
        last_seen=person.last_seen.isoformat() if person.last_seen else None,
    )
