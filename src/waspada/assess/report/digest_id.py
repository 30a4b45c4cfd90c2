"""Indonesian: the digest and how much was searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from waspada.assess.report.facts import Facts, Found, Names
from waspada.assess.report.text import Piece, Sentence, Tone, clear, exposed, join, say, unsure
from waspada.core.language import number
from waspada.core.language import series as join_names

_ORIGINS: Final = {
    "vendor": "Dataset yang diserahkan vendor",
    "own_export": "Ekspor kami sendiri dari vendor",
    "gateway": "Catatan gateway tentang data yang dikirim",
    "attacker_sample": "Contoh data yang diterbitkan penyerang",
}
_LAYERS: Final = {
    "url": "penyandian URL",
    "base64": "Base64",
    "json": "JSON di dalam teks",
    "html": "penyandian HTML",
}

_LISTED: Final = 7
_ABSENT: Final = 5
_SECRETS: Final = 3
_IN_TEXT: Final = 3
_UNREAD: Final = 3


def _n(value: int) -> str:
    return number(value, "id")


def digest(facts: Facts, names: Names) -> Sequence[Sentence]:
    """Data siapa, data apa, apa yang tidak ada, rahasia mana, pernyataan mana."""
    sentences = (_who(facts), _what(facts, names), _in_text(names), _not(facts, names), _claims(facts, names))
    return [sentence for sentence in sentences if sentence]


def _who(facts: Facts) -> Sentence:
    dataset = _ORIGINS.get(facts.origin, "Dataset ini")
    if facts.unreadable:
        broken = f"ke-{_n(facts.quarantined)}" if facts.quarantined > 1 else "satu-satunya"
        why = f": {broken} rekamannya rusak" if facts.quarantined else " sebagai rekaman"
        return say(dataset, " ", unsure("tidak terbaca"), f"{why}. Isinya diperiksa sebagai teks biasa.")
    if facts.at_least is None or facts.at_most is None:
        return say("Daftar akun tidak diberikan, jadi halaman ini menghitung ", unsure("nilai, bukan orang"), ".")
    if facts.at_most == 0 and facts.device_only:
        devices = f"{_n(facts.device_only)} perangkat"
        owners = (f" tidak menyebut siapa pun. Isinya {devices} yang pemakainya ", unsure("tidak diketahui"))
        return say(dataset, *owners, *_accounts(facts), ".")
    if facts.at_most == 0 and facts.unknown_without_contact:
        return say(dataset, " tidak menyebut siapa pun dari daftar akun", *_accounts(facts), ".")
    if facts.at_most == 0 and facts.mentioned:
        named = exposed(f"{_n(facts.mentioned)} orang disebut")
        return say(dataset, " tidak memuat rekaman milik siapa pun, tetapi ", named, " di dalamnya.")
    if facts.at_most == 0 and facts.found:
        if not facts.found_personal:
            whose = unsure("pemiliknya tidak diketahui")
            return say(dataset, " tidak menyebut siapa pun; isinya kredensial, dan ", whose, ".")
        return say(dataset, " memuat data pribadi; ", unsure("pemiliknya tidak diketahui"), ".")
    if facts.at_most == 0:
        return say(
            "Sejauh yang dapat dikenali, ",
            dataset[0].lower() + dataset[1:],
            " ",
            Piece("tidak memuat data siapa pun", _absence(facts)),
            ".",
        )
    if facts.at_least == 0:
        return say(
            dataset,
            " mungkin memuat data ",
            unsure(f"paling banyak {_n(facts.at_most)} orang"),
            ", tetapi belum satu pun pasti",
            *_accounts(facts),
            ".",
        )
    inside = f" dari {_n(facts.organisations)} organisasi" if facts.organisations else ""
    return say(dataset, " memuat data ", *_range(facts.at_least, facts.at_most), inside, *_accounts(facts), ".")


def _accounts(facts: Facts) -> tuple[str | Piece, ...]:
    """ID yang mungkin milik orang lain lagi."""
    if not facts.unknown_without_contact:
        return ()
    ids = f"{_n(facts.unknown_without_contact)} ID akun{' lain' if facts.at_most else ''}"
    return "; ", unsure(ids), " tidak ada di daftar akun dan tidak punya kontak"


def _range(least: int, most: int) -> tuple[Piece, ...]:
    if least == most:
        return (exposed(f"{_n(least)} orang"),)
    return (exposed(f"sedikitnya {_n(least)} dan paling banyak {_n(most)} orang"),)


def _found(found: Found) -> str:
    return found.label if found.few is None else f"{found.label} ({_n(found.few)} orang)"


def _what(facts: Facts, names: Names) -> Sentence:
    if names.exposed:
        shown, more = [_found(found) for found in names.exposed[:_LISTED]], len(names.exposed) - _LISTED
        listed = [*shown, f"{_n(more)} jenis data lain"] if more > 0 else shown
        return say("Isinya: ", join_names(listed, "id"), ".")
    if names.beside_nobody:
        more = len(names.beside_nobody) - _LISTED
        others = [f"{_n(more)} jenis data lain"] if more > 0 else []
        kinds = join_names([*names.beside_nobody[:_LISTED], *others], "id")
        return say("Isinya, tetapi bukan milik orang yang dikenal: ", kinds, ".")
    if facts.secrets or facts.unreadable or facts.found:
        return ()
    return say(Piece("Tidak ada data pribadi yang dikenali di dalamnya", _absence(facts)), ".")


def _in_text(names: Names) -> Sentence:
    if not names.in_text:
        return ()
    rows, more = names.in_text[:_IN_TEXT], sum(row.values for row in names.in_text[_IN_TEXT:])
    listed = [f"{_n(row.values)} {row.label}" for row in rows] + ([f"{_n(more)} nilai lain"] if more else [])
    return say(exposed(join_names(listed, "id")), " ada di teks tanpa kolom.")


def _absence(facts: Facts) -> Tone:
    return Tone.CLEAR if facts.searched_all else Tone.PLAIN


def _not(facts: Facts, names: Names) -> Sentence:
    absent: Sentence = ()
    if facts.clear:
        missing = join_names([family.one["id"] for family in facts.clear[:_ABSENT]], "id", alternative=True)
        where = " di bagian yang dapat dibuka." if facts.unopened else "."
        absent = say(clear(f"Tidak ditemukan {missing}"), where)
    if not facts.secrets:
        return absent
    kinds = f" ({join_names(names.secrets, 'id')})" if 0 < len(names.secrets) <= _SECRETS else ""
    found = exposed(f"{_n(facts.secrets)} kredensial")
    return join([absent, say("Namun, ada " if absent else "Ada ", found, f"{kinds} di dalamnya: cabut lebih dahulu.")])


def _claims(facts: Facts, names: Names) -> Sentence:
    if not facts.claims:
        return _open(facts, names)
    whole = f"{_n(facts.claims)} pernyataan yang sudah terbit"
    if facts.contradicted:
        rest = f"; {_n(facts.cannot_tell)} belum dapat dipastikan." if facts.cannot_tell else "."
        if facts.claims == 1:
            return say("Pernyataan yang sudah terbit ", exposed("terbantah oleh data"), ".")
        return say("Data ini ", exposed(f"membantah {_n(facts.contradicted)} dari {whole}"), rest)
    if facts.cannot_tell and facts.claims == 1:
        return say("Pernyataan yang sudah terbit ", unsure("belum dapat dipastikan"), ".")
    if facts.cannot_tell:
        unsettled = unsure(f"{_n(facts.cannot_tell)} belum dapat dipastikan")
        return say(f"Dari {whole}, ", unsettled, "; tidak ada yang terbantah.")
    return say(
        clear(
            "Pernyataan yang sudah terbit sesuai dengan data" if facts.claims == 1 else f"Ke-{whole} sesuai dengan data"
        ),
        ".",
    )


def _open(facts: Facts, names: Names) -> Sentence:
    """Yang hanya dapat dipastikan oleh orang; bila ada pernyataan, di situlah disebutkan."""
    if not names.unread:
        return ()
    more = len(names.unread) - _UNREAD
    kinds = [*names.unread[:_UNREAD], *([f"{_n(more)} jenis data lain"] if more > 0 else [])]
    whether = f"Apakah di dalamnya ada {join_names(kinds, 'id', alternative=True)} "
    rest = f": {_n(facts.fields_to_read)} kolom harus dibaca orang lebih dahulu."
    return say(whether, unsure("belum dapat dipastikan"), rest)


def searched(facts: Facts) -> Sentence:
    """Seberapa banyak yang diperiksa, dan apa yang tidak."""
    layers = [_LAYERS[layer] for layer in facts.layers if layer in _LAYERS]
    behind = f", juga di balik {join_names(layers, 'id')}" if layers else ""
    kinds = f"{_n(facts.kinds_searched)} jenis data"
    parts: list[str | Piece] = []
    if facts.parsed:
        cells = "satu-satunya sel" if facts.cells == 1 else f"seluruh {_n(facts.cells)} sel"
        parts.append(f"{kinds} dicari di {cells} dari {_n(facts.parsed)} rekaman{behind}.")
    else:
        parts.append(f"{kinds} dicari{behind}.")
    if facts.quarantined and facts.parsed:
        parts += [" ", unsure(f"{_n(facts.quarantined)} rekaman tidak terbaca"), " dan diperiksa sebagai teks biasa."]
    if facts.unknown_files:
        parts.append(f" {_n(facts.unknown_files)} berkas dengan format tak dikenal diperiksa sebagai teks biasa.")
    if facts.text:
        unsettled = unsure("tidak dapat dipastikan")
        parts += [" Tanpa kolom, ", unsettled, " apakah di dalamnya ada nama atau tanggal lahir."]
    if facts.unopened:
        parts += [" ", unsure(f"{_n(facts.unopened)} berkas tidak dapat dibuka"), " dan tidak diperiksa."]
    return say(*parts)
