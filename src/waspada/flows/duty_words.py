"""What facts, kinds, places and groups are called where duties are shown: rooms do not meet, so flows name them."""

from __future__ import annotations

from typing import Final

from waspada.assess.report.countries import country, region
from waspada.core.categories import is_known
from waspada.core.categories import label as category_label
from waspada.core.language import Lang
from waspada.flows.case.fact_names import label as fact_label
from waspada.flows.kinds import kind_rows
from waspada.laws.words import Names

_WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "people": "how many people, and where they live",
        "people.unknown": "where people of unknown residence live",
        "kinds": "which other data of these people was taken",
        "categories": "categories of data",
        "risk": "the assessment of the risk",
        "all": "all people",
        "checked": "no date of the incident is stated",
        "unknown": "residence unknown",
    },
    "id": {
        "people": "berapa orang, dan tempat tinggalnya",
        "people.unknown": "tempat tinggal orang yang belum diketahui",
        "kinds": "data lain apa dari orang-orang ini yang diambil",
        "categories": "kategori data",
        "risk": "penilaian risiko",
        "all": "semua orang",
        "checked": "waktu kejadian belum dinyatakan",
        "unknown": "tempat tinggal belum diketahui",
    },
}
_FAMILY: Final[dict[Lang, dict[str, str]]] = {
    "en": {"people": "people in {}", "groups": "our role for {}", "risk": "the risk for {}"},
    "id": {"people": "orang di {}", "groups": "peran kita untuk {}", "risk": "risiko bagi {}"},
}


def fact(name: str, lang: Lang) -> str:
    """What a fact is called in a sentence."""
    if name in _WORDS[lang]:
        return _WORDS[lang][name]
    family, _, rest = name.partition(".")
    if rest and family in _FAMILY[lang]:
        return _FAMILY[lang][family].format(place(rest, lang) if family == "people" else group(rest, lang))
    return fact_label(name, lang)


def kind(name: str, lang: Lang) -> str:
    """What a kind or category is called."""
    rows = kind_rows()
    if name in rows:
        return rows[name]["label"][lang]
    return category_label(name, lang) if is_known(name) else name


def place(code: str, lang: Lang) -> str:
    """What a country or region is called; a sector by its own word."""
    if code in _WORDS[lang]:
        return _WORDS[lang][code]
    if "-" in code:
        return region(code, lang)
    return country(code, lang) if len(code) == 2 else code.replace("_", " ")


def group(name: str, lang: Lang) -> str:
    """What a group of people is called."""
    return _WORDS[lang]["all"] if name == "all" else name


def _names(lang: Lang) -> Names:
    return Names(
        fact=lambda name: fact(name, lang),
        kind=lambda name: kind(name, lang),
        place=lambda name: place(name, lang),
        group=lambda name: group(name, lang),
    )


NAMES: Final[dict[Lang, Names]] = {"en": _names("en"), "id": _names("id")}
