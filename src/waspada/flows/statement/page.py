"""The public page in one language: the statement as it stands, then every version. Only this file knows templates."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from waspada.core.language import LANGUAGES, Lang, day, moment, parse_moment
from waspada.flows.case.facts import US
from waspada.flows.statement.marks import Piece, edited
from waspada.flows.statement.page_words import say, words
from waspada.flows.statement.sentence import Said, Section
from waspada.flows.statement.statement import Statement
from waspada.flows.statement.versions import Kind, Version
from waspada.notify.sentence import Basis

_PACKAGE: Final = "waspada.flows.statement"
_MOST_ADDED: Final = 6
_COMPUTED_BY_NATURE: Final = frozenset({Section.EXPOSED, Section.ABSENT, Section.WHO, Section.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a page stands."""

    zone: tzinfo = UTC
    others: Mapping[Lang, str] = field(default_factory=dict)
    """The same page in other languages, relative to this one."""


class Line(NamedTuple):
    """A sentence on the page."""

    id: str
    text: str
    note: str
    """Whose word it is."""
    changed: str
    """What happened to it after the first version."""
    update: int
    """In which version; 0: nothing did."""


class Answer(NamedTuple):
    """A question with its answer."""

    question: str
    lines: tuple[Line, ...]


class Block(NamedTuple):
    """A section of the page."""

    id: str
    title: str
    lines: tuple[Line, ...]
    answers: tuple[Answer, ...]


class Edit(NamedTuple):
    """A change, as it is shown."""

    kind: str
    label: str
    section: str
    pieces: tuple[Piece, ...]
    question: str


class Update(NamedTuple):
    """A version in the list of updates."""

    number: int
    title: str
    when: str
    at: str
    note: str
    edits: tuple[Edit, ...]
    more: tuple[Edit, ...]
    """Many new sentences, folded away; what was taken out or changed never is."""
    more_title: str
    blocks: tuple[Block, ...]
    """As it was published; empty for the one that stands above."""


def render(versions: Sequence[Version], lang: Lang, frame: Frame) -> str:
    """The whole page. The same versions give the same text.

    Args:
        versions: oldest first, at least one.
    """
    last = versions[-1]
    statement = last.statement
    style = _style()
    return _template().render(
        lang=lang,
        csp=f"default-src 'none'; style-src '{style_hash(style)}'; base-uri 'none'; form-action 'none'",
        style=style,
        t=words(lang),
        title=statement.title[lang],
        about=statement.about,
        ask_url=_address(statement.about.ask_url),
        check_url=_address(statement.about.check_url),
        published=_published(versions, lang, frame),
        others=[(key, frame.others[key], say("language", key)) for key in LANGUAGES if key in frame.others],
        blocks=_blocks(statement, lang, frame, _changed(versions, lang)),
        rests=say("rests" if statement.run is not None else "rests_before", lang),
        write=say("write", lang, contact="\0").split("\0") if statement.about.contact else (),
        updates=tuple(_updates(versions, lang, frame)),
    )


def _address(url: str) -> str:
    """One that leads to a page; anything else is no link."""
    return url if url.startswith(("https://", "http://", "/")) else ""


