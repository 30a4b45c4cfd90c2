"""Text that nobody here wrote: strong findings equal the golden, and what is wrong in them stays under its bound.

A sixteenth of the files is scanned each time, chosen by content, and the samples; all of them with WASPADA_FULL=1.
How to refresh it after a change of the detector, and how to read what is new: tests/golden/README.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.golden.corpus import SAMPLES, File, Finding, files, scan_file, system_folders
from tests.golden.verdict import VERDICTS, Golden, Row, count, judge, load, rules

FULL = os.environ.get("WASPADA_FULL") == "1"
SHARDS = 16
TODAY = tuple(range(SHARDS)) if FULL else (0,)
Judged = tuple[File, int, tuple[Row, ...], list[Finding]]


@pytest.fixture(scope="module")
def golden() -> Golden:
    return load()


@pytest.fixture
def place(waspada_home: Path) -> Path:
    """Folder of the compiled patterns."""
    return waspada_home / "cache"


@cache
def system_files() -> tuple[File, ...]:
    folders = system_folders()
    if not folders and FULL:
        pytest.fail("none of the folders of documentation is here, and WASPADA_FULL=1 lets nothing be skipped")
    if not folders:
        pytest.skip("this machine has no /usr/share/doc, /usr/share/dict or /usr/lib/python3")
    return tuple(files(folders))


def judged(some: Iterator[File], patterns: Path) -> list[Judged]:
    stated = rules()
    found = []
    for file in some:
        size, findings = scan_file(file.path, patterns)
        found.append((file, size, *judge(file.name, findings, stated)))
    return found


@cache
def shard(number: int, patterns: Path) -> list[Judged]:
    return judged((file for file in system_files() if int(file.sha256[:4], 16) % SHARDS == number), patterns)


def differences(found: list[Judged], golden: Golden) -> list[str]:
    """What known files give otherwise than they should, masked."""
    lines = []
    for file, _, rows, unread in found:
        expected = golden.expected(file.sha256)
        if expected is None or (rows == expected and not unread):
            continue
        lines += [f"{file.name}: new: {row}" for row in rows if row not in expected]
        lines += [f"{file.name}: gone: {row}" for row in expected if row not in rows]
        lines += [f"{file.name}: no rule speaks of: {finding.kind}, {finding.how}" for finding in unread]
    return lines


@pytest.mark.parametrize("number", TODAY)
def test_known_files_give_what_the_golden_says(number: int, golden: Golden, place: Path) -> None:
    found = differences(shard(number, place), golden)
    assert not found, "read them, then refresh as tests/golden/README.md says"


def test_samples_give_what_the_golden_says(golden: Golden, place: Path) -> None:
    found = judged((file for file in files([SAMPLES]) if file.path.suffix != ".md"), place)
    assert [file.name for file, *_ in found if golden.expected(file.sha256) is None] == []
    assert differences(found, golden) == []


@pytest.mark.parametrize("number", TODAY)
def test_unknown_files_give_nothing_that_no_rule_speaks_of(number: int, golden: Golden, place: Path) -> None:
    """Other versions of the packages: listed; only where everything is checked they must have a verdict too."""
    unknown = [
        f"{file.name}: {finding.kind}, {finding.how}"
        for file, _, _, unread in shard(number, place)
        for finding in unread
        if golden.expected(file.sha256) is None
    ]
    if unknown and not FULL:
        pytest.skip(f"{len(unknown)} findings to read in files that the golden does not know: {'; '.join(unknown[:5])}")
    assert not unknown, "read them, state a rule"


@pytest.mark.skipif(not FULL, reason="counts over all files; runs with WASPADA_FULL=1")
def test_wrong_at_most_once_in_100_mb_and_kind_here(place: Path) -> None:
    everything = [one for number in TODAY for one in shard(number, place)]
    counts = count(row for _, _, rows, _ in everything for row in rows)
    assert over_the_bound(counts, sum(size for _, size, _, _ in everything)) == {}


def over_the_bound(counts: dict[str, dict[str, int]], size: int) -> dict[str, int]:
    """Kinds that are wrong more than once in 100 MB."""
    return {kind: by["wrong"] for kind, by in counts.items() if by["wrong"] > size / 100_000_000}


def test_wrong_at_most_once_in_100_mb_and_kind(golden: Golden) -> None:
    assert over_the_bound(golden.summary["kinds"], golden.summary["bytes_unpacked"]) == {}


def test_the_sums_are_those_of_the_rows(golden: Golden) -> None:
    assert golden.summary["kinds"] == count(row for rows in golden.files.values() for row in rows)
    assert golden.summary["files"] == len(golden.files) + len(golden.clean)
    assert golden.summary["files_with_findings"] == len(golden.files)


def test_every_verdict_is_that_of_its_rule_and_every_rule_is_needed(golden: Golden) -> None:
    stated = {rule.id: rule for rule in rules()}
    used = {(rule, kind, verdict) for rows in golden.files.values() for kind, _, verdict, rule, _ in rows}
    assert {rule for rule, _, _ in used} == stated.keys()
    for rule, kind, verdict in used:
        assert stated[rule].verdict == verdict
        assert kind in stated[rule].kinds
    assert all(rule.verdict in VERDICTS and len(rule.because) > 20 for rule in stated.values())


def test_no_value_stands_in_the_golden(golden: Golden) -> None:
    """Masked: a kind and lengths. Of a person's address not even the domain."""
    for rows in golden.files.values():
        for kind, how, verdict, rule, lengths in rows:
            assert re.fullmatch(r"[a-z_0-9.]+", kind)
            assert re.fullmatch(r"[a-z ,]+", how)
            assert re.fullmatch(r"[a-z-]+[0-9-]*", f"{verdict}-{rule}")
            assert all(re.fullmatch(r"[0-9]+|\?", length) and times > 0 for length, times in lengths.items())
