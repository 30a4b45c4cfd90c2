"""What a later hand-over changes: one run of a case beside the run before it, in counts alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from waspada.assess.report import countries
from waspada.core.language import in_language, number
from waspada.store.db import changes, project
from waspada.store.db.models import Projection
from waspada.web.pages.case import Opened, on_case
from waspada.web.templatetags.waspada import lang, say

_PEOPLE: Final = ("became_subject", "became_mentioned", "less_exposed", "recounted")
_THINGS: Final = ("organisations", "secrets", "fields", "ambiguous", "mentioned")
_TOTALS: Final = ("matched", "unknown_with_contact", "device_only", "ambiguous", "organisations", "admins_without_mfa")
_SHOWN: Final = 12


@on_case()
def show(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The last two runs, or the run that the address names and the one before it."""
    runs = changes.known(opened.case)
    asked = request.GET.get("run", "")
    chosen = next((one for one in runs if not asked or str(one) == asked), 0)
    if asked and not chosen:
        raise Http404
    context: dict[str, Any] = {"opened": opened, "tab": "changes", "runs": runs, "chosen": chosen, "gaps": []}
    found = changes.of(opened.case, chosen) if chosen else {}
    if not found:
        assessed = project.current(opened.case) is not None
        context["gaps"] = [say("changes.gap_one_run" if assessed else "changes.gap_no_run")]
    elif "problem" in found:
        context |= {"problem": found["problem"], "gaps": [say("changes.gap_problem")]}
    else:
        context |= {"found": found, "before": found["runs"][0], **_shown(opened, found), "gaps": _gaps(found)}
    return render(request, "changes/show.html", context)


def _shown(opened: Opened, found: Mapping[str, Any]) -> dict[str, Any]:
    labels = _labels(opened, found["runs"])
    people, tongue = found["people"], lang()
    return {
        "people": people,
        "became": [(name, people[name]) for name in _PEOPLE if people[name]],
        "added": [(_label(labels, kind), count) for kind, count in _most(people["kinds_added"])],
        "kinds": {name: [_label(labels, kind) for kind in found["kinds"][name]] for name in ("new", "gone")},
        "totals": list(_totals(found)),
        "places": [
            (_place(row["name"]), row["before"] or 0, row["after"] or 0) for row in found["numbers"]["by_country"]
        ],
        "things": list(_things(found)),
        "claims": [
            (in_language(row["after"].get("text") or labels.get(f"claim {row['id']}") or row["id"], tongue), row)
            for row in found["claims"]["changed"]
            if "verdict" in row["changed"]
        ],
        "files": {name: len(found["inputs"][name]) for name in ("new", "gone")} | {"same": found["inputs"]["same"]},
        "days": len(found["period"]["days"]),
    }


def _labels(opened: Opened, runs: list[int]) -> dict[str, Any]:
    """What people call the kinds of both runs, and the sentences that were checked."""
    labels: dict[str, Any] = {}
    for one in Projection.objects.filter(case=opened.case, number__in=runs).only("assessment"):
        labels |= {kind: row["label"] for kind, row in one.assessment.get("kinds", {}).items()}
        labels |= {f"claim {row['id']}": row["text"] for row in one.assessment.get("claims", ())}
    return labels


def _label(labels: Mapping[str, Any], kind: str) -> str:
    return in_language(labels.get(kind, kind), lang())


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]


def _totals(found: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Head counts that differ: the name of the sentence, before, after; an unknown one is a question mark."""
    rows = {row["name"]: row for row in found["numbers"]["totals"]}
    for name in _TOTALS:
        if name in rows:
            yield name, _count(rows[name]["before"]), _count(rows[name]["after"])
    ends = [found[side]["records"] for side in ("first", "second")]
    if ends[0] != ends[1]:
        yield "records", _count(ends[0]), _count(ends[1])


def _count(value: int | None) -> str:
    return "?" if value is None else number(value, lang())


def _things(found: Mapping[str, Any]) -> Iterator[tuple[str, int, int, int]]:
    """Organisations, secrets, fields …: new, gone, changed; those in which nothing differs are left out."""
    for name in _THINGS:
        part = found["people"]["mentioned"] if name == "mentioned" else found[name]
        counts = [len(value) if isinstance(value := part.get(one, 0), list) else int(value) for one in _WHICH]
        if any(counts):
            yield name, counts[0], counts[1], counts[2]


_WHICH: Final = ("new", "gone", "changed")


def _place(code: str) -> str:
    return countries.country(code, lang()) if code else say("people.residence.unknown")


def _gaps(found: Mapping[str, Any]) -> list[str]:
    gaps = []
    if found["incomplete"]:
        gaps.append(say("changes.gap_incomplete", count=len(found["incomplete"])))
    if found["key"] != "shown":
        gaps.append(say("changes.gap_key"))
    if any(found["settings"].values()):
        gaps.append(say("changes.gap_settings"))
    return gaps
