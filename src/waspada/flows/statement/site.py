"""The whole public site as files: pages and feeds in each language; the same versions give the same bytes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from pathlib import Path

from waspada.core.errors import BadInput, CannotWrite
from waspada.core.language import LANGUAGES
from waspada.flows.statement import feeds
from waspada.flows.statement.page import Frame, render
from waspada.flows.statement.versions import Version


def site(versions: Sequence[Version], *, case_id: str, zone: tzinfo = UTC) -> dict[str, bytes]:
    """Path below the folder → content: `index.html` in English, `id/index.html` in Indonesian, feeds beside each.

    Args:
        versions: all that were published, oldest first.

    Raises:
        BadInput: nothing was published yet.
    """
    if not versions:
        raise BadInput("nothing was published yet", hint="Publish the statement first.")
    url = versions[-1].statement.about.url
    home = url if not url or url.endswith("/") else f"{url}/"
    made: dict[str, str] = {}
    for lang in LANGUAGES:
        under = "" if lang == LANGUAGES[0] else f"{lang}/"
        up = "../" if under else ""
        others = {
            other: f"{up}{'' if other == LANGUAGES[0] else f'{other}/'}index.html"
            for other in LANGUAGES
            if other != lang
        }
        made[f"{under}index.html"] = render(versions, lang, Frame(zone=zone, others=others))
        at = f"{home}{under}" if home else ""
        made[f"{under}{feeds.ATOM}"] = feeds.atom(versions, lang, case_id=case_id, home=at, zone=zone)
        made[f"{under}{feeds.JSON}"] = feeds.json_feed(versions, lang, case_id=case_id, home=at, zone=zone)
    return {path: text.encode() for path, text in sorted(made.items())}


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Put the files into a folder, each in the place of its earlier version in one step. Raises CannotWrite."""
    reason = ""
    try:
        for name, content in files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_name(f".{place.name}.part")
            part.write_bytes(content)
            os.replace(part, place)
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason:
        raise CannotWrite(f"the site could not be written: {reason}")
