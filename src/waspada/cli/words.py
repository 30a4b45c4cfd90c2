"""What the commands say on a terminal, in English and Indonesian."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from waspada.core.language import Lang, in_language, number, size
from waspada.detect.registry import KINDS

_SCAN = {
    "en": {
        "head": "Searched for {kinds} kinds of data. Cells: {cells}, records: {records}, size: {bytes}.",
        "text": "Searched the text for {kinds} kinds of data.",
        "none": "Nothing was found.",
        "nowhere": "Nothing was found, but what was given could not be searched as it should; see below.",
        "found": "Found:",
        "weak": "Not sure (look at these):",
        "row": "  {label} · {where} · {values} {word}, {distinct} different · {how}",
        "one": "  {label} · {mask} · {how}",
        "quarantined": "Records that could not be parsed, searched as raw text: {count}.",
        "unknown": "Files that no reader knows, read as raw text: {count} ({names})",
        "trouble": "{name}: {reason}",
        "balance": "Every cell was counted twice; both counts agree.",
    },
    "id": {
        "head": "Memeriksa {cells} sel dalam {records} rekaman ({bytes}) untuk {kinds} jenis data.",
        "text": "Memeriksa teks untuk {kinds} jenis data.",
        "none": "Tidak ada yang ditemukan.",
        "nowhere": "Tidak ada yang ditemukan, tetapi isinya tidak dapat diperiksa sepenuhnya; lihat di bawah.",
        "found": "Ditemukan:",
        "weak": "Belum pasti (periksa sendiri):",
        "row": "  {label} · {where} · {values} nilai, {distinct} berbeda · {how}",
        "one": "  {label} · {mask} · {how}",
        "quarantined": "{count} rekaman tidak dapat diurai. Isinya diperiksa sebagai teks mentah.",
        "unknown": "{count} berkas dibaca sebagai teks mentah karena formatnya tidak dikenal: {names}",
        "trouble": "{name}: {reason}",
        "balance": "Setiap sel dihitung dua kali; kedua hitungan sama.",
    },
}

_HOW_ID = {
    "form": "bentuk",
    "form and checksum": "bentuk dan digit periksa",
    "field name and form": "nama kolom dan bentuk",
    "field name and check digit": "nama kolom dan digit periksa",
    "words nearby and check digit": "kata di dekatnya dan digit periksa",
    "words nearby and form": "kata di dekatnya dan bentuk",
    "check digit, the column matches almost whole": "digit periksa, hampir seluruh kolom cocok",
    "check digit alone": "hanya digit periksa",
    "form alone": "hanya bentuk",
    "meaning given by the format": "makna menurut format",
    "field name": "nama kolom",
    "equal to the directory": "sama dengan direktori",
    "hash of an address in the directory": "hash dari alamat di direktori",
    "confirmed by a person": "dipastikan oleh orang",
}


def json_text(document: object) -> str:
    """JSON for standard output; with escapes where its encoding could not hold every character."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(document, ensure_ascii=not plain, indent=1)


def label(kind: str, lang: str) -> str:
    """What people call a kind."""
    known = KINDS.get(kind)
    return kind if known is None else known.label_id if lang == "id" else known.label


def scan_lines(result: Any, lang: Lang) -> Iterator[str]:
    """The answer of `waspada scan` for people."""
    words, counts = _SCAN[lang], result.accounting
    opaque = sum(item.lost for item in result.troubles)
    searched = bool(counts["cells"]) or not opaque
    if counts["files"]:
        yield words["head"].format(
            cells=number(counts["cells"], lang),
            records=number(counts["records"], lang),
            bytes=size(counts["bytes_unpacked"], lang),
            kinds=number(len(KINDS), lang),
        )
    else:
        yield words["text"].format(kinds=number(len(KINDS), lang))
    strong = [row for row in result.findings if row["strength"] == "strong"]
    weak = [row for row in result.findings if row["strength"] == "weak"]
    for title, rows in (("found", strong), ("weak", weak)):
        if rows:
            yield ""
            yield words[title]
            yield from (
                _row(row, lang) for row in sorted(rows, key=lambda row: (row["category"], row["kind"], -row["values"]))
            )
    if not result.findings:
        yield words["none" if searched else "nowhere"]
    yield ""
    if counts["records_quarantined"]:
        yield words["quarantined"].format(count=number(counts["records_quarantined"], lang))
    unknown = [file["path"] for file in result.files if file["format"] == "unknown"]
    if unknown:
        more = ", …" if len(unknown) > 5 else ""
        yield words["unknown"].format(count=number(len(unknown), lang), names=", ".join(unknown[:5]) + more)
    for trouble in result.troubles:
        yield words["trouble"].format(name=trouble.name, reason=trouble.reason)
    if counts["files"] and counts["cells"]:
        yield words["balance"]


