"""Indonesian sentences for what an evaluation says; the same codes as in `words_en`."""

from __future__ import annotations

from typing import Final

REASONS: Final = {
    "in_force_on": "Dinilai menurut hukum yang berlaku pada {day} ({fact}).",
    "date_not_stated": "Belum ada waktu kejadian yang dinyatakan: dinilai menurut hukum per {day}.",
    "not_yet_in_force": "Belum berlaku pada {day} ({fact}): mulai berlaku {start}.",
    "no_longer_in_force": "Tidak berlaku lagi pada {day} ({fact}): berakhir {end}.",
    "presumed": "Belum ada yang menyatakannya, jadi diandaikan: {facts}.",
    "presumed_not": "Belum dinyatakan, jadi dianggap tidak demikian: {facts}.",
    "presumed_yes": "{question} Belum dinyatakan, jadi dianggap ya.",
    "presumed_no": "{question} Belum dinyatakan, jadi dianggap tidak.",
    "never_started": "Tidak berlaku: peraturan yang memulai kewajiban ini tidak ditemukan.",
    "fact_yes": "{fact}: ya.",
    "fact_no": "{fact}: tidak.",
    "fact_unknown": "Belum diketahui: {fact}.",
    "stated": "{fact} sudah tercatat.",
    "not_stated": "{fact} belum tercatat.",
    "encryption_not_stated": "Tidak ada yang menyatakan data terenkripsi, jadi data dianggap dapat dibaca.",
    "not_encrypted": "Data tidak terenkripsi.",
    "key_taken": "Data terenkripsi, tetapi kuncinya ikut diambil.",
    "encrypted": "Data terenkripsi, dan kuncinya tidak ikut diambil.",
    "encryption_unknown": "Belum diketahui apakah pengambil data dapat membacanya: {facts}.",
    "nobody_counted": "Jumlah orang belum dihitung.",
    "elements_met": "Data memuat yang disebut undang-undang: {kinds}.",
    "elements_missing": "Data tidak memuat yang disebut undang-undang; isinya: {kinds}.",
    "elements_unknown": "Belum semua data orang-orang ini diketahui; sejauh ini: {kinds}.",
    "threshold_reached": "Terhitung {people}; batas undang-undang: {word} {threshold}.",
    "threshold_not_reached": "Hanya terhitung {people}; batas undang-undang: {word} {threshold}.",
    "threshold_straddled": "Terhitung {people}: belum pasti apakah mencapai batas undang-undang, {word} {threshold}.",
    "risk_met": "Risiko yang tercatat cukup tinggi untuk kewajiban ini: {groups}.",
    "risk_below": "Risiko yang tercatat terlalu rendah untuk kewajiban ini: {groups}.",
    "risk_not_assessed": "Risiko belum dinilai: {groups}.",
    "sector": "Aturan ini untuk: {names}; kita termasuk.",
    "sector_not": "Aturan ini hanya untuk: {names}; kita tidak termasuk.",
    "sector_unknown": "Aturan ini hanya untuk: {names}; belum dinyatakan apakah kita termasuk.",
    "established_in": "Kita berkedudukan di {names}.",
    "established_in_not": "Kita tidak berkedudukan di {names}.",
    "established_in_unknown": "Belum dinyatakan apakah kita berkedudukan di {names}.",
    "does_business_in": "Kita berusaha di {names}.",
    "does_business_in_not": "Kita tidak berusaha di {names}.",
    "does_business_in_unknown": "Belum dinyatakan apakah kita berusaha di {names}.",
    "judged_yes": "{question} Ya, menurut penilaian.",
    "judged_no": "{question} Tidak, menurut penilaian.",
    "judgement_needed": "Perlu penilaian orang: {question}",
    "residence_unknown": "Tempat tinggal {people} belum diketahui; mungkin mereka tinggal di sini.",
    "nobody_known_here": (
        "Tidak diketahui ada orang yang tinggal di sini; tetapi tempat tinggal {people} belum diketahui."
    ),
    "region_unknown": "Dari {people} hanya negaranya yang diketahui ({names}); mungkin mereka tinggal di sini.",
    "role_unknown": "Belum dinyatakan apakah kita pengendali data atau prosesor data: {groups}.",
    "other_role": "Kita tidak berperan sebagai pihak yang dikenai kewajiban ini.",
    "nobody_here": "Tidak ada orang terdampak yang tinggal di wilayah aturan ini.",
    "established_people_elsewhere": (
        "Tidak ada orang terdampak yang tinggal di sana, tetapi kita berkedudukan di sana: "
        "aturan ini mungkin mengikat kita untuk {people} di tempat lain."
    ),
    "establishment_not_stated": (
        "Tidak ada orang terdampak yang tinggal di sana; belum dinyatakan apakah kita berkedudukan di sana, "
        "dan jika ya, aturan ini mungkin mengikat kita."
    ),
    "every_breach": "Aturan ini tidak menetapkan ambang: setiap pelanggaran dihitung.",
    "voluntary": "Ini panduan, bukan kewajiban hukum.",
    "general_rule": "Aturan ini ditulis dari pengetahuan umum, jadi tidak pernah menyatakan “tidak wajib”: "
    "tanyakan kepada penasihat hukum.",
    "start_assumed": "Tenggat dihitung sejak {clock}; yang lain belum dinyatakan, jadi kita menghitung dari: {fact}.",
    "number_open": "Tenggat mana yang berlaku tergantung pada: {facts}. Yang ditampilkan adalah yang lebih awal.",
    "eu_lead": "Kedudukan utama kita di {place}: otoritasnya memimpin untuk seluruh EEA.",
    "eu_each_state": "Kita tidak berkedudukan di EEA: {place} perlu pemberitahuan sendiri untuk penduduknya.",
    "eu_no_establishment": (
        "Kita tidak berkedudukan di EEA: setiap negara tempat orang terdampak tinggal perlu pemberitahuan sendiri."
    ),
    "eu_establishment_unknown": (
        "Belum dinyatakan apakah kita punya kedudukan utama di EEA: jika ada, otoritas di sana memimpin; "
        "jika tidak, setiap negara tempat orang terdampak tinggal perlu pemberitahuan sendiri."
    ),
}
STATUSES: Final = {
    "owed": "wajib",
    "open": "belum pasti",
    "ask_counsel": "tanyakan penasihat hukum",
    "not_owed": "tidak wajib",
    "not_in_force": "tidak berlaku",
}
CONFIDENCES: Final = {
    "official_text": "teks hukumnya dibaca",
    "regulator": "halaman otoritas dibaca",
    "secondary": "dibaca dari ringkasan pihak lain",
    "general": "pengetahuan umum, tidak ada yang dibaca",
    "mixed": "sebagian dibaca, sebagian pengetahuan umum",
}
STARTS: Final = {
    "awareness": "saat mengetahui",
    "discovery": "saat ditemukan",
    "determination": "saat dipastikan terjadi pelanggaran",
    "reason_to_believe": "saat ada alasan untuk menduga terjadi pelanggaran",
    "assessment_done": "selesainya penilaian",
    "classification": "klasifikasi insiden",
    "materiality_determination": "saat insiden dinyatakan material",
    "after_authority_notice": "pemberitahuan kepada otoritas",
    "after_individual_notice": "pemberitahuan kepada orang yang terdampak",
    "unspecified": "saat yang tidak disebut undang-undang",
}
GAPS: Final = {
    "no_rule": "tidak ada aturan di sini: tanyakan penasihat hukum",
    "not_in_force": "ada aturan, tetapi tidak berlaku: tanyakan penasihat hukum",
    "region_unknown": "negara bagian atau wilayahnya belum diketahui, padahal menentukan",
    "residence_unknown": "tempat tinggal orang-orang ini belum diketahui",
}
WORDS: Final = {
    "at_least": "paling sedikit",
    "more_than": "lebih dari",
    "fewer_than": "kurang dari",
    "disabled": "dimatikan oleh",
    "counsel": "kata penasihat hukum",
}
