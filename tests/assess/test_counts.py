"""What people have, counted: evidence by masks and hits, their rows, organisations, secrets, decisions."""

from __future__ import annotations

import doctest
import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from tests.assess.builder import KEY, Split, assessed, counts, people

from waspada.assess.counts import residence
from waspada.assess.decisions import Decision, Decisions
from waspada.core.person_key import fingerprint, person_id

KNOWN: dict[str, Any] = {"reason": {"en": "why", "id": "sebab"}, "author": "dewi", "time": "2025-11-26T09:00:00Z"}
MAIL, NAME = ("$email", "email"), ("$name", "person_name")
TOKEN = "acme_" + "x9" * 12


def test_masks_and_hits_become_evidence_by_person_kind_and_field(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", has=[MAIL, NAME], records=3)
    split.who(account="u1", has=[MAIL], records=2)
    row = split.who(account="u2", has=[NAME])
    split.hit("phone", "+62 812", row, values=2, records=1)
    split.hit("phone", "+62 813", row, strong=False)
    found = assessed(tmp_path, split)
    names = {row["person_id"]: name for name, row in people(found).items()}
    rows = [
        (names[row["person_id"]], row["kind"], row["field"], row["values"], row["records"], row["example_position"])
        for row in found.evidence.to_pylist()
    ]
    assert sorted(rows) == [
        ("u1", "email", "$email", 5, 5, "events.jsonl:0"),
        ("u1", "person_name", "$name", 3, 3, "events.jsonl:0"),
        ("u2", "person_name", "$name", 1, 1, "events.jsonl:2"),
        ("u2", "phone", "comment", 2, 1, "events.jsonl:2"),
    ]
    assert [row["person_id"] for row in found.evidence.to_pylist()] == sorted(
        row["person_id"] for row in found.evidence.to_pylist()
    )
    assert people(found)["u1"]["kinds"] == ["email", "person_name"]
    assert people(found)["u1"]["categories"] == ["user.contact.email", "user.name"]
    exposed = {row["kind"]: (row["people"], row["values"]) for row in found.document["exposures"]}
    assert exposed == {"email": (1, 5), "person_name": (2, 4), "phone": (1, 2)}


def test_bits_mean_the_same_field_however_splits_number_them(tmp_path: Path) -> None:
    one, other = Split(0), Split(1)
    one.who(account="u1", has=[MAIL])
    other.who(account="u2", has=[NAME])
    other.who(account="u2", has=[MAIL])
    rows = {(row["kind"], row["values"]) for row in assessed(tmp_path, one, other).evidence.to_pylist()}
    assert rows == {("email", 1), ("person_name", 1)}


def test_more_fields_than_one_word_holds(tmp_path: Path) -> None:
    split = Split()
    slots = [(f"f{number:03d}", "email") for number in range(130)]
    split.who(account="u1", has=slots[:70], records=2)
    split.who(account="u1", has=slots[65:], records=3)
    found = {row["field"]: row["values"] for row in assessed(tmp_path, split).evidence.to_pylist()}
    assert found == {field: 2 * (at < 70) + 3 * (at >= 65) for at, (field, _) in enumerate(slots)}


def test_people_rows_say_what_the_directory_says_then_the_dataset(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", country="US")
    split.who(account="u3", country="Indonesia", region="ID-JB", name="From the data")
    split.who(email="new@x.example", name="Neu", country="de")
    found = people(assessed(tmp_path, split))
    one = found["u1"]
    assert (one["name"], one["email"], one["country"], one["region"]) == ("Ana Sari", "Ana@one.example", "ID", "ID-JB")
    assert (one["residence_from"], one["locale"], one["mfa"], one["products"]) == ("directory", "id", "on", ["api"])
    three = found["u3"]
    assert (three["country"], three["region"], three["residence_from"]) == ("ID", "ID-JB", "dataset")
    assert (three["name"], three["products"]) == ("Citra Dewi", ["api", "chatgpt"])
    new = found["new@x.example"]
    assert (new["account_id"], new["name"], new["country"], new["mfa"]) == ("", "Neu", "DE", "unknown")
    assert new["first_seen"].isoformat().startswith("2025-11-24T16:00:00")


def test_organisations_and_admins_are_of_subjects_and_unknown_is_not_zero(tmp_path: Path) -> None:
    split = Split()
    for account in ("u1", "u2", "u3", "u4"):
        split.who(account=account)
    split.hit("email", "fajar@six.example", 0)
    found = assessed(tmp_path, split)
    assert counts(found) | {
        "organisations": 2,
        "admins": 3,
        "admins_without_mfa": 1,
        "admins_mfa_unknown": 1,
        "by_country": {"DE": 1, "ID": 1, "US": 1},
        "by_region": {"ID-JB": 1, "US-CA": 1},
        "residence_unknown": 1,
    } == counts(found)
    rows = [tuple(row.values())[:5] for row in found.organisations.to_pylist()]
    assert rows == [("o1", "One", 2, 1, 0), ("o2", "Two", 2, 2, 1)]


@pytest.mark.parametrize(
    ("directory", "expected"),
    [
        ("account_id,role\nu1,owner\n", (1, None, 1)),
        ("account_id,mfa\nu1,on\n", (None, None, None)),
        ("account_id,org,role,mfa\nu1,o,Chief,\n", (None, None, None)),
        ("account_id,org,role,mfa\nu1,o,Admin,\n", (1, None, 1)),
        ("account_id,org,role,mfa\nu1,o,,on\n", (None, None, None)),
        ("account_id,role,mfa\nu1,member,tidak\n", (0, 0, 0)),
        ("account_id,role,mfa\nu1,owner,tidak\n", (1, 1, 0)),
    ],
)
def test_an_unmapped_role_and_an_empty_mfa_column_are_unknown(
    tmp_path: Path, directory: str, expected: tuple[int | None, ...]
) -> None:
    split = Split()
    split.who(account="u1")
    found = counts(assessed(tmp_path, split, directory=directory))
    assert (found["admins"], found["admins_without_mfa"], found["admins_mfa_unknown"]) == expected


def test_roles_and_values_can_be_told(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1")
    split.who(account="u2")
    directory = "account_id;Peran;dua\nu1;Ketua;iya betul\nu2;Anggota;belum\n"
    told = {"mapping": ("role=Peran,role:admin=Ketua,Pemilik", "mfa=dua,mfa:on=Iya Betul,mfa:off=belum")}
    found = counts(assessed(tmp_path, split, directory=directory, source=told))
    assert (found["admins"], found["admins_without_mfa"]) == (1, 0)
    roles = {"mapping": ("role=Peran", "mfa=dua"), "admin_roles": ("ANGGOTA",)}
    found = counts(assessed(tmp_path / "0", split, directory=directory, source=roles))
    assert (found["admins"], found["admins_without_mfa"], found["admins_role_unknown"]) == (1, 1, 0)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    (tmp_path / "0").mkdir()


def test_a_person_in_several_organisations_has_several_memberships(tmp_path: Path) -> None:
    rows = ("account_id,email,org_id,role", "u1,ana@x.example,o1,member", "u1,ana@x.example,o2,owner")
    directory = "\n".join((*rows, "u1,other@x.example,o3,member"))
    split = Split()
    split.who(email="ana@x.example")
    found = assessed(tmp_path, split, directory=directory)
    assert [(row["organisation_id"], row["role"], row["admin"]) for row in found.memberships.to_pylist()] == [
        ("o1", "member", "no"),
        ("o2", "owner", "yes"),
        ("o3", "member", "no"),
    ]
    assert counts(found) | {"matched": 1, "organisations": 3, "admins": 1} == counts(found)


def test_secrets_say_whose_where_and_how_to_revoke(tmp_path: Path) -> None:
    split = Split()
    row = split.who(account="u1", organisation="o1")
    split.hit("secret.acme", TOKEN, row)
    split.hit("secret.acme", TOKEN, split.who(account="u2"), field="url")
    split.hit("secret.acme", "short", None, field="(raw text)")
    split.hit("secret.acme", "weak-one-is-not-listed", row, strong=False)
    split.hit("secret.github_pat", TOKEN, row)
    found = assessed(tmp_path, split)
    rows = {(row["kind"], row["field"]): row for row in found.secrets.to_pylist()}
    one = rows["secret.acme", "comment"]
    assert one == {
        "kind": "secret.acme",
        "provider": "Acme",
        "fingerprint": fingerprint(KEY, TOKEN),
        "last4": "x9x9",
        "person_id": person_id(KEY, account="u1"),
        "organisation_id": "o1",
        "field": "comment",
        "position": "events.jsonl:0",
        "how_to_revoke": "https://acme.example/keys",
        "table": "events",
        "provider_fingerprint": "",
    }
    assert (rows["secret.acme", "(raw text)"]["last4"], rows["secret.acme", "(raw text)"]["person_id"]) == ("", "")
    published = b64encode(hashlib.sha256(TOKEN.encode()).digest()).decode()
    assert rows["secret.github_pat", "comment"]["provider_fingerprint"] == published
    assert len(rows) == 4
    acme = found.document["secrets"][0]
    assert (acme["count"], acme["people"], acme["organisations"], acme["unattributed"]) == (2, 2, 1, 1)
    assert TOKEN not in str(found.document)


def test_rejected_findings_are_gone_and_confirmed_ones_are_strong(tmp_path: Path) -> None:
    split = Split()
    row = split.who(account="u1", has=[NAME])
    split.hit("phone", "555 1234", row, strong=False)
    split.hit("secret.acme", TOKEN, row)
    decisions = Decisions(
        findings=(
            Decision(kind="phone", field="comment", **KNOWN),
            Decision(kind="secret.acme", rejected=True, **KNOWN),
            Decision(kind="person_name", table="events", field="$name", rejected=True, **KNOWN),
        )
    )
    found = assessed(tmp_path, split, decisions=decisions)
    (finding,) = found.document["findings"]
    assert (finding["kind"], finding["strength"], finding["how"]) == ("phone", "strong", "confirmed by a person")
    assert people(found)["u1"]["kinds"] == ["phone"]
    assert found.secrets.num_rows == 0
    assert found.document["decisions"]["rejected"] == 2


def test_a_meaning_given_by_a_person_is_a_finding(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1")
    split.census("note", ["hello there friend", "how are you today"], wordy=2)
    split.census("other_note", ["x"])
    known = Decisions(
        fields=(
            Decision(field="note", meaning="chat_content", **KNOWN),
            Decision(field="other_note", meaning="nothing", **KNOWN),
        )
    )
    found = assessed(tmp_path, split, decisions=known).document
    assert [(row["kind"], row["values"], row["distinct"]) for row in found["findings"]] == [("chat_content", 2, 2)]
    assert found["fields_to_read"] == []
    assert {row["path"]: row["meaning"] for row in found["fields"]} == {"note": "chat_content", "other_note": "nothing"}


def test_residence_examples() -> None:
    assert doctest.testmod(residence).failed == 0
    names = {
        "USA": "US",
        "Jerman": "DE",
        "Hong Kong": "HK",
        "Türkiye": "TR",
        "GBR": "GB",
        "Viet Nam": "VN",
        "": "",
        "EU": "",
    }
    assert {name: residence.country_code(name) for name in names} == names


def test_organisations_that_the_directory_does_not_name(tmp_path: Path) -> None:
    split = Split()
    for organisation in ("o1", " TWO ", "o3", "Strangers", "strangers", "", None):
        split.who(account="u1", organisation=organisation)
    folders = [tmp_path / "with", tmp_path / "without"]
    for folder in folders:
        folder.mkdir()
    assert counts(assessed(folders[0], split))["organisations_unknown"] == 1
    without = assessed(folders[1], split, directory="account_id\nu1\n")
    assert counts(without)["organisations_unknown"] is None


def test_people_who_share_an_address(tmp_path: Path) -> None:
    split = Split()
    for account in ("u1", "u4", "u5"):
        split.who(account=account)
    found = counts(assessed(tmp_path, split))
    assert (found["shared_addresses"], found["sharing_an_address"]) == (1, 2)
