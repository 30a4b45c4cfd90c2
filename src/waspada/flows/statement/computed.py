"""Sentences from a run: what was exposed, what was not, how many people, what cannot be told; each with its backing.

A sentence is only written while its backing holds. How many administrators lack a second factor is never told in
public: that would help the attacker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from waspada.assess.report.families import FAMILIES, PARTS, SENSITIVE, Family, family_of
from waspada.core.categories import covers
from waspada.core.language import LANGUAGES, Lang, counted, day, in_language, number, opening, parse_moment, series
from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Said, Section, Texts, both, computed
from waspada.notify.backing import Verdict

_KEYS: Final = frozenset({"passwords", "sessions", "keys"})
"""Families that open something: told together, since which kinds there are would only help others."""
_LISTED: Final = 7
_ABSENT: Final = 5
_ABOUT_THE_VENDOR: Final = "system"


class Data:
    """One run, by kinds and families."""

    def __init__(self, material: Material) -> None:
        self.material, self.checker = material, material.checker
        self.document = material.document
        kinds = self.document.get("kinds", {})
        self._families: dict[str, set[str]] = {}
        for kind, row in kinds.items():
            self._families.setdefault(family_of(kind, row.get("category", "")).id, set()).add(kind)
        rows = [
            one for one in self.document.get("exposures", ()) if not covers(_ABOUT_THE_VENDOR, one.get("category", ""))
        ]
        order = [family.id for family in FAMILIES]
        self.exposed = sorted(
            rows,
            key=lambda one: (order.index(_family(one)), -(one.get("people") or 0), one["kind"]),
        )
        """Kinds that were found, as a reader asks for them: what opens a door or a purse, names, contact …"""

    def label(self, kind: str) -> Texts:
        """What people call a kind."""
        return {lang: self.checker.label(kind, lang) for lang in LANGUAGES}

    def opens(self, row: Mapping[str, Any]) -> bool:
        """It is a password, a key or a session."""
        return _family(row) in _KEYS

    def names(self, family: Family) -> list[str]:
        """The fewest names that mean exactly the kinds of a family, so that a later search of more kinds counts too."""
        rest = set(self._families.get(family.id, ()))
        whole, names = frozenset(rest), []
        for name in (*family.categories, *(word.rstrip(".") for word in family.kinds if word.endswith("."))):
            meant = self.checker.kinds(name) if name else frozenset[str]()
            if meant and meant <= whole:
                names.append(name)
                rest -= meant
        return [*names, *sorted(rest)]

    def families(self, verdict: Verdict) -> list[Family]:
        """Families that a reader asks for first, whose absence holds, or cannot be told."""
        return [
            family
            for family in FAMILIES
            if family.id in SENSITIVE - PARTS
            and family.id in self._families
            and self.checker.check({"check": "absent", "names": self.names(family)}).verdict is verdict
        ]


def _family(row: Mapping[str, Any]) -> str:
    return family_of(row["kind"], row.get("category", "")).id


def digest(data: Data) -> Iterator[Said]:
    """How many, which data, what not, what is open."""
    yield from _people(data, Section.DIGEST, "digest.people")
    yield from _kinds(data)
    yield from _secrets(data, Section.DIGEST, "digest.secrets")
    clear, unsettled = data.families(Verdict.HOLDS)[:_ABSENT], data.families(Verdict.CANNOT_TELL)
    if clear:
        text = both(
            f"No {_any(clear, 'en')} was found in it.",
            f"Tidak ditemukan {_any(clear, 'id')} di dalamnya.",
        )
        yield computed(Section.DIGEST, "digest.absent", text, _absent(data, clear))
    if unsettled:
        yield _open(data, unsettled, Section.DIGEST, "digest.open")


def exposed(data: Data) -> Iterator[Said]:
    """A line for each kind, with its people; passwords, keys and sessions in one, first."""
    yield from _secrets(data, Section.EXPOSED, "exposed.secrets")
    for row in data.exposed:
        if data.opens(row):
            continue
        kind, people = row["kind"], row.get("people")
        label = data.label(kind)
        there: dict[str, Any] = {"check": "exposed", "names": [kind]}
        if not isinstance(people, int):
            text = both(f"{opening(label['en'])}.", f"{opening(label['id'])}.")
        elif people:
            text = both(
                f"{opening(label['en'])}: {counted(people, 'person', 'people')}.",
                f"{opening(label['id'])}: {number(people, 'id')} orang.",
            )
            there = {"check": "all", "of": [there, _count(f"exposures[{kind}].people", people)]}
        else:
            text = both(
                f"{opening(label['en'])}: not as anybody's own, only in what others wrote.",
                f"{opening(label['id'])}: bukan milik orang yang bersangkutan, hanya dalam tulisan orang lain.",
            )
        yield computed(Section.EXPOSED, f"exposed.{kind}", text, there)


def absent(data: Data) -> Iterator[Said]:
    """A line for each family that was looked for and is not there."""
    accounting = data.document.get("accounting", {})
    cells, records = accounting.get("cells"), accounting.get("records_parsed")
    if cells and records:
        of = [_count("accounting.cells", cells), _count("accounting.records_parsed", records)]
        text = both(
            f"We searched every cell of the data: {number(cells, 'en')} in {counted(records, 'record', 'records')}.",
            f"Kami memeriksa setiap sel data itu: {number(cells, 'id')} sel dalam {number(records, 'id')} rekaman.",
        )
        yield computed(Section.ABSENT, "absent.searched", text, {"check": "all", "of": of})
    for family in data.families(Verdict.HOLDS):
        text = both(
            f"{family.label['en']}: looked for and not found.",
            f"{family.label['id']}: sudah dicari dan tidak ditemukan.",
        )
        yield computed(Section.ABSENT, f"absent.{family.id}", text, _absent(data, [family]))


def who(data: Data) -> Iterator[Said]:
    """Counts of people; and what a claim says of all of them, where it holds."""
    yield from _people(data, Section.WHO, "who.people")
    for name, one, many, indonesian in _WHO:
        value = data.checker.value(f"people.{name}")
        if isinstance(value, int) and value:
            text = both(
                (one if value == 1 else many).format(number(value, "en")), indonesian.format(number(value, "id"))
            )
            yield computed(Section.WHO, f"who.{name}", text, _count(f"people.{name}", value))
    for claim in data.document.get("claims", ()):
        backing = {"check": "claim", "id": claim["id"]}
        if claim.get("reason") == "same" and data.checker.check(backing).holds:
            said: Texts = {lang: in_language(claim.get("text"), lang) or claim["id"] for lang in LANGUAGES}
            yield computed(Section.WHO, f"who.claim.{claim['id']}", said, backing)


_WHO: Final = (
    (
        "matched",
        "Of these, {} has an account with us.",
        "Of these, {} have an account with us.",
        "Dari jumlah itu, {} orang memiliki akun di layanan kami.",
    ),
    (
        "unknown_with_contact",
        "{} more has no account that we know of, but contact details of their own are in the data.",
        "{} more have no account that we know of, but contact details of their own are in the data.",
        "Sebanyak {} orang lagi tidak memiliki akun yang kami ketahui, tetapi data kontaknya sendiri ada di dalamnya.",
    ),
    (
        "mentioned",
        "Apart from them, {} person is only named in what others wrote.",
        "Apart from them, {} people are only named in what others wrote.",
        "Selain itu, {} orang hanya disebut dalam tulisan orang lain.",
    ),
)


def unknown(data: Data) -> Iterator[Said]:
    """What cannot be told, in the same size as what can."""
    unsettled = data.families(Verdict.CANNOT_TELL)
    if unsettled:
        yield _open(data, unsettled, Section.UNKNOWN, "unknown.families")
    for topic, path, one, many, indonesian in _UNKNOWN:
        value = data.checker.value(path)
        if isinstance(value, int) and value:
            text = both(
                (one if value == 1 else many).format(number(value, "en")), indonesian.format(number(value, "id"))
            )
            yield computed(Section.UNKNOWN, f"unknown.{topic}", text, _count(path, value))


_UNKNOWN: Final = (
    (
        "fields_to_read", "fields_to_read[#]",
        "{} field of the data must still be read by a person.",
        "{} fields of the data must still be read by a person.",
        "Sebanyak {} kolom data masih harus dibaca oleh orang.",
    ),
    (
        "ambiguous", "people.ambiguous",
        "{} entry could belong to one of several people.",
        "{} entries could each belong to one of several people.",
        "Sebanyak {} entri mungkin milik salah satu dari beberapa orang.",
    ),
    (
        "quarantined", "accounting.records_quarantined",
        "{} record could not be read as one; it was searched as plain text.",
        "{} records could not be read as such; they were searched as plain text.",
        "Sebanyak {} rekaman tidak dapat dibaca sebagai rekaman dan diperiksa sebagai teks biasa.",
    ),
    (
        "unopened", "files_unopened[#]",
        "{} file could not be opened.", "{} files could not be opened.", "Sebanyak {} berkas tidak dapat dibuka.",
    ),
    (
        "device_only", "people.device_only",
        "{} device is in the data whose user nobody knows.",
        "{} devices are in the data whose users nobody knows.",
        "Sebanyak {} perangkat ada di dalam data, tetapi penggunanya tidak diketahui.",
    ),
)  # fmt: skip


def recorded(data: Data) -> Iterator[Said]:
    """The days that the data covers, for the timeline."""
    first, last = (data.checker.value(f"timeline.{name}_record") for name in ("first", "last"))
    if not isinstance(first, str) or not isinstance(last, str):
        return
    ends = [parse_moment(one).date() for one in (first, last)]
    text = both(
        f"The records in the data are from {day(ends[0], 'en')} to {day(ends[1], 'en')}.",
        f"Rekaman dalam data itu berasal dari {day(ends[0], 'id')} hingga {day(ends[1], 'id')}.",
    )
    of = [_count("timeline.first_record", first), _count("timeline.last_record", last)]
    yield computed(Section.HAPPENED, "happened.records", text, {"check": "all", "of": of}, at=first)


def _people(data: Data, section: Section, topic: str) -> Iterator[Said]:
    least, most, organisations = (
        data.checker.value(f"people.{name}") for name in ("total_at_least", "total_at_most", "organisations")
    )
    if not isinstance(least, int) or not isinstance(most, int) or not most:
        return
    of = [_count("people.total_at_least", least), _count("people.total_at_most", most)]
    english, indonesian = counted(least, "person", "people"), f"{number(least, 'id')} orang"
    if least != most:
        english = f"at least {number(least, 'en')} and at most {counted(most, 'person', 'people')}"
        indonesian = f"sedikitnya {number(least, 'id')} dan paling banyak {number(most, 'id')} orang"
    inside = both("", "")
    if isinstance(organisations, int) and organisations:
        of.append(_count("people.organisations", organisations))
        inside = both(
            f", in {counted(organisations, 'organisation', 'organisations')}",
            f" dari {number(organisations, 'id')} organisasi",
        )
    text = both(f"The data is about {english}{inside['en']}.", f"Data itu menyangkut {indonesian}{inside['id']}.")
    yield computed(section, topic, text, {"check": "all", "of": of})


def _kinds(data: Data) -> Iterator[Said]:
    """What it holds. Complete where that can be said, so that anything more in a later run contradicts it."""
    if not data.exposed:
        return
    shown = [data.label(row["kind"]) for row in data.exposed if not data.opens(row)]
    names = [row["kind"] for row in data.exposed]
    backing: dict[str, Any] = {"check": "exposed", "names": names, "complete": True}
    if not data.checker.check(backing).holds:
        del backing["complete"]
    if shown:
        sure = "complete" in backing
        text = both(
            f"{'It holds' if sure else 'Found in it so far'}: {_list(shown, 'en')}.",
            f"{'Isinya' if sure else 'Yang ditemukan sejauh ini'}: {_list(shown, 'id')}.",
        )
        yield computed(Section.DIGEST, "digest.exposed", text, backing)


def _list(labels: Sequence[Texts], lang: Lang) -> str:
    more = ["other data, listed below" if lang == "en" else "data lain yang dirinci di bawah"]
    names = list(dict.fromkeys(label[lang] for label in labels))
    return series(names if len(names) <= _LISTED else [*names[:_LISTED], *more], lang)


def _secrets(data: Data, section: Section, topic: str) -> Iterator[Said]:
    kinds = [row["kind"] for row in data.exposed if data.opens(row)]
    total = data.checker.value("secrets[*].count")
    if not kinds or not isinstance(total, int) or not total:
        return
    of = [{"check": "exposed", "names": kinds}, _count("secrets[*].count", total)]
    verb = "is" if total == 1 else "are"
    text = both(
        f"{counted(total, 'password, key or session token', 'passwords, keys or session tokens')} {verb} in it.",
        f"Di dalamnya ada {number(total, 'id')} kata sandi, kunci, atau token sesi.",
    )
    yield computed(section, topic, text, {"check": "all", "of": of})


def _open(data: Data, families: Sequence[Family], section: Section, topic: str) -> Said:
    text = both(
        f"Whether it holds {_each(families, 'en')} cannot be told yet.",
        f"Apakah di dalamnya ada {_each(families, 'id')} belum dapat dipastikan.",
    )
    of = [{"check": "open", "names": data.names(family)} for family in families]
    return computed(section, topic, text, of[0] if len(of) == 1 else {"check": "all", "of": of})


def _any(families: Sequence[Family], lang: Lang) -> str:
    return series([family.one[lang] for family in families], lang, alternative=True)


def _each(families: Sequence[Family], lang: Lang) -> str:
    return series(
        [family.label[lang][:1].lower() + family.label[lang][1:] for family in families], lang, alternative=True
    )


def _absent(data: Data, families: Sequence[Family]) -> dict[str, Any]:
    return {"check": "absent", "names": [name for family in families for name in data.names(family)]}


def _count(path: str, value: int | str) -> dict[str, Any]:
    return {"check": "count", "of": path, "is": value}
