"""Counts what is written, batch by batch, from what was drawn; the file is never read back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waspada.flows.demo.cells import is_empty, is_odd, leaves, tagged
from waspada.flows.demo.events import DAYS, FIRST_SECOND, INSERT_ID, MESSAGE, TIMES, Drawn, Events
from waspada.flows.demo.planted import Written
from waspada.flows.demo.rng import Numbers
from waspada.flows.demo.truth import AmbiguousTruth, BrokenLine, EmailTruth, FieldTruth, PersonTruth, PlantedSecret

_POOLS = ("location", "client", "page", "referrer", "first_referrer", "campaign", "extra", "event")
_NEVER = np.iinfo(np.int64).max


class Tally:
    """Running counts of one dataset."""

    def __init__(self, events: Events) -> None:
        self._events = events
        active = events.people.sizes.active
        self._used = {name: np.zeros(len(events.pools[name]), dtype=np.int64) for name in _POOLS}
        self._identities = np.zeros(3 * active + events.identities.devices, dtype=np.int64)
        self._records = np.zeros(active, dtype=np.int64)
        self._duplicates = np.zeros(active, dtype=np.int64)
        self._masks = np.zeros(active, dtype=np.uint64)
        self._first = np.full(active, _NEVER, dtype=np.int64)
        self._last = np.zeros(active, dtype=np.int64)
        self._days = np.zeros(DAYS + 1, dtype=np.int64)
        self._seconds = _Rising()
        self._milliseconds = _Rising()
        self._planted = _Planted()
        self.parsed = self.duplicates = self.odd = self.bytes = self._unique = self._bulk = 0
        self.first_record, self.last_record = _NEVER, 0

    def add(
        self,
        drawn: Drawn,
        planted: npt.NDArray[np.bool_],
        repeated: npt.NDArray[np.bool_],
        parsed: npt.NDArray[np.bool_],
    ) -> None:
        """One batch as drawn: which lines were planted instead, which repeat an earlier one, which parse."""
        ordinary = drawn.keep(~planted)
        repeats = repeated[~planted]
        for name, used in self._used.items():
            used += np.bincount(getattr(ordinary, name), minlength=len(used))
        self._identities += np.bincount(ordinary.identity, minlength=len(self._identities))
        self._add_people(ordinary, repeats)
        self.odd += int(self._odd(ordinary).sum())
        self.duplicates += int(repeats.sum())
        self._bulk += len(repeats)
        self._unique += int((~repeats).sum())
        self.parsed += int(parsed.sum())
        alive = drawn.keep(parsed)
        self._days += np.bincount((alive.time - FIRST_SECOND) // 86_400, minlength=DAYS + 1)
        fresh = drawn.keep(parsed & ~repeated)
        self._seconds.add(fresh.time)
        self._milliseconds.add(fresh.milliseconds)
        if len(alive.time):
            self.first_record = min(self.first_record, int(alive.time.min()))
            self.last_record = max(self.last_record, int(alive.time.max()))

    def add_planted(self, written: Written, line: int, offset: int) -> None:
        """One line that was written on its own; its time is counted with the batch."""
        if written.record is not None:
            text = written.line.decode()
            self.odd += is_odd(text, written.record["properties"])
        self._planted.add(written, line, offset, self._events)
        if written.subject is not None and written.record is not None:
            person, time = written.subject, written.record["properties"]["time"]
            self._records[person] += 1
            self._first[person] = min(self._first[person], time)
            self._last[person] = max(self._last[person], time)

    def _add_people(self, ordinary: Drawn, repeats: npt.NDArray[np.bool_]) -> None:
        known = ordinary.person >= 0
        person, time = ordinary.person[known], ordinary.time[known]
        self._records += np.bincount(person, minlength=len(self._records))
        self._duplicates += np.bincount(person[repeats[known]], minlength=len(self._records))
        np.minimum.at(self._first, person, time)
        np.maximum.at(self._last, person, time)
        masks = self._events.identities.masks[ordinary.identity] | np.uint64(self._always())
        for name in _POOLS:
            masks = masks | self._events.pools[name].masks[getattr(ordinary, name)]
        np.bitwise_or.at(self._masks, person, masks[known])

    def _always(self) -> int:
        paths = (*TIMES, INSERT_ID, *((MESSAGE,) if self._events.free_text else ()))
        return sum(self._events.bits.of(path) for path in paths)

    def _odd(self, ordinary: Drawn) -> npt.NDArray[np.bool_]:
        odd = self._events.identities.odd[ordinary.identity]
        for name in _POOLS:
            odd = odd | self._events.pools[name].odd[getattr(ordinary, name)]
        return odd | self._events.odd_messages(ordinary.number)

    def fields(self) -> tuple[FieldTruth, ...]:
        """Every leaf path of the parsed records."""
        count, distinct = self._planted.count(), self._planted.distinct()
        for name in _POOLS:
            for used, cells in zip(self._used[name].tolist(), self._events.pools[name].cells, strict=True):
                for path, value in cells if used else ():
                    count[path, is_empty(value)] += used
                    if not is_empty(value):
                        distinct[path].add(tagged(value))
        extra: Counter[str] = Counter()
        for path, filled, empty, values in self._identity_values():
            count[path, False] += filled
            count[path, True] += empty
            extra[path] = len(distinct[path] | values) - len(distinct[path])
        for path in (*TIMES, INSERT_ID, *((MESSAGE,) if self._events.free_text else ())):
            count[path, False] += self._bulk
        extra[TIMES[0]], extra[TIMES[1]] = self._seconds.total, self._milliseconds.total
        extra[INSERT_ID] = extra[MESSAGE] = self._unique
        for path in TIMES:
            distinct.pop(path, None)  # times of planted lines are in the rising counts
        paths = sorted({path for path, _ in count})
        return tuple(
            FieldTruth(path, count[path, False], count[path, True], len(distinct.get(path, ())) + extra[path])
            for path in paths
        )

    def _identity_values(self) -> Iterator[tuple[str, int, int, set[str]]]:
        columns: dict[str, list[tuple[int, int, pa.Array]]] = defaultdict(list)
        for column in self._events.identities.columns:
            used = self._identities[column.start : column.start + len(column.values)]
            valid = column.values.is_valid().to_numpy(zero_copy_only=False)
            numeric = column.numeric if column.numeric is not None else np.zeros(len(valid), dtype=bool)
            present = valid & (used > 0)
            texts = {f"s{v}" for v in column.values.filter(pa.array(present & ~numeric)).to_pylist()}
            numbers = set(column.values.filter(pa.array(present & numeric)).to_pylist())
            columns[column.path].append((int(used[valid].sum()), int(used[~valid].sum()), texts | numbers))
        for path, parts in columns.items():
            yield path, sum(p[0] for p in parts), sum(p[1] for p in parts), set().union(*(p[2] for p in parts))

    def emails(self) -> tuple[EmailTruth, ...]:
        """Addresses by leaf path."""
        active = self._events.people.sizes.active
        full = self._identities[:active]
        by_email = self._events.identities.by_email
        found = self._planted.emails()
        for path, used in (("properties.$email", full), ("properties.distinct_id", np.where(by_email, full, 0))):
            values = self._events.people.emails.slice(0, active).filter(pa.array(used > 0)).to_pylist()
            found[path].extend(values)
            found[path].extend([""] * (int(used.sum()) - len(values)))
        return tuple(
            EmailTruth(path, len(all_), len(set(all_) - {""}), len({v.lower() for v in all_} - {""}), len(all_))
            for path, all_ in sorted(found.items())
            if all_
        )

    def subjects(self) -> dict[int, PersonTruth]:
        """By person number."""
        result = {}
        sets: dict[int, tuple[str, ...]] = {}
        for person in np.flatnonzero(self._records):
            mask = int(self._masks[person])
            known = sets.setdefault(mask, self._events.bits.names(mask))
            more = self._planted.fields_of.get(int(person))
            fields = tuple(sorted({*known, *more})) if more else known
            result[int(person)] = PersonTruth(
                records=int(self._records[person]),
                duplicates=int(self._duplicates[person]),
                fields=fields,
                first_seen=int(self._first[person]),
                last_seen=int(self._last[person]),
            )
        return result

    def device_only(self) -> int:
        """Devices that nobody ever logged in on."""
        return int((self._identities[3 * self._events.people.sizes.active :] > 0).sum())

    def by_day(self) -> Numbers:
        """Parsed records for each day since the first possible one."""
        return self._days

    @property
    def planted(self) -> _Planted:
        """What the planted lines hold."""
        return self._planted


class _Rising:
    """Counts different values of a sequence whose seconds never fall, holding no more than one second of it."""

    def __init__(self) -> None:
        self.total = 0
        self._last: set[int] = set()

    def add(self, values: Numbers) -> None:
        """The next values."""
        fresh = np.unique(values)
        if not len(fresh):
            return
        self.total += len(fresh) - len(self._last.intersection(fresh[: len(self._last) + 1000].tolist()))
        recent = fresh[fresh >= fresh[-1] - 1000]
        self._last = {*recent.tolist(), *(v for v in self._last if v >= fresh[-1] - 1000)}


class _Planted:
    """Cells, addresses, secrets and identities of the lines written one by one."""

    def __init__(self) -> None:
        self.secrets: list[PlantedSecret] = []
        self.broken: list[BrokenLine] = []
        self.mentions: list[str] = []
        self.fields_of: dict[int, set[str]] = defaultdict(set)
        self._ambiguous: Counter[tuple[str, tuple[str, ...], tuple[str, ...]]] = Counter()
        self._count: Counter[tuple[str, bool]] = Counter()
        self._values: dict[str, set[str]] = defaultdict(set)
        self._emails: dict[str, list[str]] = defaultdict(list)

    def add(self, written: Written, line: int, offset: int, events: Events) -> None:
        """One line."""
        if written.record is None:
            self.broken.append(BrokenLine(written.broken, line, offset, len(written.line) - 1))
            return
        self._add_cells(written)
        properties = written.record["properties"]
        for key in ("$email", "distinct_id"):
            value = properties.get(key)
            if isinstance(value, str) and "@" in value:
                self._emails[f"properties.{key}"].append(value)
        for path, address in written.mentions:
            self._emails[path].append(address)
            self.mentions.append(address.lower())
        if written.ambiguous is not None:
            identity = written.ambiguous
            self._ambiguous[identity.reason, identity.identifiers, identity.candidates] += 1
        if written.secret is not None and written.hidden is not None and written.subject is not None:
            facts = events.people.facts(written.subject)
            path = written.hidden.path.replace(written.secret.value, "<planted>")
            place = offset + written.line.index(written.hidden.needle.encode())
            whose = (facts["account_id"], facts["organisation"])
            self.secrets.append(
                PlantedSecret(
                    written.secret.kind, written.layer, path, line, offset, place, written.secret.sha256, *whose
                )
            )

    def _add_cells(self, written: Written) -> None:
        for raw, value in leaves(written.record, ""):
            path = raw.replace(written.secret.value, "<planted>") if written.secret else raw
            self._count[path, is_empty(value)] += 1
            if not is_empty(value):
                self._values[path].add(tagged(value))
                if written.subject is not None:
                    self.fields_of[written.subject].add(path)

    def count(self) -> Counter[tuple[str, bool]]:
        return self._count.copy()

    def distinct(self) -> dict[str, set[str]]:
        result: dict[str, set[str]] = defaultdict(set)
        result.update({path: set(values) for path, values in self._values.items()})
        return result

    def emails(self) -> dict[str, list[str]]:
        result: dict[str, list[str]] = defaultdict(list)
        result.update({path: list(values) for path, values in self._emails.items()})
        return result

    def ambiguous(self) -> tuple[AmbiguousTruth, ...]:
        """Identities, each once."""
        return tuple(AmbiguousTruth(*key, records) for key, records in sorted(self._ambiguous.items()))


def day_counts(days: Numbers) -> dict[str, int]:
    """UTC day to count, without empty days."""
    dates = np.datetime64(FIRST_SECOND, "s").astype("datetime64[D]") + np.arange(len(days))
    return {str(date): int(n) for date, n in zip(dates, days, strict=True) if n}
