"""Sentences that somebody published about a dataset, read from YAML; `claim_verdicts` checks them against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from waspada.assess.yaml_files import Lines, checker, in_both, read_yaml, texts

Says = Literal["absent", "exposed", "only_people"]
_SAYS: Final[tuple[Says, ...]] = ("absent", "exposed", "only_people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence, and what it says in terms that can be checked."""

    id: str
    text: Mapping[str, str]
    """`en` and `id`."""
    says: Says
    names: tuple[str, ...] = ()
    """Categories or kinds (`absent`, `exposed`)."""
    partial: bool = False
    """`exposed` does not claim to be complete."""
    people: Mapping[str, tuple[str, ...]] | None = None
    """Directory column → the value, or values, that everybody has one of (`only_people`)."""


def read_claims(path: Path) -> tuple[Claim, ...]:
    """The claims of a file, in its order."""
    claims: list[Claim] = []
    for row in read_yaml(path, "claims"):
        claim = _claim(path, row)
        checker(path, row.line)(all(claim.id != other.id for other in claims), "two claims have the same id")
        claims.append(claim)
    return tuple(claims)


def _claim(path: Path, row: Lines) -> Claim:
    check = checker(path, row.line)
    unknown = set(row) - {"id", "text", "partial", *_SAYS}
    check(not unknown, f"a claim has an unknown key ({', '.join(sorted(unknown))})")
    check(isinstance(row.get("id"), str) and bool(row["id"].strip()), "a claim needs an `id`")
    text = in_both(row.get("text"))
    check(text is not None, "a claim needs a `text`, as `{en: …, id: …}`")
    said = [says for says in _SAYS if says in row]
    check(len(said) == 1, "a claim has exactly one of `absent`, `exposed` and `only_people`")
    check(isinstance(row.get("partial", False), bool), "`partial` is true or false")
    check("partial" not in row or said[0] == "exposed", "`partial` belongs to `exposed` only")
    names = texts(row[said[0]]) or () if said[0] != "only_people" else ()
    people: dict[str, tuple[str, ...]] | None = None
    if said[0] == "only_people":
        given = row["only_people"]
        check(
            isinstance(given, dict) and len(given) > 0, "`only_people` is a mapping: a directory column and its value"
        )
        people = {
            column: tuple(map(_plain, value if isinstance(value, list) else [value])) for column, value in given.items()
        }
        check(all(all(values) and values for values in people.values()), "`only_people` needs a value for each column")
    else:
        check(bool(names), f"`{said[0]}` is a list of categories or kinds")
    return Claim(
        id=row["id"].strip(),
        text=text or {},
        says=said[0],
        names=names,
        partial=row.get("partial", False),
        people=people,
    )


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int) else ""


def wanted_columns(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """Directory columns that the claims speak about, for `DirectorySource.wanted`."""
    return tuple(dict.fromkeys(column for claim in claims for column in claim.people or ()))
