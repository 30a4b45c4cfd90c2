"""The few lines written one by one: secrets, mentions, conflicting identities, and lines that do not parse."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from waspada.flows.demo import secrets
from waspada.flows.demo.people import People
from waspada.flows.demo.secrets import Hidden, Secret
from waspada.flows.demo.text import compact

Record = dict[str, Any]
Change = Callable[[Record], None]
_KNOWN_MENTIONS_OF_SUBJECTS, _UNKNOWN_MENTIONS, _OWN_MENTIONS = 3, 4, 2


@dataclass(frozen=True, slots=True)
class Written:
    """One finished line and what is in it."""

    line: bytes
    record: Record | None
    """None for a line that does not parse."""
    subject: int | None
    """Person whose record it is; None when nobody can say."""
    mentions: tuple[tuple[str, str], ...] = ()
    """Leaf path and address, inside a text or URL."""
    secret: Secret | None = None
    hidden: Hidden | None = None
    layer: str = ""
    ambiguous: Ambiguous | None = None
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The identity of a record that fits several people."""

    reason: str
    identifiers: tuple[str, ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A line to write in place of an ordinary one; that one's record is handed in, changed and written."""

    person: int
    """Whose ordinary record it starts from."""
    write: Callable[[Record], Written] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """How many of each."""

    secrets: int | None
    """None: the handful of the re-enactment; a number: that many of twelve kinds at random places."""
    broken: int
    conflicts: int
    shared_devices: int
    mentions: bool


def plant(people: People, amounts: Amounts, seed: int) -> list[list[Planted]]:
    """All of them, in groups that only make sense together."""
    rng = random.Random(f"planted {seed}")
    crowd = _Crowd(people, rng)
    groups = [[line] for line in _secrets(crowd, rng, amounts.secrets)]
    groups += [[line] for line in _broken(crowd, rng, amounts.broken)]
    groups += list(_conflicts(crowd, amounts.conflicts))
    groups += list(_shared_emails(crowd, rng))
    groups += list(_shared_devices(crowd, rng, amounts.shared_devices))
    groups += [[line] for line in _mentions(crowd, rng)] if amounts.mentions else []
    return groups


class _Crowd:
    """Picks API customers whom the vendor knows by account id."""

    def __init__(self, people: People, rng: random.Random) -> None:
        sizes = people.sizes
        self.people = people
        self._rng = rng
        self._choices = [n for n in range(sizes.former, sizes.former + sizes.api) if not people.by_email[n]]

    def somebody(self) -> int:
        return self._rng.choice(self._choices)

    def two(self) -> tuple[int, int]:
        first, second = self._rng.sample(self._choices, 2)
        return first, second

    @property
    def has_two(self) -> bool:
        return len(self._choices) > 1


def _finish(record: Record) -> bytes:
    return (compact(record) + "\n").encode()


def _secrets(crowd: _Crowd, rng: random.Random, amount: int | None) -> Iterator[Planted]:
    if amount is None:
        yield from _handful(crowd, rng)
        return
    kinds, layers = list(secrets.TWELVE), list(secrets.LAYERS)
    for number in range(amount):
        kind = kinds[number % len(kinds)]
        layer = layers[number // len(kinds) % len(layers)] if number < len(kinds) * len(layers) else rng.choice(layers)
        yield _secret(crowd.somebody(), secrets.make(kind, rng), layer, secrets.LAYERS[layer])


def _handful(crowd: _Crowd, rng: random.Random) -> Iterator[Planted]:
    for kind, layer in (
        ("secret.openai", "text"), ("secret.openai", "url"), ("secret.openai", "text"),
        ("secret.aws", "text"), ("secret.jwt", "nested"),
    ):  # fmt: skip
        yield _secret(crowd.somebody(), secrets.make(kind, rng), layer, secrets.LAYERS[layer])
    yield _secret(crowd.somebody(), secrets.make(secrets.PASSWORD, rng), "nested", secrets.hide_password)
    yield _secret(crowd.somebody(), secrets.make(secrets.RESET_TOKEN, rng), "url", secrets.hide_reset_token)


def _secret(person: int, secret: Secret, layer: str, hide: Callable[[Record, str], Hidden]) -> Planted:
    def write(record: Record) -> Written:
        hidden = hide(record["properties"], secret.value)
        return Written(_finish(record), record, person, secret=secret, hidden=hidden, layer=layer)

    return Planted(person, write)


def _broken(crowd: _Crowd, rng: random.Random, amount: int) -> Iterator[Planted]:
    """No identity and no address in them: what a raw scan of them finds is nobody's."""
    for number in range(amount):
        reason = ("truncated", "invalid_utf8", "not_json")[number % 3]

        def write(record: Record, reason: str = reason, cut: float = rng.uniform(0.4, 0.9)) -> Written:
            keep = ("time", "$os", "$browser", "$screen_height", "mp_lib", "$lib_version")
            small = {"event": record["event"], "properties": {k: record["properties"][k] for k in keep}}
            line = compact(small).encode()
            if reason == "truncated":
                line = line[: int(len(line) * cut)]
            elif reason == "invalid_utf8":
                line = line.replace(b'"mp_lib":"web"', b'"mp_lib":"w\xff\xfeb"')
            else:
                line = (
                    b"ERROR: export worker restarted, resuming at part "
                    + str(record["properties"]["time"])[-3:].encode()
                )
            return Written(line + b"\n", None, None, broken=reason)

        yield Planted(crowd.somebody(), write)


def _conflicts(crowd: _Crowd, amount: int) -> Iterator[list[Planted]]:
    """The record's user id names one person, its address another."""
    for _ in range(amount if crowd.has_two else 0):
        one, other = crowd.two()
        account, email = crowd.people.facts(one)["account_id"], crowd.people.facts(other)["email"]
        identity = Ambiguous("conflict", (account, email.lower()), (account, crowd.people.facts(other)["account_id"]))

        def write(record: Record, email: str = email, identity: Ambiguous = identity) -> Written:
            del record["properties"]["$device_id"]
            record["properties"]["$email"] = email
            return Written(_finish(record), record, None, ambiguous=identity)

        yield [Planted(one, write), Planted(one, write)]


def _shared_emails(crowd: _Crowd, rng: random.Random) -> Iterator[list[Planted]]:
    """An address that two accounts of the directory have; the record holds nothing else."""
    sizes = crowd.people.sizes
    for first in range(sizes.active, sizes.first_mentioned, 2):
        pair = [crowd.people.facts(first + n) for n in (0, 1)]
        email = pair[0]["email"]
        identity = Ambiguous("shared_email", (email.lower(),), tuple(facts["account_id"] for facts in pair))

        def write(record: Record, email: str = email, identity: Ambiguous = identity) -> Written:
            del record["properties"]["$device_id"]
            record["properties"] |= {
                "distinct_id": email,
                "$user_id": None,
                "$email": email,
                "$name": None,
                "org_id": None,
            }
            return Written(_finish(record), record, None, ambiguous=identity)

        yield [Planted(crowd.somebody(), write) for _ in range(rng.randint(1, 3))]


def _shared_devices(crowd: _Crowd, rng: random.Random, amount: int) -> Iterator[list[Planted]]:
    """Two people log in on one device; what it did before anybody logged in is nobody's for sure."""
    for _ in range(amount if crowd.has_two else 0):
        one, other = crowd.two()
        device = (
            "-".join(f"{rng.getrandbits(4 * n):0{n}x}" for n in (8, 4))
            + f"-4{rng.getrandbits(12):03x}-a{rng.getrandbits(12):03x}"
        )
        device += f"-{rng.getrandbits(48):012x}"
        accounts = tuple(crowd.people.facts(person)["account_id"] for person in (one, other))
        identity = Ambiguous("shared_device", (f"$device:{device}",), accounts)

        def log_in(record: Record, person: int, device: str = device) -> Written:
            record["properties"]["$device_id"] = device
            return Written(_finish(record), record, person)

        def browse(record: Record, device: str = device, identity: Ambiguous = identity) -> Written:
            for key in ("$user_id", "$email", "$name", "org_id"):
                del record["properties"][key]
            record["properties"] |= {"distinct_id": f"$device:{device}", "$device_id": device}
            return Written(_finish(record), record, None, ambiguous=identity)

        logins = [Planted(person, lambda record, person=person, f=log_in: f(record, person)) for person in (one, other)]  # type: ignore[misc]
        yield [*logins, Planted(one, browse), Planted(one, browse)]


def _mentions(crowd: _Crowd, rng: random.Random) -> Iterator[Planted]:
    sizes, people = crowd.people.sizes, crowd.people
    addresses = [
        people.facts(n)["email"] for n in range(sizes.first_mentioned, sizes.first_mentioned + sizes.mentioned)
    ]
    addresses += [people.facts(crowd.somebody())["email"] for _ in range(_KNOWN_MENTIONS_OF_SUBJECTS)]
    addresses += [
        f"{word}.{rng.randrange(100, 999)}@elsewhere.example"
        for word in ("bapak", "cousin", "vendor", "Sales")[:_UNKNOWN_MENTIONS]
    ]
    for number, address in enumerate(addresses):
        yield _mention(crowd.somebody(), address, number % 3)
    for _ in range(_OWN_MENTIONS):
        person = crowd.somebody()
        yield _mention(person, people.facts(person)["email"], 0)


def _mention(person: int, address: str, place: int) -> Planted:
    def write(record: Record) -> Written:
        properties = record["properties"]
        if place == 0:
            path, properties["comment"] = "comment", f"Please answer to {address}, not to me.\nTerima kasih"
        elif place == 1:
            path = "$current_url"
            properties[path] = (
                f"https://platform.example.com/settings/members?invite={quote(address, safe='')}&role=reader"
            )
        else:
            path, properties["search_query"] = "search_query", f"member {address} missing"
        return Written(_finish(record), record, person, mentions=((f"properties.{path}", address),))

    return Planted(person, write)
