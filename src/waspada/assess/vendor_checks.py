"""Each statement of a vendor against `assessment.json`: a verdict, the reason, and the numbers that it rests on.

Nothing holds because nothing looked: what could not be read, has no time or has no confirmed meaning makes the answer
`cannot_tell`, unless what was read settles it alone.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from waspada.assess.vendor_said import Count, Moment

Document = Mapping[str, Any]
HOLDS, DOES_NOT_HOLD, CANNOT_TELL = "holds", "does_not_hold", "cannot_tell"
ENOUGH: Final = 20
"""Records on a usual day from which a day without one is no chance: with 20 expected, none is one in 10^8."""
_DAY: Final = timedelta(days=1)
_LONGEST: Final = 36_600
"""Days of a window that are looked at one by one."""
_MOST: Final = 200
"""Names that are listed."""
_PACKED: Final = re.compile(r"\.(zip|7z|tar|tgz|tar\.\w+)$", re.I)
_DATED: Final = re.compile(r"(?<!\d)(\d{4})([-_]?)(\d{2})\2(\d{2})(?!\d)")
_NUMBERED: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one statement."""

    verdict: str
    reason: str
    """A key of `vendor_words`."""
    numbers: Mapping[str, Any] = field(default_factory=dict)


def unread(document: Document) -> int:
    """Records and files that were not read as they should: what stands in them was searched as text at most."""
    unknown: int = sum(row.get("format") == "unknown" for row in document.get("files", ()))
    broken: int = document["accounting"]["records_quarantined"]
    unopened: int = len(document.get("files_unopened", ()))
    return broken + unopened + unknown


def records(said: Count, document: Document) -> Finding:
    """Repeats of one id may be counted by the vendor or not: both are as announced."""
    counts = document["accounting"]
    found, repeats, open_ = counts["records"], counts.get("duplicates", 0), unread(document)
    numbers = {"found": found, "different": found - repeats, "said": shown(said), "open": open_}
    if said.holds(found):
        return Finding(verdict=HOLDS, reason="records_equal", numbers=numbers)
    if repeats and said.holds(found - repeats):
        return Finding(verdict=HOLDS, reason="records_without_repeats", numbers=numbers)
    least, most = counts["records_parsed"] - repeats, math.inf if open_ else found
    if open_ and said.least <= most and least <= said.most:
        return Finding(verdict=CANNOT_TELL, reason="records_unsure", numbers=numbers)
    if found > said.most:
        return Finding(verdict=DOES_NOT_HOLD, reason="records_more", numbers=numbers | {"by": int(found - said.most)})
    by = int((said.least if found < said.least else said.most) - found)
    return Finding(verdict=DOES_NOT_HOLD, reason="records_fewer", numbers=numbers | {"by": by})


def people(said: Count, document: Document) -> Finding:
    """Ambiguous, nameless and merely mentioned identities widen what can be meant."""
    counts = document["people"]
    least, most = counts["total_at_least"], counts["total_at_most"]
    widest = most + sum(
        counts.get(name) or 0 for name in ("device_only", "unknown_without_contact", "mentioned")
    )  # what a vendor may count as a person, and we do not
    open_ = unread(document)
    numbers = {"found": least, "most": widest, "said": shown(said)}
    if least > said.most:
        return Finding(verdict=DOES_NOT_HOLD, reason="people_more", numbers=numbers | {"by": int(least - said.most)})
    if said.least > widest and not open_:
        by = int(said.least - widest)
        return Finding(verdict=DOES_NOT_HOLD, reason="people_fewer", numbers=numbers | {"by": by})
    if said.holds(least) and said.holds(most) and not (open_ and most == said.most != least):
        return Finding(verdict=HOLDS, reason="people_equal", numbers=numbers)
    reason = "people_unsure_open" if open_ and said.least > widest else "people_unsure"
    return Finding(verdict=CANNOT_TELL, reason=reason, numbers=numbers)


def files(said: Count | tuple[str, ...], document: Document) -> Finding:
    """By count, or by name; archives count as one file each, as they were handed over."""
    names = sorted(str(row["path"]) for row in document.get("files", ()))
    names += sorted(str(row["path"]) for row in document.get("files_unopened", ()))
    found = len(set(names))
    if isinstance(said, Count):
        numbers = {"found": found, "said": shown(said)}
        if said.holds(found):
            return Finding(verdict=HOLDS, reason="files_equal", numbers=numbers)
        if found < said.least and any(_PACKED.search(name) for name in names):
            return Finding(verdict=CANNOT_TELL, reason="files_packed", numbers=numbers)
        reason = "files_more" if found > said.most else "files_fewer"
        return Finding(verdict=DOES_NOT_HOLD, reason=reason, numbers=numbers)
    ends = {name.rpartition("/")[2] for name in names} | set(names)
    missing = [name for name in said if name not in ends]
    more = [name for name in names if name not in said and name.rpartition("/")[2] not in said]
    numbers = {"found": found, "names": (missing or more)[:_MOST]}
    if missing and any("[" in name for name in more):
        return Finding(verdict=CANNOT_TELL, reason="files_masked", numbers=numbers)
    if missing:
        return Finding(verdict=DOES_NOT_HOLD, reason="files_missing", numbers=numbers)
    if more:
        return Finding(verdict=DOES_NOT_HOLD, reason="files_more_named", numbers=numbers)
    return Finding(verdict=HOLDS, reason="files_equal", numbers=numbers | {"said": (found, found)})


