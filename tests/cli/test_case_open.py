"""Opening a case: in the clear, with a key file, behind a passphrase; nothing secret is shown or half made."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waspada.cli.main import main
from waspada.readers.age import Identity
from waspada.store.case.folder import load


def run(*arguments: str, code: int = 0) -> Result:
    done = CliRunner().invoke(main, ["case", "open", *arguments, "--actor", "Alice"])
    assert done.exit_code == code, done.output
    return done


def test_it_says_what_to_do_next_in_both_languages(tmp_path: Path) -> None:
    said = run(str(tmp_path / "a case"), "--vendor", "Mixpanel", "--lang", "en").stdout
    assert "not be encrypted" in said
    assert f"waspada case ask '{tmp_path / 'a case'}' --print" in said
    assert "tidak akan dienkripsi" in run(str(tmp_path / "b"), "--vendor", "V", "--lang", "id").stdout
    assert load(tmp_path / "a case", clock=lambda: 0).title == "Mixpanel"


def test_a_new_key_file_is_made_private_and_never_shown(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    done = run(str(tmp_path / "c"), "--vendor", "V", "--encrypt", "--key-file", str(key), "--lang", "en")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "without it nobody" in " ".join(done.stdout.split())
    identity = Identity.read(key.read_text())
    assert identity.secret not in done.output
    assert load(tmp_path / "c", clock=lambda: 0, identity=identity).key()
    before = key.read_bytes()
    run(str(tmp_path / "d"), "--vendor", "V", "--encrypt", "--key-file", str(key))
    assert key.read_bytes() == before
    assert load(tmp_path / "d", clock=lambda: 0).recipient == identity.recipient


def test_a_passphrase_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("correct horse\n")
    done = run(str(tmp_path / "c"), "--vendor", "V", "--encrypt", "--password-file", str(tmp_path / "p"), "--json")
    assert json.loads(done.stdout)["encrypted"] is True
    assert load(tmp_path / "c", clock=lambda: 0, passphrase="correct horse").key()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--encrypt"],
        ["--key-file", "k"],
        ["--passphrase"],
        ["--encrypt", "--passphrase", "--key-file", "k"],
        ["--encrypt", "--key-file", "{}/c/k"],
        ["--title", "ask budi@vendor.example"],
        ["--title", "a\x1b[0m"],
    ],
    ids=lambda arguments: " ".join(arguments).replace("\x1b", "ESC"),
)
def test_what_cannot_be_meant_makes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    run(str(tmp_path / "c"), "--vendor", "V", *(one.format(tmp_path) for one in arguments), code=2)
    assert not list(tmp_path.iterdir())


def test_a_key_that_is_none_is_26(tmp_path: Path) -> None:
    (tmp_path / "k").write_text("nothing")
    run(str(tmp_path / "c"), "--vendor", "V", "--encrypt", "--key-file", str(tmp_path / "k"), code=26)
    run(str(tmp_path / "c"), "--vendor", "V", "--encrypt", "--passphrase", code=26)
    assert not (tmp_path / "c").exists()


def test_a_new_key_does_not_outlive_a_case_that_was_not_made(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "file").write_text("x")
    run(str(tmp_path / "c"), "--vendor", "V", "--encrypt", "--key-file", str(tmp_path / "k"), code=2)
    assert not (tmp_path / "k").exists()
    run(str(tmp_path / "d"), "--vendor", "V", "--encrypt", "--key-file", str(tmp_path / "no" / "k"), code=21)
    assert not (tmp_path / "d").exists()
