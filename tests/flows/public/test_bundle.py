"""The bundle: whole or not there, and nothing of a case in it for whoever has no code and no key."""

from __future__ import annotations

import base64
import gzip
import json
import os
import signal
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from tests.flows.public.desk import ABOUT, KEYS, NOW, Office, exported, letter, site

from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, NothingReadable
from waspada.flows.public import bundle, fetches, letters, members
from waspada.flows.public.keys import Keys
from waspada.flows.public.letters import Shown
from waspada.flows.public.members import Facts
from waspada.flows.public.queue import Kind
from waspada.flows.public.table import Table
from waspada.notify import code
from waspada.readers.age import Identity


def test_a_bundle_holds_what_was_exported(tmp_path: Path) -> None:
    found = exported(tmp_path / "b", letters=[letter(1)], members=[("budi@example.org", Facts(categories=()))])
    assert bundle.load(tmp_path / "b") == found == bundle.checked(found)
    assert letters.find(Table(found.folder / bundle.CODES), letter(1).code)[1] == letter(1)
    assert members.find(Table(found.folder / bundle.MEMBERS), "budi@example.org", KEYS)
    assert (tmp_path / "b" / "queue.pub").read_text().strip() == KEYS.identity.recipient
    assert sorted(path.name for path in (tmp_path / "b").iterdir() if not path.name.startswith(".")) == sorted(
        ["bundle.json", "queue.pub", f"v-{found.version}", "queue", "fetch", "state"]
    )


def test_canaries_of_a_case_are_nowhere_in_it(tmp_path: Path) -> None:
    """In the clear, as hex, base64 of any alignment, UTF-16, and inside whatever unpacks."""
    canaries = ["canary.person@mail.example.org", "Canary Name", "person-7f3acanary", "case-01977canary",
                "Canary Hospital", "canary-secret-text"]  # fmt: skip
    shown = [
        Shown(code=letter(number).code, sender="Kopi <notice@kopi.example>", subject="Canary Hospital", lang="en",
              date="2026-11-23", masked_recipient=letters.masked(canaries[0]), text=f"Dear Canary Name, {canaries}")
        for number in range(100)
    ]  # fmt: skip
    facts = [(canaries[0], Facts(categories=("user.canary-secret-text",)))]
    found = exported(tmp_path / "b", letters=shown, members=facts)
    office = Office(found=found, home=tmp_path / "home")
    office.ask(address=canaries[0])
    office.ask(Kind.ENQUIRY, address=canaries[0], text="Canary Name asks: canary-secret-text")
    fetches.put(tmp_path / "b" / bundle.FETCH, fetches.new_token(), " ".join(canaries).encode(), expires=NOW)
    looked_for = {form for canary in [*canaries, *(one.code for one in shown)] for form in _forms(canary)}
    content = [path.read_bytes() for path in (tmp_path / "b").rglob("*") if path.is_file()]
    content += [path.name.encode() for path in (tmp_path / "b").rglob("*")]
    content += [plain for raw in content for plain in _unpacked(raw)]
    assert sum(map(len, content)) > 500_000
    assert [form for form in looked_for for raw in content if form in raw] == []


def _forms(canary: str) -> list[bytes]:
    raw = canary.encode()
    plain = [raw, raw.lower(), raw.replace(b"-", b""), canary.encode("utf-16-le"), raw.hex().encode()]
    packed = [base64.b64encode(b"x" * shift + raw)[4:-4] for shift in range(3)]
    local = [raw.partition(b"@")[0]] if b"@" in raw else []
    return [one for one in (*plain, *packed, *local) if len(one) > 5]


def _unpacked(raw: bytes) -> list[bytes]:
    found: list[bytes] = []
    for start in (b"\x1f\x8b\x08", b"\x78\x9c", b"\x78\xda", b"\x78\x01"):
        at = raw.find(start)
        while at >= 0 and len(found) < 200:
            try:
                unpacker = zlib.decompressobj(31 if start[0] == 0x1F else 15)
                found.append(unpacker.decompress(raw[at : at + 100_000], 100_000))
            except zlib.error:
                pass
            at = raw.find(start, at + 1)
    return found


def test_the_search_for_canaries_would_find_one() -> None:
    assert any(b"canary" in one for one in _unpacked(b"xx" + gzip.compress(b"a canary") + b"yy"))
    assert _forms("canary-1")[0] in b"..canary-1.."


def test_two_exports_of_the_same_have_nothing_in_common(tmp_path: Path) -> None:
    rows = {"letters": [letter(1)], "members": [("budi@example.org", Facts(categories=()))]}
    one, two = exported(tmp_path / "1", **rows), exported(tmp_path / "2", **rows)  # type: ignore[arg-type]
    name, _ = code.opened(code.canonical(letter(1).code))
    records = [Table(found.folder / bundle.CODES).find(name) for found in (one, two)]
    assert records[0] != records[1]


