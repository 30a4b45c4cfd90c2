"""Why a statement of the vendor holds or does not, in English and Indonesian; counts, days and names of fields only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from waspada.core.language import LANGUAGES, Lang, day, number, series

_SHOWN: Final = 6

_BECAUSE: Final[Mapping[str, tuple[str, str]]] = {
    "unknown": ("the vendor says that it does not know", "vendor menyatakan tidak tahu"),
    "records_equal": ("{found} records were found, as announced", "ditemukan {found} rekaman, sesuai pernyataan"),
    "records_without_repeats": (
        "{found} records were found, and {different} without those that repeat an id, as announced",
        "ditemukan {found} rekaman, dan {different} tanpa rekaman dengan ID berulang, sesuai pernyataan",
    ),
    "records_more": (
        "{found} records were found, {by} more than announced ({said})",
        "ditemukan {found} rekaman, {by} lebih banyak dari pernyataan ({said})",
    ),
    "records_fewer": (
        "{found} records were found, {by} fewer than announced ({said})",
        "ditemukan {found} rekaman, {by} lebih sedikit dari pernyataan ({said})",
    ),
    "records_unsure": (
        "{found} records were found and {said} announced, but {open} records or files could not be read as they should",
        "ditemukan {found} rekaman dan dinyatakan {said}, tetapi {open} rekaman atau berkas tidak terbaca semestinya",
    ),
    "people_equal": ("{found} people were found, as announced", "ditemukan {found} orang, sesuai pernyataan"),
    "people_more": (
        "at least {found} people were found, {by} more than announced ({said})",
        "ditemukan sedikitnya {found} orang, {by} lebih banyak dari pernyataan ({said})",
    ),
    "people_fewer": (
        "at most {most} people can be in it, {by} fewer than announced ({said})",
        "paling banyak {most} orang di dalamnya, {by} lebih sedikit dari pernyataan ({said})",
    ),
    "people_unsure": (
        "{found} to {most} people can be in it, and {said} were announced",
        "di dalamnya bisa terdapat {found} sampai {most} orang, sedangkan dinyatakan {said}",
    ),
    "people_unsure_open": (
        "{found} people were found and {said} announced, but not everything could be read",
        "ditemukan {found} orang dan dinyatakan {said}, tetapi tidak semuanya terbaca",
    ),
    "files_equal": ("{found} files were handed over, as announced", "diserahkan {found} berkas, sesuai pernyataan"),
    "files_more": (
        "{found} files were handed over, more than announced ({said})",
        "diserahkan {found} berkas, lebih banyak dari pernyataan ({said})",
    ),
    "files_fewer": (
        "{found} files were handed over, fewer than announced ({said})",
        "diserahkan {found} berkas, lebih sedikit dari pernyataan ({said})",
    ),
    "files_packed": (
        "{found} files were handed over and {said} announced; what lies in archives is not counted by file",
        "diserahkan {found} berkas dan dinyatakan {said}; isi arsip tidak dihitung per berkas",
    ),
    "files_missing": ("announced, but not handed over: {names}", "dinyatakan, tetapi tidak diserahkan: {names}"),
    "files_more_named": ("handed over, but not announced: {names}", "diserahkan, tetapi tidak dinyatakan: {names}"),
    "files_masked": (
        "{found} files were handed over; names that hold personal data are masked and cannot be compared",
        "diserahkan {found} berkas; nama yang memuat data pribadi disamarkan dan tidak dapat dibandingkan",
    ),
    "window_inside": (
        "every record with a time is inside the window ({first} to {last})",
        "setiap rekaman yang berwaktu ada di dalam rentang ({first} sampai {last})",
    ),
    "window_outside": (
        "records were found outside the window: the first is of {first}, the last of {last}; {count} are on days "
        "wholly outside",
        "ada rekaman di luar rentang: yang pertama tanggal {first}, yang terakhir {last}; {count} rekaman berada pada "
        "hari yang seluruhnya di luar",
    ),
    "window_edge": (
        "the first record is of {first}, the last of {last}; whether that is inside depends on a time zone or an end "
        "that the vendor left open",
        "rekaman pertama tanggal {first}, terakhir {last}; apakah itu di dalam rentang bergantung pada zona waktu atau "
        "batas yang belum dipastikan vendor",
    ),
    "window_undated": (
        "every record with a time is inside the window, but {count} have none that could be read",
        "setiap rekaman yang berwaktu ada di dalam rentang, tetapi {count} tidak memiliki waktu yang terbaca",
    ),
    "window_no_times": ("no record has a time", "tidak ada rekaman yang berwaktu"),
    "days_all": (
        "there are records on every whole day of the window ({count} days)",
        "ada rekaman pada setiap hari penuh dalam rentang ({count} hari)",
    ),
    "days_missing": (
        "{count} days of the window have no record: {names}; other days have about {usual}",
        "{count} hari dalam rentang tidak memiliki rekaman: {names}; hari lain sekitar {usual}",
    ),
    "days_missing_few": (
        "{count} days of the window have no record ({names}), but other days have only about {usual}, so it may be "
        "chance",
        "{count} hari dalam rentang tidak memiliki rekaman ({names}), tetapi hari lain hanya sekitar {usual}, jadi "
        "bisa kebetulan",
    ),
    "days_missing_open": (
        "{count} days of the window have no record ({names}), but {open} records or files have no time that could be "
        "read",
        "{count} hari dalam rentang tidak memiliki rekaman ({names}), tetapi {open} rekaman atau berkas tidak memiliki "
        "waktu yang terbaca",
    ),
    "fields_there": ("everything announced is there ({count})", "semua yang dinyatakan ada ({count})"),
    "fields_lacking": ("announced, but {lacking}", "dinyatakan, tetapi {lacking}"),
    "fields_unsure": ("a person must look for: {names}", "perlu diperiksa oleh orang: {names}"),
    "more_none": ("nothing else that is personal was found", "tidak ditemukan data pribadi lain"),
    "more_found": ("not announced, but there: {names}", "tidak dinyatakan, tetapi ada: {names}"),
    "more_unread": (
        "not announced, and nobody has read what they hold: {names}",
        "tidak dinyatakan, dan isinya belum dibaca oleh siapa pun: {names}",
    ),
    "more_partial": (
        "the vendor does not say that its list is complete, and there is more: {names}",
        "vendor tidak menyatakan daftarnya lengkap, dan ada yang lain: {names}",
    ),
    "numbers_missing": (
        "the numbering of the files has gaps: {names}",
        "penomoran berkas tidak berurutan: {names}",
    ),
    "ids_missing": (
        "in {names} {missing} of {span} numbers in a row are missing{where}{ends} (deleted, or not handed over: ask "
        "the vendor)",
        "pada {names} ada {missing} dari {span} nomor berurutan yang tidak ada{where}{ends} (terhapus, atau tidak "
        "diserahkan: tanyakan kepada vendor)",
    ),
    "ids_stop": (
        "the ids in {names} run without a gap ({span}){ends} (ask the vendor what follows)",
        "nomor pada {names} berurutan tanpa celah ({span}){ends} (tanyakan kepada vendor apa kelanjutannya)",
    ),
    "ids_whole": (
        "the ids in {names} run without a gap ({span})",
        "nomor pada {names} berurutan tanpa celah ({span})",
    ),
}  # fmt: skip
_LACKING: Final = {
    "en": ("absent: {names}", "empty: {names}"),
    "id": ("tidak ada: {names}", "kosong: {names}"),
}
_GAP: Final = {
    "en": ("{missing} after {after} % of the row", "{missing} after {after} % of the row, between {last} and {next}"),
    "id": ("{missing} setelah {after} % deretan", "{missing} setelah {after} % deretan, antara {last} dan {next}"),
}
_MORE_GAPS: Final = {"en": "{count} smaller gaps", "id": "{count} celah lain yang lebih kecil"}
_ENDS: Final = {
    "en": {
        "count": ", and the row stops after {found}, while {said} records were announced",
        "window": ", and the row stops on {last_day}, while the window goes on to {until}",
        "records": ", and the row stops on {last_day}, while other records go on to {until}",
    },
    "id": {
        "count": ", dan deretan berhenti setelah {found}, sedangkan dinyatakan {said} rekaman",
        "window": ", dan deretan berhenti pada {last_day}, sedangkan rentang berlanjut sampai {until}",
        "records": ", dan deretan berhenti pada {last_day}, sedangkan rekaman lain berlanjut sampai {until}",
    },
}
_LINE: Final = {
    "en": {
        "holds": "The vendor's account holds: {because}.",
        "does_not_hold": "The vendor's account does not hold, because {because}.",
        "cannot_tell": "Whether the vendor's account holds cannot be told yet, because {because}.",
        "all": "{count} of {count} statements agree with the data",
    },
    "id": {
        "holds": "Keterangan vendor benar: {because}.",
        "does_not_hold": "Keterangan vendor tidak benar, karena {because}.",
        "cannot_tell": "Keterangan vendor belum dapat dipastikan, karena {because}.",
        "all": "{count} dari {count} pernyataan sesuai dengan data",
    },
}


def because(reason: str, numbers: Mapping[str, Any]) -> dict[str, str]:
    """The sentence in both languages, without a full stop.

    Args:
        numbers: counts as integers, days as `date`, lists of names or days; `least`/`most` pairs as tuples.
    """
    found: dict[str, str] = {}
    for lang, template in zip(LANGUAGES, _BECAUSE[reason], strict=True):
        shown = {name: _shown(value, lang) for name, value in numbers.items()}
        if reason == "fields_lacking":
            shown["lacking"] = _lacking(numbers, lang)
        if reason in ("ids_missing", "ids_stop"):
            shown |= _of_row(numbers, lang)
        found[lang] = template.format_map(shown)
    return found


def line(verdict: str, rows: Sequence[Mapping[str, Any]], lang: Lang) -> str:
    """One sentence about the whole account."""
    words = _LINE[lang]
    why = [str(row["because"][lang]) for row in rows if row["verdict"] == verdict]
    text = words["all"].format(count=number(len(rows), lang)) if verdict == "holds" else "; ".join(why)
    return words[verdict].format(because=text)


def _shown(value: Any, lang: Lang) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, date):
        return day(value, lang)
    if isinstance(value, tuple):
        least, most = value
        if most is None:
            return f"{'at least' if lang == 'en' else 'sedikitnya'} {number(least, lang)}"
        return number(least, lang) if least == most else f"{number(least, lang)}–{number(most, lang)}"
    if isinstance(value, list):
        names = [_shown(item, lang) for item in value[:_SHOWN]]
        more = len(value) - _SHOWN
        if more > 0:
            names.append(f"{number(more, lang)} {'more' if lang == 'en' else 'lainnya'}")
        return series(names, lang)
    return str(value)


def _of_row(numbers: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    """Where numbers of a row of ids are missing, and where it stops."""
    gaps = [_gap(gap, lang) for gap in numbers.get("gaps", ())]
    more = numbers.get("gaps_in_all", 0) - len(gaps)
    if more > 0:
        gaps.append(_MORE_GAPS[lang].format(count=number(more, lang)))
    ends = {name: _told(value, lang) for name, value in (numbers.get("ends") or {}).items()}
    told = {"where": f": {'; '.join(gaps)}" if gaps else "", "ends": ""}
    if ends:
        told["ends"] = _ENDS[lang][numbers["ends"]["why"]].format_map(ends)
    if numbers.get("at_least"):
        told["missing"] = _shown((numbers["missing"], None), lang)
    return told


def _gap(gap: Mapping[str, Any], lang: Lang) -> str:
    dated = bool(gap["last_day"] and gap["next_day"])
    days = {name: _told(gap[f"{name}_day"], lang) for name in ("last", "next")}
    return _GAP[lang][dated].format(missing=number(gap["missing"], lang), after=gap["after_percent"], **days)


def _told(value: Any, lang: Lang) -> str:
    """Of the document, where days are texts."""
    return (
        day(date.fromisoformat(value), lang) if isinstance(value, str) and value[:1].isdigit() else _shown(value, lang)
    )


def _lacking(numbers: Mapping[str, Any], lang: Lang) -> str:
    parts = [
        template.format(names=_shown(numbers[name], lang))
        for name, template in zip(("absent", "empty"), _LACKING[lang], strict=True)
        if numbers[name]
    ]
    return "; ".join(parts)
