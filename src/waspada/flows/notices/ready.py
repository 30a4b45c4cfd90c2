"""May these letters go? Every sentence checked again against the log and the run; each finding says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from waspada.core.language import LANGUAGES, Lang, number
from waspada.flows.case.facts import Fact
from waspada.flows.notices.material import OPENED
from waspada.notify.backing import Checker, Verdict
from waspada.notify.finding import Finding
from waspada.notify.material import Material, Said, Stated
from waspada.notify.sentence import Basis

_STATED: Final = ("vendor", "product", "occurred_from", "occurred_to", "told_us_at", "aware_at")


def as_json(one: Finding) -> dict[str, Any]:
    """For `--json` and the API."""
    return {"code": one.code, "blocks": one.blocks, "words": dict(one.words), "hint": dict(one.hint)}


def found(code: str, *, blocks: bool, **values: object) -> Finding:
    """A finding of ours, in the words below."""
    words, hint = _WORDS[code]
    return Finding(code=code, blocks=blocks, words=_both(words, values), hint=_both(hint, values))


def from_backing(material: Material, facts: Mapping[str, Fact], document: Mapping[str, Any]) -> list[Finding]:
    """Sentences that the log or the run does not bear out any more, or never did."""
    checker = Checker(document)
    findings = list(_attested(material, facts))
    for name in material.absent:
        answer = checker.absent({"names": [name]})
        if answer.verdict is not Verdict.HOLDS:
            findings.append(_contradicted(checker.label(name, "en"), checker.label(name, "id"), answer.because))
    for said in _said(material):
        if said.basis is Basis.COMPUTED:
            answer = checker.check(said.backing)
            if answer.verdict is not Verdict.HOLDS:
                findings.append(_contradicted(said.text.get("en", ""), said.text.get("id", ""), answer.because))
    return findings


def from_material(material: Material, languages: Sequence[str]) -> list[Finding]:
    """What every letter must say and has nothing for."""
    findings = []
    for code, missing in (
        ("no_company", not material.company),
        ("no_vendor", material.vendor is None),
        ("no_contact", not material.contact),
    ):
        findings += [found(code, blocks=True)] if missing else []
    if not (material.what_happened or material.occurred_from or material.told_us_at):
        findings.append(found("says_little", blocks=False))
    if not material.what_we_did:
        findings.append(found("nothing_done", blocks=False))
    for said in _said(material):
        lacking = [lang for lang in languages if not said.text.get(lang, "").strip()]
        if lacking:
            findings.append(found("untranslated", blocks=True, languages=", ".join(lacking), what=_any(said)))
    return findings


def from_counts(counts: Mapping[str, Any], *, letters: int, held: int, newer: int = 0) -> list[Finding]:
    """Whom the letters do not reach.

    Args:
        newer: number of a later run than that of the notice; 0: there is none.
    """
    findings = [] if letters else [found("no_letters", blocks=True)]
    if held:
        findings.append(found("shared_open", blocks=False, count=held))
    lost = ("without_address", "ambiguous")
    findings += [found(code, blocks=False, count=counts[code]) for code in lost if counts.get(code)]
    without = counts.get("without_text") or {}
    if without:
        count, names = sum(without.values()), ", ".join(sorted(without)[:12])
        findings.append(found("other_language", blocks=False, count=count, languages=names))
    return [*findings, *([found("newer_run", blocks=False, run=newer)] if newer else [])]


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Those that block first, each once."""
    kept = {(one.code, str(one.words)): one for one in findings}
    return sorted(kept.values(), key=lambda one: not one.blocks)


