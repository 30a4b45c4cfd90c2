"""`waspada case verify`: exit 12 and the place, for people in two languages and as JSON alone on standard output."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.store.case.sealed_case import FILES, anchor, lines_of, sealed_case, segments, write_lines

from waspada.cli.case_verify import WHAT, WHY, WORDS
from waspada.cli.main import main
from waspada.store.case.altered import WHYS
from waspada.store.case.folder import CaseFolder


def verify(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["case", "verify", *map(str, arguments)])


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return sealed_case(tmp_path / "case", entries=6, files=FILES)


def test_a_sound_case_exits_0(case: CaseFolder) -> None:
    done = verify(case.path)
    assert (done.exit_code, done.stderr) == (0, "")
    head = case.custody.entries()[-1].digest
    assert done.stdout.splitlines()[:2] == ["Nothing was altered.", f"Log: 6 entries, head {head}"]
    assert "No anchor was used" in done.stdout


def test_json_is_alone_on_standard_output(case: CaseFolder, tmp_path: Path) -> None:
    kept, lines = anchor(case, tmp_path / "kept.json"), lines_of(case)
    segments(case)[1].write_bytes(b"x")
    write_lines(case, lines[:5])
    done = verify(case.path, "--json", "--anchor", kept)
    assert (done.exit_code, done.stderr) == (12, "")
    document = json.loads(done.stdout)
    assert document == {
        "schema": "waspada/verify/1",
        "case_id": case.case_id,
        "entries": 5,
        "head": json.loads(lines[4])["digest"],
        "altered": [
            {"what": "tail", "name": "custody.ndjson", "where": "6", "why": "cut"},
            {
                "what": "segment",
                "name": "sealed/0001/0002/people.csv",
                "where": f"0-{len(FILES['people.csv']) - 1}",
                "why": "changed",
            },
        ],
        "anchors": [
            {
                "file": "kept.json",
                "number": 6,
                "digest": json.loads(lines[5])["digest"],
                "time": "2025-11-25T14:02:00Z",
                "fits": False,
                "stamped": "",
                "proved": False,
            }
        ],
    }


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            [
                "ALTERED in 2 places. The first one is first:",
                "  custody.ndjson, entry 4: missing",
                "  sealed/0001/0001/events.ndjson, bytes 0-179: changed",
            ],
        ),
        (
            "id",
            [
                "ADA PERUBAHAN di 2 tempat. Yang pertama disebut lebih dahulu:",
                "  custody.ndjson, entri 4: hilang",
                "  sealed/0001/0001/events.ndjson, byte 0-179: diubah",
            ],
        ),
    ],
)
def test_people_read_the_places_in_their_language(case: CaseFolder, lang: str, said: list[str]) -> None:
    lines = lines_of(case)
    write_lines(case, [*lines[:3], *lines[4:]])
    segments(case)[0].write_bytes(b"x")
    done = verify(case.path, "--lang", lang)
    assert done.exit_code == 12
    assert done.stdout.splitlines()[:3] == said
    assert "example.org" not in done.output


def test_one_place_and_an_anchor_are_said_as_such(case: CaseFolder, tmp_path: Path) -> None:
    kept = anchor(case, tmp_path / "kept.json")
    assert "Anchor kept.json: entry 6 is in the log as it was." in verify(case.path, "--anchor", kept).stdout
    segments(case)[0].unlink()
    done = verify(case.path, "--anchor", kept)
    assert done.stdout.splitlines()[:2] == [
        "ALTERED in one place:",
        "  sealed/0001/0001/events.ndjson: missing",
    ]


def test_what_is_no_case_or_no_anchor_is_said_plainly(case: CaseFolder, tmp_path: Path) -> None:
    assert verify(tmp_path).exit_code == 10
    (tmp_path / "no.json").write_text("{}")
    done = verify(case.path, "--anchor", tmp_path / "no.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no.json is not an anchor" in done.stderr


@pytest.mark.parametrize("sentences", [WORDS, WHAT, WHY])
def test_both_languages_say_the_same(sentences: dict[str, dict[str, str]]) -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert sentences["en"].keys() == sentences["id"].keys()
    for name, text in sentences["en"].items():
        assert gaps(sentences["id"][name]) == gaps(text), name


def test_every_reason_has_its_words() -> None:
    assert set(WHYS) == WHY["en"].keys()
