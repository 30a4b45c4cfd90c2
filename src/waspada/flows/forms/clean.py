"""No affected person's value may stand in a form: every answer is read by our own search before anybody gets it.

Facts are free text. What the search recognises by its form with certainty is refused, the workspace's own contact
apart; what only the people of the case can tell (their names, their account ids) is asked of whoever knows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from waspada.core.categories import covers
from waspada.core.errors import Refused
from waspada.core.language import LANGUAGES, Lang, opening
from waspada.flows.forms.form import Answer, Filled, Text
from waspada.flows.forms.lines import sheet
from waspada.flows.forms.material import Material
from waspada.flows.kinds import kind_rows

_NOT_PERSONAL: Final = ("system", "user.behavior.browsing_history", "user.settings", "user.location.coarse")
"""Links to a published statement and names of places are no person's."""


class Knows(Protocol):
    """Whoever knows the people of a case."""

    def __call__(self, texts: Sequence[str]) -> Sequence[bool]:
        """For each text, whether a name, an address or an account id of an affected person stands in it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value stands; never the value."""

    part: Text
    ask: Text
    id: str
    """Of what was asked; empty: around the answers."""
    kind: Text
    fact: str
    """The fact that holds it, where one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What may stand in a form: the workspace's own contact, the names of both companies and of the authorities."""

    texts: tuple[str, ...]

    def without(self, text: str) -> str:
        """The text with these taken out."""
        for own in sorted(self.texts, key=len, reverse=True):
            text = text.replace(own, " ") if own else text
        return text


_NAMED: Final[Text] = {"en": "a value of an affected person", "id": "nilai milik orang terdampak"}


def own_of(case: Material, cache: Path | None) -> Own:
    """The contact as a whole, line by line, and each value in it; the authorities as the laws call them."""
    from waspada.flows.scan import scan_text

    contact = case.contact
    values = [value for row in scan_text(contact, cache=cache, reveal=True).findings for value in row["revealed"]]
    lines = [line.strip() for line in contact.splitlines()]
    told = [opening(text) for one in case.duties.outcomes for text in one.recipient.values()]
    texts = (contact, *lines, *values, case.vendor, case.name, *told)
    return Own(texts=tuple(dict.fromkeys(text for text in texts if len(text) > 2)))


def places(filled: Filled, own: Own, *, cache: Path | None, knows: Knows | None = None) -> list[Place]:
    """Where a personal value stands in a filled form: in what people wrote, then in the whole as it is handed out."""
    rows = [(part, answer, _written(filled, answer, own)) for part, answers in filled.parts for answer in answers]
    rows = [row for row in rows if row[2].strip()]
    known = knows([text for _, _, text in rows]) if knows else [False] * len(rows)
    found = []
    for (part, answer, text), named in zip(rows, known, strict=True):
        fact = next((source.name for source in answer.sources if source.of == "fact" and source.entry), "")
        kinds = [*([_NAMED] if named else []), *_kinds(text, cache)]
        found += [Place(part=part.title, ask=answer.ask.text, id=answer.ask.id, kind=kind, fact=fact) for kind in kinds]
    if found:
        return found
    whole = own.without("\n".join(_whole(filled, lang) for lang in LANGUAGES)).replace(filled.case_id, "")
    return [
        Place(part=filled.form.title, ask=filled.recipient, id="", kind=kind, fact="") for kind in _kinds(whole, cache)
    ]


def _whole(filled: Filled, lang: Lang) -> str:
    made = sheet(filled, lang)
    return "\n".join((made.title, *(text for _, text in made.head), *(line.text for line in made.lines)))


def _written(filled: Filled, answer: Answer, own: Own) -> str:
    """What people wrote in an answer, and in the version before; what was computed holds counts and our own words."""
    texts = [one.text[lang] for one in answer.sentences if one.origin == "attested" for lang in LANGUAGES]
    befores = [change.before for change in filled.changes if change.ask.id == answer.ask.id]
    return own.without("\n".join(dict.fromkeys((*texts, *befores))))


def _kinds(text: str, cache: Path | None) -> list[Text]:
    from waspada.flows.scan import scan_text

    rows: dict[str, Any] = {}
    for row in scan_text(text, cache=cache).findings:
        personal = not any(covers(upper, row["category"]) for upper in _NOT_PERSONAL)
        if row["strength"] == "strong" and personal:
            rows[row["kind"]] = kind_rows()[row["kind"]]["label"]
    return list(rows.values())


def check(filled: Filled, own: Own, *, cache: Path | None, knows: Knows | None = None) -> None:
    """Refuse a form in which a personal value stands.

    Raises:
        Refused: naming the place and the kind, never the value.
    """
    found = places(filled, own, cache=cache, knows=knows)
    if found:
        where = "; ".join(f"{one.part['en']}, {one.ask['en']}: {one.kind['en']}" for one in found[:5])
        raise Refused(
            f"the form would hold personal data, and no affected person's value may stand in one ({where})",
            hint="State the fact anew without it: name the role or the document instead.",
        )
