"""The directory in the folder of the dataset: that file is left out, and no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from waspada.core.progress import Silent
from waspada.flows import dataset
from waspada.flows.apart import left_out, without_directory

ACCOUNTS = "account_id,email\nu1,ani@example.org\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data" / "in").mkdir(parents=True)
    (tmp_path / "data" / "events.csv").write_text("event,user_id\nSeen,u1\n")
    (tmp_path / "data" / "in" / "people.csv").write_text(ACCOUNTS)
    (tmp_path / "data" / "in" / "copy.csv").write_text(ACCOUNTS)
    return tmp_path / "data"


def prepared(*paths: Path) -> dataset.Prepared:
    cache = Path(os.environ["WASPADA_HOME"]) / "cache"
    return dataset.prepare(list(paths), Silent(), cache, {}, "UTC")


def test_only_that_very_file_is_left_out(data: Path) -> None:
    found = prepared(data)
    plan = without_directory(found, str(data / "in" / "people.csv"), [data]).plan
    assert [file.name for file in plan.files] == ["events.csv", "in/copy.csv"]
    assert [member.name for member in plan.members] == ["events.csv", "in/copy.csv"]
    assert [(split.number, split.name) for split in plan.splits] == [(0, "events.csv"), (1, "in/copy.csv")]
    assert plan.tables.keys() == {"events", "copy"}
    assert [row["path"] for row in left_out(plan)] == ["in/people.csv"]
    assert not any(trouble.lost for trouble in plan.troubles)


def test_it_is_known_by_any_of_its_names(data: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(data / "in" / "people.csv")
    found = prepared(data)
    for name in (tmp_path / "link.csv", data / "in" / ".." / "in" / "people.csv"):
        assert len(without_directory(found, str(name), [data]).plan.files) == 2


def test_a_directory_elsewhere_changes_nothing(data: Path, tmp_path: Path) -> None:
    found = prepared(data)
    (tmp_path / "people.csv").write_text(ACCOUNTS)
    for directory in (str(tmp_path / "people.csv"), "nowhere.csv", "postgresql://localhost/x", "a\0b"):
        assert without_directory(found, directory, [data]) is found
    assert left_out(found.plan) == []


def test_a_directory_that_was_itself_named_as_the_dataset_is_read(data: Path) -> None:
    people = data / "in" / "people.csv"
    found = prepared(people)
    assert without_directory(found, str(people), [people]) is found
