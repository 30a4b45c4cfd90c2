"""What the commands of `waspada notify` say on a terminal, in English and Indonesian."""

from __future__ import annotations

from typing import Final

from waspada.core.language import Lang

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "drafted": (
        "Notice {number} is a draft over run {run}: {letters} letters.",
        "Pemberitahuan {number} adalah draf atas run {run}: {letters} surat.",
    ),
    "group": ("  {count} · {audience} · {language} · {channel} · {state}",) * 2,
    "audience.admin": ("administrators", "administrator"),
    "audience.user": ("people with an account", "orang dengan akun"),
    "audience.no_account": ("people without an account", "orang tanpa akun"),
    "channel.mail": ("e-mail", "surel"),
    "channel.post": ("post", "pos"),
    "state.queued": ("waits", "menunggu"),
    "state.sending": ("a worker has it", "sedang dikerjakan"),
    "state.data": ("is leaving", "sedang keluar"),
    "state.accepted": ("accepted", "diterima"),
    "state.delivered": ("delivered", "sampai"),
    "state.bounced": ("did not arrive", "tidak sampai"),
    "state.unknown": ("unknown", "tidak diketahui"),
    "state.held": ("held for a person", "ditahan untuk diputuskan"),
    "state.cancelled": ("cancelled", "dibatalkan"),
    "notice.draft": ("a draft", "draf"),
    "notice.approved": ("approved, nothing sent", "disetujui, belum dikirim"),
    "notice.sending": ("being sent", "sedang dikirim"),
    "notice.paused": ("paused", "dijeda"),
    "notice.halted": ("stopped itself", "berhenti sendiri"),
    "notice.done": ("sent", "terkirim"),
    "notice.withdrawn": ("taken back", "ditarik"),
    "status": (
        "Notice {number} is {state}. Letters: {letters}.",
        "Pemberitahuan {number}: {state}. Surat: {letters}.",
    ),
    "why": ("  Why: {what}", "  Alasan: {what}"),
    "count": ("  {count} {state}",) * 2,
    "blocks": ("  BLOCKS: {what}", "  MENGHALANGI: {what}"),
    "knows": ("  Know this: {what}", "  Perlu diketahui: {what}"),
    "fine": ("Nothing blocks it.", "Tidak ada yang menghalanginya."),
    "next_ask": (
        "Next: ask for the approval on the page of the notice, then: waspada notify send --case {case} "
        "--approval NUMBER",
        "Berikutnya: minta persetujuan di halaman pemberitahuan, lalu: waspada notify send --case {case} "
        "--approval NOMOR",
    ),
    "locked": ("Locked: digest {digest}.", "Dikunci: intisari {digest}."),
    "started": (
        "The first letters may leave: `waspada worker` sends them, `waspada serve` starts one.",
        "Surat pertama boleh keluar: `waspada worker` mengirimnya, `waspada serve` menjalankannya.",
    ),
    "did.pause": ("Paused. What is leaving this moment still leaves.", "Dijeda. Yang sedang keluar tetap keluar."),
    "did.resume": ("It goes on.", "Dilanjutkan."),
    "did.stop": ("Taken back. What waited is cancelled.", "Ditarik. Yang menunggu dibatalkan."),
    "settled": ("Written down.", "Dicatat."),
    "unsettled": ("Letters of which nobody knows: {count}.", "Surat yang nasibnya tidak diketahui: {count}."),
    "unsettled_row": (
        "  row {row} · {domain} · {when} · token {token}",
        "  baris {row} · {domain} · {when} · token {token}",
    ),
    "to": ("To: {address}", "Kepada: {address}"),
    "html": ("Written as HTML: {where}", "Ditulis sebagai HTML: {where}"),
    "tested": ("{domain} ({language}): {outcome} {reply}",) * 2,
    "printed": (
        "Printed: {printed}. Held for a person: {held}. The manifest is {where}.",
        "Dicetak: {printed}. Ditahan untuk diputuskan: {held}. Manifesnya {where}.",
    ),
    "proof": (
        "Written to {where}: who was told what. Rows in the case folder: {rows} new.",
        "Ditulis ke {where}: siapa diberi tahu apa. Baris di folder kasus: {rows} baru.",
    ),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """One sentence."""
    return _WORDS[key][1 if lang == "id" else 0].format(**values)
