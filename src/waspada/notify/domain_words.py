"""What the checks of the sender's domain say: each finding in English and Indonesian, then what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ONE_RECORD: Final = (
    "Join them into one record: receivers take several for none.",
    "Gabungkan menjadi satu catatan: beberapa catatan dianggap tidak ada.",
)
_ALIGN: Final = (
    "Use a domain of the same organisation, or the same domain where DMARC asks for strict alignment.",
    "Pakai domain organisasi yang sama, atau domain yang persis sama bila DMARC meminta keselarasan ketat.",
)
_PUBLISH: Final = (
    "Publish this TXT record at {name}: {record}",
    "Terbitkan catatan TXT ini di {name}: {record}",
)
_TXT_SPF: Final = (
    "Publish a TXT record at {domain} that names your servers, as: v=spf1 ip4:192.0.2.10 -all",
    "Terbitkan catatan TXT di {domain} yang menyebut server Anda, misalnya: v=spf1 ip4:192.0.2.10 -all",
)

WORDS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "dns.no_answer": (
        (
            "DNS did not answer, so {what} of {domain} is not known.",
            "DNS tidak menjawab; {what} {domain} belum diketahui.",
        ),
        ("Check the connection, then try again.", "Periksa sambungan, lalu coba lagi."),
    ),
    "dns.recorded": (
        (
            "The answers of DNS come from a file: this says nothing about the real domain.",
            "Jawaban DNS berasal dari berkas: ini tidak membuktikan apa pun tentang domain yang sebenarnya.",
        ),
        ("Take “dns” out of mail.yaml when it is no rehearsal.", "Hapus “dns” dari mail.yaml bila ini bukan latihan."),
    ),
    "dmarc.missing": (
        ("{domain} has no DMARC record.", "{domain} tidak memiliki catatan DMARC."),
        (
            "Publish a TXT record at _dmarc.{domain}: v=DMARC1; p=quarantine",
            "Terbitkan catatan TXT di _dmarc.{domain}: v=DMARC1; p=quarantine",
        ),
    ),
    "dmarc.several": (
        ("{domain} has several DMARC records.", "{domain} memiliki beberapa catatan DMARC."),
        _ONE_RECORD,
    ),
    "dmarc.none": (
        (
            "DMARC of {domain} asks for nothing (p=none): anybody's mail in your name arrives.",
            "DMARC {domain} tidak meminta apa-apa (p=none): surel siapa pun atas nama Anda tetap sampai.",
        ),
        ("Set p=quarantine or p=reject.", "Tetapkan p=quarantine atau p=reject."),
    ),
    "dmarc.testing": (
        (
            "DMARC of {domain} is only tried out (t=y), so that nothing is asked for.",
            "DMARC {domain} masih uji coba (t=y), sehingga tidak ada yang diminta.",
        ),
        ("Take t=y out of the record.", "Hapus t=y dari catatan itu."),
    ),
    "dmarc.pct": (
        (
            "DMARC of {domain} holds pct, which RFC 9989 took away; older receivers apply the policy to a part only.",
            "DMARC {domain} memuat pct yang sudah dihapus RFC 9989; penerima lama menerapkannya sebagian saja.",
        ),
        ("Take pct out of the record.", "Hapus pct dari catatan itu."),
    ),
    "dkim.missing": (
        ("Letters are not signed (DKIM).", "Surat tidak ditandatangani (DKIM)."),
        (
            "Write “dkim” into mail.yaml; see docs/notify-mail.md.",
            "Isi “dkim” di mail.yaml; lihat docs/notify-mail.md.",
        ),
    ),
    "dkim.not_aligned": (
        (
            "Letters are signed for {domain}, which does not speak for {sender}.",
            "Surat ditandatangani untuk {domain}, yang tidak mewakili {sender}.",
        ),
        _ALIGN,
    ),
    "dkim.private_unreadable": (
        (
            "The key that should sign for {name} cannot be read, is no RSA key, or may be read by others.",
            "Kunci penanda tangan untuk {name} tidak dapat dibaca, bukan kunci RSA, atau dapat dibaca pihak lain.",
        ),
        (
            "Make one with: openssl genrsa -out dkim.pem 2048; then chmod 600 dkim.pem",
            "Buat dengan: openssl genrsa -out dkim.pem 2048; lalu chmod 600 dkim.pem",
        ),
    ),
    "dkim.no_record": (("There is no key record at {name}.", "Tidak ada catatan kunci di {name}."), _PUBLISH),
    "dkim.several_records": (
        ("There are several key records at {name}.", "Ada beberapa catatan kunci di {name}."),
        ("Leave one: receivers may take any of them.", "Sisakan satu: penerima dapat memakai yang mana saja."),
    ),
    "dkim.broken": (
        ("The key record at {name} cannot be read.", "Catatan kunci di {name} tidak dapat dibaca."),
        _PUBLISH,
    ),
    "dkim.revoked": (("The key at {name} was revoked.", "Kunci di {name} sudah dicabut."), _PUBLISH),
    "dkim.not_rsa": (
        ("The key at {name} is no RSA key, with which we sign.", "Kunci di {name} bukan kunci RSA yang kita pakai."),
        _PUBLISH,
    ),
    "dkim.not_for_mail": (
        (
            "The key at {name} is not for mail, or not for SHA-256.",
            "Kunci di {name} bukan untuk surel, atau bukan untuk SHA-256.",
        ),
        ("Take h= and s= out of the record.", "Hapus h= dan s= dari catatan itu."),
    ),
    "dkim.other_key": (
        (
            "The key at {name} does not belong to the key that signs.",
            "Kunci di {name} bukan pasangan kunci penanda tangan.",
        ),
        _PUBLISH,
    ),
    "dkim.too_short": (
        (
            "The key at {name} has {bits} bits: receivers ignore it.",
            "Kunci di {name} hanya {bits} bit: penerima mengabaikannya.",
        ),
        ("Make a key of 2048 bits, under a new selector.", "Buat kunci 2048 bit dengan selektor baru."),
    ),
    "dkim.short": (
        ("The key at {name} has {bits} bits; 2048 are usual.", "Kunci di {name} hanya {bits} bit; lazimnya 2048."),
        ("Make a key of 2048 bits, under a new selector.", "Buat kunci 2048 bit dengan selektor baru."),
    ),
    "dkim.testing": (
        (
            "The key record at {name} says that it is only tried out (t=y).",
            "Catatan kunci di {name} masih uji coba (t=y).",
        ),
        ("Take t=y out of the record.", "Hapus t=y dari catatan itu."),
    ),
    "spf.missing": (("{domain} has no SPF record.", "{domain} tidak memiliki catatan SPF."), _TXT_SPF),
    "spf.several": (("{domain} has several SPF records.", "{domain} memiliki beberapa catatan SPF."), _ONE_RECORD),
    "spf.broken": (
        (
            "The SPF record of {domain} has a fault, or asks for more than ten look-ups.",
            "Catatan SPF {domain} salah, atau memerlukan lebih dari sepuluh pencarian.",
        ),
        (
            "Correct it; name addresses (ip4:, ip6:) in place of includes that are not needed.",
            "Perbaiki; sebut alamat (ip4:, ip6:) sebagai ganti include yang tidak perlu.",
        ),
    ),
    "spf.not_allowed": (
        ("SPF of {domain} does not allow {ip} to send.", "SPF {domain} tidak mengizinkan {ip} mengirim."),
        ("Add the address to the record.", "Tambahkan alamat itu ke dalam catatan."),
    ),
    "spf.no_ip": (
        (
            "It is not known from which address letters for {domain} leave, so SPF cannot be checked.",
            "Belum diketahui dari alamat mana surat {domain} dikirim, sehingga SPF tidak dapat diperiksa.",
        ),
        ("Write “sending_ips” into mail.yaml.", "Isi “sending_ips” di mail.yaml."),
    ),
    "spf.everybody": (
        ("SPF of {domain} allows everybody to send.", "SPF {domain} mengizinkan siapa pun mengirim."),
        ("End the record with -all.", "Akhiri catatan itu dengan -all."),
    ),
    "spf.not_aligned": (
        (
            "Letters leave for {domain}, which does not speak for {sender}.",
            "Surat berangkat atas nama {domain}, yang tidak mewakili {sender}.",
        ),
        _ALIGN,
    ),
    "mx.bounces": (
        (
            "{domain} takes no mail, so that nothing can bounce to it.",
            "{domain} tidak menerima surel, sehingga pentalan tidak sampai.",
        ),
        ("Publish an MX record for it.", "Terbitkan catatan MX untuk domain itu."),
    ),
    "mx.sender": (
        ("{domain} takes no mail: people cannot answer.", "{domain} tidak menerima surel: orang tidak dapat membalas."),
        ("Publish an MX record for it.", "Terbitkan catatan MX untuk domain itu."),
    ),
}