def window(begin: Moment | None, end: Moment | None, document: Document) -> Finding:
    """Is anything outside?"""
    timeline = document["timeline"]
    first, last = (_moment(timeline[name]) for name in ("first_record", "last_record"))
    if first is None or last is None:
        return Finding(verdict=CANNOT_TELL, reason="window_no_times")
    lacking = timeline.get("undated", 0) + unread(document)
    zone = ZoneInfo(timeline.get("zone") or "UTC")
    numbers: dict[str, Any] = {"first": first.astimezone(zone).date(), "last": last.astimezone(zone).date()}
    if (begin and first < begin.earliest) or (end and last > end.latest):
        outside = sum(
            row["records"]
            for row in timeline["by_day"]
            if (begin and _at(row["day"], zone) + _DAY <= begin.earliest)
            or (end and _at(row["day"], zone) > end.latest)
        )
        return Finding(verdict=DOES_NOT_HOLD, reason="window_outside", numbers=numbers | {"count": outside})
    if (begin and first < begin.latest) or (end and last > end.earliest):
        return Finding(verdict=CANNOT_TELL, reason="window_edge", numbers=numbers)
    if lacking:
        return Finding(verdict=CANNOT_TELL, reason="window_undated", numbers=numbers | {"count": lacking})
    return Finding(verdict=HOLDS, reason="window_inside", numbers=numbers)


def days(begin: Moment | None, end: Moment | None, document: Document) -> Finding | None:
    """Is a day missing? Only whole days count; None: there is no whole day to look at."""
    timeline = document["timeline"]
    zone = ZoneInfo(timeline.get("zone") or "UTC")
    first, last = (_moment(timeline[name]) for name in ("first_record", "last_record"))
    start, stop = (begin.latest if begin else first), (end.earliest if end else last)
    if start is None or stop is None or first is None:
        return Finding(verdict=CANNOT_TELL, reason="window_no_times")
    whole = _whole_days(start, stop, zone, begin=begin is not None, end=end is not None)
    if not whole:
        return None
    there = {date.fromisoformat(row["day"]): row["records"] for row in timeline["by_day"] if row["records"]}
    missing = [day for day in whole if day not in there]
    if not missing:
        return Finding(verdict=HOLDS, reason="days_all", numbers={"count": len(whole)})
    usual = int(statistics.median(there.values())) if there else 0
    lacking = timeline.get("undated", 0) + unread(document)
    files_open = len(document.get("files_unopened", ())) + bool(document["accounting"].get("bytes_as_text"))
    numbers = {"count": len(missing), "names": missing[:_MOST], "usual": usual, "open": lacking}
    if lacking and (files_open or lacking >= usual):
        return Finding(verdict=CANNOT_TELL, reason="days_missing_open", numbers=numbers)
    if usual < ENOUGH:
        return Finding(verdict=CANNOT_TELL, reason="days_missing_few", numbers=numbers)
    return Finding(verdict=DOES_NOT_HOLD, reason="days_missing", numbers=numbers)


def numbering(document: Document) -> Finding | None:
    """Gaps in the dates or numbers of file names: parts that were not handed over, perhaps. None: there is no gap."""
    series: dict[str, set[int]] = {}
    for row in (*document.get("files", ()), *document.get("files_unopened", ())):
        for template, number in _places(str(row["path"])):
            series.setdefault(template, set()).add(number)
    gaps: list[str] = []
    for template, numbers in sorted(series.items()):
        low, high = min(numbers), max(numbers)
        # Three in sight, and more there than missing: else the numbers are no count.
        if len(numbers) >= 3 and 0 < high - low + 1 - len(numbers) <= len(numbers):
            gaps += [_filled(template, number) for number in range(low, high) if number not in numbers]
    return Finding(verdict=CANNOT_TELL, reason="numbers_missing", numbers={"names": gaps[:_MOST]}) if gaps else None


def shown(said: Count) -> tuple[int, int | None]:
    """As numbers for people and JSON."""
    return int(said.least), None if said.most == math.inf else int(said.most)


def _places(name: str) -> Iterable[tuple[str, int]]:
    if dated := list(_DATED.finditer(name)):
        found = dated[-1]
        try:
            ordinal = date(int(found[1]), int(found[3]), int(found[4])).toordinal()
        except ValueError:
            return
        yield f"{name[: found.start()]}\0date{found[2]}\0{name[found.end() :]}", ordinal
    elif numbers := list(_NUMBERED.finditer(name)):
        found = numbers[-1]
        width = len(found[0]) if found[0].startswith("0") else 0
        if len(found[0]) <= 9:
            yield f"{name[: found.start()]}\0{width}\0{name[found.end() :]}", int(found[0])


def _filled(template: str, number: int) -> str:
    before, form, after = template.split("\0")
    if form.startswith("date"):
        between = form.removeprefix("date")
        return before + date.fromordinal(number).strftime(f"%Y{between}%m{between}%d") + after
    return f"{before}{number:0{form}}{after}" if form != "0" else f"{before}{number}{after}"


def _whole_days(start: datetime, stop: datetime, zone: ZoneInfo, *, begin: bool, end: bool) -> Sequence[date]:
    """Days inside; where the vendor left an end open, the day of the first or last record itself is there anyway."""
    first, last = start.astimezone(zone).date(), stop.astimezone(zone).date()
    if begin and _at(first.isoformat(), zone) < start:
        first += _DAY
    if end and _at((last + _DAY).isoformat(), zone) - timedelta(seconds=1) > stop:
        last -= _DAY
    return [first + timedelta(days=n) for n in range(min((last - first).days + 1, _LONGEST))]


def _at(day: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), zone).astimezone(UTC)


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
