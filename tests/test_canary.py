"""Sealed: values planted everywhere come out nowhere, neither in what is printed nor in what may be shared.

Every planted value holds the same rare letters, so that one search finds a slip in any of them.
"""

from __future__ import annotations

import base64
import dataclasses
import gzip
import importlib
import json
import logging
import os
import pkgutil
import random
import re
import sqlite3
import string
import subprocess
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import waspada
from waspada.assess import merge, outputs
from waspada.cli.main import main
from waspada.core.defect import Defect, as_ours
from waspada.core.partial import SCHEMAS, Partial
from waspada.core.progress import Silent
from waspada.core.split import Batch, Column, Quarantined, Split, Unit
from waspada.detect.engine import Hit
from waspada.detect.kind import How, Match
from waspada.flows import assess, dataset, files, scan, unit
from waspada.flows.unit import TablePlan
from waspada.readers import planning

C = "qzvxk"
"""The rare letters."""
MAIL = f"ani.{C}@example.org"
_LETTERS = "".join(random.Random(5).choices(string.ascii_letters + string.digits, k=136))
KEY = "sk-" + "proj-" + _LETTERS[:34] + C + _LETTERS[34:68] + "T3Blbk" + "FJ" + _LETTERS[68:102] + C + _LETTERS[102:]
NAME = f"Putri {C.title()}"
NUMBERS = ("4539148803436467", "081234567890", "3171234567890123", "1987-06-05")
"""Values that cannot hold letters: card, phone, national id, date of birth."""
SPELLINGS = [
    re.compile(
        "|".join((C, C.upper()[:4], base64.b64encode(C.encode())[:5].decode(), C.encode().hex(), *NUMBERS)), re.I
    )
]
OK = (0, 1, 2, 10, 11)
CHECKED = ("-X", "dev", "-W", "error::BytesWarning", "-b")


def slips(text: str | bytes) -> list[str]:
    """Planted values in a text, each with a little around it."""
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return [shown[max(0, hit.start() - 40) : hit.end() + 40] for one in SPELLINGS for hit in one.finditer(shown)]


def events() -> Iterator[bytes]:
    for number in range(40):
        user = f"user-{C}{number}"
        properties = {
            "time": 1762600000 + number,
            "distinct_id": user,
            "$user_id": user,
            "$insert_id": f"{C}{number:04}",
            "$email": f"{number}.{MAIL}",
            "$name": f"{NAME} {number}",
            "$city": f"Kota{C}",
            "$current_url": f"https://example.org/a?mail=b{number}.{MAIL}&key={KEY}",
            "card_number": NUMBERS[0],
            "phone": NUMBERS[1],
            "nik": NUMBERS[2],
            "date_of_birth": NUMBERS[3],
            "note": f"please call {NAME} at {NUMBERS[1]} or write to x{number}.{MAIL}, password: {C}!9",
            "token": KEY,
            "raw": json.dumps({"inner": f"y.{MAIL}"}),
            "packed": base64.b64encode(f"z.{MAIL} {KEY}".encode()).decode(),
            f"k{number}.{MAIL}": 1,
            f"by{number}.{MAIL}": {"last": {"seen": 1}},
            KEY: {"under": [f"w.{MAIL}"]},
        }
        yield json.dumps({"event": f"Seen {C}", "properties": properties}).encode()
    yield b'{"event": "cut", "properties": {"$email": "cut.' + MAIL.encode()
    yield b'{"event": "bad \xff\xfe ' + C.encode() + b'", "properties": {"distinct_id": ' + KEY.encode() + b"}}"
    yield b"not json at all " + MAIL.encode()


