"""Each sentence, for each case that the counts can be in: singular, plural, nobody, unknown, in both languages."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.report.cases import CONTEXT, minimal, rich, unreadable

from waspada.assess.report import section_data, section_people, section_verdicts
from waspada.assess.report.draft import Draft, draft
from waspada.assess.report.text import Sentence, plain
from waspada.core.language import LANGUAGES, Lang

PLURALS = (
    "people records organisations admins secrets files fields values identities devices countries claims kinds cells "
    "columns days years are have do hold"
)
SEAMS = re.compile(r"\bNone\b(?! of)|\{|\}|  |\.\.|,,|\(\)| [.,;:]|\s$|^\s|^[a-z]")


def sentences(work: Draft) -> list[str]:
    """Every sentence that the counts decide."""
    who, when, data = section_people.who(work), section_people.when(work), section_data.exposed(work)
    digest = section_verdicts.digest(work)
    said: list[Sentence] = [*digest.sentences, digest.searched, who.lead, who.admins, who.residence, when.lead]
    said += [data.lead, data.empty, section_data.not_found(work).lead, section_data.secrets(work).lead]
    said += [step.text for step in section_verdicts.steps(work)]
    texts = [plain(sentence) for sentence in said if sentence]
    return texts + [step.title for step in section_verdicts.steps(work)]


def notes(work: Draft) -> list[str]:
    """What follows a count."""
    figures = [f"{figure.value} {figure.note}" for figure in section_verdicts.digest(work).figures]
    return figures + [f"{row.total} {row.text}" for row in section_verdicts.unknown(work).rows]


def digest(assessment: dict[str, Any], lang: Lang = "en") -> str:
    work = draft(assessment, lang, CONTEXT)
    return " ".join(plain(sentence) for sentence in section_verdicts.digest(work).sentences)


def steps(assessment: dict[str, Any], lang: Lang = "en") -> list[str]:
    return [step.title for step in section_verdicts.steps(draft(assessment, lang, CONTEXT))]


RAW = ("email", "phone", "precise_location", "hashed.md5_email", "ip_address", "id.us_ssn")
COUNT = st.sampled_from([0, 1, 2, 3, 1_234])
MAYBE = st.one_of(st.none(), COUNT)


@st.composite
def assessments(pick: st.DrawFn) -> dict[str, Any]:
    """Any mix of counts that an assessment can have, few enough that one and none come up often."""
    made = rich() if pick(st.booleans()) else minimal()
    known, strangers, ambiguous = pick(COUNT), pick(COUNT), pick(COUNT)
    admins = pick(MAYBE)
    without = None if admins is None else pick(st.integers(0, admins))
    made["people"] = {
        "matched": known, "unknown_with_contact": strangers, "ambiguous": ambiguous,
        "total_at_least": known + strangers, "total_at_most": known + strangers + ambiguous,
        "mentioned": pick(COUNT), "device_only": pick(COUNT), "organisations": pick(MAYBE), "admins": admins,
        "admins_without_mfa": without,
        "admins_mfa_unknown": None if without is None or admins is None else pick(st.integers(0, admins - without)),
        "by_country": pick(st.sampled_from([{}, {"ID": 1}, {"ID": 2, "US": 1}])), "residence_unknown": pick(COUNT),
        "admins_role_unknown": pick(COUNT), "unknown_without_contact": pick(COUNT),
        "organisations_unknown": pick(MAYBE), "shared_addresses": (shared := pick(COUNT)),
        "sharing_an_address": shared * 2,
    }  # fmt: skip
    parsed, broken = pick(COUNT), pick(COUNT)
    made["accounting"] |= {"records": parsed + broken, "records_parsed": parsed, "records_quarantined": broken,
                           "cells": pick(COUNT) if parsed else 0, "bytes_as_text": pick(COUNT)}  # fmt: skip
    made["claims"] = [
        {"id": "c", "text": "No keys.", "verdict": verdict}
        for verdict in pick(st.lists(st.sampled_from(["holds", "contradicted", "cannot_tell"]), max_size=3))
    ]
    made["dataset"] = {"name": "x", "origin": pick(st.sampled_from(["", "vendor", "own_export", "attacker_sample"]))}
    kinds = pick(st.sampled_from([[], ["chat_content"], ["chat_content", "api_request", "api_usage", "health"]]))
    made["fields_to_read"] = [{"table": "t", "path": "note", "kinds": kinds}] * pick(st.integers(0, 2))
    made["quarantine"] = {
        "findings": [
            {"kind": kind, "values": pick(st.integers(1, 2))}
            for kind in pick(st.lists(st.sampled_from(RAW), unique=True))
        ]
    }
    made["files_unopened"] = [{"path": "a", "reason": "b"}] * pick(st.integers(0, 2))
    made["files"] = [{"path": "a", "format": "unknown"}] * pick(st.integers(0, 2))
    return made


@settings(max_examples=60)
@given(assessments())
def test_english_agrees_in_number(assessment: dict[str, Any]) -> None:
    work = draft(assessment, "en", CONTEXT)
    wrong = re.compile(rf"(?<![\d,.])1 ({'|'.join(PLURALS.split())})\b")
    for text in [*sentences(work), *notes(work)]:
        assert not wrong.search(text), text


@settings(max_examples=60)
@given(assessments(), st.sampled_from(LANGUAGES))
def test_no_sentence_breaks(assessment: dict[str, Any], lang: Lang) -> None:
    work = draft(assessment, lang, CONTEXT)
    for text in sentences(work):
        assert not SEAMS.search(text), text
        assert text == text.strip()
    for text in notes(work):
        assert not re.search(r"\bNone\b(?! of)|\{|  ", text), text


@settings(max_examples=60)
@given(assessments())
def test_both_languages_choose_the_same_steps_and_questions(assessment: dict[str, Any]) -> None:
    english, indonesian = (draft(assessment, lang, CONTEXT) for lang in LANGUAGES)
    assert len(sentences(english)) == len(sentences(indonesian))
    assert len(notes(english)) == len(notes(indonesian))


@pytest.mark.parametrize(
    ("people", "en", "indonesian"),
    [
        ({"total_at_least": 1, "total_at_most": 1, "organisations": 1},
         "holds data of 1 person, in 1 organisation.", "memuat data 1 orang dari 1 organisasi."),
        ({"total_at_least": 2, "total_at_most": 2, "organisations": None},
         "holds data of 2 people.", "memuat data 2 orang."),
        ({"total_at_least": 1, "total_at_most": 3, "ambiguous": 2, "organisations": 0},
         "at least 1 and at most 3 people.", "sedikitnya 1 dan paling banyak 3 orang."),
        ({"total_at_least": 0, "total_at_most": 4, "ambiguous": 4},
         "may hold data of at most 4 people, but not one of them is certain.",
         "mungkin memuat data paling banyak 4 orang, tetapi belum satu pun pasti."),
        ({"total_at_least": 0, "total_at_most": 0}, "holds personal data; whose it is, is not known.",
         "memuat data pribadi; pemiliknya tidak diketahui."),
        ({"total_at_least": 0, "total_at_most": 0, "mentioned": 2},
         "holds nobody’s own record; 2 people are named in it.",
         "tidak memuat rekaman milik siapa pun, tetapi 2 orang disebut di dalamnya."),
        ({"total_at_least": 0, "total_at_most": 0, "unknown_without_contact": 2},
         "names nobody in the directory; 2 account IDs are in no directory and have no contact.",
         "2 ID akun tidak ada di daftar akun dan tidak punya kontak."),
        ({"total_at_least": 2, "total_at_most": 3, "unknown_without_contact": 1},
         "at least 2 and at most 3 people; 1 account ID more is in no directory and has no contact.",
         "; 1 ID akun lain tidak ada di daftar akun dan tidak punya kontak."),
        ({"total_at_least": 0, "total_at_most": 0, "device_only": 9},
         "names nobody. It holds 9 devices whose owners are not known.",
         "tidak menyebut siapa pun. Isinya 9 perangkat yang pemakainya tidak diketahui."),
    ],
)  # fmt: skip
def test_the_first_sentence_says_how_many(people: dict[str, Any], en: str, indonesian: str) -> None:
    assessment = minimal() | {"people": people}
    assert en in digest(assessment)
    assert indonesian in digest(assessment, "id")


def test_the_first_sentence_says_where_the_dataset_is_from() -> None:
    origins = {
        "vendor": "The dataset that the vendor handed over holds",
        "own_export": "Our own export from the vendor holds",
        "gateway": "The gateway’s record of what was sent holds",
        "attacker_sample": "The sample that the attacker published holds",
        "": "The dataset holds",
    }
    for origin, words in origins.items():
        assert digest(minimal() | {"dataset": {"name": "x", "origin": origin}}).startswith(words)


def test_a_kind_that_concerns_few_is_named_with_its_count() -> None:
    assessment = rich()
    assessment["exposures"].append({"kind": "phone", "category": "user.contact.phone_number", "people": 3})
    assert "phone number (3 people)" in digest(assessment)
    assert "nomor telepon (3 orang)" in digest(assessment, "id")


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (["holds"], "The published claim holds."),
        (["holds", "holds"], "All 2 published claims hold."),
        (["contradicted"], "The data contradicts the published claim."),
        (["contradicted", "holds"], "The data contradicts 1 of 2 published claims."),
        (["contradicted", "cannot_tell"], "The data contradicts 1 of 2 published claims; 1 cannot be told yet."),
        (["cannot_tell"], "Whether the published claim holds cannot be told yet."),
        (["cannot_tell", "holds"], "Of 2 published claims, 1 cannot be told yet; none is contradicted."),
    ],
)
def test_the_digest_ends_with_the_claims(verdicts: list[str], words: str) -> None:
    assessment = minimal() | {"claims": [{"id": "c", "text": "x", "verdict": verdict} for verdict in verdicts]}
    assert digest(assessment).endswith(words)


def test_absence_is_said_only_of_what_was_settled() -> None:
    assert "No password, session token, government ID" in digest(rich())
    assert "payment" not in digest(rich())
    opened = rich() | {"files_unopened": [{"path": "b.zip", "reason": "password needed"}]}
    assert "was found in what could be opened." in digest(opened)


@pytest.mark.parametrize(
    ("admins", "figure"),
    [
        ((None, None, None), "unknown admins without MFA: the directory does not say who is an admin"),
        ((0, 0, 0), "0 admins among these people"),
        ((5, 0, 0), "0 admins without MFA, of 5"),
        ((5, None, None), "unknown whether 5 of 5 admins use MFA"),
        ((5, 0, 2), "unknown whether 2 of 5 admins use MFA"),
        ((5, 1, 0), "1 admin without MFA, of 5: tell this one first"),
        ((5, 3, 2), "3 admins without MFA, of 5: tell them first; unknown for 2 more"),
    ],
)
def test_admins_are_unknown_before_they_are_zero(admins: tuple[int | None, ...], figure: str) -> None:
    assessment = minimal()
    keys = ("admins", "admins_without_mfa", "admins_mfa_unknown")
    assessment["people"] |= dict(zip(keys, admins, strict=True))
    assert figure in notes(draft(assessment, "en", CONTEXT))


def test_steps_come_in_the_order_that_protects_people() -> None:
    assert steps(rich()) == [
        "Revoke 3 secrets",
        "Tell 611 admins without MFA first",
        "Correct 3 claims",
        "Ask counsel which deadlines are running",
        "Tell 20,000 people and 2,871 organisations",
        "Warn of false messages",
        "Read 2 fields and decide on 2 uncertain values",
        "Decide on 31 open identities",
        "Put questions to the vendor in writing",
    ]
    assert steps(rich(), "id")[:3] == [
        "Cabut 3 kredensial",
        "Beri tahu 611 admin tanpa MFA lebih dahulu",
        "Ralat 3 pernyataan",
    ]


def test_an_unreadable_dataset_asks_for_a_copy_and_counsel() -> None:
    assert steps(unreadable())[:3] == [
        "Revoke the secret",
        "Ask for a readable copy of the dataset",
        "Ask counsel which deadlines are running",
    ]
    assert "could not be read: all 200 records are broken." in digest(unreadable())


@pytest.mark.parametrize(
    ("claim", "en", "indonesian"),
    [
        ({"reason": "found", "values": 1, "people": 1}, "1 value found, belonging to 1 person.",
         "Ditemukan 1 nilai, milik 1 orang."),
        ({"reason": "weak", "values": 2}, "2 uncertain values must be confirmed or rejected by a person first.",
         "2 nilai belum pasti; orang harus membenarkan atau menolaknya dahulu."),
        ({"reason": "differs", "people": 418}, "418 people do not fit.", "418 orang tidak sesuai."),
        ({"reason": "not_searched", "kinds": ["card"]}, "Nothing searched for payment card number, so nothing can be "
         "said.", "Tidak ada yang mencari nomor kartu pembayaran, jadi tidak ada yang dapat dikatakan."),
        ({"reason": "not_there", "kinds": ["user.contact.phone_number"]}, "Named in it, but not found: phone number.",
         "Disebut, tetapi tidak ditemukan: nomor telepon."),
        ({"reason": "searched", "cells_searched": 4, "recall_found": 84, "recall_planted": 84},
         "Searched for in 4 cells; none found. On our own test cases the search finds 84 of 84.",
         "Dicari di 4 sel; tidak ditemukan. Pada kasus uji kami sendiri, pencarian ini menemukan 84 dari 84."),
        ({"because": {"en": "As we say.", "id": "Kata kami."}}, "As we say.", "Kata kami."),
    ],
)  # fmt: skip
def test_a_claim_says_why(claim: dict[str, Any], en: str, indonesian: str) -> None:
    assessment = rich() | {"claims": [{"id": "c", "text": "x", "verdict": "holds", **claim}]}
    said = [section_verdicts.claims(draft(assessment, lang, CONTEXT)).rows[0].because for lang in LANGUAGES]
    assert said == [en, indonesian]


def test_text_without_fields_is_in_the_digest() -> None:
    assessment = minimal() | {
        "quarantine": {"findings": [{"kind": "email", "values": 67}, {"kind": "phone", "values": 1}]},
        "files": [{"path": "dump.sql", "format": "unknown"}],
        "kinds": {
            "email": {"label": {"en": "e-mail address", "id": "alamat e-mail"}},
            "phone": {"label": {"en": "phone number", "id": "nomor telepon"}},
        },
    }
    assessment["accounting"] |= {"bytes_as_text": 5_000}
    assert "67 e-mail addresses and 1 phone number stand in text without fields." in digest(assessment)
    assert "67 alamat e-mail dan 1 nomor telepon ada di teks tanpa kolom." in digest(assessment, "id")


def test_what_only_a_person_can_tell_is_said_without_claims_too() -> None:
    assessment = minimal() | {"fields_to_read": [{"table": "t", "path": "note", "kinds": ["chat_content"]}]}
    assessment["claims"] = []
    assert "Whether it holds chat content cannot be told yet: a person must read 1 field first." in digest(assessment)
    assert "belum dapat dipastikan: 1 kolom harus dibaca orang lebih dahulu." in digest(assessment, "id")


@pytest.mark.parametrize(
    ("people", "en"),
    [
        ({"shared_addresses": 1, "sharing_an_address": 10},
         "10 people share one e-mail address: a letter to it reaches all of them."),
        ({"shared_addresses": 2, "sharing_an_address": 5},
         "5 people share 2 e-mail addresses: a letter to one reaches everybody who shares it."),
        ({"organisations_unknown": 1}, "1 organisation that the dataset names is not in the directory."),
    ],
)  # fmt: skip
def test_notes_about_people(people: dict[str, Any], en: str) -> None:
    assessment = minimal() | {"people": {"total_at_least": 10, "total_at_most": 10, **people}}
    assert en in [plain(note) for note in section_people.who(draft(assessment, "en", CONTEXT)).notes]


def test_a_dataset_of_secrets_alone_is_not_called_empty() -> None:
    found = {"kind": "secret.openai", "category": "user.authorization.credentials", "values": 1, "strength": "strong"}
    nobody = {"total_at_least": 0, "total_at_most": 0}
    for lang, says in (("en", "names nobody; it holds secrets"), ("id", "isinya kredensial")):
        text = digest(minimal() | {"people": nobody, "findings": [found], "exposures": []}, cast(Lang, lang))
        assert says in text
        assert "nobody’s data" not in text
        assert "No personal data" not in text
        assert "Tidak ada data pribadi" not in text
