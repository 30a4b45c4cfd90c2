"""Finds a number by a written form that is distinctive on its own, such as 000.000.000-00."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import How, Kind, Match, Place
from waspada.detect.kinds.numbers.words import RIVALS
from waspada.detect.number import AFTER, BEFORE, NumberFormat

_LABEL = 24
"""How far before a number the label of something else (an order, a phone) still takes it away."""


class FormNumbers:
    """The written forms of one format: strong where the form itself is the evidence, weak for a lone bare number."""

    def __init__(self, number: NumberFormat) -> None:
        self._number = number
        self._forms = _bounded(number.forms)
        self._lone = _bounded(number.lone)

    def __repr__(self) -> str:
        return f"FormNumbers({self._number.kind.id})"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return (self._number.kind,)

    @property
    def triggers(self) -> tuple[str, ...]:
        return self._number.triggers or tuple(rf"\b(?:{form})" for form in self._number.forms + self._number.lone)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every number in `text` that is written in one of the forms and passes its check."""
        number, taken = self._number, -1
        if self._forms:
            how = How.CHECKSUM if number.checked else How.FORM
            for hit in self._forms.finditer(text):
                if number.passes(hit.group(), by_form=True):
                    strong = not _labelled(text, hit.start())
                    taken = hit.end()
                    yield Match(number.kind.id, hit.start(), hit.end(), strong, how)
        if self._lone and taken < 0:
            how = How.CHECK_ONLY if number.checked else How.FORM_ONLY
            for hit in self._lone.finditer(text):
                if number.passes(hit.group()) and not _labelled(text, hit.start()):
                    yield Match(number.kind.id, hit.start(), hit.end(), False, how)


def _bounded(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(f"{BEFORE}(?:{'|'.join(forms)}){AFTER}", re.ASCII) if forms else None


def _labelled(text: str, start: int) -> bool:
    """Whether the words just before say that this is something else."""
    return any(start - label.end() <= _LABEL for label in RIVALS.finditer(text, max(0, start - 2 * _LABEL), start))