def plant(folder: Path) -> None:
    """A hand-over in which everything is personal, and much of it broken."""
    folder.mkdir()
    (folder / f"export {MAIL}.jsonl").write_bytes(b"\n".join(events()) + b"\n")
    rows = "".join(f"{n},{NAME},{n}.{MAIL},{NUMBERS[1]}\n" for n in range(30))
    bad = f'7,"{NAME},{MAIL}\n8,{NAME},{MAIL},{KEY},more,{C}\n'
    (folder / "contacts.csv").write_bytes(b"id,name,email,phone\n" + rows.encode() + b"\xff\xfe\n" + bad.encode())
    columns = {"name": [NAME] * 5, "email": [MAIL] * 5, f"p.{MAIL}": [KEY] * 5}
    pq.write_table(pa.table(columns), folder / "people.parquet")
    whole = (folder / "people.parquet").read_bytes()
    (folder / "torn.parquet").write_bytes(whole[:-60] + MAIL.encode() + whole[-40:])
    (folder / "false.parquet").write_bytes(b"PAR1" + KEY.encode() * 20 + b"PAR1")
    (folder / "torn.jsonl.gz").write_bytes(gzip.compress(b"\n".join(events()))[:-30])
    with zipfile.ZipFile(folder / f"{KEY[:60]}.zip", "w") as archive:
        archive.writestr(f"in/{MAIL}.csv", f"email,name\n{MAIL},{NAME}\n")
        archive.writestr(f"../out {MAIL}.json", json.dumps([{"email": MAIL}]))
        archive.writestr("long.json", '[{"a": "' + C + '"}, {"a": ' + KEY + "}]")
    (folder / f"unknown {MAIL}.bin").write_bytes(b"\0\1\2" + MAIL.encode() + b"\0" + KEY.encode())
    (folder / f"link {MAIL}").symlink_to(folder / "contacts.csv")


def directories(folder: Path) -> None:
    """Account lists, one good and the others not."""
    good = "account_id,email,name,role,mfa\n" + "".join(
        f"user-{C}{n},{n}.{MAIL},{NAME} {n},admin,no\n" for n in range(20)
    )
    (folder / "good.csv").write_text(good)
    (folder / "wide.csv").write_text(good + f"u,{MAIL},{NAME},{KEY},no,{C}\n")
    (folder / "quote.csv").write_text(good + f'u,"{MAIL},{NAME},x,no\n')
    (folder / "bytes.csv").write_bytes(good.encode("utf-16"))
    (folder / "bare.csv").write_text(f"user-1,{MAIL},{NAME}\n")
    (folder / "names.csv").write_text(f"{NAME},{NUMBERS[1]},x\n")
    (folder / "bad.ndjson").write_text(json.dumps({"id": 1, "email": MAIL}) + f'\n{{"id": 2, "email": {MAIL}\n')
    (folder / "false.parquet").write_bytes(b"PAR1" + MAIL.encode())
    with sqlite3.connect(folder / "accounts.db") as database:
        database.execute("create table accounts (id text, email text)")
        database.execute("insert into accounts values (?, ?)", (f"user-{C}1", f"1.{MAIL}"))


