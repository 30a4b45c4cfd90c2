"""Mixpanel's exports: raw events, Engage profiles, data pipeline files, tables of its web interface and of Fivetran.

Source: Mixpanel documentation (raw export, Engage query, JSON and schematized pipelines, default properties), as noted
in docs/readers.md. The bytes are read by the generic readers; here the keys of the first records say which export it
is, what each default property means and which field plays which part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from waspada.core.roles import Roles, Time, by_name, epoch_unit, snake
from waspada.readers.reader import Recognised, Shape

# Default properties by their name without `$`, `mp_` and case, and the kind that they hold. What no person can be
# known by is `technical`, so that a reader of the report sees that it was looked at.
_MEANINGS: dict[str, str] = {
    **dict.fromkeys(("distinct_id", "user_id", "resolved_distinct_id", "identified_id"), "account_id"),
    **dict.fromkeys(("device_id", "anon_id", "distinct_id_before_identity", "anon_distinct_id"), "device_id"),
    **dict.fromkeys(("ios_ifa", "ifa", "idfa", "android_advertising_id", "advertising_id"), "advertising_id"),
    **dict.fromkeys(("ios_devices", "android_devices", "ios_device_token", "android_push_token"), "device_id"),
    **dict.fromkeys(("email", "email_address"), "email"),
    "name": "person_name",
    "first_name": "first_name",
    "last_name": "last_name",
    "phone": "phone",
    "avatar": "picture",
    "ip": "ip_address",
    "user_agent": "user_agent",
    **dict.fromkeys(("city", "initial_city"), "city"),
    **dict.fromkeys(("region", "initial_region"), "region"),
    **dict.fromkeys(("country_code", "country", "initial_country_code"), "country"),
    **dict.fromkeys(("latitude", "longitude"), "precise_location"),
    "timezone": "timezone",
    **dict.fromkeys(("os", "os_version", "operating_system", "operating_system_version"), "operating_system"),
    **dict.fromkeys(("browser", "browser_version", "initial_browser", "initial_browser_version"), "browser"),
    **dict.fromkeys(("current_url", "initial_url", "url", "current_page", "page_url"), "page_url"),
    **dict.fromkeys(("referrer", "referring_domain", "initial_referrer", "initial_referring_domain"), "referrer"),
    **dict.fromkeys(("group_id", "group_key"), "organisation_id"),
    **dict.fromkeys(("event", "event_name", "event_id"), "event_name"),
    **dict.fromkeys(("time", "last_seen", "created", "first_event_time", "first_seen", "updated_at"), "timestamp"),
    **dict.fromkeys(("api_timestamp_ms", "mp_api_timestamp_ms", "mp_processing_time_ms"), "timestamp"),
    "fivetran_synced": "timestamp",
    **dict.fromkeys(("browser_language", "locale", "language"), "locale"),
}
_HARDWARE = """device model mp_device_model manufacturer brand ios_device_model android_model watch_model
    android_manufacturer android_brand""".split()
_MEANINGS |= dict.fromkeys(_HARDWARE, "device_model")
_MEANINGS |= dict.fromkeys(("android_os", "android_os_version", "ios_version"), "operating_system")
_TECHNICAL = """insert_id mp_lib lib lib_version mp_api_endpoint api_endpoint import mp_event_size event_size
    mp_sent_by_lib_version sent_by_lib_version app_build_number app_version_string app_version app_release
    screen_height screen_width screen_dpi carrier radio wifi duration
    bluetooth_enabled bluetooth_version has_nfc has_telephone google_play_services had_persisted_distinct_id geo_source
    ae_session_length search_engine android_app_version android_app_version_code
    android_lib_version ios_app_release ios_app_version ios_lib_version source failure_reason
    failure_description file line fivetran_id bucket data_group_id sampling_factor dataset warehouse_import
    mp_failure_reason""".split()
_MEANINGS |= dict.fromkeys(_TECHNICAL, "technical")
_SEARCH = ("mp_keyword", "keyword")
_CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "gclid", "fbclid", "campaign_id")
_MEANINGS |= dict.fromkeys((*_CAMPAIGN, *(f"initial_{name}" for name in _CAMPAIGN)), "technical")
# Written with `$` in events and profiles; the rest of the defaults have no sigil.
_BARE = frozenset(("distinct_id", "time", "mp_country_code", "mp_lib", "mp_keyword", "search_engine")) | {
    name for name in _MEANINGS if name.startswith(("mp_", "utm_", "initial_utm_"))
}
_DISPLAY = frozenset(
    """city region country country_code operating_system os browser browser_version current_url referrer
    referring_domain initial_referrer initial_referring_domain last_seen screen_height screen_width device_id
    user_id insert_id library_version mixpanel_library time event event_name name email device
    time_zone timezone updated_at""".split()
)
DEVICE_PREFIX = "$device:"
HOLLOW = {"referrer": ("$direct",)}
"""Values that say "nothing", by the kind of field: a missing referrer is the literal `$direct`."""


class Mixpanel:
    """All of Mixpanel's exports."""

    name = "mixpanel"
    title = "Mixpanel export"

    def recognise(self, shape: Shape) -> Recognised | None:
        """By the keys of most of the first records, or the header of a table."""
        if shape.records and shape.reader in ("ndjson", "json"):
            return _json(shape)
        return _table(shape) or _schematized(shape)


