"""`waspada case verify`: was anything in the case altered?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from waspada.cli import case_options, options
from waspada.cli.progress import Bar
from waspada.cli.words import json_text
from waspada.core.errors import EvidenceAltered
from waspada.core.language import Lang, number

if TYPE_CHECKING:
    from waspada.store.case.altered import Altered
    from waspada.store.case.verify import Verified

SCHEMA: Final = "waspada/verify/1"


@click.command()
@case_options.case
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An anchor that was kept elsewhere; may be given more than once.",
)
@click.option(
    "--tsa-certificate",
    "certificate",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    envvar="WASPADA_TSA_CERTIFICATE",
    help="PEM file with the root of the time-stamp authority: tokens beside anchors must be signed under it.",
)
@options.as_json
@options.lang
def command(case: Path, anchors: tuple[Path, ...], certificate: Path | None, as_json: bool, lang: Lang) -> None:
    """Was anything in a case altered?

    Checks every entry of the log, every sealed byte, every file that was left in place, every result of a run and every
    anchor, and names each place that was altered, the first one first. Needs no key, and writes nothing.

    Exit codes: 0 nothing was altered, 12 something was.

    \b
    Examples:
      waspada case verify case-acme
      waspada case verify case-acme --anchor /media/usb/anchor.json --json
    """
    from waspada.store.case.verify import verify

    with Bar(lang) as bar:
        found = verify(
            case, anchors=anchors, certificate=certificate.read_bytes() if certificate else None, progress=bar
        )
    if as_json:
        click.echo(json_text(document(found)))
    else:
        for line in lines(found, lang):
            click.echo(line)
    raise SystemExit(EvidenceAltered.exit_code if found.altered else 0)


def document(found: Verified) -> dict[str, object]:
    """The answer as JSON."""
    return {
        "schema": SCHEMA,
        "case_id": found.case_id,
        "entries": found.entries,
        "head": found.head,
        "altered": [asdict(one) for one in found.altered],
        "anchors": [asdict(one) for one in found.anchors],
    }


def lines(found: Verified, lang: Lang) -> Iterator[str]:
    """The answer for people."""
    words = WORDS[lang]
    if found.altered:
        count = number(len(found.altered), lang)
        yield words["altered_one" if len(found.altered) == 1 else "altered"].format(count=count)
        yield from (f"  {_place(one, lang)}: {WHY[lang][one.why]}" for one in found.altered)
    else:
        yield words["sound"]
    yield words["log"].format(entries=number(found.entries, lang), head=found.head or "-")
    for one in found.anchors:
        yield words["fits" if one.fits else "unfit"].format(file=one.file, number=number(one.number, lang))
        if one.stamped:
            yield words["proved" if one.proved else "stamped"].format(time=one.stamped)
    if not found.anchors:
        yield words["unanchored"]


def _place(one: Altered, lang: Lang) -> str:
    return WHAT[lang]["bytes" if "-" in one.where and one.what not in _ENTRIES else one.what].format(
        name=one.name, where=one.where
    )


_ENTRIES: Final = ("entry", "tail")
WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "sound": "Nothing was altered.",
        "altered": "ALTERED in {count} places. The first one is first:",
        "altered_one": "ALTERED in one place:",
        "log": "Log: {entries} entries, head {head}",
        "fits": "Anchor {file}: entry {number} is in the log as it was.",
        "unfit": "Anchor {file}: entry {number} is not in the log as it was.",
        "stamped": "  Time stamp {time}. Its signature was not checked: give --tsa-certificate.",
        "proved": "  Time stamp {time}, signed by the authority.",
        "unanchored": "No anchor was used, so a log whose end was cut off, or that was written anew, would not show. "
        "Make one with `waspada case anchor` and keep it elsewhere.",
    },
    "id": {
        "sound": "Tidak ada yang diubah.",
        "altered": "ADA PERUBAHAN di {count} tempat. Yang pertama disebut lebih dahulu:",
        "altered_one": "ADA PERUBAHAN di satu tempat:",
        "log": "Catatan: {entries} entri, ujung {head}",
        "fits": "Jangkar {file}: entri {number} ada di catatan, tidak berubah.",
        "unfit": "Jangkar {file}: entri {number} tidak ada lagi di catatan seperti semula.",
        "stamped": "  Stempel waktu {time}. Tanda tangannya belum diperiksa: berikan --tsa-certificate.",
        "proved": "  Stempel waktu {time}, ditandatangani oleh otoritasnya.",
        "unanchored": "Tidak ada jangkar yang dipakai. Jika ujung catatan dipotong, atau seluruh catatan ditulis "
        "ulang, hal itu tidak akan terlihat. Buat jangkar dengan `waspada case anchor`, lalu simpan di tempat lain.",
    },
}
WHAT: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "bytes": "{name}, bytes {where}",
        "entry": "{name}, entry {where}",
        "tail": "{name}, end of the log, entry {where}",
        "file": "{name}",
        "segment": "{name}",
        "handover": "{name}",
        "run": "{name}",
        "anchor": "{name}",
    },
    "id": {
        "bytes": "{name}, byte {where}",
        "entry": "{name}, entri {where}",
        "tail": "{name}, ujung catatan, entri {where}",
        "file": "{name}",
        "segment": "{name}",
        "handover": "{name}",
        "run": "{name}",
        "anchor": "{name}",
    },
}
WHY: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "changed": "changed",
        "missing": "missing",
        "added": "put in later",
        "moved": "stands twice, or in another place",
        "rewritten": "written anew",
        "one_of_two": "one of these two was written anew; an anchor would tell which",
        "cut": "cut off: an anchor knows it",
        "unfinished": "not written to its end: a crash, or somebody cut it",
        "unsealed": "no entry of the log seals it",
        "unfitting": "does not belong to this case",
        "unreadable": "cannot be read",
        "unproved": "not signed by the certificate that was given",
    },
    "id": {
        "changed": "diubah",
        "missing": "hilang",
        "added": "ditambahkan kemudian",
        "moved": "muncul dua kali, atau berpindah tempat",
        "rewritten": "ditulis ulang",
        "one_of_two": "salah satu dari keduanya ditulis ulang; jangkar dapat menunjukkan yang mana",
        "cut": "dipotong: sebuah jangkar masih mencatatnya",
        "unfinished": "tidak tertulis sampai akhir: terhenti mendadak, atau dipotong orang",
        "unsealed": "tidak ada entri catatan yang menyegelnya",
        "unfitting": "bukan milik kasus ini",
        "unreadable": "tidak dapat dibaca",
        "unproved": "tidak ditandatangani oleh sertifikat yang diberikan",
    },
}
