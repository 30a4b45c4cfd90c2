"""Field names that say too little alone (`name`, `address`, `state`, `id` …), and the words that settle them."""

from __future__ import annotations

from dataclasses import dataclass, field

_PERSON = (
    "user users customer customers contact contacts person people persons profile profiles employee employees patient "
    "member members owner author requester submitter assignee sender recipient lead leads subscriber guest passenger "
    "student teacher driver cardholder holder admin admins agent individual signer payer payee buyer traits billing "
    "shipping billing_detail card supplied spouse child parent manager creator commenter reviewer attendee participant "
    "pengguna pelanggan karyawan pegawai pasien siswa mahasiswa anggota penerima pengirim pemilik orang nasabah"
).split()
_ORGANISATION = (
    "org orgs organisation organization organisations organizations company companies tenant workspace team business "
    "employer firm perusahaan organisasi instansi kantor"
).split()
_DEVICE = "device devices installation install handset perangkat".split()

NEUTRAL = frozenset(
    (
        "properties property detail data attributes attribute fields field info details value values props set once "
        "metadata meta user_properties json payload record records row rows item items results result export list "
        "raw current main primary my your the context custom dataset table entry entries "
    ).split()
)
"""Words above a field that say nothing about it."""

MAY_NAME_A_PERSON = frozenset(
    (
        "name names author owner agent assignee contact customer sender recipient user from to person alias created_by "
        "updated_by reported_by signed_by member driver patient requester holder submitter admin manager people "
        "source_to_name source_from_name display_label label_name who nama client employee staff buyer seller"
    ).split()
)
"""Names of fields that hold people's names when their values look like it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one ambiguous name is settled."""

    by_word: dict[str, str] = field(default_factory=dict)
    """Word before or above it → kind id."""
    otherwise: str = ""
    """Without any such word."""
    even_under_others: bool = False
    """`otherwise` holds also under a word that is not known."""


def _words(**kinds: str | list[str]) -> dict[str, str]:
    return {
        word: kind for kind, words in kinds.items() for word in (words.split() if isinstance(words, str) else words)
    }


_ADDRESS = "address addresses mailing billing shipping home postal permanent residential delivery"
_IDS = _words(
    account_id=_PERSON,
    organisation_id=_ORGANISATION,
    device_id=_DEVICE,
    session_id="session visit sesi",
    cookie_id="cookie anonymous visitor",
)

_DISPLAY_NAME = Rule(
    _words(person_name=[*_PERSON, *"account accounts actor identity auth principal from to set".split()])
    | _words(organisation_name=_ORGANISATION),
    otherwise="person_name",
)
"""People have one, and so have chapters, groups and folders."""

AMBIGUOUS: dict[str, Rule] = {
    "name": Rule(
        _words(
            person_name=_PERSON,
            organisation_name=_ORGANISATION,
            city="city kota town",
            region="region province provinsi subdivision",
            country="country negara",
            browser="browser",
            operating_system="os system",
            device_model=_DEVICE,
        )
        | {"from": "person_name", "to": "person_name", "set": "person_name"}
    ),
    **dict.fromkeys(("display_name", "displayname"), _DISPLAY_NAME),
    "id": Rule(_IDS),
    "external_id": Rule(_IDS),
    "uuid": Rule(_IDS),
    "address": Rule(
        _words(
            email="email mail e from to sender reply cc bcc notification recipient",
            ip_address="ip remote client host server login source",
            mac_address="mac hw bluetooth wifi hardware",
        )
        | dict.fromkeys(
            "wallet btc eth bitcoin ethereum contract memory web url site crypto token deposit xrp return".split(), ""
        ),
        otherwise="postal_address",
        even_under_others=True,
    ),
    "state": Rule(_words(address_state=_ADDRESS, region="geo location geoip us")),
    "title": Rule(_words(job_title=[*_PERSON, "job", "position"])),
    "number": Rule(_words(phone="phone mobile telephone tel hp wa whatsapp cell sms fax contact")),
    "location": Rule(_words(city=[*_PERSON, "geo", "ip"])),
    "url": Rule(
        _words(
            page_url="page current landing request visited location entry exit",
            referrer="referrer referer referring",
            picture="avatar photo picture foto image",
            social_profile="linkedin twitter facebook instagram github",
        )
    ),
    "domain": Rule(_words(referrer="referrer referring referer")),
    "host": Rule(_words(referrer="referrer referring referer")),
    "image": Rule(_words(picture=_PERSON)),
    "code": Rule(_words(country="country negara", region="region subdivision", postal_code="postal zip post pos")),
    "iss": Rule(_words(token_issuer="jwt jws token claims claim oidc openid")),
    "mobile": Rule(_words(phone=[*_PERSON, "contact"]), otherwise="phone"),
}
