"""What people can do, by what was exposed, and answers to what they ask first; rules are named as in letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from waspada.assess.report.families import FAMILIES
from waspada.flows.statement.computed import Data
from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Said, Section, Texts, advice, both, computed
from waspada.notify.backing import Verdict

RULES: Final[Mapping[str, Texts]] = {
    "beware": both(
        "Beware of false messages about this, also in our name.",
        "Waspadai pesan palsu tentang hal ini, juga atas nama kami.",
    ),
    "phishing.any": both(
        "False messages about this incident may be sent, also in our name. Open no link and no attachment in a message "
        "that you did not expect.",
        "Mungkin akan ada pesan palsu tentang insiden ini, juga atas nama kami. Jangan buka tautan atau lampiran dalam "
        "pesan yang tidak Anda duga.",
    ),
    "never": both(
        "We never ask for passwords, API keys or codes. Give them to nobody, whoever they say they are.",
        "Kami tidak pernah meminta kata sandi, kunci API, atau kode. Jangan berikan kepada siapa pun, mengaku sebagai "
        "siapa pun dia.",
    ),
    "given": both(
        "If you have given something away already, change it now, and tell us.",
        "Jika Anda telanjur memberikan sesuatu, segera ganti dan beri tahu kami.",
    ),
    "mfa.unknown": both(
        "If multi-factor authentication is not on for your account, turn it on in your security settings, the way you "
        "usually get there.",
        "Jika autentikasi multifaktor pada akun Anda belum aktif, aktifkan di pengaturan keamanan, dengan cara yang "
        "biasa Anda pakai.",
    ),
    "phishing.phone": both(
        "Be as careful with calls and text messages: hang up, and call back on a number that you looked up yourself.",
        "Berhati-hatilah juga dengan telepon dan SMS: tutup teleponnya, lalu hubungi kembali nomor yang Anda cari "
        "sendiri.",
    ),
    "phishing.post": both(
        "Letters and parcels can be false, too: pay nothing that you did not order.",
        "Surat dan paket pun bisa palsu: jangan membayar apa pun yang tidak Anda pesan.",
    ),
    "password.change": both(
        "If we told you that a password of yours was in the data, change it, and any password that is the same or "
        "similar.",
        "Jika kami memberi tahu bahwa kata sandi Anda ada dalam data itu, gantilah, begitu pula kata sandi lain yang "
        "sama atau mirip.",
    ),
    "key.revoke": both(
        "If we told you that a key or token of yours was in the data, revoke it where it was issued, and look for use "
        "that you do not recognise.",
        "Jika kami memberi tahu bahwa kunci atau token Anda ada dalam data itu, cabut di tempat penerbitannya, lalu "
        "periksa apakah ada pemakaian yang tidak Anda kenal.",
    ),
    "session.end": both(
        "If we told you that a session of yours was in the data, end all open sessions in the security settings of the "
        "service.",
        "Jika kami memberi tahu bahwa sesi Anda ada dalam data itu, akhiri semua sesi yang masih terbuka melalui "
        "pengaturan keamanan layanan tersebut.",
    ),
    "money.bank": both(
        "Look at your bank and card statements, and tell your bank at once about a payment that you did not make.",
        "Periksa mutasi rekening dan tagihan kartu Anda, dan segera beri tahu bank jika ada transaksi yang bukan Anda "
        "lakukan.",
    ),
    "identity.watch": both(
        "Look out for contracts, loans or accounts in your name that are not yours.",
        "Waspadai kontrak, pinjaman, atau akun atas nama Anda yang bukan milik Anda.",
    ),
    "private.threat": both(
        "If somebody threatens to publish what they know about you, do not pay. Keep the message, go to the police, "
        "and tell us.",
        "Jika ada yang mengancam akan menyebarkan hal tentang Anda, jangan membayar. Simpan pesannya, lapor ke polisi, "
        "dan beri tahu kami.",
    ),
    "private.place": both(
        "If it is dangerous for you that somebody knows where you live or where you were, talk to the police, and tell "
        "us.",
        "Jika berbahaya bagi Anda bahwa orang lain tahu tempat tinggal atau keberadaan Anda, bicaralah dengan polisi, "
        "dan beri tahu kami.",
    ),
    "ask": both(
        "Ask us. The answer goes only to your own address, so nobody else can find out whether you are in the data.",
        "Tanyakan kepada kami. Jawabannya hanya kami kirim ke alamat Anda sendiri, sehingga orang lain tidak dapat "
        "mengetahui apakah data Anda ada di dalamnya.",
    ),
    "genuine.code": both(
        "Each letter of ours carries a code with which you can compare it, word for word, with the one that we sent. "
        "Somebody could copy a code: trust the letter only if the text is the same, too.",
        "Setiap surat kami memuat kode untuk membandingkannya, kata demi kata, dengan surat yang kami kirim. Kode bisa "
        "saja disalin orang: percayailah surat itu hanya jika isinya pun sama.",
    ),
    "genuine.domains": both(
        "Look at the domain after the @ sign: the only ones from which we write about this stand below.",
        "Perhatikan domain setelah tanda @: hanya domain yang tercantum di bawah inilah yang kami pakai untuk hal ini.",
    ),
}
"""Rule → what we say in public. What only some must do begins with the condition."""
_ALWAYS: Final = ("phishing.any", "never", "given", "mfa.unknown")
_WHEN: Final[Mapping[str, tuple[str, ...]]] = {
    "password.change": ("secret.password", "secret.password_hash", "user.authorization.password"),
    "key.revoke": ("secret.api_key", "user.authorization.credentials"),
    "session.end": ("secret.session_cookie", "secret.jwt", "secret.bearer_token"),
    "money.bank": ("user.financial", "user.payment"),
    "identity.watch": ("user.government_id", "user.demographic.date_of_birth"),
    "phishing.phone": ("user.contact.phone_number",),
    "phishing.post": ("user.contact.address.street", "user.contact.address.mailing_address"),
    "private.threat": ("user.health", "user.content", "user.demographic.sexual_orientation", "user.criminal_history"),
    "private.place": ("user.location.precise", "user.contact.address.street", "user.contact.address.mailing_address"),
}
"""Rule → kinds and categories; one that was found is enough."""
_ONCE_OPEN: Final = (
    ("passwords", "password", both("Do I have to change my password?", "Apakah saya harus mengganti kata sandi?")),
    ("keys", "key", both("Do I have to replace my API keys?", "Apakah saya harus mengganti kunci API?")),
)
_KEEP: Final[Mapping[str, Texts]] = {
    "passwords": both(
        "Not because of this: no password was found in the data.",
        "Bukan karena insiden ini: tidak ada kata sandi yang ditemukan dalam data itu.",
    ),
    "keys": both(
        "Not because of this: no key was found in the data.",
        "Bukan karena insiden ini: tidak ada kunci yang ditemukan dalam data itu.",
    ),
}
_NOT_YET: Final[Mapping[str, Texts]] = {
    "passwords": both(
        "Whether there are passwords in the data cannot be told yet. If you want to be safe, change yours.",
        "Apakah ada kata sandi dalam data itu belum dapat dipastikan. Agar aman, Anda dapat menggantinya.",
    ),
    "keys": both(
        "Whether there are keys in the data cannot be told yet. If you want to be safe, replace yours.",
        "Apakah ada kunci dalam data itu belum dapat dipastikan. Agar aman, Anda dapat menggantinya.",
    ),
}
_AFFECTED: Final = both("Am I affected?", "Apakah data saya terdampak?")
_GENUINE: Final = both(
    "How do I know that a message is really from you?",
    "Bagaimana saya tahu bahwa sebuah pesan benar-benar dari kalian?",
)


def given(section: Section, rule: str, question: Texts | None = None) -> Said:
    """Advice by its rule."""
    return advice(section, rule, RULES[rule], **({"question": question} if question else {}))


def warned() -> Said:
    """The one warning of the digest: what the exposed people will meet first."""
    return given(Section.DIGEST, "beware")


def counsel(material: Material) -> Iterator[Said]:
    """What people can do."""
    for rule in _ALWAYS:
        yield given(Section.DO, rule)
    for rule, names in _WHEN.items():
        if any(material.checker.check({"check": "exposed", "names": [name]}).holds for name in names):
            yield given(Section.DO, rule)


def answers(data: Data) -> Iterator[Said]:
    """What people ask first."""
    about = data.material.about
    yield given(Section.QUESTIONS, "ask", _AFFECTED)
    for family_id, topic, question in _ONCE_OPEN:
        yield from _answer(data, family_id, topic, question)
    if about.check_url:
        yield given(Section.QUESTIONS, "genuine.code", _GENUINE)
    if about.domains:
        yield given(Section.QUESTIONS, "genuine.domains", _GENUINE)
    yield given(Section.QUESTIONS, "never", _GENUINE)


def _answer(data: Data, family_id: str, topic: str, question: Texts) -> Iterator[Said]:
    names = data.names(next(one for one in FAMILIES if one.id == family_id)) or [_ANY[family_id]]
    verdict = data.checker.check({"check": "absent", "names": names}).verdict
    key = f"questions.{topic}"
    if verdict is Verdict.HOLDS:
        backing = {"check": "absent", "names": names}
        yield computed(Section.QUESTIONS, key, _KEEP[family_id], backing, question=question)
    elif verdict is Verdict.CANNOT_TELL:
        yield computed(
            Section.QUESTIONS, key, _NOT_YET[family_id], {"check": "open", "names": names}, question=question
        )
    else:
        yield given(Section.QUESTIONS, "password.change" if topic == "password" else "key.revoke", question)


_ANY: Final = {"passwords": "user.authorization.password", "keys": "user.authorization.credentials"}
"""What the question is about before any run."""