def style_hash(style: str) -> str:
    """As a content security policy names a style (CSP level 3)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def edits(version: Version, lang: Lang) -> tuple[Edit, ...]:
    """What changed in a version, word by word."""
    return tuple(
        Edit(
            kind=str(one.kind),
            label=say(str(one.kind), lang),
            section=say(str(one.section), lang),
            pieces=edited(one.before.get(lang, ""), one.after.get(lang, "")),
            question=one.question.get(lang, ""),
        )
        for one in version.changes
    )


def when(at: str, lang: Lang, zone: tzinfo) -> str:
    """`25 March 2026 at 14:02 UTC`."""
    return moment(parse_moment(at), lang, zone)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader(_PACKAGE, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("statement.html")


@cache
def _style() -> str:
    return "\n" + files(_PACKAGE).joinpath("pages/style.css").read_text(encoding="utf-8")


def _published(versions: Sequence[Version], lang: Lang, frame: Frame) -> str:
    first, last = (when(one.at, lang, frame.zone) for one in (versions[0], versions[-1]))
    if len(versions) == 1:
        return say("only", lang, when=first)
    return f"{say('this_is', lang, number=versions[-1].number, when=last)}; {say('first_on', lang, when=first)}"


def _changed(versions: Sequence[Version], lang: Lang) -> dict[str, tuple[str, int]]:
    """Id of a sentence → what last happened to it, and in which update.

    What the first version after a holding statement adds is the statement itself, and needs no mark.
    """
    found: dict[str, tuple[str, int]] = {}
    for earlier, version in pairwise(versions):
        new = earlier.statement.run is None
        for one in version.changes:
            if one.id and not (new and one.kind is Kind.ADDED):
                found[one.id] = say(f"{one.kind}_in", lang, number=version.number), version.number
    return found


def _blocks(
    statement: Statement, lang: Lang, frame: Frame, changed: Mapping[str, tuple[str, int]]
) -> tuple[Block, ...]:
    made = []
    for section in Section:
        said = list(statement.of(section))
        if not said:
            continue
        answers = tuple(_answers(said, lang, frame, changed)) if section is Section.QUESTIONS else ()
        lines = () if answers else tuple(_line(one, lang, frame, changed) for one in said)
        made.append(Block(str(section), say(str(section), lang), lines, answers))
    return tuple(made)


def _answers(
    said: Sequence[Said], lang: Lang, frame: Frame, changed: Mapping[str, tuple[str, int]]
) -> Iterator[Answer]:
    lines: dict[str, list[Line]] = {}
    for one in said:
        lines.setdefault(one.question.get(lang, ""), []).append(_line(one, lang, frame, changed))
    return (Answer(question, tuple(rows)) for question, rows in lines.items())


def _line(said: Said, lang: Lang, frame: Frame, changed: Mapping[str, tuple[str, int]]) -> Line:
    what, update = changed.get(said.id, ("", 0))
    return Line(said.id, said.text[lang], _note(said, lang, frame), what, update)


def _note(said: Said, lang: Lang, frame: Frame) -> str:
    """What a sentence rests on, where its place does not say so already."""
    if said.basis is Basis.COMPUTED:
        if said.worded_by:
            return say("computed_words", lang)
        return "" if said.section in _COMPUTED_BY_NATURE | {Section.DIGEST} else say("computed", lang)
    if said.basis is not Basis.ATTESTED or said.stated is None:
        return ""
    stated = said.stated
    on = day(parse_moment(stated.on).astimezone(frame.zone).date(), lang)
    person = stated.person or ("" if stated.by == US else stated.by)
    text = say("stated_by", lang, person=person, when=on) if person else say("stated", lang, when=on)
    return f"{text}; {say('source', lang, source=stated.source)}" if stated.source else text


def _updates(versions: Sequence[Version], lang: Lang, frame: Frame) -> Iterator[Update]:
    """Newest first."""
    for version in reversed(versions):
        old = version is not versions[-1]
        shown = edits(version, lang)
        added = tuple(one for one in shown if one.kind == Kind.ADDED)
        folded = added if len(added) > _MOST_ADDED else ()
        yield Update(
            number=version.number,
            title=say("update", lang, number=version.number) if version.number > 1 else say("first", lang),
            when=when(version.at, lang, frame.zone),
            at=version.at,
            note=version.note.get(lang, ""),
            edits=tuple(one for one in shown if one not in folded),
            more=folded,
            more_title=say("n_sentences_added", lang, count=len(folded)),
            blocks=_blocks(version.statement, lang, frame, {}) if old else (),
        )


def summary(version: Version, lang: Lang) -> str:
    """`2 corrected, 1 added`."""
    counts: dict[Kind, int] = {}
    for one in version.changes:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    order = (Kind.CORRECTED, Kind.ADDED, Kind.DROPPED, Kind.REWORDED)
    parts = [say(f"n_{kind}", lang, count=counts[kind]) for kind in order if kind in counts]
    return ", ".join(parts) or say("nothing", lang)
