"""A log that somebody touched: what was touched, by its number."""

from __future__ import annotations

import io
from dataclasses import replace
from random import Random

import pytest
from tests.store.case.sealed_case import rewritten

from waspada.core.custody import Action, Entry, entry, line, parse
from waspada.store.case.altered import Altered
from waspada.store.case.chain import Chain, follow, half_written


def lines(count: int) -> list[bytes]:
    found: list[bytes] = []
    last: Entry | None = None
    for number in range(count):
        last = entry(last, time="2025-11-25T14:02:00Z", actor="dewi", action=Action.FACT, data={"value": number})
        found.append(line(last) + b"\n")
    return found


def read(written: list[bytes], trusted: dict[int, str] | None = None) -> tuple[Chain, list[int]]:
    seen: list[int] = []
    chain = follow(io.BytesIO(b"".join(written)), "log", lambda one: seen.append(one.number), trusted)
    return chain, seen


def found(written: list[bytes], trusted: dict[int, str] | None = None) -> list[tuple[str, str, str]]:
    return [(one.what, one.where, one.why) for one in read(written, trusted)[0].altered]


LOG = lines(9)
DIGESTS = {number: parse(one[:-1]).digest for number, one in enumerate(LOG, 1)}


def test_a_whole_log_is_read_in_order_and_its_head_told() -> None:
    chain, seen = read(LOG, {3: "", 9: DIGESTS[9]})
    assert (chain.entries, chain.reach, chain.altered, seen) == (9, 9, (), list(range(1, 10)))
    assert chain.head == parse(LOG[-1][:-1])
    assert chain.digests == {3: DIGESTS[3], 9: DIGESTS[9]}
    assert read([])[0] == Chain(entries=0, reach=0, head=None, altered=(), digests={})


def test_every_dropped_entry_is_named() -> None:
    for number in range(1, 9):
        assert found(LOG[: number - 1] + LOG[number:]) == [("entry", str(number), "missing")]
    assert found(LOG[:2] + LOG[5:]) == [("entry", "3-5", "missing")]


def test_every_changed_byte_of_every_entry_is_named() -> None:
    random = Random(1)
    for number in range(1, 10):
        one = LOG[number - 1]
        for at in range(len(one) - 1):
            changed = bytearray(one)
            changed[at] ^= random.randrange(1, 256)
            if changed[at] == 10:
                continue
            assert found([*LOG[: number - 1], bytes(changed), *LOG[number:]]) == [("entry", str(number), "changed")]


def test_a_changed_line_end_names_its_entry_first() -> None:
    for number in range(1, 8):
        changed = LOG[number - 1][:-1] + b" "
        assert found([*LOG[: number - 1], changed, *LOG[number:]]) == [
            ("entry", str(number), "changed"),
            ("entry", str(number + 1), "missing"),
        ]
    assert found([*LOG[:-1], LOG[-1][:-1] + b" "]) == [("entry", "9", "changed")]
    assert found([*LOG[:-2], LOG[-2][:-1] + b" ", LOG[-1]]) == [("entry", "8", "changed")]


def test_a_line_end_inside_an_entry_names_it_first() -> None:
    assert found([*LOG[:4], LOG[4].replace(b'"actor"', b'"act\nor"'), *LOG[5:]]) == [
        ("entry", "5", "changed"),
        ("entry", "5-6", "added"),
    ]


def test_what_was_put_in_is_named_by_its_neighbours() -> None:
    for more in (b"\n", b"{}\n", b"rubbish\n"):
        assert found([*LOG[:3], more, *LOG[3:]]) == [("entry", "3-4", "added")]
    assert found([*LOG, b"rubbish\n"]) == [("entry", "10", "changed")]


def test_entries_out_of_place_are_named() -> None:
    assert found([*LOG[:3], LOG[2], *LOG[3:]]) == [("entry", "3", "moved")]
    assert found([*LOG[:3], LOG[4], LOG[3], *LOG[5:]]) == [("entry", "4", "missing"), ("entry", "4", "moved")]


def test_an_entry_with_a_new_digest_is_named_not_the_one_after_it() -> None:
    for number in range(1, 8):
        written = [*LOG[: number - 1], rewritten(LOG[number - 1], value="other"), *LOG[number:]]
        assert found(written) == [("entry", str(number), "rewritten")], number


def test_an_entry_whose_link_was_written_anew_is_named() -> None:
    stranger = entry(None, time="", actor="", action=Action.OPEN, data={})
    for number in range(1, 9):
        written = [*LOG[: number - 1], rewritten(LOG[number - 1], before=stranger), *LOG[number:]]
        assert found(written, {9: DIGESTS[9]}) == [("entry", str(number), "rewritten")], number


def test_of_the_last_two_only_an_anchor_tells_which_was_written_anew() -> None:
    written = [*LOG[:7], rewritten(LOG[7], value="other"), LOG[8]]
    assert found(written) == [("entry", "8-9", "one_of_two")]
    assert found(written, {9: DIGESTS[9]}) == [("entry", "8", "rewritten")]
    stranger = entry(None, time="", actor="", action=Action.OPEN, data={})
    assert found([*LOG[:8], rewritten(LOG[8], before=stranger)], {8: DIGESTS[8]}) == [("entry", "9", "rewritten")]


def test_a_number_out_of_this_world_costs_nothing() -> None:
    far = entry(replace(parse(LOG[4][:-1]), number=10**18), time="", actor="", action=Action.FACT, data={})
    assert found([*LOG[:5], line(far) + b"\n"]) == [("entry", f"6-{10**18}", "missing")]


def test_several_places_are_all_named_in_order() -> None:
    written = [*LOG[:1], b"x\n", *LOG[2:4], *LOG[5:7], rewritten(LOG[7], value=""), LOG[8]]
    assert found(written, {9: DIGESTS[9]}) == [
        ("entry", "2", "changed"),
        ("entry", "5", "missing"),
        ("entry", "8", "rewritten"),
    ]


def test_a_line_that_was_not_written_to_its_end_is_told_apart() -> None:
    for cut in range(1, len(LOG[8])):
        assert found([*LOG[:8], LOG[8][:cut]]) == [("tail", "9", "unfinished")], cut
    chain, seen = read([*LOG[:8], LOG[8][:-1]])
    assert (chain.entries, chain.reach, seen[-1]) == (9, 9, 9)
    chain, seen = read([*LOG[:8], LOG[8][:-2]])
    assert (chain.entries, chain.reach, seen[-1]) == (8, 9, 8)


@pytest.mark.parametrize(
    ("rest", "torn"),
    [(b"{", True), (b'{"action":"x', True), (b"\0\0\0", True), (b"\xff", True), (b"{}", False), (b"{}x", False)],
)
def test_what_a_crash_may_leave(rest: bytes, torn: bool) -> None:
    assert half_written(rest) is torn


def test_what_is_found_carries_the_name_of_the_file() -> None:
    assert read(LOG[1:])[0].altered == (Altered("entry", "log", "1", "missing"),)
