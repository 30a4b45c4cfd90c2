"""The events in bulk: who, when and where for each event number, and the lines as Arrow strings; no loop over rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.flows.demo import words
from waspada.flows.demo.cells import FieldBits, Pool
from waspada.flows.demo.identities import ANONYMOUS, BARE, FULL, Identities, make_identities
from waspada.flows.demo.people import People
from waspada.flows.demo.places import COUNTRIES, PLACES
from waspada.flows.demo.rng import Numbers, Shuffle, Streams
from waspada.flows.demo.text import base36, inside, join, strings

FIRST_SECOND = 1_759_968_000
"""2025-10-09 00:00:00 UTC; the export ends a month later, on the day of the theft."""
DAYS = 32
_HOURS = (14, 10, 8, 7, 8, 12, 20, 34, 52, 66, 72, 70, 66, 70, 76, 78, 74, 68, 58, 50, 44, 38, 30, 20)
"""Events per hour of the day, relative."""
_ZIPF = 1.05
_DEVICE_SHARE, _BARE_SHARE, _ANONYMOUS_SHARE, _LINKED_SHARE = 0.05, 0.10, 0.15, 0.4
_PHRASES = 8192
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn for some events, one element each."""

    number: Numbers
    """Event number that decides everything; differs from the position for a duplicate."""
    person: Numbers
    """`NOBODY` for a device that never logs in."""
    identity: Numbers
    location: Numbers
    client: Numbers
    page: Numbers
    referrer: Numbers
    first_referrer: Numbers
    campaign: Numbers
    extra: Numbers
    event: Numbers
    time: Numbers
    milliseconds: Numbers

    def keep(self, mask: npt.NDArray[np.bool_]) -> Drawn:
        """Only the events of the mask."""
        return Drawn(*(getattr(self, f.name)[mask] for f in fields(self)))


class Events:
    """Draws events by number and renders them."""

    def __init__(
        self, people: People, *, events: int, reserved: int, devices: int, free_text_bytes: int, seed: int
    ) -> None:
        self.bits = FieldBits()
        self.people = people
        self.identities: Identities = make_identities(people, devices, self.bits, seed)
        self.pools: dict[str, Pool] = _pools(self.bits)
        self.shuffle = Shuffle(events, seed)
        self.free_text = free_text_bytes > 0
        for path in (*TIMES, INSERT_ID, *((MESSAGE,) if self.free_text else ())):
            self.bits.of(path)
        self._events, self._reserved = events, reserved
        self._streams = Streams(seed)
        active = people.sizes.active
        weights = (np.arange(active) + 1.0) ** -_ZIPF
        self._chances = np.cumsum(weights) / weights.sum()
        self._by_rank = np.random.default_rng([seed, 2]).permutation(active)
        self._clock = np.concatenate([[0.0], np.cumsum(np.outer(_week_days(), _HOURS).ravel())])
        self._plain = len(list(words.plain_extras()))
        self._tickets = np.array(
            [i for i, row in enumerate(self.pools["extra"].rows) if "ticket" in row], dtype=np.int64
        )
        self._phrases = _phrases(self._streams) if self.free_text else None
        mean = len("".join(self._phrases.to_pylist()).encode()) // _PHRASES if self._phrases is not None else 1
        self._phrase_count = max(1, round(free_text_bytes / mean))

    def draw(self, number: Numbers, forced: dict[int, int]) -> Drawn:
        """Everything about these events; `forced` gives position → person for planted lines."""
        streams, sizes = self._streams, self.people.sizes
        person, device, guaranteed = self._who(number)
        for position, who in forced.items():
            person[position], guaranteed[position] = who, True
        known = person >= 0
        variant = self._variants(number, np.maximum(person, 0), guaranteed)
        identity = np.where(known, variant * sizes.active + person, 3 * sizes.active + device)
        body = np.where(known, person * 2 + (variant == BARE), 2 * sizes.active + device)
        placed = np.where(known, self.people.placed_by_dataset[np.maximum(person, 0)], True)
        place = np.where(known, self.people.place[np.maximum(person, 0)], streams.below(7, device, len(PLACES)))
        time = self._times(number)
        return Drawn(
            number=number, person=person, identity=identity, location=np.where(placed, place, len(PLACES)),
            client=streams.below(8, body, len(self.pools["client"])),
            page=streams.below(9, number, len(self.pools["page"])),
            referrer=streams.below(10, number, len(self.pools["referrer"])),
            first_referrer=streams.below(11, body, len(self.pools["first_referrer"])),
            campaign=streams.below(13, body, len(self.pools["campaign"])),
            extra=self._extras(number, person), event=streams.below(14, number, len(self.pools["event"])),
            time=time, milliseconds=time * 1000 + streams.below(15, number, 1000),
        )  # fmt: skip

    def render(self, drawn: Drawn) -> pa.Array:
        """One line for each event, with its line end."""
        names = ("location", "client", "page", "referrer", "first_referrer", "campaign", "extra")
        properties = (self.pools[name].fragments.take(pa.array(getattr(drawn, name))) for name in names)
        message = (',"message":"', *self._message(drawn.number), '"') if self.free_text else ()
        return join(
            "{", self._event_fragments(drawn.event), ',"properties":{"time":', _digits(drawn.time),
            self.identities.fragments.take(pa.array(drawn.identity)), *properties, *message,
            ',"$insert_id":"', self.insert_ids(drawn.number),
            '","mp_processing_time_ms":', _digits(drawn.milliseconds), "}}\n",
        )  # fmt: skip

    def insert_ids(self, number: Numbers) -> pa.Array:
        """Different for different events."""
        return base36(self._streams.words(16, number))

    def _event_fragments(self, event: Numbers) -> pa.Array:
        return pc.utf8_slice_codeunits(self.pools["event"].fragments, 1).take(pa.array(event))

    def _who(self, number: Numbers) -> tuple[Numbers, Numbers, npt.NDArray[np.bool_]]:
        """Everybody once, in shuffled slots; all other slots by Zipf's law, some to devices without a person."""
        active, devices = self.people.sizes.active, self.identities.devices
        slot = self.shuffle.slots(number) - self._reserved
        person = self._by_rank[
            np.searchsorted(self._chances, self._streams.share(1, number), side="right").clip(max=active - 1)
        ]
        device = self._streams.below(3, number, max(1, devices))
        lonely = (self._streams.share(2, number) < _DEVICE_SHARE) & (devices > 0)
        person = np.where(lonely, NOBODY, person)
        guaranteed = (slot >= 0) & (slot < active)
        person = np.where(guaranteed, slot, person)
        device_slot = (slot >= active) & (slot < active + devices)
        return np.where(device_slot, NOBODY, person), np.where(device_slot, slot - active, device), guaranteed

    def _variants(self, number: Numbers, person: Numbers, guaranteed: npt.NDArray[np.bool_]) -> Numbers:
        luck = self._streams.share(4, number)
        linked = self._streams.share(5, person) < _LINKED_SHARE
        variant = np.where(luck < _BARE_SHARE, BARE, np.where((luck > 1 - _ANONYMOUS_SHARE) & linked, ANONYMOUS, FULL))
        always: npt.NDArray[np.bool_] = guaranteed | self.identities.only_full[person]
        return np.where(always, FULL, variant)

    def _extras(self, number: Numbers, person: Numbers) -> Numbers:
        """Mostly plain; half the events of the December group are help-centre tickets."""
        luck = self._streams.words(12, number)
        odd = (luck & np.uint64(15)) == 0
        ticket = (person >= self.people.sizes.active - self.people.sizes.chatgpt) & (luck & np.uint64(1) == 1)
        any_odd = self._plain + self._streams.below(17, number, len(self.pools["extra"]) - self._plain)
        any_ticket = self._tickets[self._streams.below(18, number, len(self._tickets))]
        any_plain = self._streams.below(6, number, self._plain)
        extra: Numbers = np.where(ticket, any_ticket, np.where(odd, any_odd, any_plain))
        return extra

    def _times(self, number: Numbers) -> Numbers:
        """Never falling: an export comes ordered by time, busier by day than by night."""
        share = number / self._events * self._clock[-1]
        hours = np.interp(share, self._clock, np.arange(len(self._clock)))
        seconds: Numbers = FIRST_SECOND + (hours * 3600).astype(np.int64)
        return seconds

    def _message(self, number: Numbers) -> list[pa.Array | str]:
        """Unique free text: many phrases, and the event's own token; one message in eight ends with an escape."""
        assert self._phrases is not None
        parts: list[pa.Array | str] = ["#", base36(number.astype(np.uint64), 7)]
        for turn in range(self._phrase_count):
            if turn % 4 == 0:
                luck = self._streams.words(20 + turn, number)
            chosen = (luck >> np.uint64(turn % 4 * 13)) & np.uint64(_PHRASES - 1)
            parts.append(self._phrases.take(pa.array(chosen.astype(np.int32))))
        return [
            *parts,
            strings(("", "\\nThanks \\ud83d\\ude0a")).take(pa.array(self.odd_messages(number).astype(np.int8))),
        ]

    def odd_messages(self, number: Numbers) -> npt.NDArray[np.bool_]:
        """Whether the free text of each event has an escape."""
        odd: npt.NDArray[np.bool_] = (self._streams.words(19, number) & np.uint64(7)) == 0
        return odd & self.free_text


