"""What a later hand-over changes."""

WORDS = {
    "title": ("What changed", "Yang berubah"),
    "none": ("There is nothing to compare yet", "Belum ada yang dapat dibandingkan"),
    "none_lead": (
        "This page compares each assessment with the one before it. Take in the next hand-over and have it assessed.",
        "Halaman ini membandingkan setiap penilaian dengan penilaian sebelumnya. Masukkan penyerahan berikutnya dan "
        "mintalah penilaiannya.",
    ),
    "to_handovers": ("To the hand-overs", "Ke penyerahan"),
    "same": (
        "Nothing differs: the same people, fields, kinds of data and claims.",
        "Tidak ada perbedaan: orang, kolom, jenis data, dan klaimnya sama.",
    ),
    "head": (
        "Newly affected people: {new}. No longer affected: {gone}. With more exposed than before: {more}.",
        "Orang yang baru terdampak: {new}. Tidak lagi terdampak: {gone}. Data yang terpapar bertambah: {more}.",
    ),
    "lead": (
        "Assessment {after} compared with assessment {before}.",
        "Penilaian {after} dibandingkan dengan penilaian {before}.",
    ),
    "problem": ("The two assessments could not be compared", "Kedua penilaian tidak dapat dibandingkan"),
    "others": ("Earlier comparisons", "Perbandingan sebelumnya"),
    "run": ("Assessment {count}", "Penilaian {count}"),
    "before": ("people before", "orang sebelumnya"),
    "after": ("people now", "orang sekarang"),
    "new": ("new", "baru"),
    "gone": ("gone", "tidak ada lagi"),
    "changed": ("changed", "berubah"),
    "was": ("Before", "Sebelumnya"),
    "is": ("Now", "Sekarang"),
    "people": ("People", "Orang"),
    "became_subject": (
        "{count} people who were only mentioned are now affected themselves.",
        "{count} orang yang dulu hanya disebut kini terdampak sendiri.",
    ),
    "became_subject.one": (
        "One person who was only mentioned is now affected.",
        "{count} orang yang dulu hanya disebut kini terdampak sendiri.",
    ),
    "became_mentioned": (
        "{count} people who were affected are now only mentioned.",
        "{count} orang yang dulu terdampak kini hanya disebut.",
    ),
    "became_mentioned.one": (
        "One person who was affected is now only mentioned.",
        "{count} orang yang dulu terdampak kini hanya disebut.",
    ),
    "less_exposed": ("{count} people have less exposed.", "{count} orang: data yang terpapar berkurang."),
    "less_exposed.one": ("One person has less exposed.", "{count} orang: data yang terpapar berkurang."),
    "recounted": (
        "{count} people have the same exposed, in another number of records.",
        "{count} orang: data yang terpapar sama, jumlah rekamannya lain.",
    ),
    "recounted.one": (
        "One person has the same exposed, in another number of records.",
        "{count} orang: data yang terpapar sama, jumlah rekamannya lain.",
    ),
    "added": ("More exposed, of people in both", "Data yang bertambah, pada orang di keduanya"),
    "kind": ("Kind of data", "Jenis data"),
    "kinds_new": ("Found now and not before:", "Baru ditemukan sekarang:"),
    "kinds_gone": ("Found before and not now:", "Dulu ditemukan, kini tidak:"),
    "counts": ("Counts that moved", "Angka yang berubah"),
    "count_of": ("Count of", "Jumlah"),
    "total.matched": ("people in the directory", "orang di direktori"),
    "total.unknown_with_contact": ("people with a contact of their own only", "orang yang hanya punya kontak sendiri"),
    "total.device_only": ("devices without a person", "perangkat tanpa orang"),
    "total.ambiguous": ("identities that fit several people", "identitas yang cocok dengan beberapa orang"),
    "total.organisations": ("organisations", "organisasi"),
    "total.admins_without_mfa": ("admins without MFA", "admin tanpa MFA"),
    "total.records": ("records", "rekaman"),
    "places": ("Where they live", "Tempat tinggal"),
    "place": ("Country", "Negara"),
    "things": ("What else is in it", "Isi lainnya"),
    "thing": ("Of what", "Hal"),
    "thing.organisations": ("Organisations", "Organisasi"),
    "thing.secrets": ("Secrets", "Rahasia"),
    "thing.fields": ("Fields", "Kolom"),
    "thing.ambiguous": ("Identities that fit several people", "Identitas yang cocok dengan beberapa orang"),
    "thing.mentioned": ("People who are only mentioned", "Orang yang hanya disebut"),
    "claims": ("Claims that are judged otherwise now", "Klaim yang kini dinilai lain"),
    "files": (
        "Files: {new} new, {gone} not in it any more, {same} the same.",
        "Berkas: {new} baru, {gone} tidak ada lagi, {same} sama.",
    ),
    "days": (
        "On {count} days the number of records is another.",
        "Pada {count} hari, jumlah rekamannya berbeda.",
    ),
    "days.one": ("On one day the number of records is another.", "Pada {count} hari, jumlah rekamannya berbeda."),
    "duties": ("The duties follow from the new counts.", "Kewajiban mengikuti angka yang baru."),
    "to_duties": ("To the duties", "Ke kewajiban"),
    "gap_no_run": (
        "What would change: no hand-over of this case was assessed.",
        "Apa yang berubah: belum ada penyerahan kasus ini yang dinilai.",
    ),
    "gap_one_run": (
        "What would change: there is only one assessment.",
        "Apa yang berubah: baru ada satu penilaian.",
    ),
    "gap_problem": (
        "Who is new and who is gone: the two assessments could not be compared.",
        "Siapa yang baru dan siapa yang tidak ada lagi: kedua penilaian tidak dapat dibandingkan.",
    ),
    "gap_incomplete": (
        "What could not be read: {count} of the two assessments were incomplete, so something may be missing here.",
        "Yang tidak terbaca: {count} dari dua penilaian tidak lengkap, jadi ada perubahan yang bisa luput di sini.",
    ),
    "gap_incomplete.one": (
        "What could not be read: one of the two assessments was incomplete, so something may be missing here.",
        "Yang tidak terbaca: satu dari dua penilaian tidak lengkap, jadi ada perubahan yang bisa luput di sini.",
    ),
    "gap_key": (
        "Whether both assessments mean the same people: nobody is in both, and only their ids may differ.",
        "Apakah kedua penilaian berisi orang yang sama: tidak seorang pun ada di keduanya; mungkin hanya ID-nya lain.",
    ),
    "gap_settings": (
        "Which differences come from the data alone: options or versions of the two assessments differ as well.",
        "Perbedaan mana yang hanya berasal dari data: opsi atau versi kedua penilaian juga berbeda.",
    ),
}
