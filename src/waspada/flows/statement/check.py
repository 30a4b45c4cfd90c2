"""Every sentence of a draft against the latest run and the log: what stands in the way of publishing it.

Computed: contradicted, or not to be told, blocks. Attested: a fact that is only claimed, or that was stated anew since,
blocks. A number in a computed sentence must be one that its backing gives. Nobody can check here whether words that a
person chose mean what the backing says: such a sentence is marked, and two people approve it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES, Lang
from waspada.flows.case.facts import US, Fact, Status
from waspada.flows.case.texts import without_values
from waspada.flows.statement.attested import looking_into
from waspada.flows.statement.counsel import RULES
from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Said, Section, Texts, both, entries_of
from waspada.flows.statement.statement import Statement
from waspada.notify.backing import Checker, Verdict
from waspada.notify.sentence import Basis


class Why(StrEnum):
    """What is wrong with a sentence."""

    CONTRADICTED = "contradicted"
    CANNOT_TELL = "cannot_tell"
    STALE = "stale"
    """The fact was stated anew, and the sentence rests on what it was before."""
    CLAIMED = "claimed"
    """Somebody claims the fact, and none of us confirmed it."""
    UNBACKED = "unbacked"
    """Nothing stands behind it."""
    NUMBER = "number"
    """It holds a number that its backing does not give."""
    PERSONAL = "personal"
    """It holds a personal value or a secret."""
    OLD_RUN = "old_run"
    """The draft was composed from an earlier run than the latest."""
    DISPUTED = "disputed"
    """Another party states otherwise; nothing stands in its way."""
    ONE_LANGUAGE = "one_language"
    """It has the same words in every language; nothing stands in its way."""
    MISSING = "missing"
    """A text is empty in one of the languages."""


PLACES: Final[Mapping[Basis, frozenset[Section]]] = {
    Basis.COMPUTED: frozenset(Section) - {Section.DID, Section.DO, Section.CONTACT},
    Basis.ATTESTED: frozenset(Section) - {Section.DO, Section.CONTACT},
    Basis.ADVICE: frozenset({Section.DIGEST, Section.DO, Section.QUESTIONS}),
    Basis.FRAME: frozenset({Section.DIGEST}),
}
"""Where a sentence may stand: what we did is attested, and advice never looks like a finding."""
_POINTED_OUT: Final = frozenset({Why.DISPUTED, Why.ONE_LANGUAGE, Why.OLD_RUN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong."""

    id: str
    """Of the sentence; empty: the statement as a whole."""
    why: Why
    because: Texts

    @property
    def blocks(self) -> bool:
        """It must be settled before this is published."""
        return self.why not in _POINTED_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What is known now."""

    facts: Mapping[str, Fact]
    document: Mapping[str, Any]
    """`assessment.json` of the latest run; empty where there is none."""
    run: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Whether it may be published."""

    problems: tuple[Problem, ...]

    @property
    def may_be_published(self) -> bool:
        """Nothing stands in the way."""
        return not any(one.blocks for one in self.problems)

    def of(self, key: str) -> tuple[Problem, ...]:
        """What is wrong with one sentence."""
        return tuple(one for one in self.problems if one.id == key)


def check(statement: Statement, now: Now, *, cache: Path | None = None, read: bool = True) -> Result:
    """All sentences of a draft.

    Args:
        cache: folder of the pattern database, for the search for personal values.
        read: whether texts are searched for personal values, which takes a moment.
    """
    checker = Checker(now.document)
    problems: list[Problem] = []
    if not statement.sentences:
        problems.append(Problem(id="", why=Why.MISSING, because=_EMPTY))
    if now.run is not None and statement.run != now.run:
        problems.append(Problem(id="", why=Why.OLD_RUN, because=_OLD_RUN))
    nothing_yet = looking_into(Material(about=statement.about, facts=now.facts))
    for said in statement.sentences:
        problems += _sentence(said, now.facts, checker)
        if said.basis is Basis.FRAME and said != nothing_yet:
            problems.append(Problem(id=said.id, why=Why.UNBACKED, because=_NO_BASIS))
        if read:
            problems += _personal(said.id, [*said.text.values(), *said.question.values(), *_source(said)], cache)
    if read:
        problems += _personal("", statement.title.values(), cache)
    return Result(problems=tuple(problems))


