"""The detector: distinct values of a field in, hits out. One Hyperscan pass, then finders only where a trigger fired.

A value may hide others one layer down (URL-encoded, base64, JSON in a string); `layers` opens it, and what comes out
is scanned the same way, up to three layers. An inner value that the outer text already showed is not counted again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.detect import hashed, layers
from waspada.detect.contradiction import contradicts
from waspada.detect.kind import PLACEHOLDERS, Finder, How, Match, Place
from waspada.detect.kinds.numbers.registry import FORMATS, NEARBY
from waspada.detect.number import ColumnMatch, by_chance
from waspada.detect.overlap import without_overlaps
from waspada.detect.registry import DENSE, FINDERS, WHOLE
from waspada.detect.scanner import Scanner

MAX_LAYERS = 3
NOWHERE = Place()
"""A text that stands in no field."""

_LAYER = -1
"""Owner of the triggers that say "something may be hidden here"."""
_ALONE = frozenset({How.CHECK_ONLY, How.FORM_ONLY})
_CHANCE = {one.kind.id: max(one.chance, 0.1) for one in FORMATS}
"""At least one in ten: a column may well have the right prefix, and then the check digit alone decides."""
_NUMERIC = frozenset({"phone", *_CHANCE})
_UUID = r"^(?:\$device:)?[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$"
_NUMBER = r"^[0-9][0-9 .-]{4,39}$"
_MANY = 32
"""Texts from which on a vectorised look is cheaper."""

Index = npt.NDArray[np.int64]


class Hit(NamedTuple):
    """One value found. `at` is the position of the scanned text in the array that was given."""

    at: int
    match: Match
    value: str
    layer: str

    def __repr__(self) -> str:
        return f"Hit({self.match.kind})"


@dataclass(frozen=True, slots=True)
class Whole:
    """Texts that are one value of a kind from the first character to the last."""

    kind: str
    how: How
    mask: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scan:
    """What one array of distinct texts holds."""

    whole: tuple[Whole, ...]
    hits: tuple[Hit, ...]


class Detector:
    """All finders behind one compiled database."""

    def __init__(self, cache: Path | None = None, finders: Sequence[Finder] = FINDERS) -> None:
        self._finders = tuple(finders)
        owners = [(number, trigger) for number, finder in enumerate(self._finders) for trigger in finder.triggers]
        owners += [(_LAYER, trigger) for trigger in layers.TRIGGERS]
        self._owner = np.array([number for number, _ in owners], np.int64)
        beside = {at for at, (number, _) in enumerate(owners) if number >= 0 and self._needs_digits(number)}
        self._scanner = Scanner([trigger for _, trigger in owners], cache, beside)
        self._named = [(number, finder) for number, finder in enumerate(self._finders) if hasattr(finder, "by_name")]
        self._number_of = {kind.id: number for number, finder in enumerate(self._finders) for kind in finder.kinds}
        self._only: defaultdict[str, list[int]] = defaultdict(list)
        for number, finder in enumerate(self._finders):
            for kind in finder.kinds:
                self._only[kind.id].append(number)
        self._numeric = [n for n, finder in enumerate(self._finders) if any(k.id in _NUMERIC for k in finder.kinds)]
        self._by_name: dict[Place, tuple[tuple[int, str], ...]] = {}

    def _needs_digits(self, number: int) -> bool:
        return getattr(self._finders[number], "near_digits", False)

    def scan(self, texts: pa.Array, place: Place, column: ColumnMatch | None = None) -> Scan:
        """Scan different non-null texts of one field.

        Args:
            texts: `string` array without nulls.
            place: the field; evidence for finders that need context.
            column: what the column as a whole was found to be (`evidence_of_column`).
        """
        triggered = self._triggered(texts)
        whole = tuple(self._whole(texts, place, triggered))
        hits: list[Hit] = []
        self._round(texts, place, np.arange(len(texts)), "", MAX_LAYERS, whole, triggered, hits, {})
        if column is not None:
            hits += [
                Hit(at, match, text[match.start : match.end], "")
                for at, text in enumerate(texts.to_pylist())
                for match in NEARBY.find_in_column(text, column)
            ]
        return Scan(whole, tuple(_better_than_chance(hits, texts)))

    def _triggered(self, texts: pa.Array) -> tuple[Index, Index]:
        """(trigger, index of text). Inside a UUID nothing is looked for that needs digits or a long stretch: they are
        random."""
        shape = pc.match_substring_regex(texts.slice(0, _MANY), _UUID)
        if len(texts) < _MANY or not pc.all(shape).as_py():
            return self._scanner.scan_values(texts)
        random = pc.match_substring_regex(texts, _UUID)
        parts = []
        for mask, everything in ((random, False), (pc.invert(random), True)):
            chosen = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
            triggers, index = self._scanner.scan_values(texts.take(pa.array(chosen)), everything=everything)
            parts.append((triggers, chosen[index]))
        (first, at), (second, other) = parts
        return np.concatenate((first, second)), np.concatenate((at, other))

    def evidence_of_column(self, sample: Sequence[str], place: Place) -> ColumnMatch | None:
        """What a column is whose different values match a number format almost whole; None for ordinary ones."""
        return NEARBY.column(sample, place)

    def scan_text(self, text: str, place: Place = NOWHERE) -> list[Hit]:
        """Scan one text, layers included."""
        hits: list[Hit] = []
        self._scan_inner(pa.array([text], pa.string()), place, np.zeros(1, np.int64), "", MAX_LAYERS, hits, {})
        return hits

    def _scan_inner(
        self,
        texts: pa.Array,
        place: Place,
        origin: Index,
        layer: str,
        left: int,
        hits: list[Hit],
        seen: dict[int, set[tuple[str, str]]],
    ) -> None:
        if layer and place.meaning in DENSE:
            hits += _by_meaning(texts, place.meaning, origin, layer)
        self._round(texts, place, origin, layer, left, (), self._scanner.scan_values(texts), hits, seen)

    def _round(
        self,
        texts: pa.Array,
        place: Place,
        origin: Index,
        layer: str,
        left: int,
        whole: tuple[Whole, ...],
        triggered: tuple[Index, Index],
        hits: list[Hit],
        seen: dict[int, set[tuple[str, str]]],
    ) -> None:
        todo, opened = self._todo(texts, place, whole, triggered)
        for at in sorted(todo):
            text = texts[at].as_py()
            index = int(origin[at])
            matches = [match for number in sorted(todo[at]) for match in self._finders[number].find(text, place)]
            outer = seen.setdefault(index, set()) if left < MAX_LAYERS or at in opened else set()
            fresh = []
            for match in without_overlaps(matches):
                value = text[match.start : match.end]
                if layer and (match.kind, value) in outer:
                    continue
                cut = [known for kind, known in outer if kind == match.kind and known in value] if layer else ()
                if cut:  # an escape cut the value short in the outer text
                    hits[:] = [
                        hit for hit in hits if hit.at != index or hit.match.kind != match.kind or hit.value not in cut
                    ]
                fresh.append((match.kind, value))
                hits.append(Hit(index, match, value, layer))
            outer.update(fresh)
        hits += [Hit(int(origin[at]), match, texts[at].as_py(), layer) for at, match in hashed.candidates(texts, place)]
        if left:
            self._open(texts, place, origin, layer, left, opened, hits, seen)

    def _open(
        self,
        texts: pa.Array,
        place: Place,
        origin: Index,
        layer: str,
        left: int,
        opened: set[int],
        hits: list[Hit],
        seen: dict[int, set[tuple[str, str]]],
    ) -> None:
        inner: defaultdict[tuple[str, Place], tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
        for at in sorted(opened):
            for label, where, text in layers.unwrap(texts[at].as_py(), place):
                group = inner[label, where]
                group[0].append(int(origin[at]))
                group[1].append(text)
        for (label, where), (indices, found) in inner.items():
            deeper = f"{layer}+{label}" if layer else label
            self._scan_inner(pa.array(found, pa.string()), where, np.array(indices), deeper, left - 1, hits, seen)

    def _todo(
        self, texts: pa.Array, place: Place, whole: tuple[Whole, ...], triggered: tuple[Index, Index]
    ) -> tuple[dict[int, set[int]], set[int]]:
        """For each text that needs a closer look: its finders; and the texts that may hide something."""
        triggers, index = triggered
        owner = self._owner[triggers]
        for item in whole:
            settled = item.mask[index] & (owner == self._number_of[item.kind])
            owner, index = owner[~settled], index[~settled]
        if place.meaning in DENSE:  # every filled cell is counted as that kind already
            other = ~np.isin(owner, self._only[place.meaning])
            owner, index = owner[other], index[other]
        if len(owner):
            owner, index = self._without_uuids(texts, owner, index)
        todo: defaultdict[int, set[int]] = defaultdict(set)
        opened = set(index[owner == _LAYER].tolist())
        for number, at in zip(owner.tolist(), index.tolist(), strict=True):
            if number != _LAYER:
                todo[at].add(number)
        for number, shape in self._called_by_name(place):
            for at in _shaped(texts, shape):
                todo[at].add(number)
        return todo, opened

    def _without_uuids(self, texts: pa.Array, owner: Index, index: Index) -> tuple[Index, Index]:
        """No number is looked for inside a UUID: its digits are random."""
        asked = np.unique(index[np.isin(owner, self._numeric)])
        if not len(asked):
            return owner, index
        random = pc.match_substring_regex(texts.take(pa.array(asked)), _UUID).to_numpy(zero_copy_only=False)
        keep = ~(np.isin(index, asked[random]) & np.isin(owner, self._numeric))
        return owner[keep], index[keep]

    def _called_by_name(self, place: Place) -> tuple[tuple[int, str], ...]:
        if place not in self._by_name:
            self._by_name[place] = tuple(
                (number, getattr(finder, "value_shape", "")) for number, finder in self._named if finder.by_name(place)
            )
        return self._by_name[place]

    def _whole(self, texts: pa.Array, place: Place, triggered: tuple[Index, Index]) -> Iterator[Whole]:
        """Settle at once what would be thousands of calls of a finder."""
        triggers, index = triggered
        for kind, how, shape, refuses in WHOLE:
            fired = np.unique(index[self._owner[triggers] == self._number_of[kind]])
            if len(fired) < _MANY or refuses(place):
                continue
            fits = pc.match_substring_regex(texts.take(pa.array(fired)), shape).to_numpy(zero_copy_only=False)
            if fits.any():
                mask = np.zeros(len(texts), bool)
                mask[fired[fits]] = True
                yield Whole(kind, how, mask)


def _by_meaning(texts: pa.Array, kind: str, origin: Index, layer: str) -> Iterator[Hit]:
    """Inner texts whose own name says what they are: `{"user_id": "u1"}` in a string."""
    for at, text in enumerate(texts.to_pylist()):
        if text and text not in PLACEHOLDERS and not contradicts(kind, text):
            yield Hit(int(origin[at]), Match(kind, 0, len(text), True, How.NAME), text, layer)


def _better_than_chance(hits: list[Hit], texts: pa.Array) -> list[Hit]:
    """Without the lone numbers that a column of random numbers would show as well."""
    alone = [hit for hit in hits if hit.match.how in _ALONE and not hit.layer and hit.match.kind in _CHANCE]
    if not alone:
        return hits
    numbers = int(pc.sum(pc.match_substring_regex(texts, _NUMBER)).as_py())
    passed = Counter(hit.match.kind for hit in alone)
    luck = {kind for kind, count in passed.items() if by_chance(count, numbers, _CHANCE[kind])}
    return [hit for hit in hits if hit not in alone or hit.match.kind not in luck]


def _shaped(texts: pa.Array, shape: str) -> Sequence[int]:
    if not shape:
        return range(len(texts))
    mask = pc.match_substring_regex(texts, shape).to_numpy(zero_copy_only=False)
    return [int(at) for at in np.flatnonzero(mask)]
