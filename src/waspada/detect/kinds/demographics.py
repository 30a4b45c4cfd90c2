"""Gender, religion, marital status, nationality, race, job title and the like: known by what the field means.

Source: Fideslang `user.demographic` and `user.professional_information`; special categories of GDPR Art. 9 and UU PDP
Art. 4(2). Worse mistake: a miss.
"""

from __future__ import annotations

from waspada.detect.evidence import ByMeaning
from waspada.detect.kind import By, Kind, Worse


def _kind(id_: str, category: str, label: str, label_id: str, names: tuple[str, ...]) -> Kind:
    return Kind(
        id=id_,
        category=category,
        by=By.MEANING,
        worse=Worse.MISS,
        source=f"Fideslang {category}",
        label=label,
        label_id=label_id,
        names=names,
    )


KINDS = (
    _kind(
        "gender",
        "user.demographic.gender",
        "gender",
        "jenis kelamin",
        ("gender", "sex", "jenis_kelamin", "kelamin", "jk", "salutation", "pronouns", "geschlecht", "genero", "sexo"),
    ),
    _kind(
        "religion",
        "user.demographic.religious_belief",
        "religion",
        "agama",
        ("religion", "religious_belief", "faith", "agama", "kepercayaan"),
    ),
    _kind(
        "ethnicity",
        "user.demographic.race_ethnicity",
        "race or ethnicity",
        "ras atau suku",
        ("race", "ethnicity", "ethnic_group", "ethnic_origin", "suku", "suku_bangsa", "etnis", "race_ethnicity"),
    ),
    _kind(
        "sexual_orientation",
        "user.demographic.sexual_orientation",
        "sexual orientation",
        "orientasi seksual",
        ("sexual_orientation", "orientasi_seksual"),
    ),
    _kind(
        "political_opinion",
        "user.demographic.political_opinion",
        "political opinion",
        "pandangan politik",
        ("political_opinion", "political_party", "political_affiliation", "partai_politik", "pandangan_politik"),
    ),
    _kind(
        "marital_status",
        "user.demographic.marital_status",
        "marital status",
        "status perkawinan",
        ("marital_status", "marriage_status", "status_perkawinan", "status_kawin", "status_nikah", "spouse_name"),
    ),
    _kind(
        "nationality",
        "user.demographic.citizenship_or_immigration_status",
        "nationality",
        "kewarganegaraan",
        ("nationality", "citizenship", "immigration_status", "visa_status", "kewarganegaraan", "warga_negara"),
    ),
    _kind(
        "job_title",
        "user.professional_information.job_title",
        "job title",
        "jabatan",
        ("job_title", "jobtitle", "occupation", "profession", "jabatan", "pekerjaan", "profesi", "job_role"),
    ),
    _kind(
        "health",
        "user.health",
        "health data",
        "data kesehatan",
        (
            *("diagnosis", "medical_condition", "health_condition", "allergies", "allergy", "blood_type", "medication"),
            *("medications", "prescription", "disability", "golongan_darah", "riwayat_penyakit", "diagnosa", "alergi"),
            *("penyakit", "rekam_medis", "medical_record_number", "mrn", "vaccination_status"),
        ),
    ),
    _kind(
        "income",
        "user.financial",
        "income",
        "penghasilan",
        ("salary", "income", "annual_income", "net_worth", "gaji", "penghasilan", "pendapatan", "credit_score"),
    ),
)
KIND = KINDS[0]

FINDER = ByMeaning(KINDS)
