"""Which field of a table plays which part in identity: account, contact, device, organisation, time, place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[^0-9a-z]+")
_PREFIXES = re.compile(r"^(?:mp_reserved_|mp_res_|mp_(?=country|city|region|device_id)|res_|property_|properties_)")


@dataclass(frozen=True, slots=True)
class Time:
    """A field that says when, and how."""

    path: str
    unit: str = "auto"
    """`s`, `ms`, `us`, `ns` since 1970, `text`, or `auto`: `epoch_unit` decides by each value's size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Paths that play each part, best first. A field may play several: `distinct_id` can hold ids, e-mails, devices."""

    account: tuple[str, ...] = ()
    """The vendor's or our id of a person's account."""
    email: tuple[str, ...] = ()
    """The record's own person's address; addresses elsewhere are only mentioned."""
    phone: tuple[str, ...] = ()
    device: tuple[str, ...] = ()
    """Device, cookie and anonymous ids."""
    organisation: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    first_name: tuple[str, ...] = ()
    last_name: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    person_type: tuple[str, ...] = ()
    """What sort of account: `api`, `agent`, `lead`."""
    insert_id: tuple[str, ...] = ()
    """The same id twice is the same event twice."""
    time: tuple[Time, ...] = ()
    alias: tuple[str, ...] = ()
    """Identity maps: the id that was used …"""
    alias_of: tuple[str, ...] = ()
    """… and the id it stands for."""
    device_prefix: str = ""
    """A value of `account` that begins so is a device id: Mixpanel's `$device:`."""

    def paths(self) -> frozenset[str]:
        """Every path that plays a part."""
        found = [
            path for item in fields(self) if isinstance(value := getattr(self, item.name), tuple) for path in value
        ]
        return frozenset(path.path if isinstance(path, Time) else path for path in found)

    def merged(self, other: Roles) -> Roles:
        """These first, then those of `other` that are not here yet."""
        both: dict[str, Any] = {}
        for item in fields(self):
            mine, theirs = getattr(self, item.name), getattr(other, item.name)
            both[item.name] = (mine or theirs) if isinstance(mine, str) else tuple(dict.fromkeys(mine + theirs))
        return Roles(**both)


# Field names, in snake_case without sigils, from the exports listed in docs/readers.md; order is preference.
_NAMES: dict[str, tuple[str, ...]] = {
    "account": (
        *(
            "distinct_id",
            "user_id",
            "account_id",
            "userid",
            "uid",
            "customer_id",
            "member_id",
            "contact_id",
            "person_id",
        ),
        *("subscriber_id", "requester_id", "profile_id", "user_uuid", "id_pengguna", "id_pelanggan", "nasabah_id"),
    ),
    "email": (
        *("email", "e_mail", "email_address", "user_email", "mail", "customer_email", "contact_email", "primary_email"),
        *("supplied_email", "receipt_email", "alamat_email", "surel", "work_email", "person_email", "login_email"),
    ),
    "phone": (
        *("phone", "phone_number", "mobile", "mobile_phone", "telephone", "msisdn", "cell", "whatsapp"),
        *("nomor_telepon", "no_telepon", "no_hp", "nomor_hp", "telepon", "supplied_phone"),
    ),
    "device": (
        *("device_id", "anonymous_id", "anon_id", "user_pseudo_id", "amplitude_id", "cookie_id", "client_id"),
        *("visitor_id", "idfa", "idfv", "adid", "ad_id", "gaid", "advertising_id", "ios_ifa", "mpid", "mp_deviceid"),
        *("domain_userid", "network_userid", "distinct_id_before_identity"),
    ),
    "organisation": (
        *("organization_id", "organisation_id", "org_id", "company_id", "workspace_id", "tenant_id", "team_id"),
        *("business_id", "organization", "organisation", "company", "company_name", "organization_name"),
        *("id_perusahaan", "perusahaan"),
    ),
    "name": (
        *("name", "full_name", "fullname", "display_name", "user_name", "customer_name", "contact_name", "real_name"),
        *("supplied_name", "nama", "nama_lengkap"),
    ),
    "first_name": ("first_name", "firstname", "given_name", "nama_depan"),
    "last_name": ("last_name", "lastname", "surname", "family_name", "nama_belakang"),
    "country": (
        *("country_code", "country", "geoip_country_code", "geo_country", "country_name", "negara", "kode_negara"),
    ),
    "region": (
        *("region", "state", "province", "geoip_subdivision_1_code", "geo_region", "region_name", "state_province"),
        "provinsi",
    ),
    "city": ("city", "geoip_city_name", "geo_city", "town", "kota", "kota_kabupaten"),
    "person_type": ("person_type", "user_type", "account_type", "role", "plan", "customer_type", "profile_type"),
    "insert_id": ("insert_id", "event_uuid", "message_id", "messageid"),
    "time": (
        *("time", "timestamp", "event_time", "event_timestamp", "created_at", "occurred_at", "received_at", "sent_at"),
        *("created", "date", "datetime", "created_date", "updated_at", "waktu", "tanggal"),
    ),
}
_DOERS = (
    *("actor_id", "author_id", "submitter_id", "sender_id", "created_by_id", "creator_id", "agent_id", "owner_id"),
    *("updated_by_id", "assignee_id"),
)
"""Who did or wrote it: the record's person only where nothing else names one, or author and subject would contradict
each other."""
_ROW_IDS = ("id", "uuid", "external_id")
"""Name the person only where the row is about a person."""
_EVENT_KEYS = frozenset({"event", "event_name", "event_type", "event_id", "action"})
_PERSON_KEYS = frozenset({"email", "e_mail", "email_address", "phone", "last_login_at", "first_name", "firstname"})


def snake(name: str) -> str:
    """A field's own name without sigils and case: `$current_url` and `currentUrl` both give `current_url`."""
    plain = _SEPARATORS.sub("_", _CAMEL.sub("_", name.removesuffix("[]")).lower()).strip("_")
    return _PREFIXES.sub("", plain)


def by_name(paths: Iterable[str]) -> Roles:
    """Roles guessed from field names alone, for tables that no format recognises."""
    known = list(dict.fromkeys(paths))
    last = {path: snake(path.rsplit(".", 1)[-1]) for path in known}
    found: dict[str, Any] = {}
    for role, names in _NAMES.items():
        rank = {name: number for number, name in enumerate(names)}
        # Shallow before deep: `email` is the record's person, `requester.email` and `items[].email` others.
        chosen = [path for path in known if last[path] in rank and "[]" not in path]
        found[role] = tuple(sorted(chosen, key=lambda path: (path.count("."), rank[last[path]])))
    names_here = set(last.values())
    if _PERSON_KEYS & names_here and not _EVENT_KEYS & names_here:
        found["account"] += tuple(path for name in _ROW_IDS for path in known if path == name)
    if not found["account"] and not found["email"]:
        rank = {name: number for number, name in enumerate(_DOERS)}
        doers = sorted((path for path in known if last[path] in rank and "." not in path), key=lambda p: rank[last[p]])
        found["account"] = tuple(doers[:1])
    times = tuple(Time(path) for path in found.pop("time"))
    if _EVENT_KEYS & names_here and not _PERSON_KEYS & names_here:
        found["name"] = tuple(path for path in found["name"] if last[path] != "name")
    return Roles(**found, time=times)


def epoch_unit(value: float) -> str:
    """Unit of a time since 1970 by its size; the borders lie between the years 1973 and 5138 of each unit."""
    size = abs(value)
    if size < 1e11:
        return "s"
    if size < 1e14:
        return "ms"
    return "us" if size < 1e17 else "ns"