def _sentence(said: Said, facts: Mapping[str, Fact], checker: Checker) -> Iterator[Problem]:
    texts = [said.text.get(lang, "").strip() for lang in LANGUAGES]
    asked = [said.question.get(lang, "").strip() for lang in LANGUAGES] if said.section is Section.QUESTIONS else ["?"]
    if not all((*texts, *asked)):
        yield Problem(id=said.id, why=Why.MISSING, because=_MISSING)
    elif len(set(texts)) == 1:
        yield Problem(id=said.id, why=Why.ONE_LANGUAGE, because=_ONE_LANGUAGE)
    if said.basis is Basis.COMPUTED:
        yield from _computed(said, checker)
    elif said.basis is Basis.ATTESTED:
        yield from _attested(said, facts)
    elif said.basis is Basis.ADVICE and said.backing.get("advice") not in RULES:
        yield Problem(id=said.id, why=Why.UNBACKED, because=_NO_RULE)
    if said.section not in PLACES[said.basis]:
        yield Problem(id=said.id, why=Why.UNBACKED, because=_NO_PLACE)


def _computed(said: Said, checker: Checker) -> Iterator[Problem]:
    found = checker.check(said.backing)
    if found.verdict is not Verdict.HOLDS:
        yield Problem(id=said.id, why=Why(found.verdict.value), because=found.because)
    wrong = wrong_number(said.text, said.backing, checker)
    if wrong:
        yield Problem(id=said.id, why=Why.NUMBER, because=wrong)


