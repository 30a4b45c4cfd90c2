"""Shapes that many parts of the API share: ids, texts, what may be sent. Values of people stand in none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, StringConstraints

from waspada.flows.case.texts import clean
from waspada.store.db.rights import Right
from waspada.web.api.problems import PROBLEMS

_PLAIN: Final = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
CaseId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
PersonId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Word = Annotated[str, StringConstraints(max_length=120, pattern=r"^[A-Za-z0-9_.-]*$")]
"""A code of ours: the name of a fact, a kind, a place."""
Line = Annotated[str, StringConstraints(max_length=500, pattern=_PLAIN)]
Text = Annotated[str, StringConstraints(max_length=20_000, pattern=_PLAIN)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=_PLAIN)]
"""A text that must be there."""
Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Words = dict[str, str]
"""A sentence in each language: `en`, `id`."""
Found = dict[str, Any]
"""A document of ours, as the command line prints it; docs/formats.md describes it."""


class Sent(BaseModel):
    """A body: nothing in it that we do not know, and nothing turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


def route(right: Right | None, answer: Any, *, status: int = 200, **more: Any) -> dict[str, Any]:
    """What the document of the API says of a route.

    Args:
        right: the scope that the token needs; None: any token.
    """
    extra: dict[str, Any] = {"x-scope": str(right) if right else "", **more}
    return {"response": {status: answer, **PROBLEMS}, "openapi_extra": extra}


def line(text: str, what: str) -> str:
    """A text of one line; empty where there is none. Raises BadInput."""
    return clean(text, what) if text.strip() else ""


def lines(text: str, what: str) -> str:
    """A text; empty where there is none. Raises BadInput."""
    return clean(text, what, lines=True) if text.strip() else ""


def both(words: Mapping[str, str] | str) -> Words:
    """Words in both languages; one text stands for both."""
    return {"en": words, "id": words} if isinstance(words, str) else {key: str(words[key]) for key in ("en", "id")}
