"""Pairs of hand-overs made by known operations, and the truth about what differs between them.

The truth comes from the model alone: plain sets and dictionaries over the same events and accounts that are written to
the files. Nothing of an assessment takes part in it.
"""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from waspada.core.person_key import fingerprint, person_id
from waspada.detect.registry import KINDS

KEY = b"p" * 32
START = 1_762_500_000
DAY = 86_400
KIND_OF = {
    "$email": "email",
    "$name": "person_name",
    "$ip": "ip_address",
    "$browser": "browser",
    "$city": "city",
    "phone": "phone",
    "note": "secret.openai",
    "$user_id": "account_id",
    "distinct_id": "account_id",
}
COUNTRIES = ("ID", "DE", "US", "JP")
CLAIMS = """
claims:
  - {id: no-phones, text: {en: No phone numbers., id: Tanpa nomor telepon.}, absent: [phone]}
  - {id: no-keys, text: {en: No keys., id: Tanpa kunci.}, absent: [secret.openai]}
  - {id: api, text: {en: API only., id: Hanya API.}, only_people: {product: api}}
"""


@dataclass
class Account:
    """A row of the directory for each organisation."""

    id: str
    email: str
    name: str
    mfa: str
    country: str
    product: str
    roles: dict[str, str]
    """Organisation → role."""


@dataclass
class World:
    """What one hand-over and the directory of its day hold."""

    accounts: dict[str, Account] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)


