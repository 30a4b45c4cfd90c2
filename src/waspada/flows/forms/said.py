"""What people stated, as sentences of a form: each says whose word it is, and none names who wrote it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Final

from waspada.core.language import LANGUAGES, Lang, day, moment, number, opening, parse_moment, series
from waspada.flows.case.fact_names import NOTE, Shape, known
from waspada.flows.case.fact_names import label as fact_label
from waspada.flows.case.facts import US, Statement, Status, Value
from waspada.flows.duty_words import place
from waspada.flows.forms.form import Sentence, Source, Text
from waspada.flows.forms.material import Material

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "vendor": ("the vendor says so, not confirmed by us", "menurut vendor, belum kami pastikan"),
    "attacker": ("the attacker says so, not confirmed by us", "menurut penyerang, belum kami pastikan"),
    "authority": ("an authority says so, not confirmed by us", "menurut otoritas, belum kami pastikan"),
    "press": ("reported by the press, not confirmed by us", "menurut pemberitaan, belum kami pastikan"),
    "researcher": ("a researcher says so, not confirmed by us", "menurut peneliti, belum kami pastikan"),
    "unsure": ("not confirmed yet", "belum dipastikan"),
    "disputed": ("others say otherwise", "ada pihak yang menyatakan lain"),
    "yes": ("yes", "ya"),
    "no": ("no", "tidak"),
    "none": ("none", "tidak ada"),
    "between": ("{} to {}", "{} hingga {}"),
    "at_least": ("at least {}", "sedikitnya {}"),
    "controller": ("controller", "pengendali data"),
    "processor": ("processor", "prosesor data"),
    "unlikely": ("a risk is unlikely", "kecil kemungkinan ada risiko"),
    "risk": ("a risk", "ada risiko"),
    "high": ("a high risk", "risiko tinggi"),
    "answered": ("The vendor answered: “{}”", "Vendor menjawab: “{}”"),
}


def both(write: Callable[[Lang], str]) -> Text:
    """A text in each language."""
    return {lang: write(lang) for lang in LANGUAGES}


def word(name: str, lang: Lang) -> str:
    """One of ours; another stands as it is."""
    pair = _WORDS.get(name)
    return name if pair is None else pair[1 if lang == "id" else 0]


def value_text(name: str, value: Value, lang: Lang, zone: tzinfo) -> str:
    """The value of a fact as people of the language write it."""
    found = known(name)
    shape = found.shape if found else Shape.TEXT
    if isinstance(value, bool):
        return word("yes" if value else "no", lang)
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, dict):
        return _range(value, lang, zone)
    if isinstance(value, list):
        items = [place(item, lang) for item in value] if shape in (Shape.COUNTRIES, Shape.PLACES) else value
        return series(items, lang) or word("none", lang)
    text = value or ""
    if shape is Shape.MOMENT:
        return moment(parse_moment(text), lang, zone)
    if shape is Shape.STATE and text != "none":
        return place(text, lang)
    return word(text, lang) if shape in (Shape.ROLE, Shape.LEVEL, Shape.STATE) else text


def _range(value: Mapping[str, object], lang: Lang, zone: tzinfo) -> str:
    if "from" in value:
        ends = (moment(datetime.fromisoformat(str(value[end])), lang, zone) for end in ("from", "to"))
        return word("between", lang).format(*ends)
    least, most = (number(int(str(value.get(end, 0))), lang) for end in ("at_least", "at_most"))
    return word("between", lang).format(least, most) if "at_most" in value else word("at_least", lang).format(least)


def source_of(said: Statement) -> Source:
    """The entry in which it stands; one of the workspace has none."""
    return Source(of="fact", name=said.name, entry=said.entry)


def fact_sentence(case: Material, name: str) -> Sentence | None:
    """`Attack began: 8 March 2026 at 10:00 UTC (the vendor says so, not confirmed by us).` None: not known."""
    said = case.best(name)
    if said is None:
        return None
    doubt = said.by if said.by != US else "" if said.status is Status.CONFIRMED else "unsure"
    disputed = case.facts[name].disputed

    def write(lang: Lang) -> str:
        text = value_text(name, said.value, lang, case.zone)
        marks = [word(mark, lang) for mark in (doubt, "disputed" if disputed else "") if mark]
        mark = f" ({'; '.join(marks)})" if marks else ""
        found = known(name)
        plain = name.startswith(NOTE) or (found is not None and found.shape is Shape.TEXT)
        if plain:
            return ended(opening(text), mark)
        return f"{fact_label(name, lang)}: {text}{mark}."

    return Sentence(text=both(write), origin="attested", sources=(source_of(said),))


def ended(text: str, mark: str = "") -> str:
    """A sentence with its full stop, and a mark before it."""
    text = text.rstrip()
    if not mark:
        return text if text.endswith((".", "!", "?", "”")) else f"{text}."
    return f"{text.rstrip('.')}{mark}."


def answer_sentence(case: Material, name: str) -> Sentence | None:
    """The vendor's last answer to a question of ours, as it was written down; None: there is none."""
    asked = case.asked(name)
    if asked is None or not asked.answers:
        return None
    last = asked.answers[-1]
    text = both(lambda lang: word("answered", lang).format(last.text.strip()))
    return Sentence(text=text, origin="attested", sources=(Source(of="question", name=name, entry=last.entry),))


def on_day(text: str, lang: Lang) -> str:
    """The day of a time of the log."""
    return day(parse_moment(text).date(), lang)