def _attested(said: Said, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    for one in entries_of(said.backing):
        why = standing(one, facts)
        if why:
            yield Problem(id=said.id, why=why, because=_ATTESTED[why])
            return
    fact = facts[str(said.backing["fact"])].ours
    told = said.stated
    if fact is None or told is None or (told.by, told.on, told.source) != (fact.by, fact.time, fact.source):
        yield Problem(id=said.id, why=Why.STALE, because=_ATTESTED[Why.STALE])
    if any(facts[str(one["fact"])].disputed for one in entries_of(said.backing)):
        yield Problem(id=said.id, why=Why.DISPUTED, because=_DISPUTED)


def standing(backing: Mapping[str, Any], facts: Mapping[str, Fact]) -> Why | None:
    """What is wrong with one fact that a sentence rests on; None: it stands as it was stated."""
    fact, entry = facts.get(str(backing.get("fact"))), backing.get("entry")
    stated = next((one for one in fact.history if one.entry == entry), None) if fact else None
    if fact is None or stated is None:
        return Why.UNBACKED
    if stated.by != US or stated.status is not Status.CONFIRMED:
        return Why.CLAIMED
    return None if fact.ours is not None and fact.ours.entry == entry else Why.STALE


# --- numbers ---

_NUMBER: Final = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*")
_WORDS_FOR_NUMBERS: Final[Mapping[Lang, re.Pattern[str]]] = {
    "en": re.compile(
        r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
        r"eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|twice|double|(?<!at )most|majority)\b"
        r"(?!-factor)",
        re.IGNORECASE,
    ),
    "id": re.compile(
        r"\b(dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh(?:an)?|ratus(?:an)?|seratus|"
        r"ribu(?:an)?|seribu|juta(?:an)?|sejuta|miliar(?:an)?|lusin(?:an)?|selusin|setengah|separuh|sebagian besar)\b"
        r"(?! faktor)",
        re.IGNORECASE,
    ),
}
_THOUSANDS: Final[Mapping[Lang, str]] = {"en": ",", "id": "."}


def wrong_number(text: Texts, backing: Mapping[str, Any], checker: Checker) -> Texts | None:
    """Why a number in a computed sentence is not one of its backing; None where all are.

    Names of what it is about may hold digits (`MD5`), and are not looked at.
    """
    given = numbers_of(backing)
    for lang in LANGUAGES:
        told = text.get(lang, "").lower()
        for name in sorted((checker.label(one, lang).lower() for one in _named(backing)), key=len, reverse=True):
            told = told.replace(name, "")
        if any(_value(found[0], lang) not in given for found in _NUMBER.finditer(told)) or _FRACTION.search(told):
            return _WRONG_NUMBER
        if given and _WORDS_FOR_NUMBERS[lang].search(told):
            return _IN_DIGITS
    return None


_FRACTION: Final = re.compile(r"[\u00bc-\u00be\u2150-\u218b]")


def _named(backing: Mapping[str, Any]) -> list[str]:
    names = [*backing.get("names", ()), *backing.get("kinds", ())]
    parts = backing.get("of")
    below = [one for one in parts if isinstance(one, Mapping)] if isinstance(parts, list | tuple) else []
    return [name for name in names if isinstance(name, str)] + [name for one in below for name in _named(one)]


def numbers_of(backing: Mapping[str, Any]) -> frozenset[int]:
    """The numbers that a backing gives: its counts, and day and year of its moments."""
    parts = backing.get("of")
    if isinstance(parts, list | tuple):
        return frozenset().union(*(numbers_of(one) for one in parts if isinstance(one, Mapping)))
    given = backing.get("is")
    if isinstance(given, str):
        return _of_moment(given)
    return frozenset({given}) if isinstance(given, int) and not isinstance(given, bool) else frozenset()


def _of_moment(text: str) -> frozenset[int]:
    when: datetime | None = None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        when = None
    return frozenset({when.day, when.year}) if when else frozenset()


def _value(text: str, lang: Lang) -> int | None:
    """A whole number as people of the language write it; None: it is no such number."""
    groups = text.split(_THOUSANDS[lang])
    if not all(group.isdigit() for group in groups):
        return None
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return None
    return int("".join(groups))


# --- personal values ---


def _source(said: Said) -> list[str]:
    return [said.stated.source, said.stated.person] if said.stated else []


def _personal(key: str, texts: Iterable[str], cache: Path | None) -> Iterator[Problem]:
    said = ""
    try:
        without_values([text for text in texts if text], cache)
    except BadInput as error:
        said = str(error)
    if said:
        yield Problem(id=key, why=Why.PERSONAL, because=_PERSONAL)


_EMPTY: Final = both("There is no sentence in it.", "Tidak ada kalimat di dalamnya.")
_MISSING: Final = both("A text is missing in one of the languages.", "Teks dalam salah satu bahasa belum ada.")
_ONE_LANGUAGE: Final = both(
    "It has the same words in English and Indonesian.", "Kata-katanya sama dalam bahasa Inggris dan bahasa Indonesia."
)
_OLD_RUN: Final = both(
    "The draft was composed from an earlier assessment than the latest.",
    "Draf ini disusun dari penilaian yang lebih lama daripada yang terbaru.",
)
_NO_RULE: Final = both("There is no such advice.", "Tidak ada saran seperti ini.")
_NO_PLACE: Final = both(
    "A sentence with this basis has no place in this section.", "Kalimat dengan dasar ini tidak cocok di bagian ini."
)
_NO_BASIS: Final = both("It rests on nothing.", "Kalimat ini tidak punya dasar.")
_ATTESTED: Final[Mapping[Why, Texts]] = {
    Why.UNBACKED: both("The log of the case has no such fact.", "Log kasus tidak memuat fakta ini."),
    Why.CLAIMED: both(
        "The fact is claimed, and none of us has confirmed it.",
        "Fakta ini baru diklaim dan belum kita pastikan.",
    ),
    Why.STALE: both(
        "The fact has been stated anew since: compose the sentence again.",
        "Fakta ini sudah dinyatakan ulang: susun kembali kalimatnya.",
    ),
}
_DISPUTED: Final = both("Another party states otherwise.", "Pihak lain menyatakan hal yang berbeda.")
_WRONG_NUMBER: Final = both(
    "It holds a number that the assessment does not give for it.",
    "Ada angka di dalamnya yang tidak diberikan oleh penilaian.",
)
_IN_DIGITS: Final = both(
    "Write counts in digits, so that they can be checked.", "Tulis jumlah dengan angka agar dapat diperiksa."
)
_PERSONAL: Final = both("It holds personal data or a secret.", "Di dalamnya ada data pribadi atau rahasia.")
