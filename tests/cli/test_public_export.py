"""`waspada public export`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call
from tests.cli.test_public import CODE, everything, material

from waspada.flows.public import bundle, letters
from waspada.flows.public.table import Table


def test_a_bundle_and_its_key_are_made_and_the_key_stays(tmp_path: Path, call: Call) -> None:
    call(*everything(tmp_path))
    key = (tmp_path / "public.key").read_bytes()
    assert (tmp_path / "public.key").stat().st_mode & 0o077 == 0
    first = bundle.load(tmp_path / "bundle")
    shown = letters.find(Table(first.folder / bundle.CODES), CODE)[1]
    assert shown is not None
    assert shown.masked_recipient == "b•••@e•••.org"
    again = call("public", "export", tmp_path / "bundle", "--site", tmp_path / "site", "--key-file",
                 tmp_path / "public.key", "--company", "Kopi", "--contact", "c", "--address",
                 "https://k.example")  # fmt: skip
    assert "a new key" not in again.stderr
    assert (tmp_path / "public.key").read_bytes() == key
    assert bundle.load(tmp_path / "bundle").version != first.version
    for path in (tmp_path / "bundle").rglob("*"):
        assert not path.is_file() or key.splitlines()[1] not in path.read_bytes()


def test_a_statement_alone_is_a_bundle(tmp_path: Path, call: Call) -> None:
    call(*material(tmp_path))
    assert bundle.load(tmp_path / "bundle").about.company == "Kopi"


def test_what_may_not_be_published_is_said_and_nothing_is_made(tmp_path: Path, call: Call) -> None:
    options = everything(tmp_path)
    (tmp_path / "site" / "people.csv").write_text("budi@example.org", encoding="utf-8")
    done = call(*options, code=2)
    assert "people.csv" in done.stderr
    assert "budi" not in done.stderr
    assert not (tmp_path / "bundle" / "bundle.json").exists()


def test_other_failures_have_their_codes(tmp_path: Path, call: Call) -> None:
    options = material(tmp_path)
    call(*options, "--letters", tmp_path / "none", code=10)
    (tmp_path / "public.key").write_text("no key", encoding="utf-8")
    call(*options, code=26)
    (tmp_path / "site" / "index.html").unlink()
    (tmp_path / "public.key").unlink()
    call(*options, code=10)
