"""`waspada case anchor`: what it writes, logs and says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.store.case.authority import Authority
from tests.store.case.sealed_case import new_case

from waspada.cli.case_anchor import WORDS
from waspada.cli.main import main
from waspada.core.custody import Action
from waspada.store.case.folder import CaseFolder


def run(*arguments: object, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, ["case", *map(str, arguments)], env=env)


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return new_case(tmp_path / "case")


def test_the_anchor_is_written_logged_and_good_for_verify(case: CaseFolder, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    done = run("anchor", case.path, "--out", kept, "--actor", "dewi", "--reason", "weekly")
    assert (done.exit_code, done.stderr) == (0, "")
    digest = case.custody.entries()[0].digest
    assert done.stdout.splitlines() == [
        f"Anchor: entry 1, {digest}",
        f"Written: {kept}",
        "Keep it where nobody who can change the case can change it too.",
    ]
    logged = case.custody.entries()[-1]
    assert (logged.action, logged.actor, logged.reason, logged.data["number"]) == (Action.ANCHOR, "dewi", "weekly", 1)
    assert run("verify", case.path, "--anchor", kept).exit_code == 0


def test_json_is_the_anchor_itself(case: CaseFolder) -> None:
    done = run("anchor", case.path, "--json", "--actor", "dewi")
    assert (done.exit_code, done.stderr) == (0, "")
    written = (case.path / "anchors" / "000001.json").read_text()
    assert done.stdout == written
    assert json.loads(written)["schema"] == "waspada/anchor/1"


def test_people_read_it_in_indonesian(case: CaseFolder) -> None:
    done = run("anchor", case.path, "--lang", "id", "--actor", "dewi")
    assert done.stdout.startswith("Jangkar: entri 1, ")
    assert "Salin ke tempat" in done.stdout
    assert WORDS["en"].keys() == WORDS["id"].keys()


@pytest.mark.needs("openssl")
def test_an_authority_named_in_the_environment_is_asked(case: CaseFolder, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "authority")
    with authority.serving() as url:
        env = {"WASPADA_TSA": url, "WASPADA_TSA_CERTIFICATE": str(authority.certificate)}
        done = run("anchor", case.path, "--actor", "dewi", env=env)
    assert done.exit_code == 0
    assert "signed by the authority" in done.stdout
    assert len(authority.asked) == 1
    verified = run("verify", case.path, "--tsa-certificate", authority.certificate)
    assert verified.exit_code == 0
    assert "signed by the authority" in verified.stdout
    assert "signature was not checked" in run("verify", case.path).stdout


def test_an_authority_that_is_not_there_leaves_nothing(case: CaseFolder) -> None:
    done = run("anchor", case.path, "--actor", "dewi", "--tsa", "http://127.0.0.1:1/tsr")
    assert (done.exit_code, done.stdout) == (27, "")
    assert "no time stamp from 127.0.0.1" in done.stderr
    assert len(case.custody.entries()) == 1


def test_where_there_is_no_case_it_says_so(tmp_path: Path) -> None:
    assert run("anchor", tmp_path, "--actor", "dewi").exit_code == 10
