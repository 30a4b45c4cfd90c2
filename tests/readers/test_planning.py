"""Files become tables: names, exports recognised, roles and meanings, one pinned schema."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from waspada.core.roles import Time
from waspada.readers import planning, registry
from waspada.readers.planning import stem
from waspada.readers.reader import option

Run = Callable[..., Any]
Put = Callable[[str, bytes | str], Path]
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("users.csv", "users"),
        ("a/users-2026-01-31.csv.gz", "users"),
        ("users_part-00001-1b4e28ba-2fa1-11d2-883f-0016d3cca427.snappy.parquet", "users"),
        ("x.zip!export/events.2.json", "events"),
        ("mp_people_data/2026/01/31/0.json", "mp_people_data"),
        ("20260131.csv", "records"),
        ("users (2).csv", "users"),
    ],
)
def test_what_files_of_one_table_have_in_common(name: str, table: str) -> None:
    assert stem(name) == table


def test_json_of_one_name_shares_one_schema(census: Run, put: Put) -> None:
    put("in/day-1.jsonl", '{"a": 1}\n{"a": 2}\n')
    put("in/day-2.jsonl.gz", gzip.compress(b'{"a": 3, "b": "x"}\n{"a": {"c": 4}}\n'))
    found = census(put("in/day-3.json", '[{"b": "y"}]').parent)
    assert set(found.plan.tables) == {"day", "day_2"}
    lines = [split for split in found.plan.splits if split.table == "day"]
    assert len(lines) == 2
    assert lines[0].schema == lines[1].schema
    assert found.records == 5


def events(prefix: str = "$", **extra: Any) -> list[dict[str, Any]]:
    return [
        {
            "event": "Sign in",
            "properties": {
                "time": 1762646400 + i,
                "distinct_id": f"{prefix}device:{i}",
                "$device_id": str(i),
                "$insert_id": f"i{i}",
                "$city": "Bogor",
                "mp_country_code": "ID",
                "$referrer": "$direct",
                "org_id": "org-1",
                **extra,
            },
        }
        for i in range(9)
    ]


def written(records: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


class TestMixpanel:
    """Every export of theirs, and those of others that look alike."""

    def test_raw_export(self, put: Put) -> None:
        plan = planning.plan([put("export.jsonl", written(events(**{"$email": "a@example.org", "name": "Blue shoe"})))])
        table = plan.tables["mixpanel.events"]
        assert table.format == "mixpanel.export"
        assert table.roles.account == ("properties.$user_id", "properties.distinct_id")
        assert table.roles.device[0] == "properties.$device_id"
        assert table.roles.device_prefix == "$device:"
        assert table.roles.time == (Time("properties.time", "s"),)
        assert table.roles.organisation == ("properties.org_id",)
        assert "properties.name" not in table.roles.name
        assert table.meanings["properties.mp_country_code"] == "country"
        assert table.meanings["properties.$referrer"] == "referrer"
        assert table.meanings["event"] == "event_name"

    def test_milliseconds(self, put: Put) -> None:
        plan = planning.plan([put("export.jsonl", written(events(time=1762646400123)))])
        assert plan.tables["mixpanel.events"].roles.time == (Time("properties.time", "ms"),)

    def test_numeric_ids_in_profiles(self, census: Run, put: Put) -> None:
        people = [
            {"$distinct_id": 12345678901234567890 + i, "$properties": {"$email": "a@example.org"}} for i in range(3)
        ]
        found = census(put("people.json", json.dumps({"page": 0, "results": people, "status": "ok"})))
        assert found.column("$distinct_id") == [str(12345678901234567890 + i) for i in range(3)]
        table = found.plan.tables["mixpanel.people"]
        assert (table.format, table.roles.email) == ("mixpanel.engage", ("$properties.$email",))

    def test_groups_are_organisations(self, put: Put) -> None:
        groups = [{"$distinct_id": "org-1", "$properties": {"$name": "Example", "plan": "x"}}]
        table = planning.plan([put("group_profiles.json", json.dumps({"results": groups}))]).tables["mixpanel.groups"]
        assert table.meanings["$distinct_id"] == "organisation_id"
        assert table.roles.organisation == ("$distinct_id",)
        assert table.roles.account == ()

    def test_pipeline(self, put: Put) -> None:
        event = {"event_name": "x", "distinct_id": "$device:1", "user_id": "u1", "device_id": "1", "insert_id": "i"}
        put("in/mp_master_event/2026/01/01/0.json", written([{**event, "time": 1, "properties": {"$city": "Bogor"}}]))
        put("in/mp_people_data/0.json", written([{"distinct_id": "u1", "properties": {"$email": "a@example.org"}}]))
        top = put("in/mp_identity_mappings_data/0.json", written([{"distinct_id": "a", "resolved_distinct_id": "b"}]))
        tables = planning.plan([top.parent.parent]).tables
        assert {table.format for table in tables.values()} == {
            "mixpanel.pipeline.events",
            "mixpanel.pipeline.people",
            "mixpanel.pipeline.identities",
        }
        assert tables["mixpanel.events"].roles.account[:2] == ("user_id", "distinct_id")
        assert tables["mixpanel.people"].roles.email == ("properties.$email",)
        assert tables["mixpanel.identities"].roles.alias_of == ("resolved_distinct_id",)

    def test_tables_of_the_web_interface(self, put: Put) -> None:
        header = "Distinct ID,Name,Email,City,Country,Operating System,Updated at\n"
        table = planning.plan([put("Users.csv", header + "u1,Siti,a@example.org,Bogor,ID,Mac,2026-01-01\n" * 3)]).tables
        assert table["mixpanel.people"].meanings["Operating System"] == "operating_system"
        assert table["mixpanel.people"].roles.account == ("Distinct ID",)

    def test_others_look_alike(self, put: Put) -> None:
        segment = [{"event": "x", "anonymousId": "a", "userId": "u", "properties": {"time": 1}}]
        posthog = [
            {"event": "x", "distinct_id": "a", "uuid": "u", "properties": {"$ip": "203.0.113.1"}, "timestamp": "x"}
        ]
        plan = planning.plan([put("segment.jsonl", written(segment)), put("posthog.jsonl", written(posthog))])
        assert {table.format for table in plan.tables.values()} == {"ndjson"}
        assert plan.tables["segment"].roles.account == ("userId",)
        assert plan.tables["posthog"].roles.account == ("distinct_id",)


def test_files_nobody_here_wrote(census: Run) -> None:
    found = census(SAMPLES / "mixpanel_fivetran_event.csv", SAMPLES / "zendesk_user_data.csv", SAMPLES / "har_full.har")
    assert list(found.formats().values()) == ["mixpanel.fivetran", "csv", "json"]
    assert found.records == 16
    assert not found.quarantined
    people = found.plan.tables["zendesk_user_data"].roles
    assert (people.account, people.email, people.person_type) == (("id", "external_id"), ("email",), ("role",))


def test_every_split_names_its_reader(put: Put, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "in")
    plan = planning.plan([tmp_path / "in"])
    assert all(registry.reader(option(split, "reader")) in registry.FORMATS for split in plan.splits)
    assert {member.path for member in plan.members} == {file.path for file in plan.files}
    assert plan.format_of(str(tmp_path / "in" / "har_full.har")) == "json"


def test_deep_nesting_is_left_to_the_exact_path(census: Run, put: Put) -> None:
    found = census(put("x.jsonl", (b'{"a":' * 150 + b"1" + b"}" * 150 + b"\n") * 20))
    assert (found.records, found.cells) == (20, 20)
