"""One sentence of the statement, in every language; its id is the same as long as it says the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from waspada.core.language import LANGUAGES, Lang
from waspada.flows.case.facts import Statement as Stated
from waspada.notify.backing import same
from waspada.notify.sentence import Basis, Sentence

Texts = Mapping[str, str]
"""`en` and `id`."""
_ID: Final = 10


class Section(StrEnum):
    """Where a sentence stands, in the order of the page."""

    DIGEST = "digest"
    EXPOSED = "exposed"
    ABSENT = "absent"
    WHO = "who"
    UNKNOWN = "unknown"
    HAPPENED = "happened"
    DID = "did"
    DO = "do"
    QUESTIONS = "questions"
    CONTACT = "contact"
    """Holds no sentence: where to ask and from where we write, which may change, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """Whose word an attested sentence is, as the public is told."""

    by: str
    """The party: `us`."""
    person: str
    """Name or office that may be told in public; empty: the log of the case knows it."""
    on: str
    """RFC 3339: when it was put on record."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence."""

    id: str
    topic: str
    """What it is about: of two versions, a sentence with the same topic and another id corrects the earlier one."""
    section: Section
    text: Texts
    basis: Basis
    backing: Mapping[str, Any] = field(default_factory=dict)
    question: Texts = field(default_factory=dict)
    """Section `questions`: what it answers; sentences in a row with the same question are one answer."""
    at: str = ""
    """Section `happened`: when, RFC 3339."""
    stated: Attestation | None = None
    """Basis `attested`."""
    worded_by: str = ""
    """Who put it into these words; empty: we composed them."""

    def in_language(self, lang: Lang) -> Sentence:
        """As letters carry it."""
        return Sentence(id=self.id, text=self.text[lang], basis=self.basis, backing=self.backing)

    @property
    def claims(self) -> bool:
        """It states something that can turn out wrong."""
        return self.basis in (Basis.COMPUTED, Basis.ATTESTED)

    def as_json(self) -> dict[str, Any]:
        """For the case folder."""
        row: dict[str, Any] = {
            "id": self.id,
            "topic": self.topic,
            "section": str(self.section),
            "basis": str(self.basis),
            "backing": dict(self.backing),
            "text": dict(self.text),
        }
        if self.stated:
            said = self.stated
            row["stated"] = {"by": said.by, "person": said.person, "on": said.on, "source": said.source}
        more: dict[str, Any] = {"question": dict(self.question), "at": self.at, "worded_by": self.worded_by}
        return row | {name: value for name, value in more.items() if value}


def from_json(row: Mapping[str, Any]) -> Said:
    """The sentence that `as_json` wrote down. Raises KeyError, TypeError, ValueError."""
    return Said(
        id=row["id"],
        topic=row["topic"],
        section=Section(row["section"]),
        text=texts(row["text"]),
        basis=Basis(row["basis"]),
        backing=dict(row["backing"]),
        question=texts(row.get("question", {})),
        at=row.get("at", ""),
        stated=Attestation(**row["stated"]) if row.get("stated") else None,
        worded_by=row.get("worded_by", ""),
    )


def texts(row: Mapping[str, Any]) -> Texts:
    """A text by language, read back. Raises TypeError, ValueError."""
    found = dict(row)
    if not all(isinstance(text, str) for text in found.values()):
        raise ValueError("a text is no text")
    return found


def computed(section: Section, topic: str, text: Texts, backing: Mapping[str, Any], **more: Any) -> Said:
    """A sentence that rests on a run."""
    key = claim_id(topic, backing)
    return Said(id=key, topic=topic, section=section, text=text, basis=Basis.COMPUTED, backing=backing, **more)


def attested(
    section: Section,
    topic: str,
    text: Texts,
    stated: Stated,
    *,
    also: tuple[Stated, ...] = (),
    person: str = "",
    **more: Any,
) -> Said:
    """A sentence that rests on what one of us put on record.

    Args:
        also: further facts that it rests on.
    """
    backing: dict[str, Any] = _entry(stated)
    if also:
        backing["also"] = [_entry(one) for one in also]
    values = {one.name: one.value for one in (stated, *also)}
    return Said(
        id=claim_id(topic, values),
        topic=topic,
        section=section,
        text=text,
        basis=Basis.ATTESTED,
        backing=backing,
        stated=Attestation(by=stated.by, person=person, on=stated.time, source=stated.source),
        **more,
    )


def advice(section: Section, rule: str, text: Texts, **more: Any) -> Said:
    """A sentence that tells people what they can do."""
    topic = f"{section}.{rule}"
    return Said(id=topic, topic=topic, section=section, text=text, basis=Basis.ADVICE, backing={"advice": rule}, **more)


def frame(section: Section, topic: str, text: Texts, **more: Any) -> Said:
    """A sentence that states nothing."""
    return Said(id=topic, topic=topic, section=section, text=text, basis=Basis.FRAME, **more)


def entries_of(backing: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The facts of an attested sentence: `{"fact": name, "entry": number}` each."""
    return [backing, *(one for one in backing.get("also", ()) if isinstance(one, Mapping))]


def claim_id(topic: str, says: object) -> str:
    """An id that changes when what is said changes, whatever words it is said in."""
    written = json.dumps(same(says), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{topic}.{hashlib.sha256(written.encode()).hexdigest()[:_ID]}"


def both(english: str, indonesian: str) -> Texts:
    """A text in the languages that we ship."""
    return dict(zip(LANGUAGES, (english, indonesian), strict=True))


def _entry(stated: Stated) -> dict[str, Any]:
    return {"fact": stated.name, "entry": stated.entry}
