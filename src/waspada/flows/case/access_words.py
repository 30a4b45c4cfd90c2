"""The readable summary of an access request (GDPR Art. 15; Indonesia's UU PDP Art. 6 and 7), as one plain HTML page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from waspada.core.language import Lang, in_language, number

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("Your data in this incident", "Data Anda dalam insiden ini"),
    "what": (
        "This is a copy of every record that is yours in the data that {vendor} handed over to us. It was made from "
        "assessment number {run} on {day}.",
        "Ini salinan setiap rekaman milik Anda dalam data yang diserahkan {vendor} kepada kami. Salinan ini dibuat "
        "dari asesmen nomor {run} pada {day}.",
    ),
    "records": ("Your records", "Rekaman Anda"),
    "count.one": ("One record is yours.", "Ada 1 rekaman milik Anda."),
    "count": ("{count} records are yours.", "Ada {count} rekaman milik Anda."),
    "none": (
        "No record in this data is your own.",
        "Tidak ada rekaman dalam data ini yang merupakan milik Anda sendiri.",
    ),
    "file": ("File", "Berkas"),
    "number": ("Records", "Rekaman"),
    "kinds": ("What they hold about you", "Isinya tentang Anda"),
    "kind": ("Kind of data", "Jenis data"),
    "category": ("Category", "Kategori"),
    "values": ("Values", "Nilai"),
    "mentions": ("Where others name you", "Rekaman orang lain yang menyebut Anda"),
    "mentioned": (
        "In {count} more places a record of somebody else, or text that belongs to nobody, names you. They are listed "
        "by position in mentions.csv, without what others wrote. Ask us if you want to know what is said of you there.",
        "Di {count} tempat lain, rekaman orang lain atau teks tanpa pemilik menyebut Anda. Tempat itu dicantumkan "
        "menurut posisi dalam mentions.csv, tanpa tulisan orang lain. Tanyakan kepada kami bila Anda ingin tahu apa "
        "yang disebut tentang Anda di sana.",
    ),
    "mentioned.one": (
        "In one more place a record of somebody else, or text that belongs to nobody, names you. It is listed by "
        "position in mentions.csv, without what others wrote. Ask us if you want to know what is said of you there.",
        "Di 1 tempat lain, rekaman orang lain atau teks tanpa pemilik menyebut Anda. Tempat itu tercantum menurut "
        "posisi dalam mentions.csv, tanpa tulisan orang lain. Tanyakan kepada kami bila Anda ingin tahu apa yang "
        "disebut tentang Anda di sana.",
    ),
    "unmentioned": (
        "We found no record of anybody else that names you.",
        "Kami tidak menemukan rekaman orang lain yang menyebut Anda.",
    ),
    "who": ("Who had it", "Siapa yang memegangnya"),
    "vendor": (
        "{vendor} received this data as our vendor. Who else took it is for us to say in the letter that this file "
        "comes with: this file does not know it.",
        "{vendor} menerima data ini sebagai vendor kami. Siapa lagi yang mengambilnya kami sampaikan dalam surat "
        "pengantar berkas ini: berkas ini tidak mengetahuinya.",
    ),
    "source": ("Where this copy is from: {files}.", "Asal salinan ini: {files}."),
    "gaps": ("What this file cannot say", "Yang tidak dapat dijawab berkas ini"),
    "gap_purpose": (
        "For which purposes the data was used, and for how long it is kept: the data itself does not say it. The "
        "letter that this file comes with must.",
        "Untuk tujuan apa data dipakai dan berapa lama disimpan: datanya sendiri tidak menyebutkannya. Surat pengantar "
        "berkas ini wajib menjelaskannya.",
    ),
    "gap_quarantine": (
        "{count} records in the data are damaged. Whose they are cannot be told, so none of them is in this file.",
        "{count} rekaman dalam data itu rusak. Pemiliknya tidak dapat dipastikan, sehingga tidak satu pun dimuat di "
        "sini.",
    ),
    "gap_ambiguous": (
        "{count} identities in the data fit several people. While nobody has decided whose they are, they are in "
        "nobody's file.",
        "{count} identitas dalam data itu cocok dengan beberapa orang. Selama belum diputuskan siapa pemiliknya, "
        "identitas itu tidak dimuat dalam berkas siapa pun.",
    ),
    "gap_later": (
        "{count} hand-overs arrived that this assessment did not read.",
        "{count} penyerahan data belum dibaca oleh asesmen ini.",
    ),
    "gap_others": (
        "Your own records may hold words or names of other people, such as in a comment. A person reads them before "
        "they are handed over.",
        "Rekaman Anda sendiri dapat memuat tulisan atau nama orang lain, misalnya dalam komentar. Seseorang membacanya "
        "sebelum berkas ini diserahkan.",
    ),
    "rights": ("Your rights", "Hak Anda"),
    "right": (
        "You can ask us to correct or erase what is wrong or no longer needed, object to its use, and complain to the "
        "data protection authority of your country.",
        "Anda dapat meminta kami memperbaiki atau menghapus data yang keliru atau tidak diperlukan lagi, menolak "
        "penggunaannya, dan mengadu kepada otoritas pelindungan data pribadi di negara Anda.",
    ),
    "written": (
        "Spreadsheet cells that begin with = + - @ have an apostrophe in front, so that no program runs them. Of a "
        "format that is no text, each record is written as its fields by name.",
        "Sel tabel yang diawali = + - @ diberi apostrof di depannya agar tidak dijalankan program apa pun. Dari format "
        "yang bukan teks, setiap rekaman ditulis sebagai kolom menurut namanya.",
    ),
}
_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b2430}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .8rem .3rem 0;"
    "border-bottom:1px solid #cdd5dd;vertical-align:top;overflow-wrap:anywhere}h1,h2{line-height:1.2}"
)


def say(key: str, lang: Lang, **values: Any) -> str:
    """One sentence; numbers are written as the language writes them."""
    if values.get("count") == 1 and f"{key}.one" in _WORDS:
        key = f"{key}.one"
    text = _WORDS[key][1 if lang == "id" else 0]
    return text.format(**{name: number(one, lang) if isinstance(one, int) else one for name, one in values.items()})


def page(told: Mapping[str, Any], lang: Lang) -> str:
    """The summary.

    Args:
        told: what `access_export` gathered: `vendor`, `run`, `day`, `records`, `files`, `kinds`, `mentions`, `sources`,
            `gaps`.
    """
    records, mentions = told["records"], told["mentions"]
    files = [(one["path"], number(one["records"], lang)) for one in told["files"]]
    kinds = [
        (in_language(one["label"], lang), in_language(one["category"], lang), number(one["values"], lang))
        for one in told["kinds"]
    ]
    parts = [
        f"<h1>{say('title', lang)}</h1>",
        _p(say("what", lang, vendor=told["vendor"], run=told["run"], day=in_language(told["day"], lang))),
        _h("records", lang),
        _p(say("count", lang, count=records) if records else say("none", lang)),
        _table((say("file", lang), say("number", lang)), files),
        _h("kinds", lang) if kinds else "",
        _table((say("kind", lang), say("category", lang), say("values", lang)), kinds),
        _h("mentions", lang),
        _p(say("mentioned", lang, count=mentions) if mentions else say("unmentioned", lang)),
        _h("who", lang),
        _p(say("vendor", lang, vendor=told["vendor"])),
        _p(say("source", lang, files=", ".join(told["sources"]))),
        _h("gaps", lang),
        "<ul>" + "".join(f"<li>{escape(say(key, lang, **values))}</li>" for key, values in told["gaps"]) + "</ul>",
        _h("rights", lang),
        _p(say("right", lang)),
        _p(say("written", lang)) if files else "",
    ]
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{say("title", lang)}</title>'
    )
    body = "\n".join(part for part in parts if part)
    top = f'<!doctype html>\n<html lang="{lang}">\n<head>{head}<style>{_STYLE}</style></head>'
    return f"{top}\n<body>\n{body}\n</body>\n</html>\n"


def _h(key: str, lang: Lang) -> str:
    return f"<h2>{escape(say(key, lang))}</h2>"


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