def meaning_of(name: str) -> str:
    """Kind id of a default property by its name in any export; empty when it is not one of Mixpanel's."""
    plain = snake(name)
    if plain in _SEARCH or name in _SEARCH:
        return "search_query"
    return _MEANINGS.get(plain) or _MEANINGS.get(snake(name.lstrip("$").removeprefix("mp_"))) or ""


def _json(shape: Shape) -> Recognised | None:
    if _most(shape, {"event", "properties"}) and _looks_like_events(shape):
        return _events(shape, "mixpanel.export", "properties.", {"event": "event_name"})
    if _most(shape, {"$distinct_id", "$properties"}):
        return _people(shape, "mixpanel.engage", "$distinct_id", "$properties.")
    keys = frozenset().union(*(record.keys() for record in shape.records))
    if _most(shape, {"distinct_id", "resolved_distinct_id"}) and "properties" not in keys:
        return _identities(shape)
    if _most(shape, {"event_name", "distinct_id", "properties", "time"}):
        return _pipeline_events(shape)
    if _most(shape, {"distinct_id", "properties"}) and not keys & {"event", "uuid", "timestamp", "event_name"}:
        return _people(shape, "mixpanel.pipeline.people", "distinct_id", "properties.")
    return _schematized(shape)


def _most(shape: Shape, keys: set[str]) -> bool:
    return 2 * sum(keys <= record.keys() for record in shape.records) > len(shape.records)


def _looks_like_events(shape: Shape) -> bool:
    """Others (Segment, PostHog) have `event` and `properties` too, but keep the identity elsewhere."""
    found = [record["properties"] for record in shape.records if isinstance(record.get("properties"), dict)]
    own = sum("distinct_id" in properties and bool(properties.keys() & _OWN) for properties in found)
    return 2 * own > len(found) and not any("distinct_id" in record for record in shape.records)


_OWN = {"time", "token", "mp_lib", "$insert_id", "mp_country_code", "$device_id", "$user_id", "mp_processing_time_ms"}


def _default_meanings(prefix: str, paths: Iterable[str]) -> dict[str, str]:
    """Of every default property, also those that the sample did not show."""
    known = {f"{prefix}${name}": kind for name, kind in _MEANINGS.items() if not name.startswith(("mp_", "utm_"))}
    known |= {f"{prefix}{name}": meaning_of(name) for name in _BARE}
    for path in paths:
        name = path.removeprefix(prefix)
        if path.startswith(prefix) and name.startswith("$") and (kind := meaning_of(name.removesuffix("[]"))):
            known[path] = kind
    return known


def _own_fields(shape: Shape, prefix: str) -> Roles:
    """Parts played by the customer's own properties, by name; deeper objects are about somebody else."""
    direct = [path for path in shape.paths if path.startswith(prefix) and "." not in path[len(prefix) :]]
    return by_name(direct)


def _events(shape: Shape, name: str, prefix: str, extra: dict[str, str]) -> Recognised:
    own = _own_fields(shape, prefix)
    # An event's own `name`, `role` or `time` may be anything: only what cannot be mistaken is taken by name.
    names = tuple(
        path for path in own.name if snake(path.rpartition(".")[2]) not in ("name", "user_name", "display_name")
    )
    known = Roles(
        account=(f"{prefix}$user_id", f"{prefix}distinct_id"),
        email=(f"{prefix}$email",),
        device=(f"{prefix}$device_id", f"{prefix}$distinct_id_before_identity"),
        name=(f"{prefix}$name",),
        phone=(f"{prefix}$phone",),
        country=(f"{prefix}mp_country_code", f"{prefix}$country_code"),
        region=(f"{prefix}$region",),
        city=(f"{prefix}$city",),
        insert_id=(f"{prefix}$insert_id",),
        time=(Time(f"{prefix}time", _unit(_values(shape, prefix, "time"))),),
        device_prefix=DEVICE_PREFIX,
    )
    roles = known.merged(replace(own, time=(), name=names, insert_id=()))
    return Recognised(
        format=name,
        table="mixpanel.events",
        meanings=_default_meanings(prefix, shape.paths) | extra,
        roles=replace(roles, account=_accounts(roles, prefix)),
    )


def _accounts(roles: Roles, prefix: str) -> tuple[str, ...]:
    """`$user_id`, then the id that Mixpanel joined by, then the customer's own ids."""
    first = (f"{prefix}$user_id", f"{prefix}distinct_id")
    return tuple(dict.fromkeys((*first, *roles.account)))


def _values(shape: Shape, prefix: str, key: str) -> list[Any]:
    inner = prefix.rstrip(".")
    rows = [record.get(inner) if inner else record for record in shape.records]
    return [row[key] for row in rows if isinstance(row, dict) and key in row]


