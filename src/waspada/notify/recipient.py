"""Whom a letter goes to: one address, with everything of one person that was exposed, over all of their accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Audience(StrEnum):
    """Which letter somebody gets; who belongs to several gets the first of these."""

    ADMIN = "admin"
    """Administers an organisation of which people are affected."""
    USER = "user"
    """Has an account of their own."""
    NO_ACCOUNT = "no_account"
    """Is in the data and not in our directory: former customers, leads, people whom others wrote about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """An organisation that this recipient administers."""

    organisation_id: str
    name: str = field(repr=False)
    people: int
    """Its affected people."""
    admins_without_mfa: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundKey:
    """A secret of this recipient's that lay in the data: what it opens, never what it is."""

    kind: str
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One address and its facts. Nothing here is another person's."""

    recipient_id: str
    """Keyed hash of the address in its normal form, hexadecimal."""
    address: str = field(repr=False)
    name: str = field(repr=False)
    lang: str
    """Of the letter: a language for which a text exists."""
    audience: Audience
    people: tuple[str, ...]
    """`person_id` of each account that was merged."""
    kinds: tuple[str, ...]
    categories: tuple[str, ...]
    mentioned: bool = False
    """Only named in what somebody else wrote."""
    mfa: str = "unknown"
    """`on`, `off`, `unknown`; `off` when any account lacks it."""
    customers: tuple[Customer, ...] = ()
    found_keys: tuple[FoundKey, ...] = ()
    without_facts: bool = False
    """Several people share the address, and somebody decided that the letter names the facts of none of them."""
    gone: bool = False
    """Was told that they are in the data, and a later assessment finds nothing of theirs: gets a correction only."""

    def as_json(self) -> dict[str, Any]:
        """For the ledger: what a letter is composed from, without address and name."""
        whole = asdict(self)
        del whole["address"], whole["name"]
        return {**whole, "audience": str(self.audience)}


def from_json(row: Mapping[str, Any], *, address: str, name: str = "") -> Recipient:
    """The recipient that `as_json` wrote down."""
    return Recipient(
        recipient_id=row["recipient_id"],
        address=address,
        name=name,
        lang=row["lang"],
        audience=Audience(row["audience"]),
        people=tuple(row["people"]),
        kinds=tuple(row["kinds"]),
        categories=tuple(row["categories"]),
        mentioned=row["mentioned"],
        mfa=row["mfa"],
        customers=tuple(Customer(**one) for one in row["customers"]),
        found_keys=tuple(FoundKey(**one) for one in row["found_keys"]),
        without_facts=row.get("without_facts", False),
        gone=row.get("gone", False),
    )
