"""Whether a text names an affected person: asked of the people of a run, so that no notice holds their values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from waspada.store.db.models import Person, Projection

_WORD: Final = re.compile(r"[^\s,;:!?()“”\"\[\]]+")
_EDGES: Final = ".'\u2018\u2019"
_LONGEST: Final = 5
"""Words of a name."""
_SHORTEST: Final = 5
"""Signs of an account id that is looked for; it holds a digit."""
_ONCE: Final = 400
"""Values of one query."""


def named(projection: Projection, texts: Sequence[str]) -> list[bool]:
    """For each text, whether a name of two words or more, an address or an account id of a person stands in it.

    A name of one word is not looked for: too many are words of the language.
    """
    wanted = [_candidates(text) for text in texts]
    every = sorted({value for values in wanted for value in values})
    known: set[str] = set()
    for start in range(0, len(every), _ONCE):
        some = every[start : start + _ONCE]
        for column in ("name", "email", "account_id"):
            rows = Person.objects.filter(projection=projection, **{f"{column}__in": some})
            known.update(rows.values_list(column, flat=True).distinct()[:_ONCE])
    return [not known.isdisjoint(values) for values in wanted]


def _candidates(text: str) -> set[str]:
    folded = unicodedata.normalize("NFKC", text).lower()
    return {value for line in folded.splitlines() for value in _of(_WORD.findall(line))}


def _of(words: Sequence[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        bare = word.strip(_EDGES)
        if "@" in bare or (len(bare) >= _SHORTEST and any(sign.isdigit() for sign in bare)):
            yield bare
        for length in range(2, _LONGEST + 1):
            some = words[place : place + length]
            if len(some) == length:
                joined = " ".join(some)
                yield joined
                yield joined.strip(_EDGES)
