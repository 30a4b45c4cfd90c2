"""Sentences from facts that we confirmed: what happened, when, and what we did; no claim of others, nothing unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from waspada.core.language import LANGUAGES, Lang, day, opening
from waspada.flows.case.fact_names import NOTE
from waspada.flows.case.facts import Statement as Stated
from waspada.flows.case.facts import moments
from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Said, Section, Texts, attested, both, frame

HAPPENED_NOTE: Final = f"{NOTE}happened"
DID_NOTE: Final = f"{NOTE}did"
"""Facts with these names, and those that begin with them and a sign (`note.did_keys`), become sentences."""
_LANGUAGE: Final = re.compile(r"^(?P<lang>en|id):[ \t]*(?P<text>.*)$", re.MULTILINE)
_MOMENTS: Final[Mapping[str, Texts]] = {
    "occurred_from": both("{when}: the attack on {vendor} began.", "{when}: serangan terhadap {vendor} dimulai."),
    "occurred_to": both("{when}: the attack ended.", "{when}: serangan berakhir."),
    "detected_at": both("{when}: {vendor} noticed the attack.", "{when}: {vendor} mengetahui serangan itu."),
    "told_us_at": both("{when}: {vendor} told us.", "{when}: {vendor} memberi tahu kami."),
    "aware_at": both(
        "{when}: we learned that data about you may be affected.",
        "{when}: kami mengetahui bahwa data tentang Anda mungkin terdampak.",
    ),
    "received_at": both(
        "{when}: we received the data that had been copied.", "{when}: kami menerima data yang disalin itu."
    ),
}
_YES_NO: Final[Mapping[str, Mapping[bool, Texts]]] = {
    "published": {
        True: both("The data has been published.", "Data itu sudah dipublikasikan."),
        False: both(
            "We know of no place where the data was published.",
            "Kami tidak mengetahui tempat mana pun yang memublikasikan data itu.",
        ),
    },
    "contained": {
        True: both(
            "The access through which the data was copied is closed.",
            "Akses yang dipakai untuk menyalin data itu sudah ditutup.",
        ),
    },
}
_WORKS: Final = both("a company that works for us", "perusahaan yang bekerja untuk kami")
_SINCE: Final = "between {0} and {1}", "antara {0} dan {1}"


def opened(material: Material) -> Said:
    """The first sentence: what happened, in the fewest words that we can vouch for."""
    vendor, product = _vendor(material), material.confirmed("product")
    taken, told = material.confirmed("acquired"), material.confirmed("told_us_at")
    section, topic = Section.DIGEST, "digest.happened"
    if taken is not None and taken.value is True:
        whose = both("", "")
        if product:
            whose = both(f" about people who use {product.value}", f" tentang para pengguna {product.value}")
        text = both(
            f"Somebody copied data{whose['en']} from {vendor['en']}, {_WORKS['en']}.",
            f"Seseorang menyalin data{whose['id']} dari {vendor['id']}, {_WORKS['id']}.",
        )
        also = (product,) if product else ()
        return attested(section, topic, text, taken, also=also, person=material.person(taken))
    if told is not None:
        text = both(
            f"On {_when(told, material, 'en')}, {vendor['en']}, {_WORKS['en']}, told us of a breach that may concern "
            "data about you.",
            f"Pada {_when(told, material, 'id')}, {vendor['id']}, {_WORKS['id']}, memberi tahu kami tentang "
            "pelanggaran data pribadi yang mungkin menyangkut data Anda.",
        )
        return attested(section, topic, text, told, person=material.person(told))
    return looking_into(material)


def looking_into(material: Material) -> Said:
    """What can always be said: the only sentence that rests on nothing, for it states nothing."""
    vendor = _vendor(material)
    text = both(
        f"We are looking into an incident at {vendor['en']}, {_WORKS['en']}.",
        f"Kami sedang menyelidiki insiden di {vendor['id']}, {_WORKS['id']}.",
    )
    return frame(Section.DIGEST, "digest.happened", text)


def happened(material: Material) -> Iterator[Said]:
    """The timeline, oldest first; what has no date comes after."""
    dated: list[tuple[float, Said]] = []
    vendor = _vendor(material)
    for name, words in _MOMENTS.items():
        said = material.confirmed(name)
        ends = moments(said.value) if said else None
        if said is None or ends is None:
            continue
        text: Texts = {
            lang: opening(words[lang].format(when=_when(said, material, lang), vendor=vendor[lang]))
            for lang in LANGUAGES
        }
        row = attested(
            Section.HAPPENED, f"happened.{name}", text, said, at=ends[0].isoformat(), person=material.person(said)
        )
        dated.append((ends[0].timestamp(), row))
    yield from (row for _, row in sorted(dated, key=lambda one: one[0]))
    yield from _plain(material, "cause", Section.HAPPENED)
    yield from _notes(material, HAPPENED_NOTE, Section.HAPPENED)
    yield from _yes_no(material, "published", Section.HAPPENED)


def did(material: Material) -> Iterator[Said]:
    """What we did: only what one of us vouches for."""
    yield from _yes_no(material, "contained", Section.DID)
    yield from _told(material)
    yield from _notes(material, DID_NOTE, Section.DID)


def _told(material: Material) -> Iterator[Said]:
    """That authorities know: once, however many there are."""
    told = [
        said
        for name in sorted(material.facts)
        if name.startswith("told.") and name.endswith((".authority", ".regulator", ".agency"))
        for said in [material.confirmed(name)]
        if said is not None and moments(said.value)
    ]
    told.sort(key=_begins)
    if told:
        first, *others = told
        text = both(
            f"We have told the authorities in charge, first on {_when(first, material, 'en')}.",
            f"Kami telah melapor kepada otoritas yang berwenang, pertama kali pada {_when(first, material, 'id')}.",
        )
        also, person = tuple(others), material.person(first)
        yield attested(Section.DID, "did.authorities", text, first, also=also, person=person)


def _begins(said: Stated) -> float:
    ends = moments(said.value)
    return ends[0].timestamp() if ends else 0.0


def _yes_no(material: Material, name: str, section: Section) -> Iterator[Said]:
    said, texts = material.confirmed(name), _YES_NO[name]
    if said is not None and isinstance(said.value, bool) and said.value in texts:
        yield attested(section, f"{section}.{name}", texts[said.value], said, person=material.person(said))


def _plain(material: Material, name: str, section: Section) -> Iterator[Said]:
    said = material.confirmed(name)
    if said is not None and isinstance(said.value, str):
        yield attested(section, f"{section}.{name}", in_both(said.value), said, person=material.person(said))


def _notes(material: Material, prefix: str, section: Section) -> Iterator[Said]:
    for name in material.facts:
        rest = name.removeprefix(prefix)
        if name.startswith(prefix) and (not rest or not rest[0].isalnum()):
            yield from _plain(material, name, section)


def in_both(text: str) -> Texts:
    """A note in both languages: lines that begin with `en:` and `id:`, or the same words twice (`check` points it out).

    >>> in_both("en: We changed the keys. \\nid: Kami mengganti kunci.")["id"]
    'Kami mengganti kunci.'
    """
    told = {found["lang"]: found["text"].strip() for found in _LANGUAGE.finditer(text)}
    whole = {lang: told.get(lang) or " ".join(text.split()) for lang in LANGUAGES}
    return {lang: one if one.endswith((".", "!", "?")) else f"{one}." for lang, one in whole.items()}


def _vendor(material: Material) -> Texts:
    said, name = material.confirmed("vendor"), material.about.vendor
    if said is not None and isinstance(said.value, str):
        name = said.value
    return both(name, name) if name else both("a vendor of ours", "salah satu vendor kami")


def _when(said: Stated, material: Material, lang: Lang) -> str:
    """A day, or the days between which it was."""
    ends = moments(said.value)
    if ends is None:
        return ""
    first, last = (day(end.astimezone(material.zone).date(), lang) for end in ends)
    return first if first == last else _SINCE[LANGUAGES.index(lang)].format(first, last)