def openai_key(rng: random.Random) -> str:
    """Looks like a key, opens nothing."""
    letters = "".join(rng.choices("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=136))
    return "sk-" + "proj-" + letters[:68] + "T3Blbk" + "FJ" + letters[68:]


class Maker:
    """Makes a world and changes it."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.world = World()
        self._next = 0
        self._ids = 0
        for _ in range(self.rng.randint(12, 25)):
            self.add_person()
        for _ in range(self.rng.randint(1, 4)):
            self.add_contact()
        for _ in range(self.rng.randint(0, 3)):
            self.add_silent_account()

    def account(self) -> Account:
        self._next += 1
        number, rng = self._next, self.rng
        organisations = rng.sample([f"org-{n}" for n in range(6)], rng.choice((1, 1, 1, 2)))
        made = Account(
            id=f"user-{number:04}x",
            email=f"person{number}@mail{number % 5}.example.org",
            name=f"Siti Rahma {'abcdefghij'[number % 10].upper()}{number}",
            mfa=rng.choice(("yes", "no")),
            country=rng.choice(COUNTRIES),
            product=rng.choice(("api", "api", "chat")),
            roles={name: rng.choice(("admin", "member")) for name in organisations},
        )
        self.world.accounts[made.id] = made
        return made

    def event(self, day: int, **properties: Any) -> None:
        self._ids += 1
        time = START + day * DAY + self.rng.randrange(DAY // 2)
        made = {"time": time, "$insert_id": f"i{self._ids:010}", **properties}
        self.world.events.append(made)

    def add_person(self) -> None:
        made = self.account()
        with_fields = self.rng.sample(("$email", "$name", "$ip", "$browser", "$city"), self.rng.randint(1, 4))
        for _ in range(self.rng.randint(1, 4)):
            properties = {name: self.value(name, made) for name in with_fields}
            self.event(self.rng.randrange(6), distinct_id=made.id, **{"$user_id": made.id}, **properties)

    def add_contact(self) -> None:
        """Somebody whom the directory does not know."""
        self._next += 1
        number = self._next
        for _ in range(self.rng.randint(1, 3)):
            address = f"lead{number}@old.example.org"
            self.event(self.rng.randrange(6), distinct_id=f"gone-{number:04}x", **{"$email": address})

    def add_silent_account(self) -> None:
        self.account()

    def value(self, name: str, of: Account) -> str:
        number = int(of.id[5:9])
        return {
            "$email": of.email,
            "$name": of.name,
            "$ip": f"93.184.{number // 200}.{number % 200 + 1}",
            "$browser": self.rng.choice(("Firefox", "Chrome")),
            "$city": self.rng.choice(("Bandung", "Berlin")),
            "phone": f"+62812{10_000_000 + number}",
            "note": openai_key(self.rng),
        }[name]

    def seen(self) -> list[str]:
        """Accounts that stand in an event, sorted."""
        return sorted({event["distinct_id"] for event in self.world.events} & self.world.accounts.keys())

    def one(self) -> Account:
        return self.world.accounts[self.rng.choice(self.seen())]

    def of(self, account: Account) -> list[dict[str, Any]]:
        return [event for event in self.world.events if event["distinct_id"] == account.id]

    # --- operations: each changes the world in a known way ---

    def drop_person(self) -> None:
        if len(self.seen()) > 4:
            whose = self.one()
            self.world.events = [event for event in self.world.events if event["distinct_id"] != whose.id]

    def drop_contact(self) -> None:
        others = sorted({event["distinct_id"] for event in self.world.events} - self.world.accounts.keys())
        if len(others) > 1:
            whose = self.rng.choice(others)
            self.world.events = [event for event in self.world.events if event["distinct_id"] != whose]

    def drop_record(self) -> None:
        if len(self.world.events) > 12:
            self.world.events.pop(self.rng.randrange(len(self.world.events)))

    def more_records(self) -> None:
        whose = self.one()
        again = {name: value for name, value in self.of(whose)[0].items() if name not in ("time", "$insert_id")}
        self.event(self.rng.randrange(9), **again)

    def expose(self) -> None:
        whose, name = self.one(), self.rng.choice(("$email", "$name", "$ip", "$city", "phone", "note"))
        self.rng.choice(self.of(whose))[name] = self.value(name, whose)

    def hide(self) -> None:
        whose, name = self.one(), self.rng.choice(("$email", "$name", "$ip", "$browser", "$city", "phone", "note"))
        for event in self.of(whose):
            event.pop(name, None)

    def empty(self) -> None:
        self.rng.choice(self.of(self.one()))["$browser"] = None

    def other_mfa(self) -> None:
        whose = self.one()
        whose.mfa = "no" if whose.mfa == "yes" else "yes"

    def other_country(self) -> None:
        self.one().country = self.rng.choice(COUNTRIES)

    def other_name(self) -> None:
        self.one().name += " Putri"

    def other_product(self) -> None:
        self.one().product = self.rng.choice(("api", "chat"))

    def join_organisation(self) -> None:
        self.one().roles[f"org-{self.rng.randrange(9)}"] = self.rng.choice(("admin", "member"))

    def leave_organisation(self) -> None:
        whose = self.one()
        if len(whose.roles) > 1:
            del whose.roles[self.rng.choice(sorted(whose.roles))]

    def other_role(self) -> None:
        whose = self.one()
        name = self.rng.choice(sorted(whose.roles))
        whose.roles[name] = "admin" if whose.roles[name] == "member" else "member"

    def new_field(self) -> None:
        for event in self.world.events[:: self.rng.randint(1, 3)]:
            event["plan_level"] = self.rng.choice(("basic", "gold", "none at all"))


OPERATIONS: tuple[Callable[[Maker], None], ...] = (
    *(Maker.add_person, Maker.add_contact, Maker.add_silent_account, Maker.drop_person, Maker.drop_contact),
    *(Maker.drop_record, Maker.more_records, Maker.expose, Maker.expose, Maker.hide, Maker.empty, Maker.other_mfa),
    *(Maker.other_country, Maker.other_name, Maker.other_product, Maker.join_organisation, Maker.leave_organisation),
    *(Maker.other_role, Maker.new_field),
)


def pair(seed: int) -> tuple[World, World]:
    """Two hand-overs; with every tenth seed the second is the same as the first."""
    maker = Maker(seed)
    for _ in range(3):
        maker.expose()
    first = copy.deepcopy(maker.world)
    if seed % 10 != 9:
        for _ in range(maker.rng.randint(1, 14)):
            maker.rng.choice(OPERATIONS)(maker)
    maker.rng.shuffle(maker.world.events)
    return first, maker.world


def write(world: World, folder: Path) -> tuple[Path, Path, Path]:
    """The files: dataset, directory, claims."""
    folder.mkdir(parents=True)
    dataset, directory, claims = folder / "export.jsonl", folder / "accounts.csv", folder / "claims.yaml"
    lines = (json.dumps({"event": "Seen", "properties": event}) for event in world.events)
    dataset.write_text("\n".join(lines) + "\n")
    rows = ["account_id,email,name,mfa,country,product,organisation_id,role"]
    rows += [
        f"{one.id},{one.email},{one.name},{one.mfa},{one.country},{one.product},{organisation},{role}"
        for one in world.accounts.values()
        for organisation, role in one.roles.items()
    ]
    directory.write_text("\n".join(rows) + "\n")
    claims.write_text(CLAIMS)
    return dataset, directory, claims


# --- the truth ---


def people(world: World) -> dict[str, dict[str, Any]]:
    """By person id."""
    found: dict[str, dict[str, Any]] = {}
    for event in world.events:
        account = world.accounts.get(event["distinct_id"])
        if account is None and "$email" not in event:
            continue
        identifier = person_id(KEY, account=account.id) if account else person_id(KEY, identity=event["$email"])
        here = found.setdefault(identifier, {"kinds": set(), "records": 0, "first_seen": START * 9, "last_seen": 0})
        here["kinds"] |= _kinds(event)
        here["records"] += 1
        here["first_seen"] = min(here["first_seen"], event["time"])
        here["last_seen"] = max(here["last_seen"], event["time"])
        if account:
            here |= {name: getattr(account, name) for name in ("mfa", "country", "name")}
            here |= {"products": account.product, "organisations": set(account.roles), "roles": dict(account.roles)}
    for here in found.values():
        here["categories"] = {KINDS[kind].category for kind in here["kinds"]}
    return found


def _kinds(event: Mapping[str, Any]) -> set[str]:
    return {KIND_OF[name] for name, value in event.items() if value and name in KIND_OF}


def changed_in(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """Names of what differs; a role counts where the membership stayed."""
    names = {name for name in before if name != "roles" and before[name] != after[name]}
    stayed = before.get("roles", {}).keys() & after.get("roles", {}).keys()
    if any(before["roles"][name] != after["roles"][name] for name in stayed):
        names.add("roles")
    return names


COUNTS = {"records", "first_seen", "last_seen"}


def people_diff(first: World, second: World) -> dict[str, tuple[str, frozenset[str], frozenset[str], frozenset[str]]]:
    """person id → change, added kinds, removed kinds, what changed."""
    one, other = people(first), people(second)
    found = {}
    for identifier in one.keys() | other.keys():
        before, after = one.get(identifier), other.get(identifier)
        old, new = (side["kinds"] if side else set() for side in (before, after))
        names = changed_in(before, after) if before and after else set()
        change = "new" if not before else "gone" if not after else "changed" if names - COUNTS else "recounted"
        if names or not (before and after):
            found[identifier] = (change, frozenset(new - old), frozenset(old - new), frozenset(names))
    return found


def organisations(world: World) -> dict[str, dict[str, Any]]:
    """Of everybody who is in the dataset."""
    in_it, found = people(world), dict[str, dict[str, Any]]()
    for account in world.accounts.values():
        person = in_it.get(person_id(KEY, account=account.id))
        for name, role in account.roles.items() if person else ():
            here = found.setdefault(
                name, {"people": 0, "admins": 0, "admins_without_mfa": 0, "records": 0, "categories": set()}
            )
            here["people"] += 1
            here["admins"] += role == "admin"
            here["admins_without_mfa"] += role == "admin" and account.mfa == "no"
            here["records"] += person["records"] if person else 0
            here["categories"] |= person["categories"] if person else set()
    return found


def fields(world: World) -> dict[str, dict[str, int]]:
    """Path → filled, empty, distinct."""
    values: dict[str, list[Any]] = {"event": ["Seen"] * len(world.events)}
    for event in world.events:
        for name, value in event.items():
            values.setdefault(f"properties.{name}", []).append(value)
    return {
        path: {
            "filled": len(there := [value for value in cells if value is not None]),
            "empty": len(cells) - len(there),
            "distinct": len(set(there)),
        }
        for path, cells in values.items()
    }


def findings(world: World) -> dict[tuple[str, str], int]:
    """(kind, path) → values."""
    counts = Counter(
        (kind, f"properties.{name}") for event in world.events for name, kind in KIND_OF.items() if event.get(name)
    )
    return dict(counts)


def secrets(world: World) -> dict[str, set[tuple[str, str]]]:
    """Fingerprint → whose, with their organisation where they have one only."""
    found: dict[str, set[tuple[str, str]]] = {}
    for event in world.events:
        if event.get("note"):
            account = world.accounts[event["distinct_id"]]
            organisation = next(iter(account.roles)) if len(account.roles) == 1 else ""
            whose = person_id(KEY, account=account.id), organisation
            found.setdefault(fingerprint(KEY, event["note"]), set()).add(whose)
    return found


def verdicts(world: World) -> dict[str, str]:
    """Claim → verdict."""
    there = set().union(*(_kinds(event) for event in world.events))
    products = [side.get("products") for side in people(world).values()]
    api = "contradicted" if "chat" in products else "cannot_tell" if None in products else "holds"
    said = {"no-phones": "phone", "no-keys": "secret.openai"}
    return {**{name: "contradicted" if kind in there else "holds" for name, kind in said.items()}, "api": api}


def days(world: World) -> dict[str, int]:
    """Day → records."""
    return dict(Counter(datetime.fromtimestamp(event["time"], UTC).date().isoformat() for event in world.events))


def split(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> tuple[set[Any], set[Any], set[Any]]:
    """Keys that are new, gone and changed."""
    changed = {key for key in one.keys() & other.keys() if one[key] != other[key]}
    return set(other.keys() - one.keys()), set(one.keys() - other.keys()), changed


def each(rows: Mapping[str, list[dict[str, Any]]], *names: str) -> tuple[set[Any], ...]:
    """The keys of rows that a difference holds, in the order of `split`."""

    def keys(which: str) -> Iterator[Any]:
        for row in rows[which]:
            yield row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)

    return tuple(set(keys(which)) for which in ("new", "gone", "changed"))
