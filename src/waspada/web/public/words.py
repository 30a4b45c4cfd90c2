"""All words of the public pages, English and Indonesian."""

from __future__ import annotations

from typing import Final

from waspada.core.language import Lang, number

WORDS: Final = {
    "skip": ("Skip to the content", "Langsung ke isi"),
    "nav": ("Pages", "Halaman"),
    "statement": ("Statement", "Pernyataan"),
    "check": ("Check a letter", "Periksa surat"),
    "affected": ("Am I affected?", "Apakah saya terdampak?"),
    "organisation": ("For organisations", "Untuk organisasi"),
    "ask": ("Ask us", "Tanya kami"),
    "other_language": ("Bahasa Indonesia", "English"),
    "foot": (
        "Published by {company}. To reach a person: {contact}. This site sets no cookies, keeps no log of visits, and "
        "loads nothing from elsewhere.",
        "Diterbitkan oleh {company}. Untuk berbicara dengan seseorang: {contact}. Situs ini tidak memasang kuki, tidak "
        "menyimpan catatan kunjungan, dan tidak memuat apa pun dari tempat lain.",
    ),
    # --- a letter ---
    "check.title": ("Compare a letter with what we sent", "Bandingkan surat dengan yang kami kirim"),
    "check.lead": (
        "Every letter of ours ends with a check code. Type it here and you see the whole letter that we sent under it.",
        "Setiap surat kami diakhiri dengan kode periksa. Ketik di sini, dan Anda melihat seluruh surat yang kami kirim "
        "dengan kode itu.",
    ),
    "check.caution": (
        "A code can be copied into a forged letter. So a code alone says nothing about the letter that you hold: "
        "compare the two.",
        "Kode dapat disalin ke surat palsu. Maka kode saja tidak membuktikan apa pun tentang surat yang Anda pegang: "
        "bandingkan keduanya.",
    ),
    "check.code": ("Check code", "Kode periksa"),
    "check.hint": (
        "20 letters and digits. Capital or small, with dashes or without.",
        "20 huruf dan angka. Huruf besar atau kecil, dengan atau tanpa tanda hubung.",
    ),
    "check.button": ("Show the letter", "Tampilkan surat"),
    "check.again": ("Check another code", "Periksa kode lain"),
    "found.title": ("This is what we sent under this code", "Inilah yang kami kirim dengan kode ini"),
    "found.lead": (
        "Compare every line with what you received. If anything differs, above all a link, an address, a telephone "
        "number or what you are asked to do, do not trust it.",
        "Bandingkan setiap baris dengan yang Anda terima. Jika ada yang berbeda, terutama tautan, alamat, nomor "
        "telepon, atau hal yang diminta dari Anda, jangan percayai surat itu.",
    ),
    "found.copied": (
        "A code can be copied: that it leads here says nothing about the letter that you hold.",
        "Kode dapat disalin: bahwa kode ini sampai ke sini tidak membuktikan apa pun tentang surat yang Anda pegang.",
    ),
    "found.places": (
        "This code was looked up from {count} different networks so far.",
        "Sejauh ini kode ini telah diperiksa dari {count} jaringan yang berbeda.",
    ),
    "found.places.one": (
        "This code was looked up from one network so far.",
        "Sejauh ini kode ini telah diperiksa dari satu jaringan.",
    ),
    "found.flag": (
        "Take care: this code was looked up from {count} different networks or more. That is how it looks when a "
        "letter was passed on, or when its code was copied into forged ones.",
        "Hati-hati: kode ini telah diperiksa dari {count} jaringan yang berbeda atau lebih. Demikianlah tampaknya bila "
        "sebuah surat diteruskan, atau bila kodenya disalin ke surat palsu.",
    ),
    "found.sender": ("From", "Dari"),
    "found.subject": ("Subject", "Perihal"),
    "found.date": ("Date", "Tanggal"),
    "found.recipient": ("To (partly hidden)", "Kepada (sebagian disamarkan)"),
    "found.code": ("Check code", "Kode periksa"),
    "found.text": ("The full text", "Teks lengkap"),
    "found.differs": ("If something differs", "Jika ada yang berbeda"),
    "found.report": (
        "Do not answer it and follow no link in it. Tell us: {contact}. We never ask for passwords, codes, keys or "
        "payments.",
        "Jangan membalas dan jangan membuka tautan di dalamnya. Beri tahu kami: {contact}. Kami tidak pernah meminta "
        "kata sandi, kode, kunci, atau pembayaran.",
    ),
    "wrong.title": ("There is nothing to show for this code", "Tidak ada yang dapat ditampilkan untuk kode ini"),
    "wrong.lead": (
        "Look whether all 20 letters and digits are as in the letter. O counts as zero; I and L count as one.",
        "Periksa apakah semua 20 huruf dan angka sama dengan yang di surat. O dihitung sebagai nol; I dan L sebagai "
        "satu.",
    ),
    "wrong.not_ours": (
        "If they are, the letter may not be ours. Follow no link in it, give it no password and no code, and tell us: "
        "{contact}.",
        "Jika sudah sama, surat itu mungkin bukan dari kami. Jangan buka tautan di dalamnya, jangan berikan kata sandi "
        "atau kode, dan beri tahu kami: {contact}.",
    ),
    # --- somebody asks ---
    "affected.title": ("Is my data in it?", "Apakah data saya ada di dalamnya?"),
    "affected.lead": (
        "Give your e-mail address. The answer goes to that address and to nobody else. This page says the same "
        "whatever is typed, so a stranger learns nothing about you here.",
        "Berikan alamat e-mail Anda. Jawabannya dikirim ke alamat itu, tidak ke siapa pun selain itu. Halaman ini "
        "selalu mengatakan hal yang sama, sehingga orang lain tidak mengetahui apa pun tentang Anda di sini.",
    ),
    "affected.address": ("Your e-mail address", "Alamat e-mail Anda"),
    "affected.button": ("Send the answer to this address", "Kirim jawaban ke alamat ini"),
    "affected.done": ("The answer comes by mail", "Jawabannya datang lewat e-mail"),
    "affected.done_lead": (
        "If what you typed is an e-mail address, a letter goes to it and says whether it is in the data, and what of "
        "yours is.",
        "Jika yang Anda ketik adalah alamat e-mail, sebuah surat dikirim ke sana dan menjelaskan apakah alamat itu ada "
        "dalam data, dan data Anda apa saja.",
    ),
    "affected.when": (
        "It comes within two days, also when the answer is no.",
        "Surat itu datang dalam dua hari, juga bila jawabannya tidak.",
    ),
    "affected.again": (
        "One answer a day goes to an address. When very many ask at once, a question may not be taken: if nothing has "
        "come after two days, ask again.",
        "Satu alamat mendapat satu jawaban sehari. Bila sangat banyak orang bertanya sekaligus, sebuah pertanyaan bisa "
        "tidak terterima: jika setelah dua hari belum ada surat, tanyakan lagi.",
    ),
    "affected.asks_nothing": (
        "The letter asks for nothing: no password, no code, no payment, no sign-in.",
        "Surat itu tidak meminta apa pun: tidak ada kata sandi, kode, pembayaran, atau permintaan masuk.",
    ),
    # --- an organisation ---
    "organisation.title": ("Who of our organisation is in it?", "Siapa dari organisasi kami yang ada di dalamnya?"),
    "organisation.lead": (
        "For those who administer an organisation. Its list is handed out once, under a link that goes by mail, after "
        "proof that you speak for the domain.",
        "Untuk administrator organisasi. Daftarnya diserahkan satu kali, melalui tautan yang dikirim lewat e-mail, "
        "setelah ada bukti bahwa Anda mewakili domain tersebut.",
    ),
    "organisation.domain": ("Domain of the organisation", "Domain organisasi"),
    "organisation.domain_hint": ("For example: example.org", "Misalnya: example.org"),
    "organisation.contact": ("Your e-mail address", "Alamat e-mail Anda"),
    "organisation.button": ("Ask for the list", "Minta daftarnya"),
    "organisation.done": ("Now the proof", "Sekarang buktinya"),
    "organisation.done_lead": (
        "This page says the same for every domain: it tells nobody whether an organisation is in the data.",
        "Halaman ini selalu mengatakan hal yang sama untuk setiap domain: tidak memberi tahu siapa pun apakah suatu "
        "organisasi ada dalam data.",
    ),
    "organisation.admin": (
        "If you gave an address that we know as an administrator of the organisation, there is nothing to do: the link "
        "goes to it.",
        "Jika Anda memberikan alamat yang kami kenal sebagai administrator organisasi itu, tidak ada yang perlu "
        "dilakukan: tautannya dikirim ke sana.",
    ),
    "organisation.record": (
        "Otherwise add this TXT record to the DNS of the domain, on the domain itself:",
        "Jika tidak, tambahkan catatan TXT ini ke DNS domain tersebut, pada domain itu sendiri:",
    ),
    "organisation.wait": (
        "We look for it for seven days. When it is there, the link goes to the address that you gave; then you can "
        "remove the record.",
        "Kami mencarinya selama tujuh hari. Setelah ditemukan, tautannya dikirim ke alamat yang Anda berikan; lalu "
        "catatan itu boleh dihapus.",
    ),
    # --- a link that works once ---
    "fetch.title": ("Fetch your list", "Ambil daftar Anda"),
    "fetch.lead": (
        "The link works once. The file holds personal data: choose where it goes before you fetch it.",
        "Tautan ini hanya sekali pakai. Berkasnya berisi data pribadi: tentukan tempat menyimpannya sebelum mengambil.",
    ),
    "fetch.token": ("Token from the letter", "Token dari surat"),
    "fetch.button": ("Fetch it, once", "Ambil, satu kali"),
    "fetch.wrong": ("This link gives nothing", "Tautan ini tidak memberi apa pun"),
    "fetch.wrong_lead": (
        "It was used, it has ended, or part of it is missing. You can ask for a new one.",
        "Tautan sudah dipakai, sudah berakhir, atau tidak lengkap. Anda dapat meminta yang baru.",
    ),
    # --- an enquiry ---
    "ask.title": ("Ask a person", "Tanyakan kepada kami"),
    "ask.lead": (
        "A person reads it and answers by mail. Send no password, no identity number and no copy of a document.",
        "Seseorang membacanya dan menjawab lewat e-mail. Jangan kirim kata sandi, nomor identitas, atau salinan "
        "dokumen.",
    ),
    "ask.address": ("Your e-mail address", "Alamat e-mail Anda"),
    "ask.text": ("Your question", "Pertanyaan Anda"),
    "ask.text_hint": ("Up to {most} characters.", "Paling banyak {most} karakter."),
    "ask.button": ("Send", "Kirim"),
    "ask.done": ("Your question was taken", "Pertanyaan Anda sudah kami terima"),
    "ask.done_lead": (
        "It lies encrypted until a person of {company} opens it. The answer comes to the address that you gave.",
        "Pertanyaan ini tersimpan terenkripsi sampai dibuka oleh orang di {company}. Jawabannya datang ke alamat yang "
        "Anda berikan.",
    ),
    "ask.empty": ("Something is missing", "Ada yang belum diisi"),
    "ask.empty_lead": (
        "An address and a question are needed, and the question may have up to {most} characters.",
        "Alamat dan pertanyaan harus diisi, dan pertanyaan paling panjang {most} karakter.",
    ),
    # --- what does not go ---
    "full.title": ("It could not be taken now", "Saat ini belum dapat diterima"),
    "full.lead": (
        "Too much came at once. Try again in an hour, or write to {contact}.",
        "Terlalu banyak yang datang sekaligus. Coba lagi satu jam lagi, atau tulis kepada {contact}.",
    ),
    "slow.title": ("Too many tries", "Terlalu banyak percobaan"),
    "slow.lead": (
        "Too many codes or links that lead nowhere came from your network. Try again in some minutes.",
        "Terlalu banyak kode atau tautan yang tidak mengarah ke mana pun datang dari jaringan Anda. Coba lagi beberapa "
        "menit lagi.",
    ),
    "missing.title": ("There is no such page", "Halaman ini tidak ada"),
    "missing.lead": ("Begin with the statement.", "Mulailah dari pernyataan."),
    "method.title": ("This page cannot be asked in this way", "Halaman ini tidak dapat diminta dengan cara ini"),
    "method.lead": ("Open it in a browser and use its form.", "Buka di peramban dan gunakan formulirnya."),
    "large.title": ("That was too much", "Itu terlalu banyak"),
    "large.lead": ("A form of this site is much smaller.", "Formulir di situs ini jauh lebih kecil."),
    "form.title": ("This is no form of ours", "Ini bukan formulir kami"),
    "form.lead": ("Open the page and use its form.", "Buka halamannya dan gunakan formulirnya."),
    "late.title": ("It took too long", "Terlalu lama"),
    "late.lead": ("The form did not arrive. Send it again.", "Formulir tidak sampai. Kirim sekali lagi."),
    "broken.title": ("Something of ours broke", "Ada yang rusak di pihak kami"),
    "broken.lead": (
        "Try again. If it happens again, write to {contact}.",
        "Coba lagi. Jika terjadi lagi, tulis kepada {contact}.",
    ),
}
"""Key → English, Indonesian."""


def said(key: str, lang: Lang, /, **values: str | int) -> str:
    """A sentence, not yet escaped. With `count=1`, `KEY.one` is taken where there is one."""
    if values.get("count") == 1 and f"{key}.one" in WORDS:
        key = f"{key}.one"
    shown = {name: number(value, lang) if isinstance(value, int) else value for name, value in values.items()}
    return WORDS[key][1 if lang == "id" else 0].format(**shown)
