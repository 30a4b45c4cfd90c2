"""What was known when, in the November 2025 case: the facts, questions and answers of the re-enactment.

Times and sources are those that the public pages gave; who said what on our side is invented, and so is everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from waspada.flows.case import facts, judged, questions
from waspada.flows.case.ports import Case
from waspada.flows.profiles import EVERYBODY

VENDOR: Final = "Mixpanel"
TITLE: Final = "Mixpanel, November 2025"


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: what, whose word, from where."""

    name: str
    value: str
    by: str = "vendor"
    source: str = "the vendor's notice of 25 November"


FACTS: Final = (
    Told("cause", "smishing of the vendor's staff, then an export of a dataset"),
    Told("detected_at", "2025-11-09T00:00:00Z"),
    Told("occurred_from", "2025-11-08T00:00:00Z"),
    Told("occurred_to", "2025-11-09T00:00:00Z"),
    Told("told_us_at", "2025-11-25T14:02:00Z", "us", "the call of the vendor's security team"),
    Told("aware_at", "2025-11-25T14:02:00Z", "us", "the call of the vendor's security team"),
    Told("received_at", "2025-11-25T14:02:00Z", "us", "the vendor's transfer"),
    Told("fields", "name, email, location, user_agent, referrer, organisation id, user id"),
    Told("product", "API platform", "us", "the integration's settings"),
    Told("external_attack", "yes"),
    Told("acquired", "yes"),
    Told("encrypted", "no", "us", "the file as it came"),
    Told("contained", "yes"),
    Told("published", "unknown", "us", "no sign so far"),
    Told("note.measures_taken", "the vendor was removed from production; the dataset was reviewed", "us", "change log"),
    Told("note.measures_planned", "security reviews of all vendors; higher requirements for them", "us", "the plan"),
    Told("note.advice", "watch for phishing; check the sender; never send passwords or codes", "us", "the notice"),
)
RISK: Final = MappingProxyType(
    {
        "severity": "medium",
        "likelihood": "possible",
        "level": "risk",
        "reason": "Names and addresses together with the service used make phishing that looks genuine. "
        "Invented for the re-enactment.",
    }
)
WORKSPACE: Final = MappingProxyType(
    {
        "name": "The customer (re-enactment)",
        "zone": "UTC",
        "established_in": ["US-CA", "IE"],
        "eu_main_establishment": "IE",
        "does_business_in": ["US-CA", "US-NY", "US-TX", "US-FL", "US-CO"],
        "sectors": [],
    }
)
"""What the company of the re-enactment states of itself; invented."""
ASKED: Final = (("what", "when", "fields", "people", "period", "logs"), "2025-11-25T16:00:00Z")


def tell(case: Case, *, actor: str, now: float, cache: Path | None) -> None:
    """Put the story on record."""
    for one in FACTS:
        facts.state(case, one.name, one.value, actor=actor, now=now, cache=cache, by=one.by, source=one.source)
    questions.ask(case, ASKED[0], to="the vendor's security team", actor=actor, now=now, cache=cache, on=ASKED[1])
    judged.assess_risk(case, EVERYBODY, actor=actor, cache=cache, **RISK)
