"""What a field means, told from its path, table, neighbours and a sample; and which fields only a person can tell.

Source of the names: the `names` of each kind; how vendors bend them (Mixpanel `$`, `mp_reserved_`, `res_`, HubSpot
`property_`, Segment `context_traits_`, Salesforce `__c`) as in their documentation. A name that says too little alone
(`name`, `address`, `state`, `id`) is settled by the words before it, the segments above it and the table.

>>> meaning_of_name("properties.$email"), meaning_of_name("user.name"), meaning_of_name("event.name")
('email', 'person_name', '')
>>> meaning_of_name("via_source_from_address"), meaning_of_name("MailingCity"), meaning_of_name("mp_country_code")
('email', 'address_city', 'country')
>>> meaning_of_name("name", table="zendesk_user"), meaning_of_name("name", table="zendesk_organization")
('person_name', 'organisation_name')
>>> meaning_of_name("$browser_version"), meaning_of_name("mp_lib_version"), meaning_of_name("email_verified")
('browser', '', '')
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from waspada.detect.ambiguous import AMBIGUOUS, MAY_NAME_A_PERSON, NEUTRAL
from waspada.detect.contradiction import contradicts
from waspada.detect.evidence import snake
from waspada.detect.kind import Kind
from waspada.detect.kinds import (
    account_id,
    date_of_birth,
    demographics,
    device_id,
    email,
    free_text,
    ip_address,
    locale,
    location,
    mac_address,
    organisation,
    person_name,
    phone,
    postal_address,
    token_issuer,
    url,
    user_agent,
)

_MODULES = (
    *(email, phone, person_name, postal_address, location, date_of_birth, demographics, ip_address, mac_address),
    *(account_id, organisation, device_id, user_agent, url, locale, token_issuer, free_text),
)
CONTACT_KINDS: tuple[Kind, ...] = tuple(kind for module in _MODULES for kind in module.KINDS)

_TECHNICAL_PREFIX = re.compile(
    r"(?:mp_reserved|mp|res|property|properties|event_properties|user_properties|person_properties|user_metadata"
    r"|context_traits|context|traits|custom|cf|hs|raw|old|new|previous|prev|current|default|set|set_once|initial|unsafe"
    r"|first_touch|last_touch)_"
)
_TECHNICAL_SUFFIX = re.compile(r"(?:_string|_text|_value|_c|_raw|_clean|_plain|_[0-9]{1,2})\Z")
_INDEX = re.compile(r"\[[^\]]*\]")
_NEGATED = frozenset(
    (
        "is has had num count counts total send sent allow allowed can should enable enabled disabled verified valid "
        "invalid status required optional consent optin optout flag length changed hash hashed md5 sha256 sha1 version"
    ).split()
)
_SAFE_LAST = frozenset(
    (
        "email surel surname lastname firstname username zip zipcode postcode latitude longitude gender dob birthdate "
        "birthday phone telepon telp mobile fax ip referrer useragent avatar religion agama nationality ethnicity "
        "idfa gaid locale timezone city country province kota provinsi alamat kecamatan kelurahan imei"
    ).split()
)
_POSTAL_NEIGHBOURS = frozenset(
    "address street street_address address1 address_1 postal_code postalcode zip zip_code postcode alamat".split()
)
_POSTAL = {"city": "address_city", "region": "address_state", "country": "address_country"}
_NAME_NEIGHBOURS = frozenset("first_name firstname last_name lastname email given_name family_name nama_depan".split())
_OF_A_PROGRAM = frozenset("name version comment build vendor url".split())
_ADDRESS_WORDS = frozenset("address addresses alamat mailing billing shipping postal delivery residence".split())


class Meanings:
    """A dictionary of field names, made from the `names` of kinds."""

    def __init__(self, kinds: Iterable[Kind] = CONTACT_KINDS) -> None:
        self._names: dict[str, str] = {}
        for kind in kinds:
            if kind not in free_text.ONLY_A_PERSON_CAN_SAY:
                for name in kind.names:
                    self._names.setdefault(name, kind.id)

    def of_name(self, path: str, table: str = "") -> str:
        """The kind that a field's name tells, or an empty string."""
        segments = _segments(path)
        if not segments:
            return ""
        last, above = snake(segments[-1]), [snake(segment) for segment in segments[:-1]]
        if segments[-1] == "$name":
            return self._ambiguous(last, above, table) or "person_name"
        for name in _spellings(last):
            kind = self._exact(name, above, table)
            if kind:
                return kind
        return self._by_ending(last, above, table)

    def _exact(self, name: str, above: Sequence[str], table: str) -> str:
        if name in AMBIGUOUS:
            return self._ambiguous(name, above, table)
        kind = self._names.get(name, "")
        if kind in _POSTAL and any(not _ADDRESS_WORDS.isdisjoint(segment.split("_")) for segment in above):
            return _POSTAL[kind]
        return kind

    def _by_ending(self, last: str, above: Sequence[str], table: str) -> str:
        words = last.split("_")
        if len(words) == 1 or not _NEGATED.isdisjoint(words):
            return ""
        for take in (3, 2, 1):
            if take >= len(words):
                continue
            ending = "_".join(words[-take:])
            if ending in AMBIGUOUS:
                return self._ambiguous(ending, [*above, "_".join(words[:-take])], table)
            if ending in self._names and (take > 1 or ending in _SAFE_LAST or self._names[ending].startswith("id.")):
                kind = self._names[ending]
                return _POSTAL.get(kind, kind) if words[0] in _ADDRESS_WORDS else kind
        return ""

    def _ambiguous(self, name: str, above: Sequence[str], table: str) -> str:
        """Settle a name by the nearest word that says something; an unknown word nearer than that settles nothing."""
        rule = AMBIGUOUS[name]
        for segment in reversed(above):
            for word in reversed(segment.split("_")):
                if word in rule.by_word:
                    return rule.by_word[word]
                if word not in NEUTRAL and not word.isdigit():
                    return rule.otherwise if rule.even_under_others else ""
        for word in reversed(snake(table).split("_")):
            if word in rule.by_word:
                return rule.by_word[word]
        return rule.otherwise


