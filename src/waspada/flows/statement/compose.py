"""The draft of the statement from a run and the facts of the case; what a person then edits is in `edit`."""

from __future__ import annotations

from collections.abc import Iterator

from waspada.flows.statement import attested, computed, counsel
from waspada.flows.statement.computed import Data
from waspada.flows.statement.holding import in_short, not_known
from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Said, Texts, both
from waspada.flows.statement.statement import Statement


def compose(material: Material) -> Statement:
    """The whole draft; without a run, the holding statement: what we can vouch for, and what we do not know yet."""
    return Statement(
        title=title(material),
        about=material.about,
        sentences=tuple(_once(_sentences(material))),
        run=material.run if material.document else None,
        run_sha256=material.run_sha256 if material.document else "",
    )


def title(material: Material) -> Texts:
    """What it is about."""
    company, vendor = material.about.company, material.about.vendor
    if not vendor:
        return both(f"Data breach: what {company} knows", f"Pelanggaran data pribadi: yang diketahui {company}")
    return both(
        f"Data breach at {vendor}: what {company} knows",
        f"Pelanggaran data pribadi di {vendor}: yang diketahui {company}",
    )


def _sentences(material: Material) -> Iterator[Said]:
    data = Data(material)
    yield attested.opened(material)
    if material.document:
        yield from computed.digest(data)
        yield counsel.warned()
        yield from computed.exposed(data)
        yield from computed.absent(data)
        yield from computed.who(data)
        yield from computed.unknown(data)
    else:
        yield from in_short(material)
        yield counsel.warned()
        yield from not_known(material)
    yield from _timeline(material, data)
    yield from attested.did(material)
    yield from counsel.counsel(material)
    yield from counsel.answers(data)


def _timeline(material: Material, data: Data) -> Iterator[Said]:
    rows = list(attested.happened(material))
    yield from (row for row in rows if row.at)
    if material.document:
        yield from computed.recorded(data)
    yield from (row for row in rows if not row.at)


def _once(sentences: Iterator[Said]) -> Iterator[Said]:
    """Each sentence once: two rules may ask for the same."""
    seen: set[str] = set()
    for one in sentences:
        if one.id not in seen:
            seen.add(one.id)
            yield one