def test_a_new_version_stands_beside_the_old_until_it_counts(tmp_path: Path) -> None:
    place = tmp_path / "b"
    first = exported(place, letters=[letter(1)])
    second = exported(place, letters=[letter(2)])
    assert first.folder.is_dir(), "a server that read the old pointer a moment ago still finds it"
    assert bundle.load(place).version == second.version
    third = exported(place)
    assert not first.folder.exists()
    assert second.folder.is_dir()
    assert third.folder.is_dir()


@pytest.mark.parametrize("after", ["codes.bin", "members.bin", "rename", "pointer"])
def test_a_kill_at_any_step_leaves_the_old_version_or_the_new(tmp_path: Path, after: str) -> None:
    place = tmp_path / "b"
    before = exported(place, letters=[letter(1)])
    script = f"""
import os, signal
from pathlib import Path
from tests.flows.public import desk
from waspada.flows.public import bundle, table
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
after = {after!r}
real = table.Writer.write
def write(self, path, **more):
    done = real(self, path, **more)
    if path.name == after: die()
    return done
table.Writer.write = write
if after == "rename":
    bundle._replace = die
if after == "pointer":
    real_versions, calls = bundle._versions, []
    def versions(place):
        calls.append(1)
        return die() if len(calls) == 2 else real_versions(place)
    bundle._versions = versions
desk.KEYS = desk.Keys.of(desk.Identity({KEYS.identity.secret!r}))
bundle.export(Path({str(place)!r}), site=Path({str(tmp_path / "site")!r}), letters=[desk.letter(2)], members=[],
              keys=desk.KEYS, about=desk.ABOUT, now=0.0)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=60, cwd=Path(__file__).parents[3],
                          env={**os.environ, "PYTHONPATH": f"src{os.pathsep}."})  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert bundle.checked(bundle.load(place)) == before
    again = exported(place, letters=[letter(3)])
    left = [path.name for path in place.iterdir() if path.name.startswith((".new", "v-"))]
    assert sorted(left) == sorted([f"v-{before.version}", f"v-{again.version}"]), "what the killed one left is gone"


def test_one_export_at_a_time(tmp_path: Path) -> None:
    place = tmp_path / "b"
    exported(place)
    with bundle._alone(place), pytest.raises(CannotWrite, match="another export"):
        exported(place)


def test_another_key_waits_until_the_old_one_has_read_what_was_asked(tmp_path: Path) -> None:
    place, other = tmp_path / "b", Keys.of(Identity.new())
    office = Office(found=exported(place), home=tmp_path / "home")
    office.ask(address="a@b.example")
    with pytest.raises(BadInput, match="only the key of the last export"):
        exported(place, keys=other)
    office.drained()
    assert exported(place, keys=other).queue_key == other.identity.recipient


def test_what_is_altered_is_said(tmp_path: Path) -> None:
    found = exported(tmp_path / "b", letters=[letter(1)])
    with (found.folder / bundle.CODES).open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    with pytest.raises(EvidenceAltered):
        bundle.checked(found)
    (tmp_path / "b" / "bundle.json").write_text('{"format": "waspada-public/9"}', encoding="utf-8")
    with pytest.raises(EvidenceAltered, match="later version"):
        bundle.load(tmp_path / "b")
    with pytest.raises(NothingReadable):
        bundle.load(tmp_path)


@pytest.mark.parametrize(
    "wrong", [{"address": "notice.kopi.example"}, {"address": "http://notice.kopi.example"}, {"company": " "},
              {"contact": ""}],
)  # fmt: skip
def test_who_publishes_must_be_said(tmp_path: Path, wrong: dict[str, str]) -> None:
    about = bundle.About(**{"company": "K", "contact": "c@k.example", "address": "https://k.example", **wrong})
    with pytest.raises(BadInput):
        bundle.export(
            tmp_path / "b", site=site(tmp_path / "s"), letters=(), members=(), keys=KEYS, about=about, now=NOW
        )


def test_a_letter_that_is_refused_leaves_the_old_version(tmp_path: Path) -> None:
    before = exported(tmp_path / "b")
    with pytest.raises(BadInput):
        exported(tmp_path / "b", letters=[letter(1), letter(1)])
    assert bundle.load(tmp_path / "b") == before
    assert json.loads((tmp_path / "b" / "bundle.json").read_text())["about"]["company"] == ABOUT.company
    assert not [path for path in (tmp_path / "b").iterdir() if path.name.startswith(".new")]
