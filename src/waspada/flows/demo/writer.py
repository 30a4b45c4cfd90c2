"""Writes the re-enactment: dataset, directory, statement and truth, in batches of bounded memory."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from waspada.core.errors import BadInput, CannotWrite
from waspada.core.progress import Progress, Silent
from waspada.flows.demo import claims
from waspada.flows.demo.assemble import assemble
from waspada.flows.demo.events import Events
from waspada.flows.demo.people import People, make_people, plan_sizes
from waspada.flows.demo.planted import Amounts, Planted, plant
from waspada.flows.demo.rng import Numbers
from waspada.flows.demo.tally import Tally
from waspada.flows.demo.truth import Truth

SEED = 20251109
_CHATGPT_USERS, _FORMER_SHARE = 418, 0.04
_SHARED_PAIRS, _MENTIONED = 3, 5
_BATCH = 32_768
_SAMPLE = 8192


def generate(
    out: Path,
    *,
    people: int = 20_000,
    organisations: int = 3_000,
    events: int = 200_000,
    seed: int = SEED,
    directory_size: int | None = None,
    free_text_bytes: int = 0,
    secrets: bool | int = True,
    chatgpt_users: int | None = None,
    former_share: float = _FORMER_SHARE,
    devices: int | None = None,
    broken: int = 12,
    duplicates: int | None = None,
    odd_identities: bool = True,
    bytes_target: int | None = None,
    batch: int = _BATCH,
    progress: Progress | None = None,
) -> Truth:
    """Write `out/` and say what is in it.

    `people` are API accounts in the data, former customers included. `secrets` is the handful of the re-enactment,
    none, or that many of twelve kinds at random places. `bytes_target` sets the number of events by the file's size.
    """
    if events < 1:
        raise BadInput("A dataset without events cannot be made.", hint="Ask for at least one event.")
    sizes = plan_sizes(
        people=people, organisations=organisations, former_share=former_share, directory_size=directory_size,
        chatgpt=min(_CHATGPT_USERS, max(1, people // 4)) if chatgpt_users is None else chatgpt_users,
        shared=2 * _SHARED_PAIRS if odd_identities else 0, mentioned=_MENTIONED if odd_identities else 0,
    )  # fmt: skip
    crowd = make_people(sizes, seed)
    lonely = max(1, people // 20) if devices is None else devices
    amounts = Amounts(
        secrets=None if secrets is True else int(secrets), broken=broken,
        conflicts=4 if odd_identities else 0, shared_devices=2 if odd_identities else 0, mentions=odd_identities,
    )  # fmt: skip
    make_events = partial(Events, crowd, devices=lonely, free_text_bytes=free_text_bytes, seed=seed)
    if bytes_target is not None:
        events = max(1, round(bytes_target / _mean_line(make_events(events=_SAMPLE, reserved=0))))
    script = _Script(plant(crowd, amounts, seed), events, events // 1000 if duplicates is None else duplicates)
    source = make_events(events=events, reserved=script.reserved)
    script.place(source)
    tally = Tally(source)
    report = Silent() if progress is None else progress
    report.stage("write", bytes_target or 0)
    with _our_errors():
        rows = _write_surroundings(out, crowd)
        with (out / "dataset" / "events.jsonl").open("wb") as file:
            _write_events(file, source, script, tally, events, batch, report)
        truth = assemble(crowd, tally, seed=seed, events=events, directory_rows=rows)
        truth.write(out / "truth.json")
    return truth


@contextmanager
def _our_errors() -> Iterator[None]:
    reason = ""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "input/output error"
    if reason:
        raise CannotWrite(f"The re-enactment could not be written: {reason}.")


class _Script:
    """Which lines are not ordinary: planted ones by position, and repeats of an earlier line."""

    def __init__(self, groups: list[list[Planted]], events: int, duplicates: int) -> None:
        self._lines: list[Planted] = []
        for group in groups:
            if len(self._lines) + len(group) <= events // 2:
                self._lines += group
        self._duplicates = min(duplicates, events // 4)
        self.reserved = len(self._lines) + self._duplicates
        self.planted: dict[int, Planted] = {}
        self.positions: list[int] = []
        self.repeats: Numbers = np.zeros(0, dtype=np.int64)
        self.sources: Numbers = np.zeros(0, dtype=np.int64)

    def place(self, events: Events) -> None:
        """Scatter them over the file."""
        self.planted = {events.shuffle.index(slot): line for slot, line in enumerate(self._lines)}
        self.positions = sorted(self.planted)
        repeats = {events.shuffle.index(slot) for slot in range(len(self._lines), self.reserved)}
        pairs = []
        for position in sorted(repeats):
            source = position - 1 - position % 5
            while source in repeats or source in self.planted:
                source -= 1
            if source >= 0:
                pairs.append((position, source))
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self.repeats, self.sources = table[:, 0], table[:, 1]


def _mean_line(events: Events) -> float:
    lines = events.render(events.draw(np.arange(_SAMPLE), {}))
    return float(np.frombuffer(lines.buffers()[1], dtype=np.int32)[_SAMPLE]) / _SAMPLE


def _write_surroundings(out: Path, people: People) -> int:
    """Everything but the events and the truth; answers the number of directory rows."""
    (out / "dataset").mkdir(parents=True, exist_ok=True)
    table = people.directory()
    pa.csv.write_csv(table, out / "directory.csv")
    pa.parquet.write_table(table, out / "directory.parquet", compression="zstd")
    (out / "claims.yaml").write_bytes(claims.statement())
    return int(table.num_rows)


def _write_events(
    file: BinaryIO, source: Events, script: _Script, tally: Tally, events: int, batch: int, progress: Progress
) -> None:
    for start in range(0, events, batch):
        end = min(events, start + batch)
        chosen = script.positions[bisect_left(script.positions, start) : bisect_left(script.positions, end)]
        window = slice(*np.searchsorted(script.repeats, (start, end)))
        number = np.arange(start, end)
        number[script.repeats[window] - start] = script.sources[window]
        drawn = source.draw(number, {position - start: script.planted[position].person for position in chosen})
        flags = np.zeros((3, end - start), dtype=bool)
        planted, repeated, broken = flags
        planted[[position - start for position in chosen]] = True
        repeated[script.repeats[window] - start] = True
        before = tally.bytes
        for position in _write_batch(file, source.render(drawn), script, tally, start, chosen):
            broken[position - start] = True
        tally.add(drawn, planted, repeated, ~broken)
        progress.advance(records=end - start, size=tally.bytes - before)


def _write_batch(
    file: BinaryIO, lines: pa.Array, script: _Script, tally: Tally, start: int, chosen: list[int]
) -> list[int]:
    """Ordinary lines from the Arrow buffer, planted ones in between; answers the positions that do not parse."""
    _, offsets_buffer, data = lines.buffers()
    offsets = np.frombuffer(offsets_buffer, dtype=np.int32)
    view, done, broken = memoryview(data), 0, []
    for position in chosen:
        row = position - start
        tally.bytes += file.write(view[offsets[done] : offsets[row]])
        written = script.planted[position].write(json.loads(bytes(view[offsets[row] : offsets[row + 1]])))
        tally.add_planted(written, position + 1, tally.bytes)
        tally.bytes += file.write(written.line)
        done = row + 1
        if written.record is None:
            broken.append(position)
    tally.bytes += file.write(view[offsets[done] : offsets[len(lines)]])
    return broken