def yaml_files(folder: Path) -> None:
    """Claims and decisions with a mistake next to a value."""
    said = "reason: read\n    author: dewi\n    time: 2025-11-26T09:00:00Z\n"
    files = {
        "good-claims": "claims:\n  - id: no-keys\n    text: {en: No keys.}\n    absent: [secret.openai]\n",
        "claims-yaml": f"claims:\n  - id: {MAIL}: {KEY}\n",
        "claims-tag": f"claims: !!python/object:{C} [{MAIL}]\n",
        "decisions-kind": f"decisions:\n  - field: note\n    meaning: {MAIL}\n    {said}",
        "decisions-match": f"decisions:\n  - match: {MAIL}\n    confirm: {MAIL}\n    {said}",
        "decisions-field": f"decisions:\n  - field: properties.{MAIL}\n    meaning: chat_content\n    {said}",
        "decisions-time": f"decisions:\n  - field: a\n    meaning: email\n    {said}".replace("2025-11-26", MAIL),
        "decisions-yaml": f"decisions:\n  - field: [{MAIL}\n    {KEY}\n",
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canary")
    plant(folder / "handover")
    directories(folder)
    yaml_files(folder)
    (folder / "temporary").mkdir()
    return folder


def run(place: Path, *arguments: str, code: str = "") -> subprocess.CompletedProcess[bytes]:
    """The command in its strictest mode; `code` runs before it."""
    script = f"{code}\nfrom waspada.cli.main import main\nmain()\n"
    environment = os.environ | {"TMPDIR": str(place / "temporary")}
    return subprocess.run(
        [sys.executable, *CHECKED, "-c", script, *arguments],
        capture_output=True,
        check=False,
        cwd=place,
        env=environment,
        timeout=180,
    )


def quiet(done: subprocess.CompletedProcess[bytes], *, allowed: tuple[int, ...] = OK) -> None:
    """Nothing planted was printed, no warning and no traceback, and the exit code is a promised one."""
    assert slips(done.stdout) == []
    assert slips(done.stderr) == []
    assert b"Traceback" not in done.stderr
    assert b"Warning" not in done.stderr, done.stderr
    assert done.returncode in allowed, done.stderr


def nothing_left(place: Path) -> None:
    """Outside of `restricted/` and of what was planted no file holds a value."""
    assert not list((place / "temporary").iterdir())
    for out in place.glob("out*"):
        for path in (path for path in out.rglob("*") if path.is_file() and not {"restricted", ".work"} & {*path.parts}):
            assert slips(path.read_bytes()) == [], path
            assert slips(path.name) == []


def inside(place: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The same in this process, which is quicker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setattr(tempfile, "tempdir", str(place / "temporary"))
        done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout_bytes, done.stderr_bytes)


def test_scan_shows_no_value(place: Path) -> None:
    done = run(place, "scan", "handover", "--json")
    quiet(done, allowed=(11,))
    assert {row["kind"] for row in json.loads(done.stdout)["findings"]} >= {"email", "secret.openai"}
    nothing_left(place)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_scan_shows_no_value_to_people(place: Path, lang: str) -> None:
    done = inside(place, "scan", "handover", "--lang", lang)
    quiet(done, allowed=(11,))
    assert b"mail" in done.stdout
    nothing_left(place)


def test_the_canaries_are_there_to_be_found(place: Path) -> None:
    done = inside(place, "scan", "handover", "--json", "--reveal", "--reason", "is the test sound?")
    assert len(slips(done.stdout)) > 100
    found = {row["kind"] for row in json.loads(done.stdout)["findings"] if row["strength"] == "strong"}
    assert {"email", "secret.openai", "payment_card"} <= found


def test_a_text_is_masked(place: Path) -> None:
    done = inside(place, "scan", "--text", f"{MAIL} {KEY} {NUMBERS[0]}", "--json")
    quiet(done, allowed=(1,))
    assert b"[email:" in done.stdout


@pytest.mark.parametrize("lang", ["en", "id"])
def test_assess_shares_no_value(place: Path, lang: str) -> None:
    arguments = ("--directory", "good.csv", "--claims", "good-claims.yaml", "--out", f"out-{lang}", "--lang", lang)
    done = (
        run(place, "assess", "handover", *arguments)
        if lang == "en"
        else inside(place, "assess", "handover", *arguments, "--json")
    )
    quiet(done, allowed=(11,))
    kept = b"".join(path.read_bytes() for path in (place / f"out-{lang}" / "restricted").glob("*.csv"))
    assert slips(kept), "what is restricted does hold the values"
    nothing_left(place)


DIRECTORIES = ("wide.csv", "quote.csv", "bytes.csv", "bare.csv", "names.csv", "bad.ndjson", "false.parquet")


@pytest.mark.parametrize("name", DIRECTORIES)
def test_a_bad_directory_is_refused_without_a_value(place: Path, name: str) -> None:
    done = inside(place, "assess", "handover/contacts.csv", "--directory", name, "--out", "out-bad")
    quiet(done)
    nothing_left(place)
    assert slips(done.stdout + done.stderr) == []


URLS = (
    (f"postgresql://admin:{C}@localhost:1/x", "select 1"),
    (f"mysql://admin:{C}@localhost/x", "select 1"),
    ("sqlite:///accounts.db", f"select '{MAIL}' from nowhere"),  # noqa: S608
    ("sqlite:///accounts.db", f"select cast('{MAIL}' as int) +* 1"),
    ("sqlite:///accounts.db", "select id, email from accounts"),
    (f"sqlite:///{C}.db?password={C}", ""),
)


@pytest.mark.parametrize("url", URLS, ids=range(len(URLS)))
def test_a_database_url_keeps_its_password(place: Path, url: tuple[str, str]) -> None:
    arguments = ("--directory", url[0], "--query", url[1], "--out", "out-url")
    done = inside(place, "assess", "handover/contacts.csv", *arguments)
    quiet(done)
    nothing_left(place)
    assert slips(done.stdout + done.stderr) == []


FILES = (
    "claims-yaml",
    "claims-tag",
    "decisions-kind",
    "decisions-match",
    "decisions-field",
    "decisions-time",
    "decisions-yaml",
)


@pytest.mark.parametrize("name", FILES)
def test_a_mistake_in_a_file_for_us_is_named_without_its_value(place: Path, name: str) -> None:
    option = f"--{name.partition('-')[0]}"
    arguments = ("--directory", "good.csv", option, f"{name}.yaml", "--out", "out-yaml")
    done = inside(place, "assess", "handover/contacts.csv", *arguments)
    quiet(done)
    assert slips(done.stdout + done.stderr) == []


def failing(*_arguments: object, **_named: object) -> None:
    local = f"{MAIL} {KEY}"
    raise ValueError(f"cannot read {local}") from KeyError(local)


CRASHES = (
    (planning, "read"),
    (planning, "plan"),
    (unit, "read_cells"),
    (merge, "assess"),
    (outputs, "write"),
    (files, "sha256"),
)


@pytest.mark.parametrize(("module", "name"), CRASHES, ids=lambda value: getattr(value, "__name__", value))
def test_a_defect_is_named_by_type_and_place_only(
    place: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    monkeypatch.setattr(module, name, failing)
    done = inside(place, "assess", "handover/contacts.csv", "--directory", "good.csv", "--out", "crash-inside")
    quiet(done, allowed=(Defect.exit_code,))
    assert re.search(rb"ValueError at \S+\.py:\d+", done.stderr)
    assert not (place / "crash-inside" / "share").exists()


def test_a_defect_in_a_worker_too(place: Path) -> None:
    code = (
        "from waspada.flows import dataset\nfrom waspada.readers import planning\ndataset.SMALL = 0\n"
        f"def fail(*a, **k):\n    raise ValueError('cannot read ' + {MAIL!r}) from KeyError({KEY!r})\n"
        "planning.read = fail\ndataset._samples = lambda split: {}\n"
    )
    arguments = ("--directory", "good.csv", "--out", "crash-worker", "--workers", "2")
    done = run(place, "assess", "handover/contacts.csv", *arguments, code=code)
    quiet(done, allowed=(Defect.exit_code,))
    assert b"ValueError at " in done.stderr
    assert not (place / "crash-worker" / "share").exists()


def test_an_error_of_ours_carries_no_value_to_who_catches_it() -> None:
    try:
        raise ValueError(MAIL) from KeyError(KEY)
    except ValueError as error:
        ours = as_ours(error)
    try:
        raise ours
    except Defect as error:
        told = "".join(traceback.format_exception(error)) + str(error) + repr(error) + repr(error.args)
    assert slips(told) == []
    assert "ValueError at" in told


def test_nothing_is_logged(place: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    scan.scan([place / "handover"], cache=Path(os.environ["WASPADA_HOME"]), key=bytes(32), workers=1, progress=Silent())
    assert not [record for record in caplog.records if record.name.startswith("waspada")]
    assert slips(caplog.text) == []


def test_what_rooms_hand_each_other_does_not_print_what_it_holds(place: Path) -> None:
    texts = pa.array([MAIL, KEY])
    column = Column(f"properties.{MAIL}", texts)
    bad = Quarantined(7, "it is cut", MAIL.encode(), 1)
    batch = Batch(
        table="t",
        records=2,
        columns=(column,),
        positions=pa.array([0, 9]),
        quarantined=(bad,),
        raw=((0, KEY.encode()),),
    )
    hit = Hit(0, Match("email", 0, 9, True, How.FORM), MAIL, "")
    tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    tables["dense_values"] = pa.table({name: [MAIL] for name in SCHEMAS["dense_values"].names})
    split = Split(number=0, source="a", name="a", member=(), start=0, end=1, unit=Unit.BYTES, format="f", table="t")
    request = assess.Request(datasets=(), directory=f"postgresql://admin:{C}@h/x", query=f"select '{MAIL}'")
    prepared = dataset.prepare([place / "handover" / "contacts.csv"], Silent(), None, {}, "UTC")
    objects = (
        column,
        bad,
        batch,
        hit,
        Partial(**tables),
        split,
        request,
        prepared,
        TablePlan(prepared.unit.tables["contacts"].roles),
    )
    for one in objects:
        assert slips(repr(one)) == [], type(one).__name__


def each_dataclass() -> Iterator[type]:
    for found in pkgutil.walk_packages(waspada.__path__, "waspada."):
        if ".demo" in found.name:
            continue  # nobody there is real
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            if isinstance(kind, type) and kind.__module__ == found.name and dataclasses.is_dataclass(kind):
                yield kind


def test_no_dataclass_prints_a_table_or_bytes() -> None:
    holds = re.compile(r"\bpa\.|\bbytes\b")
    printed = [
        f"{kind.__module__}.{kind.__qualname__}.{field.name}"
        for kind in each_dataclass()
        if kind.__dataclass_params__.repr  # type: ignore[attr-defined]
        for field in dataclasses.fields(kind)
        if field.repr and holds.search(str(field.type))
    ]
    assert printed == [], "say field(repr=False)"
