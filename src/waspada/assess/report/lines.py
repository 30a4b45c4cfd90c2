"""The digest for a terminal: the same sentences as on the page, without tones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waspada.assess.report.draft import draft
from waspada.assess.report.model import ReportContext
from waspada.assess.report.section_verdicts import digest
from waspada.assess.report.text import plain
from waspada.core.language import Lang


def digest_lines(assessment: Mapping[str, Any], *, lang: Lang, context: ReportContext) -> list[str]:
    """One line a sentence, then how much was searched."""
    found = digest(draft(assessment, lang, context))
    return [*(plain(sentence) for sentence in found.sentences), plain(found.searched)]