_CONTACT = Meanings()


def _segments(path: str) -> list[str]:
    return [segment for segment in _INDEX.sub("", path).split(".") if segment]


def _spellings(name: str) -> list[str]:
    """The name as it stands, then without what vendors put before and after it."""
    found = [name]
    for pattern in (_TECHNICAL_SUFFIX, _TECHNICAL_PREFIX, _TECHNICAL_PREFIX):
        shorter = pattern.sub("", found[-1], count=1) if pattern is _TECHNICAL_SUFFIX else _without_prefix(found[-1])
        if shorter and shorter != found[-1]:
            found.append(shorter)
    return found


def _without_prefix(name: str) -> str:
    prefix = _TECHNICAL_PREFIX.match(name)
    return name[prefix.end() :] if prefix else name


@lru_cache(maxsize=8192)
def meaning_of_name(path: str, table: str = "") -> str:
    """The contact kind that a field's path (and table) tells, or an empty string."""
    return _CONTACT.of_name(path, table)


def meaning_of_field(
    path: str, sample: Sequence[str], table: str = "", neighbours: Collection[str] = (), meanings: Meanings = _CONTACT
) -> str:
    """As `meaning_of_name`, with a sample of different values and the names of the fields beside it as evidence.

    Args:
        path: the field's path.
        sample: some different, filled values; 20 to 200 are enough.
        table: name of the table or file.
        neighbours: names or paths of the other fields of the table.
        meanings: the dictionary; by default that of the contact kinds.
    """
    kind = meanings.of_name(path, table)
    filled = [value for value in sample if value.strip()]
    segments = _segments(path)
    if not segments:
        return kind
    last = _spellings(snake(segments[-1]))[-1]
    above = path.rpartition(".")[0]
    beside = {
        snake(_segments(other)[-1]) for other in neighbours if _segments(other) and other.rpartition(".")[0] == above
    }
    if not _POSTAL_NEIGHBOURS.isdisjoint(beside) and "ip" not in beside and "geo" not in above:
        kind = "address_state" if last == "state" else _POSTAL.get(kind, kind)
    if not kind and last == token_issuer.CLAIM and token_issuer.is_column({last, *beside}, filled):
        kind = token_issuer.KIND.id
    if kind == "person_name" and last == "name" and "version" in beside <= _OF_A_PROGRAM:
        return ""
    if kind:
        return "" if filled and all(contradicts(kind, value) for value in filled) else kind
    if last == "title" and not _NAME_NEIGHBOURS.isdisjoint(beside):
        return "job_title"
    if last in MAY_NAME_A_PERSON and _mostly_names(sample):
        return "person_name"
    return ""


