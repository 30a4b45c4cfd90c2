"""The page itself: sections in, one self-contained HTML text out. The only file that knows the template engine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from waspada.assess.report import section_data, section_people, section_record, section_verdicts
from waspada.assess.report.draft import Draft, draft
from waspada.assess.report.facts import dataset_of
from waspada.assess.report.labels_en import ENGLISH
from waspada.assess.report.labels_id import INDONESIAN
from waspada.assess.report.model import ReportContext
from waspada.core.language import Lang, in_language

_CSP: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_FINGERPRINT: Final = 12
_NAMES: Final = {"en": ENGLISH.language, "id": INDONESIAN.language}


class Link(NamedTuple):
    """A line of the contents."""

    anchor: str
    label: str
    tone: str = ""


class Other(NamedTuple):
    """The same page in another language."""

    lang: str
    href: str
    name: str


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("waspada.assess.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


def get_ready() -> None:
    """Compile the templates ahead, while the long work still runs."""
    _template()


def _contents(work: Draft) -> tuple[Link, ...]:
    labels, facts = work.labels, work.facts
    links = (
        Link("exposed", labels.exposed_short),
        Link("not-found", labels.absent_short),
        Link("secrets", labels.secrets_short, "exposed" if facts.secrets else ""),
        Link("who", labels.who_short),
        Link("when", labels.when),
        Link("claims", labels.claims_short, "exposed" if facts.contradicted else ""),
        Link("unknown", labels.unknown_short),
        Link("next", labels.steps_short),
        Link("record", labels.record),
    )
    return tuple(link for link in links if link.anchor != "when" or facts.with_timeline)


def render(assessment: Mapping[str, Any], *, lang: Lang, context: ReportContext) -> str:
    """The whole page in one language, from `assessment.json`. The same input gives the same text."""
    work = draft(assessment, lang, context)
    dataset = dataset_of(work.assessment)
    return _template().render(
        lang=lang,
        csp=_CSP,
        t=work.labels,
        context=context,
        title=in_language(dataset.get("title"), lang) or dataset["name"],
        fingerprint=dataset.get("sha256", "")[:_FINGERPRINT],
        others=tuple(Other(key, href, _NAMES[key]) for key, href in context.other_languages.items() if key != lang),
        contents=_contents(work),
        digest=section_verdicts.digest(work),
        exposed=section_data.exposed(work),
        not_found=section_data.not_found(work),
        secrets=section_data.secrets(work),
        who=section_people.who(work),
        when=section_people.when(work),
        claims=section_verdicts.claims(work),
        unknown=section_verdicts.unknown(work),
        steps=section_verdicts.steps(work),
        record=section_record.record(work),
    )