def _week_days() -> npt.NDArray[np.float64]:
    """Weight of each day: weekends are quieter. The first day is a Thursday."""
    return np.where((np.arange(DAYS) + 3) % 7 >= 5, 0.55, 1.0)


TIMES = ("properties.time", "properties.mp_processing_time_ms")
INSERT_ID = "properties.$insert_id"
MESSAGE = "properties.message"


def _locations() -> Iterator[words.Cells]:
    for place in PLACES:
        country = COUNTRIES[place.country].code
        yield {"$city": place.city, "$region": place.region_name, "mp_country_code": country}


def _pools(bits: FieldBits) -> dict[str, Pool]:
    rows: dict[str, list[words.Cells]] = {
        "location": [*_locations(), {"$city": None, "$region": "", "mp_country_code": None}],
        "client": list(words.clients()),
        "page": list(words.pages()),
        "referrer": list(words.referrers("")),
        "first_referrer": list(words.referrers("initial_")),
        "campaign": list(words.campaigns()),
        "extra": [*words.plain_extras(), *words.odd_extras()],
    }  # fmt: skip
    pools = {name: Pool(content, bits) for name, content in rows.items()}
    return pools | {"event": Pool(({"event": name} for name in words.EVENTS * 2 + words.EVENTS[:-1]), bits, prefix="")}


def _phrases(streams: Streams) -> pa.Array:
    """Pieces of sentences without escapes; joined at random they never repeat."""
    texts = [text for text in words.sentences() if inside(text) == text]
    first = streams.below(90, np.arange(_PHRASES), len(texts))
    second = streams.below(91, np.arange(_PHRASES), len(texts))
    return strings(f" {texts[a]} {texts[b]}" for a, b in zip(first, second, strict=True))


def _digits(values: Numbers) -> pa.Array:
    return pc.cast(pa.array(values), pa.string())
