"""The queue: whole files of one size, only for the key holder, bounded, and safe against a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.flows.public.desk import KEYS, NOW

from waspada.flows.public import queue
from waspada.flows.public.queue import Kind, Queue
from waspada.readers.age import Identity


def made(folder: Path, most: int = 100) -> Queue:
    return Queue(folder, KEYS.identity.recipient, most=most)


def test_what_was_asked_comes_out_in_order_for_the_key_holder(tmp_path: Path) -> None:
    adds = made(tmp_path)
    for number in range(5):
        assert adds.put(Kind.AFFECTED, {"address": f"n{number}@example.org"}, lang="id", now=NOW + number)
    found = [one for _, one in queue.questions(tmp_path, KEYS.identity) if one]
    assert [one.fields["address"] for one in found] == [f"n{number}@example.org" for number in range(5)]
    assert (found[0].kind, found[0].lang, found[0].at) == (Kind.AFFECTED, "id", NOW)
    assert len({one.id for one in found}) == 5
    assert [one for _, one in queue.questions(tmp_path, Identity.new())] == [None] * 5


def test_all_files_have_one_size_and_names_that_tell_nothing(tmp_path: Path) -> None:
    adds = made(tmp_path)
    for kind, text in ((Kind.AFFECTED, ""), (Kind.ENQUIRY, "x" * 2000), (Kind.ORGANISATION, "example.org")):
        assert adds.put(kind, {"text": text}, lang="en", now=NOW)
    assert {path.stat().st_size for path in tmp_path.iterdir()} == {queue.FRAME}
    assert all(len(path.stem) == 32 for path in tmp_path.iterdir())


def test_it_is_bounded_and_takes_again_when_some_were_taken_out(tmp_path: Path) -> None:
    adds = made(tmp_path, most=3)
    asked = [adds.put(Kind.AFFECTED, {"address": "x"}, lang="en", now=NOW) for _ in range(5)]
    assert asked == [True, True, True, False, False]
    queue.waiting(tmp_path)[0].unlink()
    taken = [adds.put(Kind.AFFECTED, {"address": "x"}, lang="en", now=NOW) for _ in range(600)]
    assert sum(taken) == 1
    assert len(queue.waiting(tmp_path)) == 3


def test_what_waits_for_something_keeps_no_room_from_others_and_is_bounded(tmp_path: Path) -> None:
    adds = made(tmp_path, most=3)
    for number in range(3):
        assert adds.put(Kind.ORGANISATION, {"n": str(number)}, lang="en", now=NOW + number)
    for path in queue.waiting(tmp_path):
        queue.keep(path)
    assert made(tmp_path, most=3).put(Kind.AFFECTED, {"n": "3"}, lang="en", now=NOW + 3)
    found = [one.fields["n"] for _, one in queue.questions(tmp_path, KEYS.identity) if one]
    assert found == ["0", "1", "2", "3"]
    assert queue.too_many(tmp_path, most=2) == 1
    assert queue.too_many(tmp_path, most=2) == 0
    assert [one.fields["n"] for _, one in queue.questions(tmp_path, KEYS.identity) if one] == ["1", "2", "3"]


def test_what_is_too_long_is_not_taken(tmp_path: Path) -> None:
    assert not made(tmp_path).put(Kind.ENQUIRY, {"text": "x" * queue.PLAIN}, lang="en", now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_many_at_once_are_all_kept(tmp_path: Path) -> None:
    adds = made(tmp_path, most=64)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda n: adds.put(Kind.AFFECTED, {"n": str(n)}, lang="en", now=NOW), range(100)))
    assert sum(taken) == 64
    kept = [one.fields["n"] for _, one in queue.questions(tmp_path, KEYS.identity) if one]
    assert sorted(kept, key=int) == [str(number) for number, was in enumerate(taken) if was]


def test_a_folder_that_cannot_be_written_turns_the_question_away(tmp_path: Path) -> None:
    adds = made(tmp_path)
    tmp_path.rename(tmp_path.with_name("moved"))
    assert not adds.put(Kind.AFFECTED, {"address": "x"}, lang="en", now=NOW)


@pytest.mark.parametrize("step", ["write", "fsync", "rename"])
def test_a_kill_before_it_is_whole_leaves_nothing_that_could_be_read(tmp_path: Path, step: str) -> None:
    script = f"""
import os, signal
from pathlib import Path
from waspada.flows.public import queue
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
adds = queue.Queue(Path({str(tmp_path)!r}), {KEYS.identity.recipient!r})
assert adds.put(queue.Kind.AFFECTED, {{"address": "first"}}, lang="en", now=1.0)
if {step!r} == "write":
    real = os.write
    os.write = lambda handle, content: (real(handle, content[:100]), die())
elif {step!r} == "fsync":
    os.fsync = die
else:
    Path.rename = die
adds.put(queue.Kind.AFFECTED, {{"address": "second"}}, lang="en", now=2.0)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=60, env={**os.environ})
    assert done.returncode == -signal.SIGKILL
    found = [one for _, one in queue.questions(tmp_path, KEYS.identity)]
    assert [one.fields["address"] for one in found if one] == ["first"]
    assert None not in found
    assert len(list(tmp_path.iterdir())) == 2
    made(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1, "the next server takes the half one away"


def test_what_was_put_is_kept_when_the_process_dies_at_once(tmp_path: Path) -> None:
    script = f"""
import os, signal
from pathlib import Path
from waspada.flows.public import queue
adds = queue.Queue(Path({str(tmp_path)!r}), {KEYS.identity.recipient!r})
for number in range(20):
    assert adds.put(queue.Kind.AFFECTED, {{"n": str(number)}}, lang="en", now=1.0)
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script], check=False, timeout=60, env={**os.environ})
    assert len([one for _, one in queue.questions(tmp_path, KEYS.identity) if one]) == 20


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"\0" * queue.FRAME, b"\xff" * queue.FRAME])
def test_rubbish_in_the_folder_is_nobodys_question(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"{'0' * 32}{queue.SUFFIX}").write_bytes(content)
    assert [one for _, one in queue.questions(tmp_path, KEYS.identity)] == [None]
