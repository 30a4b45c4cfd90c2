"""People who are alike: everybody of a run in some thousand groups, which filters, counts and duties are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.categories import is_sensitive
from waspada.flows.profiles import EVERYBODY, UNKNOWN, Row

TEXTS: Final = ("country", "region", "residence_from", "mfa", "relation", "matched_by", "strength")
LISTS: Final = ("categories", "kinds")
COLUMNS: Final = (*TEXTS, *LISTS)
"""What is read of `people.parquet`."""
SUBJECT: Final = "subject"
_BETWEEN: Final = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What some people have in common, and how many they are."""

    country: str
    region: str
    residence_from: str
    mfa: str
    relation: str
    matched_by: str
    strength: str
    categories: tuple[str, ...]
    kinds: tuple[str, ...]
    admin: str
    """Of an organisation: `yes`, `no`, `unknown`."""
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Everybody of a run, in groups."""

    alike: Sequence[Alike]
    """The gravest exposure first."""
    of: npt.NDArray[np.int32] = field(repr=False)
    """For each person, in the order of the file, the place in `alike`."""


def grouped(people: Iterable[pa.RecordBatch], admin: pa.Array) -> Groups:
    """Group everybody, a batch at a time.

    Args:
        people: batches with `COLUMNS`.
        admin: for each person whether they administer an organisation, as `admin_of` gave it.
    """
    start = 0
    places: dict[str, int] = {}
    codes = []
    for batch in people:
        text = _likeness(batch, admin.slice(start, batch.num_rows)).dictionary_encode()
        start += batch.num_rows
        known = np.array([places.setdefault(name, len(places)) for name in text.dictionary.to_pylist()], np.int32)
        codes.append(known[text.indices.to_numpy()] if len(known) else np.zeros(0, np.int32))
    of = np.concatenate(codes) if codes else np.zeros(0, np.int32)
    counts = np.bincount(of, minlength=len(places))
    found = [_alike(name, int(counts[place])) for name, place in places.items()]
    order = sorted(range(len(found)), key=lambda place: _gravity(found[place]))
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return Groups(alike=tuple(found[place] for place in order), of=rank[of])


def profiles(alike: Iterable[Alike], *, split: Collection[str], ambiguous: int = 0) -> list[Row]:
    """The same rows as `profiles.from_people`, without reading everybody again."""
    counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for one in alike:
        if one.relation == SUBJECT:
            region = one.region if one.country in split else ""
            counts[region or one.country or UNKNOWN, tuple(sorted(one.kinds))] += one.people
    rows: list[Row] = [
        {"group": EVERYBODY, "residence": residence, "kinds": list(kinds), "people": people}
        for (residence, kinds), people in counts.items()
    ]
    if ambiguous:
        maybe: Row = {"group": EVERYBODY, "residence": UNKNOWN, "kinds": [], "people": [0, ambiguous]}
        rows.append(maybe | {"complete": False})
    return sorted(rows, key=lambda row: (row["group"], row["residence"], row["kinds"]))


def facets(alike: Sequence[Alike]) -> dict[str, Any]:
    """Counts of affected people by each thing that people filter by; `relation` counts everybody."""
    single = ("country", "mfa", "admin", "matched_by", "strength", "residence_from")
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*single, "relation", "kind", "category")}
    for one in alike:
        counts["relation"][one.relation] += one.people
        if one.relation != SUBJECT:
            continue
        for name in single:
            counts[name][getattr(one, name)] += one.people
        for name, values in (("kind", one.kinds), ("category", one.categories)):
            for value in values:
                counts[name][value] += one.people
    without = sum(one.people for one in alike if (one.relation, one.admin, one.mfa) == (SUBJECT, "yes", "off"))
    return {name: _sorted(count) for name, count in counts.items()} | {"admins_without_mfa": without}


def _sorted(count: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(count.items(), key=lambda pair: (-pair[1], pair[0])))


def admin_of(people: pa.Array, members: pa.Array, admin: pa.Array) -> pa.Array:
    """For each person `yes` where any membership says so, else `unknown` where one does or there is none, else `no`.

    Args:
        people: ids of everybody.
        members: ids of people in organisations.
        admin: what each membership says.
    """

    def has(word: str) -> pa.Array:
        return pc.is_in(people, members.filter(pc.equal(admin, word)).unique())

    no = pc.and_not(has("no"), has(UNKNOWN))
    return pc.if_else(has("yes"), "yes", pc.if_else(no, "no", pa.scalar(UNKNOWN)))


def _likeness(batch: pa.RecordBatch, admin: pa.Array) -> pa.Array:
    texts = [pc.fill_null(pc.cast(batch[name], pa.string()), "") for name in TEXTS]
    lists = [pc.fill_null(pc.binary_join(batch[name], ";"), "") for name in LISTS]
    return pc.binary_join_element_wise(*texts, *lists, admin, _BETWEEN)


def _alike(text: str, people: int) -> Alike:
    *texts, categories, kinds, admin = text.split(_BETWEEN)
    return Alike(
        **dict(zip(TEXTS, texts, strict=True)),
        categories=tuple(part for part in categories.split(";") if part),
        kinds=tuple(part for part in kinds.split(";") if part),
        admin=admin,
        people=people,
    )


def _gravity(one: Alike) -> tuple[Any, ...]:
    """Affected before mentioned, credentials and sensitive data first, then most kinds, admins who lack MFA first."""
    secrets = sum(category.startswith("user.authorization") for category in one.categories)
    sensitive = sum(map(_sensitive, one.categories))
    texts = tuple(getattr(one, name) for name in TEXTS)
    return (
        one.relation != SUBJECT, -secrets, -sensitive, -len(one.kinds), one.admin != "yes", one.mfa != "off",
        one.kinds, texts, one.admin,
    )  # fmt: skip


_sensitive = cache(is_sensitive)
