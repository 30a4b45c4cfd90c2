"""The fictional people and organisations: who is in the directory, who is in the leak, who is only mentioned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.errors import BadInput
from waspada.flows.demo import names
from waspada.flows.demo.places import COUNTRIES, PLACES
from waspada.flows.demo.rng import Numbers
from waspada.flows.demo.text import base62, inside, join, strings

ROLES = ("owner", "admin", "member", "reader")
ADMIN_ROLES = ("owner", "admin")
MFA = ("on", "off", "")
PRODUCTS = ("api", "chatgpt")
NO_ORGANISATION = -1
_FREE_DOMAINS = (
    "example.com",
    "example.org",
    "example.net",
    "mail.example.com",
    "post.example.org",
    "inbox.test",
    "surat.test",
)
_SECOND_MEMBERSHIP = 0.01
_BY_EMAIL = 0.05
_COUNTRY_EMPTY = 0.03
_PLACE_UNSEEN = 0.3
"""Of those whom the directory gives no country: share whom the dataset does not place either."""
_FORMER_UNSEEN = 0.05


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each. People are numbered in this order; only the first three groups have events of their own."""

    former: int
    """Deleted from the directory, with an address of their own in the data."""
    api: int
    chatgpt: int
    """The group of 19 December."""
    shared: int
    """Accounts that share one address, two by two; in the data by that address only."""
    mentioned: int
    """In the data only inside somebody else's text."""
    quiet: int
    """In the directory, not in the leak."""
    organisations: int

    @property
    def active(self) -> int:
        return self.former + self.api + self.chatgpt

    @property
    def first_mentioned(self) -> int:
        return self.active + self.shared

    @property
    def total(self) -> int:
        return self.active + self.shared + self.mentioned + self.quiet

    @property
    def directory(self) -> int:
        return self.total - self.former