def _row(row: dict[str, Any], lang: Lang) -> str:
    words = _SCAN[lang]
    how = _HOW_ID.get(row["how"], row["how"]) if lang == "id" else row["how"]
    shown = f"{label(row['kind'], lang)}"
    if "start" in row:
        return words["one"].format(label=shown, mask=row.get("revealed", row["masked_samples"])[0], how=how)
    line = words["row"].format(
        label=shown,
        where=row["field"] if row["field"] == row["table"] else f"{row['table']} > {row['field']}",
        values=number(row["values"], lang),
        word="value" if row["values"] == 1 else "values",
        distinct=number(row["distinct"], lang),
        how=how,
    )
    return line + (f" · {', '.join(row['revealed'])}" if row.get("revealed") else "")


_ASSESS = {
    "en": {
        "directory": "Directory: {name}. Recognised: {columns}.",
        "report": "Report:      {path}",
        "share": "To share:    {path} (no personal value)",
        "restricted": "Restricted:  {path} (personal values: only for those who must know)",
        "left_out": "Not read: {path}, {reason}.",
        "incomplete": "Incomplete: something was quarantined or could not be read; the report says what.",
    },
    "id": {
        "directory": "Direktori: {name}. Dikenali: {columns}.",
        "report": "Laporan:      {path}",
        "share": "Boleh dibagi: {path} (tanpa data pribadi)",
        "restricted": "Terbatas:     {path} (berisi data pribadi: hanya untuk yang berkepentingan)",
        "left_out": "Tidak dibaca: {path}, {reason}.",
        "incomplete": "Belum lengkap: ada yang dikarantina atau tidak terbaca; rinciannya di laporan.",
    },
}


def directory_line(name: str, recognised: Mapping[str, str], lang: Lang) -> str:
    """What was recognised in the directory, said before the run."""
    columns = ", ".join(f"{meaning} = {column}" for meaning, column in recognised.items())
    return _ASSESS[lang]["directory"].format(name=name, columns=columns)


def assessment_lines(result: Any, lang: Lang) -> Iterator[str]:
    """The answer of `waspada assess` for people: the digest, and where everything is."""
    words = _ASSESS[lang]
    for sentence in result.digest(lang):
        yield from textwrap.wrap(sentence, 100)
    yield ""
    for claim in result.document["claims"]:
        because = in_language(claim.get("because"), lang)
        mark = {"holds": "=", "contradicted": "!", "cannot_tell": "?"}[claim["verdict"]]
        verdict = f"{mark} {in_language(claim['text'], lang)} {_VERDICT[lang][claim['verdict']]}: {because}"
        yield from textwrap.wrap(verdict, 100, subsequent_indent="  ")
    if result.document["claims"]:
        yield ""
    for file in result.document["files_left_out"]:
        yield words["left_out"].format(path=file["path"], reason=in_language(file["reason"], lang))
    if result.incomplete:
        yield words["incomplete"]
    yield words["report"].format(path=result.out / "share" / "report.html")
    yield words["share"].format(path=result.out / "share")
    yield words["restricted"].format(path=result.out / "restricted")


_VERDICT = {
    "en": {"holds": "Holds", "contradicted": "Contradicted", "cannot_tell": "Cannot tell"},
    "id": {"holds": "Benar", "contradicted": "Terbantah", "cannot_tell": "Belum dapat dipastikan"},
}


_DEMO = {
    "en": {
        "equal": "Truth:       every count equals what the generator made.",
        "differs": "Truth: {count} counts differ from what the generator made:",
        "row": "  {what}: made {truth}, found {found}",
    },
    "id": {
        "equal": "Kebenaran:    semua hitungan sama dengan yang dibuat pembangkit.",
        "differs": "Kebenaran: {count} hitungan berbeda dari yang dibuat pembangkit:",
        "row": "  {what}: dibuat {truth}, ditemukan {found}",
    },
}


def demo_lines(differences: Sequence[Any], lang: Lang) -> Iterator[str]:
    """Whether the demo's counts equal its truth."""
    words = _DEMO[lang]
    if not differences:
        yield words["equal"]
        return
    yield words["differs"].format(count=number(len(differences), lang))
    for item in differences[:20]:
        yield words["row"].format(what=item.what, truth=item.truth, found=item.found)
