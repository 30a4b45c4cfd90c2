"""`waspada assess`: what it prints before and after, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waspada.cli.main import main


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.csv").write_text("account_id,email,note\nu1,ani@example.org,hi\nu2,budi@example.org,hello\n")
    (tmp_path / "people.csv").write_text("uid,mail,title\nu1,ani@example.org,Owner\nu2,budi@example.org,Staff\n")
    claims = "claims:\n  - {id: a, text: {en: No addresses., id: Tanpa alamat.}, absent: [email]}\n"
    (tmp_path / "claims.yaml").write_text(claims)
    return tmp_path


def assess(*arguments: str) -> Result:
    mapped = ("--map", "account_id=uid,email=mail,role=title", "--admin-roles", "Owner")
    return CliRunner().invoke(main, ["assess", "data.csv", "--directory", "people.csv", *mapped, *arguments])


def test_the_digest_and_the_places(place: Path) -> None:
    done = assess("--claims", "claims.yaml")
    assert done.exit_code == 0, done.stderr
    assert "2 people" in done.stdout
    assert "waspada-out/share/report.html" in done.stdout
    assert "Contradicted" in done.stdout
    assert "account_id = uid" in done.stderr, "what was recognised is said before the run"
    assert (place / "waspada-out" / "share" / "report.html").exists()


def test_json_is_alone_on_standard_output(place: Path) -> None:
    done = assess("--json", "--out", "elsewhere")
    document = json.loads(done.stdout)
    assert document == json.loads((place / "elsewhere" / "share" / "assessment.json").read_text())
    assert document["people"]["admins"] in (0, 1)


def test_in_indonesian(place: Path) -> None:
    done = assess("--lang", "id", "--claims", "claims.yaml")
    assert "Terbantah" in done.stdout
    assert '<html lang="id"' in (place / "waspada-out" / "share" / "report.html").read_text()
    assert (place / "waspada-out" / "share" / "report.en.html").exists()


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
def test_strict(place: Path, strict: tuple[str, ...], code: int) -> None:
    assert assess("--claims", "claims.yaml", *strict).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--map", "email=nowhere"), 2),
        (("--source-timezone", "Mars/Olympus"), 2),
        (("--engine", "abacus"), 2),
        (("--claims", "nowhere.yaml"), 2),
        (("--out", "data.csv"), 2),
        (("--out", "data.csv/out"), 21),
        (("--directory", "nowhere.csv"), 10),
    ],
    ids=str,
)
def test_refusals(place: Path, arguments: tuple[str, ...], code: int) -> None:
    done = assess(*arguments)
    assert done.exit_code == code, done.output
    assert not done.stdout
    assert not (place / "waspada-out").exists()


@pytest.mark.parametrize(("lang", "said"), [("en", "Not read: people.csv, it is the account"), ("id", "Tidak dibaca")])
def test_the_directory_is_no_part_of_the_dataset(place: Path, lang: str, said: str) -> None:
    (place / "data").mkdir()
    for name in ("data.csv", "people.csv"):
        (place / name).rename(place / "data" / name)
    arguments = ["assess", "data", "--directory", "data/people.csv", "--map", "account_id=uid,email=mail"]
    done = CliRunner().invoke(main, [*arguments, "--lang", lang])
    assert done.exit_code == 0, done.stderr
    assert said in done.stdout


def test_a_column_that_is_not_there_names_no_person(place: Path) -> None:
    (place / "people.csv").write_text("u1,Siti Rahma,Owner\nu2,Budi,Staff\n")
    done = assess("--map", "email=nowhere")
    assert done.exit_code == 2
    assert "Siti" not in done.stderr


def test_incomplete_is_11(place: Path) -> None:
    (place / "data.csv").write_text((place / "data.csv").read_text() + 'u3,"cut\n')
    done = assess()
    assert done.exit_code == 11
    assert "Incomplete" in done.stdout
