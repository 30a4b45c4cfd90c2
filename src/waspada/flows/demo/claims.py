"""What the November statement should be told about this dataset."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from waspada.flows.demo import secrets
from waspada.flows.demo.truth import PeopleTruth, PlantedSecret

HOLDS, CONTRADICTED, CANNOT_TELL = "holds", "contradicted", "cannot_tell"
_API_KEY = "secret.openai"


def statement() -> bytes:
    """The claims file as it is written beside the dataset."""
    return (files("waspada.flows.demo") / "november_2025.yaml").read_bytes()


def verdicts(people: PeopleTruth, planted: tuple[PlantedSecret, ...]) -> tuple[dict[str, str], dict[str, int]]:
    """Verdict by claim id, and the count behind each contradiction that has one."""
    kinds = Counter(secret.kind for secret in planted)
    others = people.matched - people.by_product.get("api", 0)
    counts = {"no-passwords": kinds[secrets.PASSWORD], "no-api-keys": kinds[_API_KEY], "only-api-users": others}
    verdict = {claim: CONTRADICTED if count else HOLDS for claim, count in counts.items()}
    verdict["no-credentials"] = CONTRADICTED if planted else HOLDS
    if not others and people.unknown_with_contact:
        verdict["only-api-users"] = CANNOT_TELL  # former customers have no product that the directory could tell
    settled_by_reading = ("no-chat-content", "no-api-requests", "no-api-usage")
    verdict |= dict.fromkeys(settled_by_reading, CANNOT_TELL)
    verdict |= {"no-payment-details": HOLDS, "no-government-ids": HOLDS}
    verdict["exposed-data"] = (
        CONTRADICTED  # device ids and page addresses stand in every record, and are not on the list
    )
    return verdict, {claim: count for claim, count in counts.items() if count}