def _attested(material: Material, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Each rests on the entry that counts now, and on one that we confirmed."""
    stated: list[Stated] = [one for one in (getattr(material, name) for name in _STATED) if one]
    rests = [(one.fact, one.entry) for one in stated]
    for said in _said(material):
        if said.basis is Basis.ATTESTED:
            backing = said.backing
            rests += [(str(one.get("fact")), one.get("entry")) for one in (backing, *backing.get("also", ()))]
    for name, entry in dict.fromkeys(rests):
        fact = facts.get(name)
        if {"fact": name, "entry": entry} == OPENED and (fact is None or fact.confirmed is None):
            continue  # it stands in the entry that opened the case
        confirmed = fact.confirmed if fact else None
        if confirmed is None:
            yield found("not_confirmed", blocks=True, fact=name)
        elif confirmed.entry != entry:
            yield found("superseded", blocks=True, fact=name, entry=confirmed.entry)


def _said(material: Material) -> list[Said]:
    corrected = material.correction.new if material.correction else ()
    return [*material.what_happened, *material.what_we_did, *corrected]


def _any(said: Said) -> str:
    return next((text for text in said.text.values() if text.strip()), said.id)


def _contradicted(en: str, indonesian: str, because: Mapping[str, str]) -> Finding:
    values: dict[Lang, dict[str, object]] = {
        "en": {"what": en, "because": because["en"]},
        "id": {"what": indonesian, "because": because["id"]},
    }
    words, hint = _WORDS["contradicted"]
    return Finding(
        code="contradicted",
        blocks=True,
        words={lang: words[at].format(**values[lang]) for at, lang in enumerate(LANGUAGES)},
        hint=_both(hint, {}),
    )


def _both(texts: tuple[str, str], values: Mapping[str, object]) -> dict[str, str]:
    made: dict[str, str] = {}
    for at, lang in enumerate(LANGUAGES):
        shown = {name: number(one, lang) if type(one) is int else one for name, one in values.items()}
        made[lang] = texts[at].format(**shown)
    return made


_RENEW: Final = (
    "Take the facts of now into the draft, then have it prepared again.",
    "Masukkan fakta terkini ke dalam draf, lalu siapkan lagi.",
)
_WORDS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "no_sender": (
        ("Nobody has said how letters leave from here.", "Belum diatur bagaimana surat dikirim dari sini."),
        (
            "Write mail.yaml in WASPADA_HOME; see docs/notify-mail.md.",
            "Tulis mail.yaml di WASPADA_HOME; lihat docs/notify-mail.md.",
        ),
    ),
    "sender_wrong": (
        ("The settings for sending are wrong: {what}", "Pengaturan pengiriman salah: {what}"),
        ("Correct mail.yaml in WASPADA_HOME.", "Perbaiki mail.yaml di WASPADA_HOME."),
    ),
    "sender_changed": (
        ("The sender is not the one that the draft names.", "Pengirimnya bukan lagi yang tercantum dalam draf."),
        _RENEW,
    ),
    "no_company": (
        ("The letters do not say who writes.", "Surat belum menyebut siapa penulisnya."),
        ("Give the workspace a name.", "Beri nama ruang kerja."),
    ),
    "no_vendor": (
        ("The letters do not say where it happened.", "Surat belum menyebut di mana kejadiannya."),
        ("State and confirm the fact “vendor”.", "Nyatakan dan konfirmasi fakta “vendor”."),
    ),
    "no_contact": (
        ("The letters do not say where to ask.", "Surat belum menyebut ke mana orang dapat bertanya."),
        ("Write a contact into the draft, or into the workspace.", "Isi kontak pada draf atau di ruang kerja."),
    ),
    "says_little": (
        ("The letters do not say what happened, or when.", "Surat belum menjelaskan apa yang terjadi, atau kapan."),
        ("Confirm the facts about the attack.", "Konfirmasi fakta tentang serangan itu."),
    ),
    "nothing_done": (
        ("The letters do not say what we did.", "Surat belum menjelaskan apa yang sudah kita lakukan."),
        (
            "Word what was done for a fact that is confirmed.",
            "Tulis apa yang sudah dilakukan berdasarkan fakta yang dikonfirmasi.",
        ),
    ),
    "untranslated": (
        ("A sentence has no words in {languages}: {what}", "Sebuah kalimat belum ada dalam {languages}: {what}"),
        ("Write it in every language of the letters.", "Tulis dalam semua bahasa surat."),
    ),
    "not_confirmed": (
        (
            "The letters rest on “{fact}”, which we have not confirmed.",
            "Surat bersandar pada “{fact}” yang belum kita konfirmasi.",
        ),
        _RENEW,
    ),
    "superseded": (
        (
            "The fact “{fact}” was stated anew in entry {entry}.",
            "Fakta “{fact}” sudah dinyatakan ulang di entri {entry}.",
        ),
        _RENEW,
    ),
    "contradicted": (
        ("The run does not bear this out: {what}. {because}", "Hasil penilaian tidak mendukung ini: {what}. {because}"),
        _RENEW,
    ),
    "no_letters": (
        ("Nobody would get a letter.", "Tidak ada yang akan menerima surat."),
        (
            "Look at the people of the run, and at whom this version is for.",
            "Periksa orang dalam hasil penilaian, dan untuk siapa versi ini.",
        ),
    ),
    "shared_open": (
        (
            "Addresses shared by several people that wait for a decision: {count}.",
            "Alamat yang dipakai beberapa orang dan menunggu keputusan: {count}.",
        ),
        ("Decide each; what waits gets no letter.", "Putuskan satu per satu; yang menunggu tidak dikirimi surat."),
    ),
    "without_address": (
        ("People whom no mail can reach: {count}.", "Orang yang tidak terjangkau surel: {count}."),
        (
            "Write to them by post, or tell them in the statement.",
            "Kirimi mereka surat pos, atau sampaikan lewat pernyataan.",
        ),
    ),
    "ambiguous": (
        (
            "Identities in the data that are settled for nobody: {count}. They get no letter.",
            "Identitas dalam data yang belum jelas miliknya siapa: {count}. Mereka tidak dikirimi surat.",
        ),
        (
            "Decide them on the page of the review, then assess again.",
            "Putuskan di halaman tinjauan, lalu nilai ulang.",
        ),
    ),
    "other_language": (
        (
            "People whose language has no text: {count} ({languages}). They get the default.",
            "Orang yang bahasanya belum punya teks: {count} ({languages}). Mereka menerima bahasa bawaan.",
        ),
        ("Add a text in their language, or accept it.", "Tambahkan teks dalam bahasa mereka, atau terima."),
    ),
    "newer_run": (
        (
            "The letters rest on an older run; the latest is {run}.",
            "Surat bersandar pada hasil lama; yang terbaru adalah {run}.",
        ),
        ("Draft the version anew from the latest run.", "Susun ulang versi ini dari hasil terbaru."),
    ),
}
