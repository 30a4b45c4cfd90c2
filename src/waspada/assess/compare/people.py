"""People of two assessments: new, gone, changed, and who has more exposed than before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.compare.join import Flags, Ints, Joined, chosen, join, pair_of_lists, parts, slim
from waspada.assess.compare.rows import CHANGED, CHANGES, GONE, NEW, RECOUNTED, SAME, Compared, compare, lists_of
from waspada.core.errors import BadInput

WHOLE: Final = ("person_id", "account_id", "name", "email")
"""Columns whose values hardly repeat."""
_COLUMNS: Final = (
    *("relation", "kinds", "categories", "country", "region", "residence_from", "locale", "mfa", "products"),
    *("account_id", "name", "email", "matched_by", "strength"),
)
_COUNTS: Final = ("records", "first_seen", "last_seen")
SUBJECT, MENTIONED = "subject", "mentioned"
SHOWN, NOT_SHOWN = "shown", "not_shown"


@dataclass(frozen=True, slots=True)
class PeopleDiff:
    """What became of everybody."""

    counts: dict[str, Any]
    rows: pa.Table = field(repr=False)
    """`person_id, change, added_kinds, removed_kinds, changed, relation_before, relation_after`, sorted by id, without
    those who are the same."""


def lean(table: pa.Table) -> pa.Table:
    """`people.parquet` with what comparing needs, in little memory."""
    names = [name for name in (*WHOLE, *_COLUMNS, *_COUNTS) if name in table.column_names]
    return slim(table.select(list(dict.fromkeys(names))), WHOLE)


def same_key(first: pa.Table, second: pa.Table) -> str:
    """Whether both name people with one key: an account, or an address without one, has the same id in both.

    Returns:
        `shown`, or `not_shown` where nobody is in both.

    Raises:
        BadInput: it has another id, so that nobody could be compared.
    """
    for column, among in (("account_id", None), ("email", "account_id")):
        sides = [_named(table, column, among) for table in (first, second)]
        joined = join(*(side[column] for side in sides))
        ids = [chosen(side["person_id"], rows[joined.both]) for side, rows in zip(sides, _rows(joined), strict=True)]
        if len(ids[0]):
            if pc.any(pc.equal(*ids)).as_py():
                return SHOWN
            raise other_key()
    return NOT_SHOWN


def other_key() -> BadInput:
    """What is said where the ids of two runs cannot be compared."""
    return BadInput(
        "The two runs name people with different keys: nobody in one can be found in the other.",
        hint="Assess both hand-overs in one case (or both without one, on one installation), then compare those runs.",
    )


def people(first: pa.Table, second: pa.Table, memberships: pa.Table) -> PeopleDiff:
    """Compare two tables that `lean` made.

    Args:
        memberships: rows of `rows.memberships`: what is not the same.
    """
    compared = compare(first, second, "person_id", _COLUMNS, _COUNTS)
    joined = compared.joined
    flags = {**compared.flags, **_of_memberships(joined, memberships)}
    compared = Compared(joined, flags, compared.counts)
    added, removed, more, fewer = _kinds(first, second, compared)
    sides = [
        chosen(pc.cast(table["relation"], pa.string()), rows)
        for table, rows in zip((first, second), _rows(joined), strict=True)
    ]
    change = compared.change
    rows = pa.table(
        {
            "person_id": joined.keys,
            "change": change,
            "added_kinds": added,
            "removed_kinds": removed,
            "changed": lists_of({**flags, **compared.counts}, len(joined.keys)),
            "relation_before": sides[0],
            "relation_after": sides[1],
        }
    ).filter(pc.not_equal(change, SAME))
    subject = [pc.fill_null(pc.equal(side, SUBJECT), False).to_numpy(zero_copy_only=False) for side in sides]
    counts = _counts(compared, change, (subject[0], subject[1]), (more, fewer))
    in_both = rows.filter(
        pc.and_(*(pc.fill_null(pc.equal(rows[name], SUBJECT), False) for name in ("relation_before", "relation_after")))
    )
    counts["kinds_added"], counts["kinds_removed"] = (
        _tally(in_both[name]) for name in ("added_kinds", "removed_kinds")
    )
    return PeopleDiff(counts, rows)


def _rows(joined: Joined) -> tuple[Ints, Ints]:
    return joined.first, joined.second


def _named(table: pa.Table, column: str, among: str | None) -> pa.Table:
    """Rows with a value that stands once, of those without a value in `among`."""
    if among is not None:
        table = table.filter(pc.equal(pc.fill_null(table[among], ""), ""))
    table = table.select(["person_id", column])
    table = table.filter(pc.not_equal(pc.fill_null(table[column], ""), ""))
    counts = pc.value_counts(table[column])
    once = counts.field("values").filter(pc.equal(counts.field("counts"), 1))
    return table if len(once) == table.num_rows else table.filter(pc.is_in(table[column], once))


def _of_memberships(joined: Joined, memberships: pa.Table) -> dict[str, Flags]:
    found = {}
    changed = pc.equal(memberships["change"], CHANGED)
    for name, rows in (("organisations", pc.invert(changed)), ("roles", changed)):
        whose = pc.unique(memberships["person_id"].filter(rows))
        flags = pc.is_in(joined.keys, whose).to_numpy(zero_copy_only=False)
        found[name] = flags & joined.both
    return found


def _kinds(first: pa.Table, second: pa.Table, compared: Compared) -> tuple[pa.Array, pa.Array, Flags, Flags]:
    """For each key the kinds added and removed, and whether there are any; for new people all, for gone ones none left.

    People are many and different sets of kinds few, so each pair of sets is looked at once.
    """
    numbered = pair_of_lists(first["kinds"], second["kinds"])
    size, empty = len(numbered.values), len(numbered.values)
    before, after = (
        np.where(rows >= 0, codes[rows] if len(codes) else empty, empty)
        for rows, codes in zip(_rows(compared.joined), (numbered.first, numbered.second), strict=True)
    )
    pairs, which = np.unique(before * (size + 1) + after, return_inverse=True)
    sets = [*(frozenset(parts(text)) for text in numbered.values.to_pylist()), frozenset[str]()]
    ends = [(sets[code // (size + 1)], sets[code % (size + 1)]) for code in pairs.tolist()]
    lists = pa.list_(pa.string())
    added = [sorted(new - old) for old, new in ends]
    removed = [sorted(old - new) for old, new in ends]
    at = pa.array(which)
    more, fewer = (np.array([bool(one) for one in side], np.bool_)[which] for side in (added, removed))
    return pa.array(added, lists).take(at), pa.array(removed, lists).take(at), more, fewer


def _counts(
    compared: Compared, change: pa.Array, subject: tuple[Flags, Flags], kinds: tuple[Flags, Flags]
) -> dict[str, Any]:
    """Subjects first; those who are only mentioned apart."""
    was, is_ = subject
    kept = {name: pc.equal(change, name).to_numpy(zero_copy_only=False) for name in (*CHANGES, SAME)}
    both = was & is_
    only_mentioned = ~was & ~is_
    return {
        "before": int(was.sum()),
        "after": int(is_.sum()),
        NEW: int((kept[NEW] & is_).sum()),
        GONE: int((kept[GONE] & was).sum()),
        "became_subject": int((compared.joined.both & ~was & is_).sum()),
        "became_mentioned": int((compared.joined.both & was & ~is_).sum()),
        **{name: int((kept[name] & both).sum()) for name in (CHANGED, RECOUNTED, SAME)},
        "more_exposed": int((kinds[0] & both).sum()),
        "less_exposed": int((kinds[1] & both).sum()),
        "changed_in": {
            name: count
            for name, flags in {**compared.flags, **compared.counts}.items()
            if (count := int((flags & both).sum()))
        },
        MENTIONED: {name: int((kept[name] & only_mentioned).sum()) for name in (NEW, GONE, CHANGED, RECOUNTED, SAME)},
    }


def _tally(lists: Any) -> dict[str, int]:
    counts = pc.value_counts(pc.list_flatten(lists))
    found: Iterable[dict[str, Any]] = counts.to_pylist()
    return {row["values"]: row["counts"] for row in sorted(found, key=lambda row: str(row["values"]))}