def _unit(values: list[Any]) -> str:
    numbers = [value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
    units = {epoch_unit(number) for number in numbers}
    return units.pop() if len(units) == 1 and len(numbers) == len(values) else "auto"


def _people(shape: Shape, name: str, key: str, prefix: str) -> Recognised:
    own = _own_fields(shape, prefix)
    known = Roles(
        account=(key,),
        email=(f"{prefix}$email",),
        name=(f"{prefix}$name",),
        first_name=(f"{prefix}$first_name",),
        last_name=(f"{prefix}$last_name",),
        phone=(f"{prefix}$phone",),
        country=(f"{prefix}$country_code",),
        region=(f"{prefix}$region",),
        city=(f"{prefix}$city",),
        time=(Time(f"{prefix}$last_seen"),),
        device_prefix=DEVICE_PREFIX,
    )
    meanings = _default_meanings(prefix, shape.paths) | {key: "account_id"}
    if _is_groups(shape, prefix):
        # The same interface serves profiles of groups: their id and name are an organisation's.
        meanings |= {key: "organisation_id", f"{prefix}$name": "organisation_name"}
        groups = Roles(organisation=(key,), email=known.email, country=known.country, city=known.city)
        return Recognised(
            format=name.replace("engage", "groups"), table="mixpanel.groups", meanings=meanings, roles=groups
        )
    return Recognised(
        format=name, table="mixpanel.people", meanings=meanings, roles=known.merged(replace(own, time=()))
    )


def _is_groups(shape: Shape, prefix: str) -> bool:
    named = "group" in shape.name.lower()
    return f"{prefix}$group_key" in shape.paths or (named and f"{prefix}$email" not in shape.paths)


def _identities(shape: Shape) -> Recognised:
    return Recognised(
        format="mixpanel.pipeline.identities",
        table="mixpanel.identities",
        meanings={"distinct_id": "account_id", "resolved_distinct_id": "account_id"},
        roles=Roles(alias=("distinct_id",), alias_of=("resolved_distinct_id",), device_prefix=DEVICE_PREFIX),
    )


def _pipeline_events(shape: Shape) -> Recognised:
    top = {
        "event_name": "event_name",
        "distinct_id": "account_id",
        "user_id": "account_id",
        "device_id": "device_id",
        "insert_id": "technical",
        "time": "timestamp",
    }
    found = _events(shape, "mixpanel.pipeline.events", "properties.", top)
    roles = replace(
        found.roles,
        account=("user_id", "distinct_id", *found.roles.account),
        device=("device_id", *found.roles.device),
        insert_id=("insert_id", *found.roles.insert_id),
        time=(Time("time", _unit(_values(shape, "", "time"))),),
    )
    return replace(found, roles=roles)


def _table(shape: Shape) -> Recognised | None:
    """A CSV of the web interface (display names) or of Fivetran (`$` dropped)."""
    names = {snake(path): path for path in shape.paths}
    if "distinct_id" not in names:
        return None
    if {"distinct_id", "properties", "mp_processing_time_ms"} <= set(shape.paths):
        return _flat(shape, "mixpanel.fivetran", "mixpanel.events", {"name": "event_name", "properties": ""})
    if names["distinct_id"] not in ("Distinct ID", "Distinct Id", "$distinct_id", "Distinct_ID"):
        return None
    if len(_DISPLAY & names.keys()) < 2:
        return None
    events = bool({"event", "event_name"} & names.keys())
    return _flat(shape, "mixpanel.csv", "mixpanel.events" if events else "mixpanel.people", {})


def _schematized(shape: Shape) -> Recognised | None:
    """One column a property: lower case, `$x` as `mp_x`, reserved words as `res_x`."""
    names = {path.rpartition(".")[2] for path in shape.paths}
    own = {"mp_event_name", "mp_insert_id", "mp_os", "mp_browser", "mp_city", "mp_region", "mp_lib", "mp_country_code"}
    if not {"distinct_id", "mp_distinct_id"} & names or len(own & names) < 3:
        return None
    events = bool({"mp_event_name", "event_name", "event"} & names)
    return _flat(shape, "mixpanel.pipeline.table", "mixpanel.events" if events else "mixpanel.people", {})


def _flat(shape: Shape, name: str, table: str, special: dict[str, str]) -> Recognised:
    meanings = {path: special.get(path, meaning_of(path)) for path in shape.paths}
    roles = by_name(shape.paths)
    if table == "mixpanel.events":
        roles = replace(roles, name=tuple(path for path in roles.name if snake(path) != "name"))
    times = tuple(Time(one.path) for one in roles.time if snake(one.path) in ("time", "event_time", "last_seen"))
    return Recognised(
        format=name,
        table=table,
        meanings={path: kind for path, kind in meanings.items() if kind},
        roles=replace(roles, time=times or roles.time, device_prefix=DEVICE_PREFIX),
    )
