"""A run made searchable: the same counts as the assessment, whole or not there, gone after destruction."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from tests.crowd import document, keep_run, run_folder, spoil, table
from tests.workbench import Workbench

from waspada.core.errors import BadInput, EvidenceAltered
from waspada.flows import duties
from waspada.flows.profiles import from_people, split_countries
from waspada.readers.age import Identity
from waspada.store.db import project, rows
from waspada.store.db.models import Belonging, Case, Organisation, Person, Profile, Projection

PEOPLE = 400


@pytest.fixture
def case(workbench: Workbench) -> Case:
    """One with a run of 400 people."""
    made = workbench.case()
    keep_run(made, PEOPLE)
    return made


def left() -> int:
    """Rows of people, whatever projection they belong to."""
    return sum(model.objects.count() for model in project.TABLES)


def test_the_counts_are_those_of_the_assessment(case: Case) -> None:
    made = project.project(case, 1)
    said = document(case, 1)["people"]
    subjects = Profile.objects.filter(projection=made, relation="subject")
    assert Person.objects.filter(projection=made).count() == PEOPLE == said["total_at_least"] + said["mentioned"]
    assert sum(one.people for one in subjects) == said["total_at_least"]
    assert sum(one.people for one in subjects.filter(matched_by="contact")) == said["unknown_with_contact"]
    assert {name: count for name, count in made.facets["country"].items() if name} == said["by_country"]
    assert made.facets["country"].get("", 0) == said["residence_unknown"]
    assert made.facets["admin"]["yes"] == said["admins"]
    assert made.facets["admins_without_mfa"] == said["admins_without_mfa"]
    assert made.facets["relation"].get("mentioned", 0) == said["mentioned"]
    assert Organisation.objects.filter(projection=made, people__gt=0).count() == said["organisations"]
    assert sum(row["people"] for row in made.profiles) == said["total_at_least"]


def test_every_profile_has_as_many_people_as_it_says(case: Case) -> None:
    made = project.project(case, 1)
    for one in Profile.objects.filter(projection=made):
        assert Person.objects.filter(projection=made, profile=one.number).count() == one.people


def test_duties_get_the_same_rows_as_from_the_file(case: Case) -> None:
    made = project.project(case, 1)
    split = split_countries(place for law in duties.laws_of() for place in law.places)
    assert split
    assert made.profiles == from_people(table(case, 1, "people"), split=split)


def test_every_membership_is_there_with_the_profile_of_its_person(case: Case) -> None:
    made = project.project(case, 1)
    rows_there = {(one.person_id, one.role, one.profile) for one in Belonging.objects.filter(projection=made)}
    profiles = dict(Person.objects.filter(projection=made).values_list("person_id", "profile"))
    members = table(case, 1, "memberships").to_pylist()
    assert rows_there == {(row["person_id"], row["role"], profiles[row["person_id"]]) for row in members}


def test_again_is_the_same_projection(case: Case) -> None:
    first = project.project(case, 1)
    assert project.project(case, 1).pk == first.pk
    assert Projection.objects.filter(case=case).count() == 1


def test_what_a_killed_process_left_is_made_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(project, "_insert_belongings", die)
        with pytest.raises(KeyboardInterrupt):
            project.project(case, 1)
    assert Person.objects.count() == PEOPLE
    assert project.current(case) is None
    made = project.project(case, 1)
    assert project.current(case) == made
    assert Person.objects.count() == PEOPLE


def test_people_of_an_older_run_go_its_counts_stay(case: Case) -> None:
    older = project.project(case, 1)
    newer = project.project(case, keep_run(case, 50, seed=8))
    assert Person.objects.filter(projection=older).count() == 0
    assert Person.objects.filter(projection=newer).count() == 50
    older.refresh_from_db()
    assert older.ready
    assert older.profiles
    assert project.current(case) == newer


def test_purge_leaves_nothing_of_this_case_and_everything_of_another(workbench: Workbench, case: Case) -> None:
    other = workbench.case("Other")
    keep_run(other, 30)
    project.project(other, 1)
    theirs = left()
    project.project(case, 1)
    assert project.purge(case) > PEOPLE
    assert left() == theirs
    assert project.current(case) is None
    assert Projection.objects.filter(case=case).count() == 0


def test_many_batches_are_the_same_rows(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "BATCH", 64)
    made = project.project(case, 1)
    assert Belonging.objects.filter(projection=made).count() == table(case, 1, "memberships").num_rows
    assert rows.delete(Person, made.pk) == PEOPLE


def test_a_run_that_is_not_there(case: Case) -> None:
    with pytest.raises(BadInput, match="no such run"):
        project.project(case, 9)
    assert left() == 0


@pytest.mark.parametrize("name", ["restricted/people.parquet", "share/assessment.json", "share/manifest.json"])
def test_an_altered_file_is_refused(case: Case, name: str) -> None:
    path = run_folder(case, 1) / name
    spoil(path, path.read_bytes() + b" ")
    with pytest.raises(EvidenceAltered):
        project.project(case, 1)
    assert project.current(case) is None


def test_an_encrypted_case(workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "key"
    key.write_text(Identity.new().file())
    monkeypatch.setattr(settings, "KEY_FILE", str(key))
    made = workbench.case("Encrypted")
    number = keep_run(made, 60)
    assert (run_folder(made, number) / "restricted" / "people.parquet.age").exists()
    assert Person.objects.filter(projection=project.project(made, number)).count() == 60