def _mostly_names(sample: Sequence[str]) -> bool:
    filled = [value for value in sample if value.strip()]
    return len(filled) >= 2 and sum(map(person_name.looks_like_a_name, filled)) >= 0.6 * len(filled)


_WORD = re.compile(r"(?<!\S)[\"'(]*[^\W\d_]{2,}(?:['\u2019-][^\W\d_]+)*[\"').,;:!?]*(?!\S)")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]{8}")
_MACHINE = re.compile(r"\s*(?:[{\[<]|https?://|Mozilla/|Dalvik/|[\w.+-]+@[\w.-]+\s*$)")
_NOT_TEXT = re.compile(r"(?i)\s*(?:true|false|yes|no|null|none|nan|y|n|t|f|[+-]?[0-9][0-9.,:eE+-]*)?\s*")


def _is_sentence(value: str) -> bool:
    if _MACHINE.match(value):
        return False
    return len(_WORD.findall(value[:400])) >= 4 or _UNSPACED.search(value[:400]) is not None


def is_free_text(sample: Sequence[str]) -> bool:
    """Whether people write sentences here: several words, and rarely the same ones twice.

    Args:
        sample: filled values as they come (not made distinct).

    >>> is_free_text(["I cannot log in since Monday", "Please call me about my invoice", "It works now, thank you"])
    True
    >>> is_free_text(["page view", "Mac OS X", "Mozilla/5.0 (X11; Linux x86_64) like Gecko and more words"])
    False
    """
    filled = [value for value in sample if value.strip()]
    if not filled:
        return False
    sentences = sum(map(_is_sentence, filled))
    different = len(set(filled))
    return sentences >= max(1, 0.25 * len(filled)) and (different >= 0.3 * len(filled) or different >= 50)


_COULD_HOLD: dict[str, tuple[str, ...]] = {}
for _kind in free_text.ONLY_A_PERSON_CAN_SAY:
    for _name in _kind.names:
        _COULD_HOLD[_name] = (*_COULD_HOLD.get(_name, ()), _kind.id)


def could_hold(path: str, free_text_found: bool = False, sample: Sequence[str] = ()) -> tuple[str, ...]:
    """Kinds that only a person can settle and that this field could hold; absence is `cannot_tell` until then.

    Args:
        path: the field's path.
        free_text_found: what `is_free_text` said of its values.
        sample: some filled values; a field of nothing but numbers and yes or no holds no chat and no request.

    >>> could_hold("properties.prompt")
    ('chat_content', 'api_request')
    >>> could_hold("properties.$os"), could_hold("properties.field_x7", free_text_found=True)
    ((), ('chat_content', 'api_request', 'api_usage'))
    >>> could_hold("tweet", sample=["FALSE"]), could_hold("usage.total_tokens", sample=["311"])
    ((), ('api_usage',))
    """
    found = _by_its_name(path)
    if free_text_found and not meaning_of_name(path):
        found = tuple(dict.fromkeys((*found, "chat_content", "api_request", "api_usage")))
    if sample and all(_NOT_TEXT.fullmatch(value) for value in sample):
        return tuple(kind for kind in found if kind == "api_usage")
    return found


def _by_its_name(path: str) -> tuple[str, ...]:
    segments = _segments(path)
    if not segments:
        return ()
    spellings = _spellings(snake(segments[-1]))
    found = next((_COULD_HOLD[name] for name in spellings if name in _COULD_HOLD), ())
    if found or meaning_of_name(path):
        return found
    words = spellings[-1].split("_")
    return _COULD_HOLD.get("_".join(words[-2:]), ()) or _COULD_HOLD.get(words[-1], ())
