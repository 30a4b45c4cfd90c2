"""An anchor: the head of the log in a file, written whole or not at all, stamped by a real authority where asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.store.case.authority import Authority, run
from tests.store.case.sealed_case import NOW, new_case, rewritten, sha256, write_lines

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, WaspadaError
from waspada.store.case.altered import Altered
from waspada.store.case.anchor import Anchor, document, export, read
from waspada.store.case.folder import CaseFolder
from waspada.store.case.log import Log
from waspada.store.case.verify import verify

TIME = "2025-11-25T14:02:00.000Z"


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return new_case(tmp_path / "case")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "files")


def test_the_head_is_written_into_the_case_and_elsewhere_and_logged(case: CaseFolder, tmp_path: Path) -> None:
    head = case.custody.entries()[-1]
    done = export(case, actor="dewi", time=TIME, reason="weekly", out=tmp_path / "kept.json")
    assert json.loads(done.file.read_bytes()) == {
        "schema": "waspada/anchor/1",
        "case_id": case.case_id,
        "number": 1,
        "digest": head.digest,
        "time": TIME,
    }
    assert done.file == case.path / "anchors" / "000001.json"
    assert (tmp_path / "kept.json").read_bytes() == done.file.read_bytes() == document(done.anchor)
    assert read(done.file) == done.anchor
    assert (done.file.stat().st_mode & 0o777, done.file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    logged = case.custody.entries()[-1]
    assert (logged.action, logged.reason) == (Action.ANCHOR, "weekly")
    assert logged.data == {
        "number": 1,
        "digest": head.digest,
        "file": "000001.json",
        "sha256": sha256(done.file.read_bytes()),
    }
    assert (done.stamped, done.proved) == ("", False)


def test_a_second_anchor_is_of_the_new_head_and_none_is_overwritten(case: CaseFolder) -> None:
    first = export(case, actor="dewi", time=TIME)
    (case.path / "anchors" / "000002.tsr").write_text("left by a crash")
    second = export(case, actor="dewi", time=TIME)
    assert (first.anchor.number, second.anchor.number) == (1, 2)
    assert second.file.name == "000002-2.json"
    assert verify(case.path).altered == ()


@pytest.mark.parametrize("name", ["kept.json", "kept.tsr"])
def test_a_file_that_exists_is_not_overwritten(case: CaseFolder, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(BadInput, match="exists already"):
        export(case, actor="dewi", time=TIME, out=tmp_path / "kept.json")
    assert (tmp_path / name).read_text() == "mine"
    assert not (case.path / "anchors").exists()
    assert len(case.custody.entries()) == 1


def test_nothing_is_kept_of_an_anchor_that_cannot_be_written_whole(case: CaseFolder, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="no such file"):
        export(case, actor="dewi", time=TIME, out=tmp_path / "missing" / "kept.json")
    assert list((case.path / "anchors").iterdir()) == []
    assert len(case.custody.entries()) == 1


def test_a_broken_log_is_not_anchored(case: CaseFolder) -> None:
    lines = (case.path / "custody.ndjson").read_bytes().splitlines(keepends=True)
    Log(case.path, lambda: NOW).append(Action.FACT, actor="dewi", data={})
    write_lines(case, [rewritten(lines[0], title="other"), *lines[1:]])
    write_lines(case, [b"x\n", *lines])
    with pytest.raises(EvidenceAltered):
        export(case, actor="dewi", time=TIME)
    assert not (case.path / "anchors").exists()


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"schema": "waspada/anchor/1"}', "\udcff", "[" * 60_000]
    + [json.dumps({"schema": "waspada/anchor/1", "case_id": "a", "number": n, "digest": "b", "time": "c"})
       for n in (0, -1, True, 1.5, "1", None)],
)  # fmt: skip
def test_what_is_no_anchor_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadInput, match=r"^x\.json is not an anchor$"):
        read(path)
    with pytest.raises(BadInput):
        read(tmp_path / "missing")


def test_an_anchor_is_read_back_as_it_was() -> None:
    one = Anchor(case_id="019abb52", number=7, digest="d" * 64, time=TIME)
    assert json.loads(document(one))["number"] == 7


@pytest.mark.needs("openssl")
class TestStamped:
    def test_the_token_is_kept_beside_both_copies_logged_and_verified(
        self, case: CaseFolder, tmp_path: Path, authority: Authority
    ) -> None:
        certificate, kept = authority.certificate.read_bytes(), tmp_path / "kept.json"
        with authority.serving() as url:
            done = export(case, actor="dewi", time=TIME, out=kept, authority=url, certificate=certificate)
        token = done.file.with_suffix(".tsr")
        assert token.read_bytes() == kept.with_suffix(".tsr").read_bytes()
        assert done.proved
        logged = case.custody.entries()[-1].data
        assert logged["token_sha256"] == sha256(token.read_bytes())
        assert (logged["stamped"], logged["by"]) == (done.stamped, "127.0.0.1")
        found = verify(case.path, anchors=[kept], certificate=certificate)
        assert found.altered == ()
        assert [(one.file, one.fits, one.stamped, one.proved) for one in found.anchors] == [
            ("anchors/000001.json", True, done.stamped, True),
            ("kept.json", True, done.stamped, True),
        ]
        assert [one.proved for one in verify(case.path).anchors] == [False]
        run(tmp_path, *"ts -verify -data kept.json -in kept.tsr -CAfile".split(), str(authority.certificate))

    def test_a_token_that_was_touched_is_named(self, case: CaseFolder, tmp_path: Path, authority: Authority) -> None:
        kept = tmp_path / "kept.json"
        with authority.serving() as url:
            done = export(case, actor="dewi", time=TIME, out=kept, authority=url)
        token = done.file.with_suffix(".tsr")
        content = token.read_bytes()
        token.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert Altered("anchor", "anchors/000001.tsr", "", "changed") in verify(case.path).altered
        token.unlink()
        assert verify(case.path).altered == (Altered("anchor", "anchors/000001.tsr", "", "missing"),)
        token.write_bytes(content)
        kept.write_bytes(kept.read_bytes().replace(b"14:02", b"13:02"))
        assert verify(case.path, anchors=[kept]).altered == (Altered("anchor", "kept.tsr", "", "unfitting"),)

    def test_a_token_of_another_authority_is_not_proved(
        self, case: CaseFolder, tmp_path: Path, authority: Authority
    ) -> None:
        with authority.serving() as url:
            export(case, actor="dewi", time=TIME, authority=url)
        other = Authority(tmp_path / "other").certificate.read_bytes()
        assert verify(case.path, certificate=other).altered == (
            Altered("anchor", "anchors/000001.tsr", "", "unproved"),
        )

    def test_when_the_authority_fails_nothing_is_written(
        self, case: CaseFolder, tmp_path: Path, authority: Authority
    ) -> None:
        with authority.serving(status=503) as url, pytest.raises(WaspadaError, match="HTTP status 503"):
            export(case, actor="dewi", time=TIME, out=tmp_path / "kept.json", authority=url)
        assert not (tmp_path / "kept.json").exists()
        assert not (case.path / "anchors").exists()
        assert len(case.custody.entries()) == 1
