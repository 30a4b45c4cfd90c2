"""`waspada case unbundle`: into a folder or a workbench, whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import databases
from tests.cli.conftest import Call

SAY = ("--actor", "alice", "--lang", "en")


@pytest.fixture
def bundle(november: Path, tmp_path: Path, call: Call) -> Path:
    """The case as a file."""
    file = tmp_path / "november.tar"
    call("case", "bundle", november, file, "--reason", "to counsel", *SAY)
    return file


def test_out_in_and_out_again_is_the_same(bundle: Path, tmp_path: Path, call: Call) -> None:
    said = call("case", "unbundle", bundle, "--to", tmp_path / "there", *SAY).stdout
    assert json.loads((tmp_path / "there" / "case.json").read_text())["case_id"] in said
    assert "Nothing was altered" in call("case", "verify", tmp_path / "there", "--lang", "en").stdout
    call("case", "bundle", tmp_path / "there", tmp_path / "again.tar", "--reason", "to counsel", *SAY)
    assert (tmp_path / "again.tar").read_bytes() == bundle.read_bytes()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".arriving")]


def test_an_altered_one_leaves_nothing(bundle: Path, tmp_path: Path, call: Call) -> None:
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)
    call("case", "unbundle", bundle, "--to", tmp_path / "there", *SAY, code=12)
    assert {path.name for path in tmp_path.iterdir()} == {"november", "november.tar", "events.jsonl", "accounts.csv"}
    bundle.write_bytes(b"no bundle at all")
    call("case", "unbundle", bundle, "--to", tmp_path / "there", *SAY, code=2)
    call("case", "unbundle", tmp_path / "nothing", "--to", tmp_path / "there", *SAY, code=10)
    call("case", "unbundle", bundle, "--to", tmp_path / "november", *SAY, code=2)


_SCRIPT = """
import os, sys
from waspada.cli.django import loaded
loaded()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from waspada.store.db import audit
from waspada.store.db.models import User
with audit.acting():
    User.objects.create_user("dewi@example.org", "Dewi")
    audit.record("tests", "people.make", now=0)
"""
_WORK = """
import sys
from waspada.cli.django import loaded
loaded()
from waspada.store.db import bundle
from waspada.store.db.models import Case
content = b"".join(bundle.bundled(Case.objects.get(), where="there", by="Dewi", reason="a copy", now=0))
open(sys.argv[1], "wb").write(content)
"""


def test_two_workbenches_give_the_same_bundle(bundle: Path, tmp_path: Path) -> None:
    """Two homes, two databases: what the second gives is what it got from the first."""

    def run(home: str, *words: str, code: int = 0) -> str:
        place = tmp_path / home
        environment = {**os.environ, "WASPADA_HOME": str(place), "DATABASE_URL": databases.url_of(place)}
        done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout

    for home in ("one", "two"):
        run(home, "-c", _SCRIPT)
    waspada = ("-c", "from waspada.cli.main import main; main()")
    take = (*waspada, "case", "unbundle")
    run("one", *take, str(bundle), *SAY, code=13)
    run("one", *take, str(bundle), "--owner", "dewi@example.org", *SAY)
    first, second = tmp_path / "first.tar", tmp_path / "second.tar"
    run("one", "-c", _WORK, str(first))
    run("two", *take, str(first), *SAY)
    run("two", "-c", _WORK, str(second))
    assert second.read_bytes() == first.read_bytes()
    run("two", *take, str(first), *SAY, code=13)
    assert "Nothing was altered" in run("two", *waspada, "audit", "--lang", "en")
