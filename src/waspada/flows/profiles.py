"""Exposure profiles: how many people share a residence and the same kinds of data; from a run, or from facts alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.categories import is_known
from waspada.detect.meaning import meaning_of_name
from waspada.detect.registry import KINDS

EVERYBODY: Final = "all"
UNKNOWN: Final = "unknown"
_COUNTED: Final = "subject"
"""The relation of people whose data it is; who is only mentioned is not counted, as in the assessment."""
_BETWEEN: Final = "\x1f"
_PLAIN_WORDS: Final = {"name": "person_name", "nama": "person_name", "password": "secret.password"}
"""Words of people that name no field in particular."""
Row = dict[str, Any]
"""One profile, as `situation.from_json` reads it."""


class Stated(Protocol):
    """A fact of a case, as far as it is needed here."""

    @property
    def best(self) -> Any:
        """The statement to work with; None: nobody knows."""


def split_countries(places: Iterable[str]) -> frozenset[str]:
    """Countries of which a part has a rule of its own: there the region counts."""
    return frozenset(place[:2] for place in places if "-" in place)


def from_people(
    people: pa.Table, *, split: Iterable[str], ambiguous: int = 0, group: str = "", known_group: str = EVERYBODY
) -> list[Row]:
    """Profiles of a run's `people.parquet`.

    Args:
        split: countries of which the region counts.
        ambiguous: identities that may be further people; nothing is known of them.
        group: column that says to which group a person belongs; everybody to one where it is empty.
        known_group: that one.
    """
    subjects = people.filter(pc.equal(pc.cast(people["relation"], pa.string()), _COUNTED))
    kinds = pc.cast(subjects["kinds"], pa.list_(pa.string()))
    everybody = pa.array([known_group] * subjects.num_rows, pa.string())
    columns = {
        "residence": _residences(subjects, sorted(set(split))),
        "kinds": pc.binary_join(kinds, _BETWEEN),
        "group": pc.cast(subjects[group], pa.string()) if group else everybody,
    }
    counted = pa.table(columns).group_by(["group", "residence", "kinds"]).aggregate([([], "count_all")])
    rows: list[Row] = [
        {
            "group": row["group"] or known_group,
            "residence": row["residence"],
            "kinds": sorted((row["kinds"] or "").split(_BETWEEN)) if row["kinds"] else [],
            "people": row["count_all"],
        }
        for row in counted.to_pylist()
    ]
    if ambiguous:
        maybe: Row = {"group": known_group, "residence": UNKNOWN, "kinds": [], "people": [0, ambiguous]}
        rows.append(maybe | {"complete": False})
    return sorted(rows, key=lambda row: (row["group"], row["residence"], row["kinds"]))


def _residences(people: pa.Table, split: Sequence[str]) -> Any:
    """The region in countries that are split, else the country; `unknown` where neither is there."""
    country, region = (_filled(people[name]) for name in ("country", "region"))
    in_split = pc.is_in(country, value_set=pa.array(split, pa.string()))
    has_region = pc.and_(in_split, pc.match_substring_regex(pc.fill_null(region, ""), "^[A-Z]{2}-[A-Z0-9]{1,5}$"))
    return pc.fill_null(pc.if_else(pc.fill_null(has_region, False), region, country), UNKNOWN)


def _filled(column: Any) -> Any:
    text = pc.cast(column, pa.string())
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def from_facts(facts: Mapping[str, Stated]) -> list[Row] | None:
    """Profiles before any dataset; None: nobody stated who is affected.

    How the people spread over several countries is not known: in each lives at least one, and at most all but the
    others' one.
    """
    people, countries = _value(facts, "people"), _value(facts, "countries") or []
    if people is None and not countries:
        return None
    least, whole = _range(people)
    rest: Row = {"group": EVERYBODY, "kinds": kinds_of(_value(facts, "fields") or []), "complete": False}
    if not countries:
        return [rest | {"residence": UNKNOWN, "people": [least, whole]}]
    if len(countries) == 1:
        return [rest | {"residence": countries[0], "people": [least, whole]}]
    others = len(countries) - 1
    each = None if whole is None else max(whole - others, 0)
    return [rest | {"residence": one, "people": [0 if each == 0 else 1, each]} for one in sorted(countries)]


def _range(people: Any) -> tuple[int, int | None]:
    """Least and most of a fact that is a count."""
    if isinstance(people, dict):
        return int(people.get("at_least", 0)), people.get("at_most")
    return (people, people) if isinstance(people, int) else (0, None)


def _value(facts: Mapping[str, Stated], name: str) -> Any:
    best = facts[name].best if name in facts else None
    return best.value if best else None


def kinds_of(fields: Iterable[str]) -> list[str]:
    """Kinds or categories that people named, in their own words where these are names of kinds or of fields."""
    found = set()
    for field in fields:
        plain = field.strip().lower()
        plain = _PLAIN_WORDS.get(plain, plain)
        if plain in KINDS or (plain.startswith("user.") and is_known(plain)):
            found.add(plain)
        elif meant := meaning_of_name(plain.replace(" ", "_").replace("-", "_")):
            found.add(meant)
    return sorted(found)
