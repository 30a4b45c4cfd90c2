"""The vendor's own account of what it exported, against what was found: holds, does not hold, or cannot tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from waspada.assess import vendor_checks, vendor_fields, vendor_ids
from waspada.assess.summary import SCHEMA as OF_ASSESSMENT
from waspada.assess.vendor_checks import CANNOT_TELL, DOES_NOT_HOLD, HOLDS, Document, Finding, shown
from waspada.assess.vendor_said import Count, Moment, Said
from waspada.assess.vendor_words import because, line
from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES

SCHEMA: Final = "waspada/account/1"
VERDICTS: Final = (DOES_NOT_HOLD, CANNOT_TELL, HOLDS)
"""The first that any statement has is the verdict on the whole account."""


def check(said: Sequence[Said], document: Document) -> dict[str, Any]:
    """Check every statement of an account against an `assessment.json`.

    Returns:
        `schema`, `verdict`, `line` (one sentence, en and id), and `statements`: `id`, `said`, `verdict`, `because`
        (en and id), `numbers`, `source`. The window gives two of them, `window` (nothing outside) and `days` (no day
        missing); the fields two, `fields` (absent, empty) and `more` (more than announced); gaps in the numbering of
        files give `numbering`, and fields of whole-number ids give `ids` (where numbers are missing, and where they
        stop), announced or not.

    Raises:
        BadInput: there is no account, or the assessment is of another version.
    """
    if document.get("schema") != OF_ASSESSMENT:
        raise BadInput("The results of this run are of a version that cannot be compared.")
    if not said:
        raise BadInput(
            "there is no account of the vendor to check",
            hint="State it (waspada case fact CASE vendor_account.records 12000 --by vendor), or give --account FILE.",
        )
    by_name = {one.name: one for one in said}
    rows = [*_counts(by_name, document), *_window(by_name, document), *_fields(by_name, document)]
    gaps = vendor_checks.numbering(document)
    if gaps:
        rows.append(_row("numbering", (), None, gaps))
    announced, end = (by_name[name].value if name in by_name else None for name in ("records", "to"))
    row_of_ids = vendor_ids.ids(
        document, announced if isinstance(announced, Count) else None, end if isinstance(end, Moment) else None
    )
    if row_of_ids:
        rows.append(_row("ids", (), None, row_of_ids))
    verdict = next(one for one in VERDICTS if any(row["verdict"] == one for row in rows))
    return {
        "schema": SCHEMA,
        "dataset": document["dataset"].get("name", ""),
        "verdict": verdict,
        "line": {lang: line(verdict, rows, lang) for lang in LANGUAGES},
        "statements": rows,
    }


def _counts(said: Mapping[str, Said], document: Document) -> list[dict[str, Any]]:
    rows = []
    for name in ("records", "people", "files"):
        if name in said:
            value = said[name].value
            rows.append(_row(name, (said[name],), _written(value), _counted(name, value, document)))
    return rows


def _counted(name: str, value: object, document: Document) -> Finding:
    if name == "files" and isinstance(value, Count | tuple):
        return vendor_checks.files(value, document)
    if isinstance(value, Count):
        return (vendor_checks.records if name == "records" else vendor_checks.people)(value, document)
    return _unknown()


def _window(said: Mapping[str, Said], document: Document) -> list[dict[str, Any]]:
    there = [said[name] for name in ("from", "to") if name in said]
    if not there:
        return []
    ends = {one.name: one.value for one in there if isinstance(one.value, Moment)}
    written = {name: _written(value) for name, value in ends.items()}
    if not ends:
        return [_row("window", there, None, _unknown())]
    begin, end = ends.get("from"), ends.get("to")
    rows = [_row("window", there, written, vendor_checks.window(begin, end, document))]
    days = vendor_checks.days(begin, end, document)
    return rows if days is None else [*rows, _row("days", there, written, days)]


def _fields(said: Mapping[str, Said], document: Document) -> list[dict[str, Any]]:
    one = said.get("fields")
    if one is None:
        return []
    if not isinstance(one.value, tuple):
        return [_row("fields", (one,), None, _unknown())]
    items = vendor_fields.announced(one.value, document)
    more = vendor_fields.more(items, document, partial=one.partial)
    return [
        _row("fields", (one,), list(one.value), vendor_fields.there(items)),
        _row("more", (one,), list(one.value), more),
    ]


def _unknown() -> Finding:
    return Finding(verdict=CANNOT_TELL, reason="unknown")


def _row(name: str, said: Sequence[Said], value: Any, found: Finding) -> dict[str, Any]:
    return {
        "id": name,
        "said": value,
        "verdict": found.verdict,
        "reason": found.reason,
        "because": because(found.reason, found.numbers),
        "numbers": {key: _plain(number) for key, number in found.numbers.items()},
        "source": "; ".join(dict.fromkeys(one.source for one in said if one.source)),
    }


def _written(value: object) -> Any:
    if isinstance(value, Count):
        least, most = shown(value)
        return least if least == most else {"at_least": least, **({} if most is None else {"at_most": most})}
    if isinstance(value, Moment):
        ends = [_time(moment) for moment in (value.earliest, value.latest)]
        return ends[0] if ends[0] == ends[1] else {"from": ends[0], "to": ends[1]}
    return list(value) if isinstance(value, tuple) else None


def _time(moment: Any) -> str:
    return str(moment.isoformat()).replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return {"at_least": value[0], **({} if value[1] is None else {"at_most": value[1]})}
    return [_plain(item) for item in value] if isinstance(value, list) else value
