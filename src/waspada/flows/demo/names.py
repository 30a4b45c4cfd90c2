"""Name pools: a few hundred given and family names per country and some company names, drawn once from Faker."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from faker import Faker

from waspada.flows.demo.places import COUNTRIES
from waspada.flows.demo.rng import Numbers

_DRAWS = 260
_NICKNAMES = ('Siti "Titi"', "Jean-Luc", 'William "Bill"', "Mary Ann", "Nur'aini")
_COMPANIES_EACH = 40
_WRITTEN_LAST_FIRST = frozenset({"ja_JP", "ko_KR", "vi_VN"})


@dataclass(frozen=True, slots=True)
class Pool:
    """Values of all countries in one list; each country owns a slice."""

    values: tuple[str, ...]
    starts: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]

    def pick(self, country: Numbers, share: npt.NDArray[np.float64]) -> Numbers:
        """Index into `values` for each person."""
        return self.starts[country] + (share * self.sizes[country]).astype(np.int64)


def pools(seed: int) -> tuple[Pool, Pool]:
    """First and last written name."""
    first, last = [], []
    for country in COUNTRIES:
        fake = Faker(country.faker_locale)
        fake.seed_instance(seed)
        given = list(dict.fromkeys(fake.first_name() for _ in range(_DRAWS)))
        family = list(dict.fromkeys(fake.last_name() for _ in range(_DRAWS)))
        if country.code in ("US", "ID"):
            given += _NICKNAMES
        swapped = country.faker_locale in _WRITTEN_LAST_FIRST
        first.append(family if swapped else given)
        last.append(given if swapped else family)
    return _pool(first), _pool(last)


def companies(seed: int) -> list[str]:
    """Company names of several countries; some would be read as a formula by a spreadsheet."""
    names: list[str] = ["+Plus Studio", "=Sigma Analytics", "Kopi & Kode", 'PT "Sinar" Data']
    for locale in ("id_ID", "en_US", "de_DE", "fr_FR", "es_ES", "nl_NL", "pl_PL", "it_IT"):
        fake = Faker(locale)
        fake.seed_instance(seed)
        names += [fake.company() for _ in range(_COMPANIES_EACH)]
    return list(dict.fromkeys(names))


def slug(name: str) -> str:
    """Lower-case ASCII letters of a name; empty for a script that does not fold to ASCII."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z]+", "", folded.lower())


def _pool(groups: list[list[str]]) -> Pool:
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    return Pool(tuple(value for group in groups for value in group), starts, sizes)
