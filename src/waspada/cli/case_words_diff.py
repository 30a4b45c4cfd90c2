"""What `case diff` and `case account` say on a terminal, in English and Indonesian."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from waspada.core.language import Lang, day, in_language, number, opening, series

_SHOWN: Final = 5

_DIFF: Final = {
    "en": {
        "head": "{first} compared with {second}.",
        "same": "Nothing differs: the same people, fields, kinds and claims.",
        "people": "{new} {are} new, {gone} {be} gone, {more} {have} more exposed.",
        "total": "People: {before} before, {after} after. Changed in any way: {changed}; only seen more or less often: "
        "{recounted}.",
        "became_subject": "{count} who were only mentioned are now in it themselves.",
        "became_mentioned": "{count} who were in it are now only mentioned.",
        "less": "{count} have less exposed.",
        "kinds_added": "More exposed: {kinds}.",
        "why": "What changed: {columns}.",
        "kinds_new": "Kinds found now and not before: {names}.",
        "kinds_gone": "Kinds found before and not now: {names}.",
        "fields": "Fields: {new} new, {gone} gone, {changed} with other counts or meaning.",
        "organisations": "Organisations: {new} new, {gone} gone, {changed} changed.",
        "secrets": "Secrets: {new} new, {gone} gone, {changed} of other people or in other places.",
        "ambiguous": "Ambiguous identities: {new} new, {gone} gone, {changed} changed.",
        "mentioned": "Only mentioned: {new} new, {gone} gone.",
        "claim": "Claim “{text}”: {before} → {after}.",
        "claim_new": "Claim “{text}” was checked now only: {after}.",
        "claim_gone": "Claim “{text}” was checked before only: {before}.",
        "records": "Records: {before} → {after}.",
        "period": "Period: {before} → {after}.",
        "days": "Days with another number of records: {count} ({names}).",
        "settings": "The runs also differ in {names}: some differences may come from that.",
        "files": "Files: {new} new, {gone} gone, {same} the same.",
        "key": "Nothing shows that both runs name people with one key: nobody is in both. The people may be others "
        "only by their ids.",
        "incomplete": "Incomplete: {names}; what could not be read there may be missing here.",
        "written": "Written to {path}; share/ holds no personal value, restricted/ holds ids of people.",
        "nothing": "none",
    },
    "id": {
        "head": "{first} dibandingkan dengan {second}.",
        "same": "Tidak ada perbedaan: orang, kolom, jenis data, dan klaimnya sama.",
        "people": "{new} orang baru, {gone} orang tidak ada lagi, {more} orang lebih banyak datanya terpapar.",
        "total": "Orang: sebelumnya {before}, sekarang {after}. Berubah: {changed}; hanya jumlah rekamannya berubah: "
        "{recounted}.",
        "became_subject": "{count} orang yang dulu hanya disebut kini ada di dalamnya.",
        "became_mentioned": "{count} orang yang dulu ada di dalamnya kini hanya disebut.",
        "less": "{count} orang lebih sedikit datanya terpapar.",
        "kinds_added": "Bertambah terpapar: {kinds}.",
        "why": "Yang berubah: {columns}.",
        "kinds_new": "Jenis data yang baru ditemukan: {names}.",
        "kinds_gone": "Jenis data yang tidak ditemukan lagi: {names}.",
        "fields": "Kolom: {new} baru, {gone} tidak ada lagi, {changed} berubah jumlah atau maknanya.",
        "organisations": "Organisasi: {new} baru, {gone} tidak ada lagi, {changed} berubah.",
        "secrets": "Rahasia: {new} baru, {gone} tidak ada lagi, {changed} berpindah pemilik atau tempat.",
        "ambiguous": "Identitas ambigu: {new} baru, {gone} tidak ada lagi, {changed} berubah.",
        "mentioned": "Hanya disebut: {new} baru, {gone} tidak ada lagi.",
        "claim": "Klaim “{text}”: {before} → {after}.",
        "claim_new": "Klaim “{text}” baru diperiksa sekarang: {after}.",
        "claim_gone": "Klaim “{text}” hanya diperiksa sebelumnya: {before}.",
        "records": "Rekaman: {before} → {after}.",
        "period": "Periode: {before} → {after}.",
        "days": "Hari dengan jumlah rekaman berbeda: {count} ({names}).",
        "settings": "Kedua pemeriksaan juga berbeda dalam {names}: sebagian perbedaan dapat berasal dari situ.",
        "files": "Berkas: {new} baru, {gone} tidak ada lagi, {same} sama.",
        "key": "Tidak ada yang menunjukkan bahwa kedua pemeriksaan memakai kunci yang sama: tidak seorang pun ada di "
        "keduanya. Bisa jadi hanya ID orangnya yang berbeda.",
        "incomplete": "Belum lengkap: {names}; yang tidak terbaca di sana bisa tidak tampak di sini.",
        "written": "Ditulis ke {path}; share/ tanpa data pribadi, restricted/ berisi ID orang.",
        "nothing": "tidak ada",
    },
}
_COLUMNS: Final = {
    "en": {
        "relation": "in it or only mentioned", "kinds": "kinds of data", "categories": "categories of data",
        "country": "country", "region": "region", "residence_from": "where the residence is from", "locale": "language",
        "mfa": "MFA", "products": "products", "account_id": "account", "name": "name", "email": "address",
        "matched_by": "how they were found", "strength": "strength of the match", "organisations": "organisations",
        "roles": "role",
    },
    "id": {
        "relation": "ada di dalamnya atau hanya disebut", "kinds": "jenis data", "categories": "kategori data",
        "country": "negara", "region": "wilayah", "residence_from": "sumber tempat tinggal", "locale": "bahasa",
        "mfa": "MFA", "products": "produk", "account_id": "akun", "name": "nama", "email": "alamat",
        "matched_by": "cara ditemukan", "strength": "kekuatan kecocokan", "organisations": "organisasi",
        "roles": "peran",
    },
}  # fmt: skip
_SETTINGS: Final = {
    "en": {"options": "options", "versions": "versions of the software"},
    "id": {"options": "opsi", "versions": "versi perangkat lunak"},
}
_VERDICT: Final = {
    "en": {
        "holds": "holds", "contradicted": "contradicted", "cannot_tell": "cannot tell", "does_not_hold": "does not hold"
    },
    "id": {
        "holds": "benar", "contradicted": "terbantah", "cannot_tell": "belum dapat dipastikan",
        "does_not_hold": "tidak benar",
    },
}  # fmt: skip
_STATEMENT: Final = {
    "en": {
        "records": "Records", "people": "People", "files": "Files", "window": "Window", "days": "Days",
        "fields": "Fields announced", "more": "More than announced", "numbering": "Numbering of the files",
        "ids": "Ids in a row",
    },
    "id": {
        "records": "Rekaman", "people": "Orang", "files": "Berkas", "window": "Rentang waktu", "days": "Hari",
        "fields": "Kolom yang dinyatakan", "more": "Lebih dari yang dinyatakan", "numbering": "Penomoran berkas",
        "ids": "Nomor berurutan",
    },
}  # fmt: skip
_MARK: Final = {"holds": "=", "does_not_hold": "!", "cannot_tell": "?"}


def diff_lines(document: Mapping[str, Any], labels: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    """The answer of `case diff` for people: what matters most first.

    Args:
        labels: kind → `{en, id}`, from `assessment.json`.
    """
    words = _DIFF[lang]
    yield words["head"].format(first=document["first"]["name"], second=document["second"]["name"])
    if document["key"] != "shown":
        yield from textwrap.wrap(words["key"], 100)
    if document["incomplete"]:
        yield words["incomplete"].format(names=series(document["incomplete"], lang))
    if not document["differs"]:
        yield words["same"]
    else:
        yield from _people(document["people"], labels, lang)
        yield from _data(document, labels, lang)
        yield from _claims(document["claims"], lang)
        yield from _amounts(document, lang)
    which = [_SETTINGS[lang][name] for name, rows in document["settings"].items() if rows]
    if which:
        yield from textwrap.wrap(words["settings"].format(names=series(which, lang)), 100)


def account_lines(document: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    """The answer of `case account` for people: the one line, then each statement."""
    yield from textwrap.wrap(document["line"][lang], 100)
    for row in document["statements"]:
        name, verdict = _STATEMENT[lang][row["id"]], _VERDICT[lang][row["verdict"]]
        text = f"{_MARK[row['verdict']]} {name}: {verdict}; {row['because'][lang]}."
        yield from textwrap.wrap(text, 100, subsequent_indent="  ")


def written_line(path: object, lang: Lang) -> str:
    """Where the differences were written."""
    return _DIFF[lang]["written"].format(path=path)


def _people(counts: Mapping[str, Any], labels: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    words = _DIFF[lang]
    shown = {name: number(count, lang) for name, count in counts.items() if isinstance(count, int)}
    new = f"{shown['new']} {'person' if counts['new'] == 1 else 'people'}" if lang == "en" else shown["new"]
    yield words["people"].format(
        new=new,
        gone=shown["gone"],
        more=shown["more_exposed"],
        are="is" if counts["new"] == 1 else "are",
        be="is" if counts["gone"] == 1 else "are",
        have="has" if counts["more_exposed"] == 1 else "have",
    )
    for name in ("became_subject", "became_mentioned"):
        if counts[name]:
            yield words[name].format(count=shown[name])
    if counts["kinds_added"]:
        kinds = [
            f"{in_language(labels.get(kind, kind), lang)} ({number(count, lang)})"
            for kind, count in sorted(counts["kinds_added"].items(), key=lambda item: (-item[1], item[0]))
        ]
        yield from textwrap.wrap(words["kinds_added"].format(kinds=_some(kinds, lang)), 100, subsequent_indent="  ")
    if counts["less_exposed"]:
        yield words["less"].format(count=shown["less_exposed"])
    yield from textwrap.wrap(words["total"].format_map(shown), 100)
    columns = [
        f"{_COLUMNS[lang][name]} ({number(count, lang)})"
        for name, count in counts["changed_in"].items()
        if name in _COLUMNS[lang]
    ]
    if columns:
        yield from textwrap.wrap(words["why"].format(columns=series(columns, lang)), 100, subsequent_indent="  ")
    if counts["mentioned"]["new"] or counts["mentioned"]["gone"]:
        yield words["mentioned"].format_map({name: number(count, lang) for name, count in counts["mentioned"].items()})


def _data(document: Mapping[str, Any], labels: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    words = _DIFF[lang]
    for name in ("new", "gone"):
        if document["kinds"][name]:
            kinds = [in_language(labels.get(kind, kind), lang) for kind in document["kinds"][name]]
            yield words[f"kinds_{name}"].format(names=_some(kinds, lang))
    fields = {name: len(rows) for name, rows in document["fields"].items()}
    tables = [("secrets", document["secrets"]), ("fields", fields)]
    tables += [(name, document[name]) for name in ("organisations", "ambiguous")]
    for name, counts in tables:
        if any(counts[change] for change in ("new", "gone", "changed")):
            yield words[name].format_map({key: number(counts[key], lang) for key in ("new", "gone", "changed")})


def _claims(rows: Mapping[str, Sequence[Mapping[str, Any]]], lang: Lang) -> Iterator[str]:
    words, verdicts = _DIFF[lang], _VERDICT[lang]
    for row in rows["changed"]:
        if "verdict" in row["changed"]:
            before, after = (verdicts[row[side]["verdict"]] for side in ("before", "after"))
            text = in_language(row["after"].get("text") or row.get("text") or row["id"], lang)
            yield words["claim"].format(text=text, before=before, after=after)
    for name, side in (("new", "after"), ("gone", "before")):
        for row in rows[name]:
            text = in_language(row["text"], lang)
            yield words[f"claim_{name}"].format(text=text, **{side: verdicts[row["verdict"]]})


def _amounts(document: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    words = _DIFF[lang]
    ends = [document[side] for side in ("first", "second")]
    before, after = (number(end["records"], lang) for end in ends)
    if before != after:
        yield words["records"].format(before=before, after=after)
    before, after = (_span(end, lang) for end in ends)
    if before != after:
        yield words["period"].format(before=before, after=after)
    days = document["period"]["days"]
    if days:
        names = [day(datetime.fromisoformat(row["name"]), lang) for row in days]
        yield words["days"].format(count=number(len(days), lang), names=_some(names, lang))
    inputs = document["inputs"]
    if inputs["new"] or inputs["gone"]:
        counts = {"new": len(inputs["new"]), "gone": len(inputs["gone"]), "same": inputs["same"]}
        yield words["files"].format_map({name: number(count, lang) for name, count in counts.items()})


def _span(end: Mapping[str, Any], lang: Lang) -> str:
    if not end["first_record"]:
        return _DIFF[lang]["nothing"]
    first, last = (day(datetime.fromisoformat(end[name]), lang) for name in ("first_record", "last_record"))
    return opening(f"{first} – {last}")


def _some(names: Sequence[str], lang: Lang) -> str:
    more = len(names) - _SHOWN
    rest = [f"{number(more, lang)} {'more' if lang == 'en' else 'lainnya'}"] if more > 0 else []
    return series([*names[:_SHOWN], *rest], lang)
