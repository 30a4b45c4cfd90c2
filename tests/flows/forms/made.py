"""A case to fill forms from: a log, a run's counts and duties; everybody in it is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from waspada.core.custody import Action, Entry, entry
from waspada.flows.case.facts import facts_of
from waspada.flows.case.judged import as_groups, as_risk, groups_of, risks_of
from waspada.flows.duties import Duties, Nothing, situation_of
from waspada.flows.forms.form import Stage
from waspada.flows.forms.material import Material, material
from waspada.laws.evaluate import evaluate
from waspada.laws.law_text import chosen
from waspada.laws.outcome import Outcome

NOW = 1_764_160_000.0
"""26 November 2025, 12:26 UTC."""
LAWS = ("eu_gdpr", "uk_gdpr", "id_pdp", "us_tx", "us_ca")
ABOUT = {"status": "confirmed", "by": "us", "source": ""}
FACTS: Mapping[str, Any] = {
    "cause": "A stolen session of a support agent was used to export tickets",
    "occurred_from": "2025-11-08T10:00:00Z",
    "occurred_to": "2025-11-09T12:00:00Z",
    "told_us_at": "2025-11-25T13:00:00Z",
    "aware_at": "2025-11-25T14:02:00Z",
    "external_attack": True,
    "acquired": True,
    "published": False,
    "encrypted": False,
    "contained": True,
    "eu_main_establishment": "none",
    "established_in": ["ID"],
    "sectors": [],
    "note.measures_taken": "The session was ended and the export closed.",
    "note.measures_planned": "The vendor asks for a second factor on every export.",
    "note.measures_people": "The people are warned of phishing.",
    "note.protection_before": "Access of agents was limited to their own queue.",
    "note.communication": "By e-mail, in the language of the person.",
    "note.advice": "Do not open links in messages that name this incident.",
    "note.vulnerable": "The service is not offered to children.",
}
PEOPLE = [
    {"group": "all", "residence": "DE", "kinds": ["email"], "people": 5},
    {"group": "all", "residence": "FR", "kinds": ["email"], "people": 4},
    {"group": "all", "residence": "GB", "kinds": ["email"], "people": 3},
    {"group": "all", "residence": "ID", "kinds": ["email"], "people": 30},
    {"group": "all", "residence": "US-TX", "kinds": ["email", "id.us_ssn"], "people": 300},
]


def chain(*rows: tuple[Action, Mapping[str, Any], str]) -> list[Entry]:
    """A log: action, data, reason."""
    found: list[Entry] = []
    for number, (action, data, reason) in enumerate(rows):
        time = f"2025-11-{25 + number // 600:02}T14:{number // 60 % 60:02}:{number % 60:02}Z"
        found.append(
            entry(found[-1] if found else None, time=time, actor="alice", action=action, data=data, reason=reason)
        )
    return found


def stated(name: str, value: Any, **more: Any) -> tuple[Action, Mapping[str, Any], str]:
    """A fact of the log."""
    return Action.FACT, {"fact": name, "value": value, **ABOUT, "supersedes": None, **more}, ""


def log(facts: Mapping[str, Any] = FACTS, *more: tuple[Action, Mapping[str, Any], str]) -> list[Entry]:
    """A case with these facts, a hand-over, a run and a signed risk."""
    return chain(
        (Action.OPEN, {"title": "November", "vendor": "Acme Desk"}, ""),
        *(stated(name, value) for name, value in facts.items()),
        (Action.SEAL, {"handover": "0001"}, ""),
        (Action.RUN, {"run": 1}, ""),
        (
            Action.RISK,
            {"group": "all", "severity": "medium", "likelihood": "possible", "level": "high"},
            "names and addresses help phishing",
        ),
        *more,
    )


def assessment(**people: Any) -> dict[str, Any]:
    """An `assessment.json` in small."""
    return {
        "accounting": {"records": 60_000, "records_quarantined": 2},
        "people": {
            "matched": 330, "unknown_with_contact": 12, "mentioned": 1, "device_only": 7, "ambiguous": 1,
            "total_at_least": 342, "total_at_most": 343, "organisations": 9, "admins": 4, "residence_unknown": 0,
            "by_country": {"DE": 5, "FR": 4, "GB": 3, "ID": 30, "US": 300}, "by_region": {"US-TX": 300}, **people,
        },
        "exposures": [
            {"kind": "email", "category": "user.contact.email", "people": 342},
            {"kind": "person_name", "category": "user.name", "people": 300},
        ],
        "absent": [
            {"kind": "payment_card", "category": "user.financial.credit_card", "verdict": "absent"},
            {"kind": "health", "category": "user.health", "verdict": "cannot_tell"},
        ],
        "secrets": [{"kind": "secret.aws", "count": 1}],
        "timeline": {"first_record": "2025-01-01T00:00:00Z", "last_record": "2025-11-09T00:00:00Z"},
        "quarantine": {"records": 2},
        "fields_to_read": [{"table": "t", "path": "comment"}],
    }  # fmt: skip


def duties(entries: Sequence[Entry], people: Sequence[dict[str, Any]] | None = PEOPLE) -> Duties:
    """What the laws make of it."""
    known = Nothing(groups=tuple(as_groups(groups_of(entries))), risk=as_risk(risks_of(entries)))
    situation = situation_of(facts_of(entries), people, known)
    laws = chosen(LAWS)
    return Duties(situation=situation, laws=laws, outcomes=evaluate(laws, situation), gaps=(), by_vendor={})


def case(
    entries: Sequence[Entry] | None = None,
    *,
    duty: str = "",
    place: str = "",
    stage: Stage = "preliminary",
    run: bool = True,
    contact: str = "Data Protection Office, privacy@example.org, +62 21 5550 1234",
    now: float = NOW,
) -> Material:
    """The case as a form for a duty sees it."""
    entries = log() if entries is None else entries
    made = duties(entries, PEOPLE if run else None)
    return material(
        case_id="01932c07-0000-7000-8000-000000000000",
        vendor="Acme Desk",
        entries=entries,
        run=1 if run else None,
        assessment=assessment() if run else {},
        duties=made,
        name="Nusantara Pay",
        contact=contact,
        now=now,
        zone=UTC,
        tasks=(3, 1) if run else (0, 0),
        outcome=outcome(made, duty, place) if duty else None,
        stage=stage,
    )


def outcome(made: Duties, duty: str, place: str = "") -> Outcome:
    """One of them."""
    return next(one for one in made.outcomes if one.duty == duty and (not place or one.place == place))
