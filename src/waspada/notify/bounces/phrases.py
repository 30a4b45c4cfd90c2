"""The words of mail systems, one expression a line: English, Indonesian, and subjects in other large languages.

A new language is new lines here. Expressions have bounded repeats only, since strangers choose the text.
"""

from __future__ import annotations

import re
from typing import Final


def _any(lines: str, before: str = "") -> re.Pattern[str]:
    """One expression that finds any of the lines."""
    return re.compile(f"{before}(?:{'|'.join(line.strip() for line in lines.strip().splitlines())})", re.IGNORECASE)


SUBJECTS: Final = _any(r"""
    undeliver
    un-?deliverable
    non-?deliver
    delivery (?:status|fail|problem|error|incomplete|has fail|report|notif|delay)
    returned (?:mail|to sender|e-?mail)
    failure notice
    failed mail
    mail failure
    mail (?:delivery|system) (?:fail|error|problem)
    (?:message|mail) (?:not|could not be|delivery|delayed|was not)
    warning: (?:could not send|message)
    rejected
    bounce
    gagal (?:ter)?kirim
    tidak (?:dapat )?(?:ter|di)?kirim
    tidak tersampaikan
    pengiriman .{0,20}(?:gagal|tertunda)
    kegagalan pengiriman
    (?:nicht |un)zustellbar
    non remis
    onbestelbaar
    no se (?:ha )?(?:puede|pudo|podido)
    mancato recapito
    недостав
    未送
    退信
    配信
""")
"""Of messages that report on a delivery."""

GIVEN_UP: Final = _any(r"""
    giv(?:en|ing) up
    not (?:going to )?(?:be )?(?:try|retr)\w* again
    will not be retried
    no further (?:attempt|deliver)
    too long in (?:the )?queue
    in the queue too long
    retry time(?:out)? (?:not reached|exceeded)
    permanent(?:ly)? (?:fatal )?(?:error|fail)
    (?:has|have) permanently
    will be deleted from (?:the )?queue
    (?:message|delivery time|it) (?:has )?expired
    could not be delivered for
    tidak (?:akan )?dicoba lagi
    (?:gagal|secara) permanen
""")

STILL_TRIED: Final = _any(r"""
    delivery incomplete
    warning message only
    not need to resend
    will (?:keep|continue|be) (?:to )?(?:try|retr)\w*
    will (?:re)?try again
    still (?:being|trying|be)\b
    (?:delivery|message|mail) (?:to .{0,80} )?(?:is|has been|was|will be) (?:temporarily )?delay
    delivery delayed
    delay(?:ed)? (?:mail|delivery|notif)
    message .{0,60} delayed
    not yet been delivered
    could not send (?:the )?message for (?:the )?past
    (?:masih|terus|kembali) (?:akan )?(?:di)?coba
    akan (?:terus |kembali )?(?:di)?coba
    tertunda
    belum (?:dapat )?terkirim
""")

FULL: Final = _any(r"""
    (?:mail)?box .{0,40}\bfull
    mailfolder is full
    over ?quota
    quota (?:is |has been )?(?:exceeded|full|limit)
    exceed\w* .{0,30}(?:quota|storage)
    storage limit
    (?:insufficient|not enough|out of) .{0,20}(?:storage|space)
    (?:kotak|kapasitas|penyimpanan).{0,40}penuh
    melebihi kuota
""")

NO_DOMAIN: Final = _any(r"""
    (?:host|domain)(?: name)? (?:unknown|not found|does(?:n't| not) exist|lookup fail)
    (?:unknown|no such) (?:host|domain)
    name service error
    couldn't find any host
    bad destination system
    domain .{0,60}tidak (?:ditemukan|ada)
""")

_BAD = "unknown|no such|invalid|bad|unrecognized|non-?existent|illegal"
_GONE = (
    "unknown|not (?:be )?found|does(?:n't| not) exist|not exist|invalid|disabled|not listed|unavailable|inactive"
    "|not known|no longer|rejected|suspended|deactivated|closed"
)
NO_MAILBOX: Final = _any(rf"""
    (?:user|recipient|address|addressee|mailbox|account) .{{0,120}}(?:{_GONE})
    (?:{_BAD}) .{{0,20}}(?:user|recipient|addressee|alias|person|address|mailbox|account)
    does(?:n't| not) have an? .{{0,40}}account
    no mailbox
    not a valid
    not a known user
    not listed in
    not our customer
    unrout(?:e)?able
    mailbox (?:unavailable|not)
    addresse?s? couldn't be found
    wasn't found
    (?:pengguna|penerima|alamat|akun|kotak surat).{{0,60}}tidak (?:ditemukan|dikenal|ada|valid|terdaftar|aktif)
    dinonaktifkan
""")

REFUSED: Final = _any(r"""
    \bspam\b
    block(?:ed|list)
    blacklist
    polic(?:y|ies)
    access denied
    not (?:authori[sz]ed|permitted|allowed)
    restricted
    message (?:was )?rejected
    content (?:filter|reject)
    virus
    ditolak
    diblokir
""")

TIMED_OUT: Final = _any(r"""
    timed? ?out
    too long
    connection refused
    (?:un|not )reach(?:able|ed)
    retry time
    host .{0,40}(?:down|not respond)
    expired
    no route to host
    could not be delivered for
    (?:tidak|gagal) .{0,20}terhubung
    batas waktu
""")

MEANINGS: Final = (
    (FULL, "2.2"),
    (NO_DOMAIN, "1.2"),
    (NO_MAILBOX, "1.1"),
    (REFUSED, "7.1"),
    (TIMED_OUT, "4.7"),
)
"""Subject and detail of RFC 3463 for words without a code; the first that is found counts."""

AUTO_REPLY: Final = _any(
    r"""
    auto(?:matic|mated)?[ -]?(?:reply|response|answer)
    auto(?:re)?:
    out[ -]of[ -](?:the[ -])?office
    ooo\b
    vacation
    on leave
    away from
    (?:balasan|jawaban|pesan) otomatis
    (?:sedang )?cuti\b
    (?:sedang )?di luar kantor
    abwesenheit
    automatische antwort
    r[ée]ponse automatique
    respuesta autom
    risposta automatica
    автоответ
    自动回复
    自動返信
    """,
    before="^(?:re: ?)?",
)
"""Of messages that a program sends for a person."""

DAEMONS: Final = _any(
    r"""
    mailer[-_.]?daemon
    mail[-_.]?daemon
    mdaemon
    postmaster
    mailadmin
    mail[-_.]?delivery
    mail[-_.]?system
    microsoftexchange[0-9a-f]{8,}
    bounces?
    double-?bounce
    undeliver\w*
    """,
    before="^",
)
"""Before @, in addresses of mail systems; ends with the word."""

DAEMON_NAMES: Final = _any(r"""
    mail(?:er)?[ -]?(?:delivery|daemon)
    delivery (?:sub)?(?:system|service)
    system administrator
    postmaster
    mail (?:system|administrator|router)
    internet mail service
""")
"""As mail systems call themselves."""

RETURNED: Final = re.compile(
    r"^[ \t>]*(?:-{2,}.{0,40}(?:original message|returned mail|copy of your message|pesan asli|below this line).{0,60}"
    r"|-{2,} this is a copy of the (?:message|headers).{0,60}|original message headers?:?[ \t]*"
    r"|received:[ \t].{3,200}|return-path:[ \t].{0,200})$",
    re.IGNORECASE | re.MULTILINE,
)
"""Where the words end and the letter that was sent back begins."""
