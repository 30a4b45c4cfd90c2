"""Names of people, user names and pictures: known by what the field means, or by a label in a text.

Source: Fideslang `user.name`; field names as vendors document them. No text shows by itself that it is a name, so
names stand in fields that mean it, beside a label (`Name: …`, `atas nama …`), or equal the directory (not done here).
`looks_like_a_name` is evidence for a whole field, see `meaning.meaning_of_field`; never for one value.
Worse mistake: a false alarm in text (reported as weak), a miss in fields.

>>> looks_like_a_name("Siti Rahmawati"), looks_like_a_name("Arthur Agent"), looks_like_a_name("page_view")
(True, True, False)
>>> looks_like_a_name("O'Brien, Mary-Jane"), looks_like_a_name("Mac OS X"), looks_like_a_name("iPhone 12")
(True, False, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import By, How, Kind, Match, Place, Worse

_SOURCE = "Fideslang user.name; vendors' field lists"


def _name(id_: str, category: str, label: str, label_id: str, names: tuple[str, ...], source: str = _SOURCE) -> Kind:
    return Kind(
        id=id_,
        category=category,
        by=By.MEANING,
        worse=Worse.MISS,
        source=source,
        label=label,
        label_id=label_id,
        names=names,
    )


KIND = _name(
    "person_name",
    "user.name",
    "person's name",
    "nama orang",
    (
        *("full_name", "fullname", "person_name", "user_full_name", "customer_name", "contact_name", "real_name"),
        *("display_name", "displayname", "legal_name", "supplied_name", "cardholder_name", "card_holder", "card_name"),
        *("account_holder", "account_holder_name", "recipient_name", "requester_name", "author_name", "sender_name"),
        *("passenger_name", "patient_name", "employee_name", "student_name", "guest_name", "billing_name"),
        *("shipping_name", "maiden_name", "nama_lengkap", "nama_orang", "nama_pelanggan", "nama_pengguna_lengkap"),
        *("nama_pemilik", "nama_penerima", "nama_pengirim", "nama_karyawan", "nama_pasien", "nama_siswa", "atas_nama"),
        *("nama_ibu_kandung", "nama_ibu", "nama_ayah", "mothers_maiden_name", "mother_maiden_name", "nama"),
        *("nombre_completo", "nom_complet", "vollstaendiger_name", "people_name"),
    ),
)
FIRST = _name(
    "first_name",
    "user.name.first",
    "first name",
    "nama depan",
    (
        *("first_name", "firstname", "fname", "given_name", "givenname", "given_names", "forename", "middle_name"),
        *("middlename", "nickname", "nick_name", "preferred_name", "nama_depan", "nama_panggilan", "nama_tengah"),
        *("prenom", "vorname", "nombre"),
    ),
)
LAST = _name(
    "last_name",
    "user.name.last",
    "last name",
    "nama belakang",
    (
        *("last_name", "lastname", "lname", "surname", "family_name", "familyname", "nama_belakang", "nama_keluarga"),
        *("apellido", "apellidos", "nachname", "nom_de_famille"),
    ),
)
USERNAME = _name(
    "username",
    "user.account.username",
    "user name",
    "nama pengguna",
    (
        *("username", "user_name", "login", "login_name", "screen_name", "handle", "nama_pengguna", "user_login"),
        *("login_id", "userid_name", "twitter_handle", "github_username", "telegram_username", "preferred_username"),
    ),
)
PICTURE = _name(
    "picture",
    "user.content.self_image",
    "picture of the person",
    "foto orang",
    (
        *("avatar", "avatar_url", "profile_picture", "profile_image", "profile_image_url", "profile_photo", "picture"),
        *("photo", "photo_url", "remote_photo_url", "selfie", "foto", "foto_profil", "swafoto", "gravatar"),
    ),
)
KINDS = (KIND, FIRST, LAST, USERNAME, PICTURE)

_PART = r"(?:[^\W\d_][^\W\d_]*(?:['\u2019.-][^\W\d_]+)*\.?)"
_SHAPE = re.compile(rf"{_PART}(?:,? {_PART}){{1,4}}")
_NOT_NAMES = frozenset(
    (
        "mac os windows linux android ios chrome safari firefox edge opera mobile desktop tablet web app page view "
        "click sign log button event session user the and of for in to on with by at from is an a or new first "
        "direct none united states kingdom republic inc llc ltd corp gmbh pt cv tbk company group team free pro "
        "plus enterprise plan trial city jakarta york angeles san los island street road avenue jalan "
    ).split()
)
_SMALL = frozenset(
    "van von der den de del della di da dos du das do bin binti bint al el la le ibn ben af zu ter dr drg ir".split()
)
_LABEL = re.compile(
    r"(?i:\b(?:full ?name|first ?name|last ?name|customer name|contact name|my name is|nama(?: lengkap| saya| pelanggan"
    r"| penerima)?|atas nama|a\.n\.|name)\b[\"']?\s?(?:[:=]|is\b|adalah\b)?\s?[\"']?)"
)
_LABELLED = re.compile(
    _LABEL.pattern
    + r"(?P<name>[^\W\d_a-z][^\W\d_]+(?:['\u2019-][^\W\d_]+)?(?: [^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)?){1,3})\b"
)


def looks_like_a_name(value: str) -> bool:
    """Two to five words that begin with capitals, none of them a word of products, places or firms."""
    if not 4 <= len(value) <= 60 or _SHAPE.fullmatch(value) is None:
        return False
    words = value.replace(",", "").split(" ")
    for word in words:
        lower = word.lower()
        if lower in _NOT_NAMES or not (word[0].isupper() or lower.rstrip(".") in _SMALL or not word.isascii()):
            return False
        if sum(map(str.isupper, word)) > 1 and not value.isupper() and not word.startswith(("Mc", "Mac", "O'")):
            return "-" in word or "'" in word or "." in word
    return True


class PersonNameFinder:
    """Finds names behind a label in a text; a field that means a name is counted as a whole by the engine."""

    kinds = KINDS
    triggers = (
        r"(?i)name(?: is|[\"']?\s?[:=])\s?[\"']?[a-z]",
        r"(?i)nama(?: lengkap| saya| pelanggan| penerima)?(?: adalah|\s?[:=])?\s[a-z]",
        r"(?i)\ba\.n\. [a-z]",
    )

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield labelled names, weak: a label in a text is a hint, not a meaning."""
        if place.meaning in {kind.id for kind in KINDS}:
            return
        for hit in _LABELLED.finditer(text):
            start, end = hit.span("name")
            if looks_like_a_name(text[start:end]):
                yield Match(KIND.id, start, end, False, How.WORDS_AND_FORM)


FINDER = PersonNameFinder()
