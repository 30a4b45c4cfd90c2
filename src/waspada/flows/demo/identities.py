"""How one person looks in the export: logged in, account id only, or an anonymous device that logged in later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.flows.demo.cells import FieldBits
from waspada.flows.demo.people import People
from waspada.flows.demo.text import join, uuids

FULL, BARE, ANONYMOUS = 0, 1, 2
"""Variants of a person. A row is `variant * active + person`; devices that never log in follow after the last."""
_NUMERIC_BASE = 104_729


@dataclass(frozen=True, slots=True)
class IdentityColumn:
    """The values of one leaf path for identity rows from `start` on; a missing value is an explicit null."""

    path: str
    start: int
    values: pa.Array
    numeric: npt.NDArray[np.bool_] | None = None
    """Where the value is a JSON number."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Fragments and cells of every identity row."""

    active: int
    devices: int
    fragments: pa.Array
    columns: tuple[IdentityColumn, ...]
    masks: npt.NDArray[np.uint64]
    odd: npt.NDArray[np.bool_]
    only_full: npt.NDArray[np.bool_]
    """People whom the vendor knows by address or number: always logged in."""
    by_email: npt.NDArray[np.bool_]
    """People whose `distinct_id` is their address."""


def make_identities(people: People, devices: int, bits: FieldBits, seed: int) -> Identities:
    """All rows for the active people and the devices without a person."""
    rng = np.random.default_rng([seed, 1])
    active = people.sizes.active
    number = np.arange(active)
    former = number < people.sizes.former
    numeric = former & (number % 2 == 0)
    by_email = people.by_email[:active] | (former & ~numeric)
    accounts, emails = people.account_ids.slice(0, active), people.emails.slice(0, active)
    device, second, lonely = uuids(rng, active), uuids(rng, active), uuids(rng, devices)
    organisation = people.organisation[:active]
    org_ids = people.organisation_ids.take(pa.array(organisation, mask=organisation < 0))
    user_ids = pc.if_else(pa.array(by_email | former), None, accounts)
    digits = pc.cast(pa.array(number * 7 + _NUMERIC_BASE), pa.string())
    distinct = pc.if_else(pa.array(numeric), digits, pc.if_else(pa.array(by_email), emails, accounts))
    names = people.names.slice(0, active)
    distinct_json = pc.if_else(pa.array(numeric), digits, _quoted(distinct))
    full = join(
        ',"distinct_id":', distinct_json, ',"$user_id":', _quoted(user_ids), ',"$email":"', emails,
        '","$name":"', people.names_json.slice(0, active), '","org_id":', _quoted(org_ids),
        ',"$device_id":"', device, '"',
    )  # fmt: skip
    bare = _bare(accounts, org_ids, second)
    unknown = pa.concat_arrays([device, lonely])
    anonymous = join(',"distinct_id":"$device:', unknown, '","$device_id":"', unknown, '"')
    columns = (
        IdentityColumn("properties.distinct_id", 0, distinct, numeric),
        IdentityColumn("properties.distinct_id", active, accounts),
        IdentityColumn("properties.distinct_id", 2 * active, join("$device:", unknown)),
        IdentityColumn("properties.$user_id", 0, user_ids),
        IdentityColumn("properties.$user_id", active, accounts),
        IdentityColumn("properties.$email", 0, emails),
        IdentityColumn("properties.$name", 0, names),
        IdentityColumn("properties.org_id", 0, org_ids),
        IdentityColumn("properties.org_id", active, org_ids),
        IdentityColumn("properties.$device_id", 0, device),
        IdentityColumn("properties.$device_id", active, second),
        IdentityColumn("properties.$device_id", 2 * active, unknown),
    )
    fragments = pa.concat_arrays([full, bare, anonymous])
    masks = _masks(columns, len(fragments), bits)
    return Identities(active, devices, fragments, columns, masks, _odd(fragments), by_email | former, by_email)


def _bare(accounts: pa.Array, org_ids: pa.Array, device: pa.Array) -> pa.Array:
    """Somebody of whom only the account is known."""
    account = join(',"distinct_id":"', accounts, '","$user_id":"', accounts)
    return join(account, '","org_id":', _quoted(org_ids), ',"$device_id":"', device, '"')


def _masks(columns: Sequence[IdentityColumn], rows: int, bits: FieldBits) -> npt.NDArray[np.uint64]:
    """Which fields each identity row fills."""
    masks = np.zeros(rows, dtype=np.uint64)
    for column in columns:
        valid = column.values.is_valid().to_numpy(zero_copy_only=False)
        filled = np.where(valid, np.uint64(bits.of(column.path)), np.uint64(0))
        masks[column.start : column.start + len(valid)] |= filled
    return masks


def _odd(fragments: pa.Array) -> npt.NDArray[np.bool_]:
    """Rows with an escape or an explicit null."""
    found = pc.or_(pc.match_substring(fragments, "\\"), pc.match_substring(fragments, ":null"))
    odd: npt.NDArray[np.bool_] = found.to_numpy(zero_copy_only=False)
    return odd


def _quoted(values: pa.Array) -> pa.Array:
    """A JSON string, or `null`."""
    return pc.fill_null(join('"', values, '"'), "null")
