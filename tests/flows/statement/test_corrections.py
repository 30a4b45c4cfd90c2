"""A correction reaches exactly those who were told what is no longer so: 50 seeded histories against plain truth."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from tests.flows.statement.told import FIRST, WIDER, by_topic, document, draft, known, log

from waspada.core.custody import Entry
from waspada.flows.case.facts import facts_of
from waspada.flows.statement.check import Now
from waspada.flows.statement.corrections import Claim, Row, Told, Turned, claims_of, old_claims, to_tell
from waspada.flows.statement.sentence import claim_id, entries_of
from waspada.notify.ledger import State
from waspada.notify.sentence import Basis

REACHED = {State.DATA, State.ACCEPTED, State.DELIVERED, State.UNKNOWN}


def computed(topic: str, backing: dict[str, Any]) -> Claim:
    return Claim(id=claim_id(topic, backing), basis=Basis.COMPUTED, backing=backing)


ONLY_API = computed("who.only", {"check": "claim", "id": "only-api"})
NO_KEYS = computed("not.keys", {"check": "absent", "names": ["user.authorization.credentials"]})
OPEN = computed("unknown", {"check": "open", "names": ["user.authorization.credentials"]})


def test_the_scope_is_widened_three_weeks_later() -> None:
    """First only users of one product were told, and in so many words; then some of another were found too."""
    claims = document()["claims"]
    first, second = known(run=1), known(found=WIDER, run=2, claims=[claims[0] | {"verdict": "contradicted"}])
    told = [
        Told(version="1", claims=(ONLY_API, NO_KEYS, OPEN)),
        Told(version="statement 1", claims=claims_of(draft(first).sentences)),
    ]
    assert old_claims(told, first) == ()
    old = old_claims(told, second)
    assert {one.id for one in old if one.version == "1"} == {ONLY_API.id, NO_KEYS.id}
    assert {one.turned for one in old} == {Turned.CONTRADICTED}
    rows = [
        Row(recipient_id="both", version="1", claims=(ONLY_API.id, NO_KEYS.id), state=State.DELIVERED),
        Row(recipient_id="one", version="1", claims=(ONLY_API.id,), state=State.UNKNOWN),
        Row(recipient_id="open", version="1", claims=(OPEN.id,), state=State.DELIVERED),
        Row(recipient_id="bounced", version="1", claims=(ONLY_API.id,), state=State.BOUNCED),
        Row(recipient_id="waiting", version="1", claims=(ONLY_API.id,), state=State.QUEUED),
        Row(recipient_id="other", version="2", claims=(ONLY_API.id,), state=State.DELIVERED),
    ]
    assert {who: len(what) for who, what in to_tell(rows, old).items()} == {"both": 2, "one": 1}


def test_who_surely_got_the_correction_is_not_told_again() -> None:
    old = old_claims([Told(version="1", claims=(ONLY_API, NO_KEYS))], known(found=WIDER, claims=[]))
    assert {one.id for one in old} == {NO_KEYS.id}
    rows = [Row(recipient_id=one, version="1", claims=(NO_KEYS.id,), state=State.DELIVERED) for one in ("a", "b", "c")]
    rows += [
        Row(recipient_id="a", version="2", claims=(), state=State.ACCEPTED),
        Row(recipient_id="b", version="2", claims=(), state=State.UNKNOWN),
    ]
    assert set(to_tell(rows, old)) == {"a", "b", "c"}
    assert set(to_tell(rows, old, {"2": [("1", NO_KEYS.id)]})) == {"b", "c"}
    assert set(to_tell(rows, old, {"2": [("1", "another")]})) == {"a", "b", "c"}


def test_a_fact_that_is_stated_otherwise_or_taken_back_is_corrected_and_one_stated_again_is_not() -> None:
    said = by_topic(draft(), "did.contained")
    told = [Told(version="1", claims=claims_of([said]))]
    assert old_claims(told, known(("contained", True))) == ()
    assert old_claims(told, known(("contained", False, {"by": "vendor", "status": "claimed"}))) == ()
    for change in (("contained", False), ("contained", None), ("contained", True, {"status": "claimed"})):
        assert [one.turned for one in old_claims(told, known(change))] == [Turned.RESTATED], change
    unheard = Claim(id="x", basis=Basis.ATTESTED, backing={"fact": "contained", "entry": 99})
    assert [one.turned for one in old_claims([Told(version="1", claims=(unheard,))], known())] == [Turned.RESTATED]


def test_what_a_later_version_says_in_other_words_counts_as_reworded() -> None:
    said = by_topic(draft(), "absent.payment")
    words = Claim(
        id=said.id, basis=said.basis, backing=said.backing, text={"en": "No cards.", "id": "Tidak ada kartu."}
    )
    told = [Told(version="s1", claims=claims_of([said])), Told(version="s2", claims=(words,))]
    assert [(one.version, one.turned) for one in old_claims(told, known())] == [("s1", Turned.REWORDED)]


# --- 50 seeded histories ---

NAMES = ("email", "person_name", "city", "phone", "payment_card", "id.nik", "secret.acme")
FACT_NAMES = ("contained", "published", "acquired")


@dataclass
class World:
    """What is true at a moment, kept in the plainest way."""

    found: dict[str, int]
    said: dict[str, tuple[int, object, str]]
    """Fact → entry, value, status of our last word."""
    entries: list[Entry]


def step(random: Random, world: World, stated: list[Any]) -> None:
    """The world goes on: a run finds more or less, a fact is stated anew."""
    for name in NAMES:
        if random.random() < 0.3:
            world.found[name] = random.randint(1, 40)
        elif random.random() < 0.15:
            world.found.pop(name, None)
    for name in FACT_NAMES:
        if random.random() < 0.4:
            value = random.choice([True, False, None])
            stated.append((name, value))
            world.said[name] = len(stated), value, "unknown" if value is None else "confirmed"
        if random.random() < 0.2:
            stated.append((name, random.choice([True, False]), {"by": "vendor", "status": "claimed"}))
    world.entries = log(stated)


def some_claims(random: Random, world: World) -> list[tuple[Claim, tuple[Any, ...]]]:
    """Claims that hold now, each with a plain note of what it says."""
    made: list[tuple[Claim, tuple[Any, ...]]] = []
    for name in NAMES:
        if name in world.found:
            people = world.found[name]
            made.append((computed(f"own.{name}", {"check": "own", "kinds": [name]}), ("there", name)))
            backing = {"check": "count", "of": f"exposures[{name}].people", "is": people}
            made.append((computed(f"n.{name}", backing), ("count", name, people)))
        else:
            made.append((computed(f"not.{name}", {"check": "absent", "names": [name]}), ("absent", name)))
    for name, (entry, value, status) in world.said.items():
        if status == "confirmed":
            claim = Claim(
                id=claim_id(f"did.{name}", {name: value}), basis=Basis.ATTESTED, backing={"fact": name, "entry": entry}
            )
            made.append((claim, ("fact", name, value)))
    made.append((OPEN, ("open",)))
    return random.sample(made, k=random.randint(1, len(made)))


def wrong(note: tuple[Any, ...], world: World) -> bool:
    """The truth, without any of the code under test."""
    match note:
        case ("there", name):
            return name not in world.found
        case ("count", name, people):
            return bool(world.found.get(name) != people)
        case ("absent", name):
            return name in world.found
        case ("fact", name, value):
            _, now, status = world.said[name]
            return bool(status != "confirmed" or now != value)
        case _:
            return False


@pytest.mark.parametrize("seed", range(50))
def test_exactly_the_readers_of_what_is_no_longer_so(seed: int) -> None:
    random = Random(seed)
    world, stated = World(found=dict(FIRST), said={}, entries=[]), list[Any]()
    step(random, world, stated)
    told, rows, notes = list[Told](), list[Row](), dict[tuple[str, str], tuple[Any, ...]]()
    people = [f"r{number}" for number in range(30)]
    for version in range(1, random.randint(2, 5)):
        claims = some_claims(random, world)
        told.append(Told(version=str(version), claims=tuple(claim for claim, _ in claims)))
        notes |= {(str(version), claim.id): note for claim, note in claims}
        for person in random.sample(people, k=random.randint(0, len(people))):
            mine = random.sample(claims, k=random.randint(0, len(claims)))
            state = random.choice(list(State))
            ids = tuple(claim.id for claim, _ in mine)
            rows.append(Row(recipient_id=person, version=str(version), claims=ids, state=state))
        step(random, world, stated)
    now = Now(facts=facts_of(world.entries), document=document(world.found), run=2)
    truth: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        held = {(row.version, one) for one in row.claims if wrong(notes[row.version, one], world)}
        if row.state in REACHED and held:
            truth.setdefault(row.recipient_id, set()).update(held)
    found = to_tell(rows, old_claims(told, now))
    assert {who: {(one.version, one.id) for one in what} for who, what in found.items()} == truth
    assert list(found) == sorted(found)


def test_the_histories_are_worth_something() -> None:
    """Some are told and some are not, in nearly all of them."""
    random, kinds = Random(1), set[str]()
    world, stated = World(found=dict(FIRST), said={}, entries=[]), list[Any]()
    for _ in range(20):
        step(random, world, stated)
        kinds |= {note[0] for _, note in some_claims(random, world)}
    assert kinds == {"there", "count", "absent", "fact", "open"}
    assert [one["fact"] for one in entries_of({"fact": "a", "entry": 1, "also": [{"fact": "b", "entry": 2}]})] == [
        "a",
        "b",
    ]
