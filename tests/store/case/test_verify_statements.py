"""A sound case with a statement verifies; every altered byte of it is named (see also `test_statements`)."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.store.case.sealed_case import altered, flipped, new_case

from waspada.core.progress import Silent
from waspada.store.case.statements import StatementFolder
from waspada.store.case.verify_statements import statements

CONTENT = b'{"number": 1, "statement": "what the public reads"}\n'


def test_any_byte_of_a_published_version(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    StatementFolder(case).publish(1, CONTENT, actor="dewi", reason="", data={})
    place = case.path / "statement" / "1" / "statement.json"
    place.parent.chmod(0o700)
    place.chmod(0o600)
    for seed in range(10):
        place.write_bytes(flipped(CONTENT, Random(seed))[0])
        assert [(one.name, one.why) for one in altered(case)] == [("statement/1/statement.json", "changed")]
    place.write_bytes(CONTENT)
    assert altered(case) == []


def test_a_case_without_a_statement_has_nothing_to_verify(tmp_path: Path) -> None:
    assert list(statements(tmp_path, [], Silent())) == []
