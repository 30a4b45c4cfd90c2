"""Finds people and organisations of a projection: by what they have in common, or by what somebody looks for.

No page counts or skips rows of people. Filters run over profiles (some thousand), which know how many people they have;
a page of people then begins where the last one ended. What is looked for is a range of one index.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal

from django.db.models import Count, Q, QuerySet, Sum

from waspada.core.errors import BadInput
from waspada.store.db.models import Belonging, Organisation, Person, Profile, Projection

PAGE: Final = 50
MOST_COUNTED: Final = 1000
"""A search counts no further."""
SHORTEST: Final = 3
"""Characters of a beginning."""
By = Literal["email", "domain", "name", "account_id", "person_id"]
BY: Final[tuple[By, ...]] = ("email", "domain", "name", "account_id", "person_id")
_LAST: Final = chr(0x10FFFF)
_LISTED: Final[Mapping[str, str]] = {"kind": "kinds", "category": "categories"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What people have in common; empty: it does not matter. No personal value is in it."""

    relation: str = "subject"
    country: str = ""
    """`none`: unknown."""
    kind: str = ""
    category: str = ""
    mfa: str = ""
    admin: str = ""
    matched_by: str = ""
    strength: str = ""
    organisation: str = ""
    """Key of it."""

    def given(self) -> dict[str, str]:
        """Those that differ from the default, for an address."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name)) != one.default}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person of a list."""

    person: Person
    profile: Profile

    @property
    def kinds(self) -> list[str]:
        """What was exposed."""
        return listed(self.profile.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of people."""

    rows: list[Row] = field(repr=False)
    total: int
    capped: bool = False
    """There are more than `total`."""
    after: str = ""
    """Where the next page begins; empty: this is the last. No personal value is in it."""


def listed(text: str) -> list[str]:
    """`;email;iban;` as a list."""
    return [part for part in text.split(";") if part]


def folded(text: str) -> str:
    """As people are searched: small letters, one form for each letter. The same as `project.folded_column`."""
    return unicodedata.normalize("NFKC", text.strip()).lower()


def people(projection: Projection, filters: Filters, after: str = "", size: int = PAGE) -> Found:
    """A page of those who have this in common, the gravest exposure first, then by id.

    Raises:
        BadInput: `after` is no place in the list.
    """
    number, person_id = _place(after)
    alike = _alike(projection, filters)
    if filters.organisation:
        customer = organisation(projection, filters.organisation)
        where: QuerySet[Any] = Belonging.objects.filter(
            projection=projection, organisation=customer.number if customer else 0
        )
        counts = dict(where.order_by().values_list("profile").annotate(people=Count("*")))
        among = set(alike.values_list("number", flat=True))
        counts = {one: counts[one] for one in sorted(counts) if one in among}
        total, rest = sum(counts.values()), {one: count for one, count in counts.items() if one >= number}
    else:
        where = Person.objects.filter(projection=projection)
        total = alike.aggregate(people=Sum("people"))["people"] or 0
        rest = dict(alike.filter(number__gte=number).order_by("number").values_list("number", "people")[: size + 2])
    found = _ids(where, rest, number, person_id, size + 1)
    rows = _rows(projection, [one for _, one in found[:size]])
    last = found[size - 1] if len(found) > size else None
    return Found(rows=rows, total=total, after=f"{last[0]}-{last[1]}" if last else "")


def search(
    projection: Projection, text: str, by: By, *, exact: bool = False, after: str = "", size: int = PAGE
) -> Found:
    """A page of those who are called, or can be reached, or begin, like this.

    Args:
        exact: the whole value, not its beginning; domains and person ids are always whole.
        after: the person with whom the page before ended; what they are called is looked up here, so that no page
            has to carry it.

    Raises:
        BadInput: nothing, or too little, to look for; `after` is nobody.
    """
    wanted = folded(text)
    if by == "domain":
        wanted = wanted.rpartition("@")[2]
    if by not in BY or not wanted or "\x00" in wanted:
        raise BadInput("there is nothing to look for", hint="Give an address, a name or an id.")
    exact = exact or by in ("domain", "person_id")
    if not exact and len(wanted) < SHORTEST:
        raise BadInput(f"a beginning has at least {SHORTEST} characters", hint="Give more of it, or the whole.")
    within: dict[str, str] = {str(by): wanted} if exact else {f"{by}__gte": wanted, f"{by}__lt": wanted + _LAST}
    where = Person.objects.filter(projection=projection, **within)
    total = where.order_by()[: MOST_COUNTED + 1].count()
    rest = _later(where, projection, "" if exact else by, after) if after else where
    order = ("person_id",) if exact else (by, "person_id")
    found = list(rest.order_by(*order)[: size + 1])
    more = len(found) > size
    last = found[size - 1] if more else None
    return Found(
        rows=_with_profiles(projection, found[:size]),
        total=min(total, MOST_COUNTED),
        capped=total > MOST_COUNTED,
        after=last.person_id if last else "",
    )


def person(projection: Projection, person_id: str) -> Row | None:
    """One person; None: nobody has this id."""
    found = _rows(projection, [person_id])
    return found[0] if found else None


def organisation(projection: Projection, key: str) -> Organisation | None:
    """One organisation by its key."""
    return Organisation.objects.filter(projection=projection, key=key).first()


def organisations(
    projection: Projection, *, without_mfa: bool = False, after: str = "", size: int = PAGE
) -> tuple[list[Organisation], str]:
    """A page of organisations with affected people, and where the next begins.

    Args:
        without_mfa: those whose admins lack MFA, most such admins first; else those with most people first.
    """
    first, number = _place(after)[0], _whole(after.partition("-")[2])
    found = Organisation.objects.filter(projection=projection)
    if without_mfa:
        found = found.filter(admins_without_mfa__gt=0).order_by("-admins_without_mfa", "number")
        if after:
            same = found.filter(admins_without_mfa=first, number__gt=number)[: size + 1]
            fewer = found.filter(admins_without_mfa__lt=first)[: size + 1]
            rows = [*same, *fewer][: size + 1]
        else:
            rows = list(found[: size + 1])
    else:
        rows = list(found.filter(people__gt=0, number__gt=number).order_by("number")[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return rows[:size], f"{last.admins_without_mfa}-{last.number}" if last else ""


def organisations_of(projection: Projection, person_id: str) -> list[tuple[Belonging, Organisation]]:
    """Where somebody belongs, with the role there."""
    found = list(Belonging.objects.filter(projection=projection, person_id=person_id).order_by("organisation")[:200])
    numbers = [one.organisation for one in found]
    known = {one.number: one for one in Organisation.objects.filter(projection=projection, number__in=numbers)}
    return [(one, known[one.organisation]) for one in found if one.organisation in known]


def _alike(projection: Projection, filters: Filters) -> QuerySet[Profile]:
    found = Profile.objects.filter(projection=projection)
    for name in ("relation", "mfa", "admin", "matched_by", "strength"):
        if value := getattr(filters, name):
            found = found.filter(**{name: value})
    if filters.country:
        found = found.filter(country="" if filters.country == "none" else filters.country)
    for name, column in _LISTED.items():
        if value := getattr(filters, name):
            found = found.filter(**{f"{column}__contains": f";{value};"})
    return found


def _ids(
    where: QuerySet[Any], counts: Mapping[int, int], number: int, person_id: str, size: int
) -> list[tuple[int, str]]:
    """Profile and id of the next people: the rest of the profile where the last page ended, whole small ones in one
    query, and the beginning of the one that is larger than what is still needed."""
    found: list[tuple[int, str]] = []
    rows = where.order_by("profile", "person_id").values_list("profile", "person_id")
    for chosen in _steps(counts, number if person_id else 0, size):
        after = {"person_id__gt": person_id} if person_id and chosen == [number] else {}
        found += rows.filter(profile__in=chosen, **after)[: size - len(found)]
        if len(found) >= size:
            break
    return found


def _steps(counts: Mapping[int, int], begun: int, size: int) -> Iterator[list[int]]:
    """Profiles in order, many small ones together, a large one and the one already begun alone."""
    together: list[int] = []
    held = 0
    for number, count in counts.items():
        if number == begun or count > size or held + count > size:
            if together:
                yield together
            together, held = [], 0
        if number == begun or count > size:
            yield [number]
        else:
            together.append(number)
            held += count
    if together:
        yield together


def _rows(projection: Projection, ids: list[str]) -> list[Row]:
    known = {one.person_id: one for one in Person.objects.filter(projection=projection, person_id__in=ids)}
    return _with_profiles(projection, (known[one] for one in ids if one in known))


def _with_profiles(projection: Projection, found: Iterable[Person]) -> list[Row]:
    everybody = list(found)
    numbers = {one.profile for one in everybody}
    profiles = {one.number: one for one in Profile.objects.filter(projection=projection, number__in=numbers)}
    return [Row(person=one, profile=profiles[one.profile]) for one in everybody]


def _later(where: QuerySet[Person], projection: Projection, by: str, person_id: str) -> QuerySet[Person]:
    """Behind one person in the order of (value, id), as both databases serve it from the index; without `by`, of id."""
    last = Person.objects.filter(projection=projection, person_id=person_id).first()
    if last is None:
        raise BadInput("this is no place in the list", hint="Begin at the first page.")
    if not by:
        return where.filter(person_id__gt=person_id)
    value = getattr(last, by)
    return where.filter(**{f"{by}__gte": value}).exclude(Q(**{by: value}) & Q(person_id__lte=person_id))


def _place(after: str) -> tuple[int, str]:
    number, _, person_id = after.partition("-")
    return _whole(number), person_id


def _whole(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadInput("this is no place in the list", hint="Begin at the first page.")
    return int(text)