def plan_sizes(
    *,
    people: int,
    organisations: int,
    chatgpt: int,
    former_share: float,
    directory_size: int | None,
    shared: int,
    mentioned: int,
) -> Sizes:
    """Split the numbers that a person asked for into groups."""
    former = round(people * former_share)
    busy = people - former + chatgpt + shared + mentioned
    size = busy + max(50, busy // 5) if directory_size is None else directory_size
    if people < 1 or organisations < 1 or size < busy:
        raise BadInput(
            f"A directory of {size} accounts cannot hold {busy} people of the data.",
            hint="Ask for at least one person and one organisation, and a directory larger than the number of people.",
        )
    return Sizes(
        former=former, api=people - former, chatgpt=chatgpt, shared=shared, mentioned=mentioned, quiet=size - busy,
        organisations=min(organisations, max(1, people - former)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """Columns by person number; organisations by organisation number."""

    sizes: Sizes
    account_ids: pa.Array
    emails: pa.Array
    """As the vendor got them, capitals included."""
    names: pa.Array
    names_json: pa.Array
    """As they stand inside a JSON string."""
    place: Numbers
    """Index into `PLACES`."""
    placed_by_directory: npt.NDArray[np.bool_]
    placed_by_dataset: npt.NDArray[np.bool_]
    by_email: npt.NDArray[np.bool_]
    """The vendor knows them by their address, not by account id."""
    organisation: Numbers
    role: Numbers
    mfa: Numbers
    product: Numbers
    second: Numbers
    """People with a second membership."""
    second_organisation: Numbers
    second_role: Numbers
    organisation_ids: pa.Array
    organisation_names: pa.Array

    def directory(self) -> pa.Table:
        """One row per membership, sorted by account id; former customers are not in it."""
        sizes = self.sizes
        rows = np.concatenate([np.arange(sizes.former, sizes.total), self.second])
        organisation = np.concatenate([self.organisation[sizes.former :], self.second_organisation])
        role = np.concatenate([self.role[sizes.former :], self.second_role])
        country = pa.array(np.where(self.placed_by_directory, _PLACE_COUNTRY[self.place], len(COUNTRIES))[rows])
        region = pa.array(np.where(self.placed_by_directory, self.place, len(PLACES))[rows])
        accounts = self.account_ids.take(pa.array(rows))
        table = pa.table(
            {
                "account_id": accounts,
                "email": pc.utf8_lower(self.emails).take(pa.array(rows)),
                "name": self.names.take(pa.array(rows)),
                "organisation_id": _or_empty(self.organisation_ids, organisation),
                "organisation_name": _or_empty(self.organisation_names, organisation),
                "role": strings((*ROLES, "")).take(pa.array(np.where(organisation < 0, len(ROLES), role))),
                "country": strings((*(c.code for c in COUNTRIES), "")).take(country),
                "region": strings((*(p.region for p in PLACES), "")).take(region),
                "locale": strings(c.language for c in COUNTRIES).take(pa.array(_PLACE_COUNTRY[self.place[rows]])),
                "mfa": strings(MFA).take(pa.array(self.mfa[rows])),
                "product": strings(PRODUCTS).take(pa.array(self.product[rows])),
                "status": strings(("active", "suspended")).take(pa.array((rows % 50 == 0).astype(np.int64))),
            }
        )
        return table.take(pc.sort_indices(accounts))

    def facts(self, person: int) -> dict[str, Any]:
        """What truth and planted lines need of one person; for few people only."""
        organisation = int(self.organisation[person])
        return {
            "account_id": self.account_ids[person].as_py(),
            "email": self.emails[person].as_py(),
            "organisation": self.organisation_ids[organisation].as_py() if organisation >= 0 else "",
        }


_PLACE_COUNTRY = np.array([place.country for place in PLACES], dtype=np.int64)


def make_people(sizes: Sizes, seed: int) -> People:
    """Everybody, in bulk."""
    rng = np.random.default_rng(seed)
    place = _places(rng, sizes.total)
    first_pool, last_pool = names.pools(seed)
    first = first_pool.pick(_PLACE_COUNTRY[place], rng.random(sizes.total))
    last = last_pool.pick(_PLACE_COUNTRY[place], rng.random(sizes.total))
    organisation, role, organisations = _memberships(rng, sizes)
    companies = names.companies(seed)
    company = rng.permutation(organisations) % len(companies)
    placed = rng.random(sizes.total) >= _COUNTRY_EMPTY
    unseen = rng.random(sizes.total) < _PLACE_UNSEEN
    former = np.arange(sizes.total) < sizes.former
    number = np.arange(sizes.total)
    api = (number >= sizes.former) & (number < sizes.former + sizes.api)
    chatgpt = (number >= sizes.former + sizes.api) & (number < sizes.active)
    seconds = _second_memberships(rng, sizes, organisation)
    return People(
        sizes=sizes,
        account_ids=join("user-", base62(rng, sizes.total, 24)),
        emails=_emails(rng, sizes, organisation, _slugs(first_pool, first, last_pool, last), companies, company),
        names=join(
            strings(first_pool.values).take(pa.array(first)), " ", strings(last_pool.values).take(pa.array(last))
        ),
        names_json=join(_encoded(first_pool).take(pa.array(first)), " ", _encoded(last_pool).take(pa.array(last))),
        place=place,
        placed_by_directory=placed & ~former,
        placed_by_dataset=np.where(former, rng.random(sizes.total) >= _FORMER_UNSEEN, placed | ~unseen),
        by_email=api & (rng.random(sizes.total) < _BY_EMAIL),
        organisation=organisation,
        role=role,
        mfa=rng.choice(len(MFA), p=(0.70, 0.22, 0.08), size=sizes.total),
        product=chatgpt.astype(np.int64),
        second=seconds[0],
        second_organisation=seconds[1],
        second_role=seconds[2],
        organisation_ids=join("org-", base62(rng, organisations, 24)),
        organisation_names=_organisation_names(companies, company),
    )


def _places(rng: np.random.Generator, count: int) -> Numbers:
    weights = np.array([COUNTRIES[p.country].weight / len(COUNTRIES[p.country].cities) for p in PLACES])
    return rng.choice(len(PLACES), p=weights / weights.sum(), size=count)


def _memberships(rng: np.random.Generator, sizes: Sizes) -> tuple[Numbers, Numbers, int]:
    """Every organisation has an owner among the API accounts; some more exist only outside the leak."""
    total = sizes.organisations + max(1, sizes.organisations // 10)
    organisation = np.full(sizes.total, NO_ORGANISATION, dtype=np.int64)
    role = rng.choice(len(ROLES), p=(0.01, 0.06, 0.83, 0.10), size=sizes.total)
    start, end = sizes.former, sizes.former + sizes.api
    spread = (rng.random(sizes.api) ** 2 * sizes.organisations).astype(np.int64)
    spread[: sizes.organisations] = np.arange(sizes.organisations)
    organisation[start:end] = spread
    role[start : start + sizes.organisations] = 0
    organisation[sizes.active : sizes.first_mentioned] = rng.integers(0, sizes.organisations, size=sizes.shared)
    outside = sizes.total - sizes.first_mentioned
    organisation[sizes.first_mentioned :] = rng.integers(0, total, size=outside)
    return organisation, role, total


def _second_memberships(
    rng: np.random.Generator, sizes: Sizes, organisation: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    people = np.arange(sizes.former, sizes.former + sizes.api)
    people = people[rng.random(sizes.api) < _SECOND_MEMBERSHIP] if sizes.organisations > 1 else people[:0]
    step = rng.integers(1, max(2, sizes.organisations), size=len(people))
    other = (organisation[people] + step) % sizes.organisations
    return people, other, rng.choice(np.array([1, 2]), size=len(people))


def _slugs(first_pool: names.Pool, first: Numbers, last_pool: names.Pool, last: Numbers) -> pa.Array:
    """`siti.rahayu`; a name that does not fold to ASCII gives `user`."""
    given = strings(names.slug(value) or "user" for value in first_pool.values).take(pa.array(first))
    family = strings(names.slug(value) or "mail" for value in last_pool.values).take(pa.array(last))
    return join(given, ".", family)


def _emails(
    rng: np.random.Generator,
    sizes: Sizes,
    organisation: Numbers,
    local: pa.Array,
    companies: list[str],
    company: Numbers,
) -> pa.Array:
    """Distinct addresses on reserved domains (RFC 2606, RFC 6761); shared accounts have theirs two by two."""
    number = np.arange(sizes.total)
    number[sizes.active : sizes.first_mentioned] = sizes.active + np.arange(sizes.shared) // 2 * 2
    owner = pa.array(number)
    luck = rng.random(sizes.total)[number]
    tag = strings(("", "+api", "+openai")).take(pa.array(np.where(luck < 0.02, 1, np.where(luck < 0.03, 2, 0))))
    domains = strings(
        (
            *_FREE_DOMAINS,
            *(f"{names.slug(c) or 'firma'}.{('example', 'test')[i % 3 == 0]}" for i, c in enumerate(companies)),
        )
    )
    at_work = (organisation >= 0) & (luck < 0.7)
    work = company[organisation] + len(_FREE_DOMAINS)
    free = rng.integers(0, len(_FREE_DOMAINS), size=sizes.total)
    domain = domains.take(pa.array(np.where(at_work, work, free)[number]))
    address = join(local.take(owner), pc.cast(pa.array(number), pa.string()), tag, "@", domain)
    capitals = pa.array((luck > 0.96) & (number < sizes.active))
    return pc.if_else(capitals, pc.utf8_capitalize(address), address)


def _encoded(pool: names.Pool) -> pa.Array:
    """One name in twelve is escaped to ASCII, as some SDKs send it."""
    return strings(inside(value, ascii_only=i % 12 == 0) for i, value in enumerate(pool.values))


def _organisation_names(companies: list[str], company: Numbers) -> pa.Array:
    suffix = strings(("", " Labs", " Digital", " Studio", " Group")).take(pa.array(np.arange(len(company)) % 5))
    return join(strings(companies).take(pa.array(company)), suffix)


def _or_empty(values: pa.Array, index: Numbers) -> pa.Array:
    return pc.fill_null(values.take(pa.array(index, mask=index < 0)), "")
