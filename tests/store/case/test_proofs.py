"""Proofs of delivery on disk: before anything goes, whole after a crash, checked against the certificate."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from tests.flows.case.test_proofs import row

from waspada.core.errors import CannotWrite, EvidenceAltered, Locked, NothingReadable
from waspada.core.progress import Silent
from waspada.flows.case.proofs import FILE, delivered_to
from waspada.readers.age import Identity, encrypt
from waspada.store.case import proofs
from waspada.store.case.destroy import destroy

ADDRESS = "ani@mail.example"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case folder from which two versions of a notice were sent."""
    for version in (1, 2):
        folder = tmp_path / "case" / "notices" / str(version)
        (folder / "share").mkdir(parents=True)
        (folder / "share" / "notice.txt").write_text("what happened")
        (folder / "letters.csv").write_text(ADDRESS)
        (folder / "deliveries.ndjson").write_bytes(row(version=version) + b"\n" + b"{half\n")
    return tmp_path / "case"


def test_rows_become_proofs_before_they_go(case: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    kept = proofs.keep(case, home, "c-1", None)
    assert kept is not None
    assert (kept.rows, kept.unreadable) == (2, 2)
    place = proofs.key_place(home, "c-1")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    destroy(case, [], Silent())
    left = sorted(path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file())
    assert left == ["notices/1/share/notice.txt", "notices/2/share/notice.txt", FILE]
    content = (case / FILE).read_text()
    assert ADDRESS not in content
    found = delivered_to(ADDRESS, content.splitlines(), proofs.key_in(place))
    assert [one.version for one in found] == ["1", "2"]


def test_a_try_after_a_crash_adds_to_what_was_kept(case: Path, tmp_path: Path) -> None:
    """One file was begun to be overwritten, one is whole, one came in between."""
    first = proofs.keep(case, tmp_path, "c-1", None)
    begun = case / "notices/1/deliveries.ndjson"
    begun.write_bytes(bytes(30) + begun.read_bytes()[30:])
    (case / "notices/2/deliveries-2.ndjson").write_bytes(row(version=3))
    second = proofs.keep(case, tmp_path, "c-1", None)
    destroy(case, [], Silent())
    third = proofs.keep(case, tmp_path, "c-1", None)
    assert first is not None
    assert second is not None
    assert (second.rows, second.unreadable) == (first.rows + 1, first.unreadable)
    assert third == second


def test_nothing_delivered_needs_no_key(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    assert proofs.keep(tmp_path / "case", tmp_path, "c-1", None) is None
    assert not (tmp_path / "proofs").exists()


def test_of_an_encrypted_case_the_key_is_needed_until_it_is_gone(case: Path, tmp_path: Path) -> None:
    identity = Identity.new()
    for path in case.glob("notices/*/deliveries.ndjson"):
        path.with_suffix(".ndjson.age").write_bytes(encrypt(path.read_bytes(), identity.recipient))
        path.unlink()
    (case / "key.age").write_bytes(b"k")
    assert proofs.needs_key(case)
    with pytest.raises(Locked):
        proofs.keep(case, tmp_path, "c-1", None)
    kept = proofs.keep(case, tmp_path, "c-1", identity)
    assert kept is not None
    assert kept.rows == 2
    (case / "key.age").unlink()
    assert not proofs.needs_key(case)
    assert proofs.keep(case, tmp_path, "c-1", None) == kept


def test_without_proofs_nothing_goes_on(case: Path, tmp_path: Path) -> None:
    (tmp_path / "proofs").write_text("in the way")
    with pytest.raises(CannotWrite, match="proofs of delivery could not be kept"):
        proofs.keep(case, tmp_path, "c-1", None)
    assert not (case / FILE).exists()


def test_a_lost_key_is_said(case: Path, tmp_path: Path) -> None:
    proofs.keep(case, tmp_path, "c-1", None)
    place = proofs.key_place(tmp_path, "c-1")
    for content in (b"short", b"\xff", b""):
        place.write_bytes(content)
        with pytest.raises(Locked):
            proofs.key_in(place)
    place.unlink()
    with pytest.raises(Locked):
        proofs.keep(case, tmp_path, "c-1", None)


def test_a_copy_beside_a_certificate_never_replaces_another(case: Path, tmp_path: Path) -> None:
    proofs.keep(case, tmp_path, "c-1", None)
    (tmp_path / "safe").mkdir()
    for _ in range(2):
        proofs.copy_beside(case, tmp_path / "safe" / "certificate.json")
    assert (tmp_path / "safe" / FILE).read_bytes() == (case / FILE).read_bytes()
    (tmp_path / "safe" / FILE).write_text("of another case")
    with pytest.raises(CannotWrite):
        proofs.copy_beside(case, tmp_path / "safe" / "certificate.json")
    proofs.copy_beside(case, case / "destroyed.json")
    assert (tmp_path / "safe" / FILE).read_text() == "of another case"


def test_what_is_no_certificate_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingReadable):
        proofs.read(tmp_path)
    (tmp_path / "destroyed.json").write_text(json.dumps({"certificate": {"case_id": "c"}, "signature": "00"}))
    with pytest.raises(EvidenceAltered):
        proofs.read(tmp_path)


def test_deliveries_without_proofs_are_not_destroyed(case: Path) -> None:
    with pytest.raises(CannotWrite, match="nothing was destroyed"):
        destroy(case, [], Silent())
    assert (case / "notices/1/letters.csv").exists()


def test_a_link_in_place_of_the_folder_is_removed_and_not_followed(case: Path, tmp_path: Path) -> None:
    (case / "notices").rename(tmp_path / "elsewhere")
    (case / "notices").symlink_to(tmp_path / "elsewhere")
    assert proofs.keep(case, tmp_path, "c-1", None) is None
    destroy(case, [], Silent())
    assert not (case / "notices").is_symlink()
    assert (tmp_path / "elsewhere/1/letters.csv").read_text() == ADDRESS
