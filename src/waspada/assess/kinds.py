"""What this room must know about a kind. The flow hands it in as plain mappings, since rooms do not meet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, Required, TypedDict

from waspada.core.categories import covers


class KindRow(TypedDict, total=False):
    """One kind that was searched for."""

    category: Required[str]
    by: Required[Literal["form", "check", "meaning"]]
    label: Mapping[str, str]
    """`en` and `id`."""
    provider: str
    revoke: str
    recall: tuple[int, int]
    """Found and planted, measured on the project's own cases."""
    groups: Sequence[str]
    """Further names that claims may use for it: `secret.api_key`."""


Kinds = Mapping[str, KindRow]

ABOUT_THE_VENDOR = "system"
"""Categories below this one are no personal data: an exhaustive list of what was exposed need not name them."""


API_KEY = "secret.api_key"
"""Name that claims use for every key and token, whosever it is."""
_NOBODYS_KEYS = frozenset({"secret.bearer_token", "secret.high_entropy"})


def named(name: str, kinds: Kinds) -> frozenset[str]:
    """The kinds that a claim means by a name: a kind, a group of kinds, a category, or the beginning of kind ids."""
    if name in kinds:
        return frozenset({name})
    if name == API_KEY:
        keys = {kind for kind, row in kinds.items() if kind.startswith("secret.") and row.get("provider")}
        return frozenset(keys | (_NOBODYS_KEYS & kinds.keys()))
    found = {kind for kind, row in kinds.items() if name in row.get("groups", ()) or covers(name, row["category"])}
    return frozenset(found or {kind for kind in kinds if kind.startswith(name + ".")})


def all_named(names: Iterable[str], kinds: Kinds) -> tuple[frozenset[str], tuple[str, ...]]:
    """The kinds that these names mean, and the names that mean none."""
    each = {name: named(name, kinds) for name in names}
    return frozenset().union(*each.values()), tuple(sorted(name for name, found in each.items() if not found))


def is_secret(kind: str, category: str) -> bool:
    """Whether a value of this kind opens something: keys, tokens, passwords, sessions."""
    return (
        kind.startswith("secret.")
        or covers("user.authorization", category)
        or covers("system.authentication", category)
    )


def secrets_of(kinds: Kinds) -> frozenset[str]:
    return frozenset(kind for kind, row in kinds.items() if is_secret(kind, row["category"]))


def label(kind: str, kinds: Kinds, lang: str) -> str:
    """What people call it; the id where nobody said."""
    row = kinds.get(kind)
    return (row.get("label", {}) if row else {}).get(lang) or kind.replace("_", " ").replace(".", " ")


def categories_of(found: Collection[str], kinds: Kinds) -> list[str]:
    """Categories of these kinds, sorted, each once."""
    return sorted({kinds[kind]["category"] for kind in found if kind in kinds})
