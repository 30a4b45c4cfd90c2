"""The mails that answer questions: one subject for yes and no, one link, nothing asked of anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from typing import Final

from waspada.core.categories import label
from waspada.core.language import Lang, number
from waspada.flows.public.bundle import About
from waspada.flows.public.fetches import LIVES
from waspada.flows.public.members import Facts
from waspada.notify import verp
from waspada.notify.message import envelope
from waspada.notify.transport import Outgoing

_DAYS: Final = round(LIVES / 86_400)
_SUBJECT: Final = {
    "affected": ("Your question about your data", "Pertanyaan Anda tentang data Anda"),
    "organisation": ("Your question about your organisation", "Pertanyaan Anda tentang organisasi Anda"),
}
_WORDS: Final = {
    "hello": (
        "You asked {company} whether your address is in the data described in our statement.",
        "Anda bertanya kepada {company} apakah alamat Anda ada dalam data yang dijelaskan dalam pernyataan kami.",
    ),
    "yes": (
        "The answer is yes: the address to which this mail went is in it. Of yours it holds:",
        "Jawabannya: ya, alamat tujuan surat ini ada di dalamnya. Data Anda yang ada di sana:",
    ),
    "bare": (
        "The answer is yes: the address to which this mail went is in it.",
        "Jawabannya: ya, alamat tujuan surat ini ada di dalamnya.",
    ),
    "mentioned": (
        "It stands there because somebody else wrote about you; you have no account of your own in it.",
        "Alamat itu ada di sana karena orang lain menulis tentang Anda; Anda tidak memiliki akun sendiri di dalamnya.",
    ),
    "no": (
        "The answer is no: the address to which this mail went is not in it. That holds for this address, written in "
        "this way. If you use others, ask for each.",
        "Jawabannya: tidak, alamat tujuan surat ini tidak ada di dalamnya. Ini berlaku untuk alamat ini, yang ditulis "
        "seperti ini. Jika Anda memakai alamat lain, tanyakan satu per satu.",
    ),
    "more": (
        "What happened, and what you can do, stands here: {statement}",
        "Apa yang terjadi dan apa yang dapat Anda lakukan ada di sini: {statement}",
    ),
    "asks_nothing": (
        "This mail asks for nothing: no password, no code, no payment, no sign-in.",
        "Surat ini tidak meminta apa pun: tidak ada kata sandi, kode, pembayaran, atau permintaan masuk.",
    ),
    "not_you": (
        "If you did not ask, somebody typed your address. The answer went to you alone.",
        "Jika Anda tidak bertanya, seseorang telah mengetik alamat Anda. Jawabannya hanya dikirim kepada Anda.",
    ),
    "contact": ("To reach a person: {contact}", "Untuk berbicara dengan seseorang: {contact}"),
    "list": (
        "You asked {company} for the people of {domain} in the data described in our statement. There are {count}. "
        "The list lies under this link:",
        "Anda meminta kepada {company} daftar orang dari {domain} dalam data yang dijelaskan dalam pernyataan kami. "
        "Jumlahnya {count}. Daftarnya ada di tautan ini:",
    ),
    "once": (
        "The link works once, and ends after {days} days. The file holds personal data: choose where it goes before "
        "you fetch it.",
        "Tautan ini hanya sekali pakai dan berakhir setelah {days} hari. Berkasnya berisi data pribadi: tentukan "
        "tempat menyimpannya sebelum mengambil.",
    ),
    "nobody": (
        "You asked {company} for the people of {domain} in the data described in our statement. We found nobody of "
        "this domain in it.",
        "Anda meminta kepada {company} daftar orang dari {domain} dalam data yang dijelaskan dalam pernyataan kami. "
        "Kami tidak menemukan siapa pun dari domain ini di dalamnya.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """Who sends."""

    address: str
    name: str
    bounce_mailbox: str
    bounce_domain: str
    sign: Callable[[bytes], bytes] = field(default=bytes, repr=False)
    """Puts a signature in front (DKIM)."""


def affected(about: About, facts: Facts | None, lang: Lang) -> str:
    """Yes with the kinds of data, or no."""
    lines = [_say("hello", lang, company=about.company)]
    if facts is None:
        lines.append(_say("no", lang))
    else:
        kinds = [f"- {label(category, lang)}" for category in facts.categories]
        lines.append("\n".join([_say("yes" if kinds else "bare", lang), *kinds]))
        lines += [_say("mentioned", lang)] if facts.mentioned else []
    return _joined(lines, about, lang)


def organisation(about: About, domain: str, lang: Lang, *, people: int, token: str) -> str:
    """The link to its list, or that there is none."""
    if not people:
        return _joined([_say("nobody", lang, company=about.company, domain=domain)], about, lang)
    said = _say("list", lang, company=about.company, domain=domain, count=number(people, lang))
    link = f"{about.address.rstrip('/')}/fetch?lang={lang}&token={token}"
    return _joined([f"{said}\n{link}", _say("once", lang, days=str(_DAYS))], about, lang)


def outgoing(sender: From, recipient: str, kind: str, text: str, lang: Lang, *, row: int, now: float) -> Outgoing:
    """The message, signed and ready.

    Args:
        kind: `affected`, `organisation`.

    Raises:
        BadInput: no server takes the address.
    """
    token = verp.new_token()
    message = EmailMessage(policy=SMTP if recipient.isascii() else SMTPUTF8)
    local, _, domain = sender.address.rpartition("@")
    message["From"] = Address(sender.name, local, domain)
    message["To"] = envelope(recipient)
    message["Subject"] = _SUBJECT[kind][1 if lang == "id" else 0]
    message["Date"] = format_datetime(datetime.fromtimestamp(int(now), UTC))
    message["Message-ID"] = verp.message_id(token, domain=domain)
    message["Auto-Submitted"] = "auto-replied"  # RFC 3834: nobody's notice of absence answers it
    message["Content-Language"] = lang
    message.set_content(text, cte="quoted-printable")
    return Outgoing(
        row=row,
        sender=verp.address(token, mailbox=sender.bounce_mailbox, domain=sender.bounce_domain),
        recipient=recipient,
        content=sender.sign(message.as_bytes()),
    )


def _joined(lines: list[str], about: About, lang: Lang) -> str:
    end = [
        _say("more", lang, statement=f"{about.address.rstrip('/')}/"),
        f"{_say('asks_nothing', lang)}\n{_say('not_you', lang)}",
        f"{_say('contact', lang, contact=about.contact)}\n{about.company}",
    ]
    return "\n\n".join([*lines, *end]) + "\n"


def _say(key: str, lang: Lang, **values: str) -> str:
    return _WORDS[key][1 if lang == "id" else 0].format(**values)
