"""Files that nobody here wrote, through the whole job: nothing is called absent that stands in them."""

from __future__ import annotations

import os
from pathlib import Path

from waspada.core.progress import Silent
from waspada.flows.assess import Request, Result, assess

SAMPLES = Path(__file__).parents[1] / "samples"
CLAIMS = """
claims:
  - {id: names, text: {en: No names.}, absent: [user.name]}
  - {id: born, text: {en: No birth dates.}, absent: [date_of_birth]}
  - {id: cards, text: {en: No cards.}, absent: [payment_card]}
"""


def assessed(folder: Path, *names: str) -> Result:
    claims = folder / "claims.yaml"
    claims.write_text(CLAIMS)
    request = Request(
        datasets=tuple(SAMPLES / name for name in names),
        directory=str(SAMPLES / "zendesk_user_data.csv"),
        claims=claims,
        out=folder / "out",
        workers=1,
    )
    return assess(request, cache=Path(os.environ["WASPADA_HOME"]) / "cache", key=bytes(32), progress=Silent())


def test_an_sql_dump_proves_no_absence_of_names(tmp_path: Path) -> None:
    result = assessed(tmp_path, "chinook_postgresql.sql")
    verdicts = {claim["id"]: claim["verdict"] for claim in result.document["claims"]}
    assert verdicts == {"names": "cannot_tell", "born": "cannot_tell", "cards": "holds"}
    assert "67 e-mail addresses" in " ".join(result.digest("en"))
    assert "stand in text without fields" in " ".join(result.digest("en"))


def test_who_acted_in_a_chat_is_somebody(tmp_path: Path) -> None:
    result = assessed(tmp_path, "zendesk_ticket_chat_event_data.csv")
    assert result.document["people"]["matched"] > 0
    text = " ".join(result.digest("en"))
    assert "nobody’s data" not in text
    assert "No personal data" not in text
