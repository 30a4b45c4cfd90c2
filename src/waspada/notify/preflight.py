"""What is checked of the letters themselves before anybody may approve them: backing, values, hosts, equal parts.

A letter names kinds and counts. So whatever has the form of an address, a number or a key is a defect, wherever it came
from, and so is the name of anybody else in the same notice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from waspada.core.address import normal
from waspada.core.language import LANGUAGES, number
from waspada.notify.advice import advice, facts_of
from waspada.notify.compose import one_line
from waspada.notify.content import seen, words
from waspada.notify.finding import Finding
from waspada.notify.letter import Letter
from waspada.notify.material import Material, Said, Stated
from waspada.notify.preflight_words import WORDS
from waspada.notify.recipient import Recipient
from waspada.notify.sentence import Basis, Sentence
from waspada.notify.texts import Texts

_MAIL: Final = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_NUMBERS: Final = re.compile(r"\+?\d(?:[ ()./-]{0,2}\d){7,}")
_IP: Final = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}\b", re.IGNORECASE)
_KEY: Final = re.compile(r"(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{16,}")
_HOST: Final = re.compile(r"(?:https?://|www\.)[^\s,;)]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}\b", re.IGNORECASE)
_FILES: Final = frozenset("csv doc docx gz htm html jpg json log parquet pdf png sql txt tsv xls xlsx xml zip".split())
"""Endings of names that people write in sentences."""
_SHORTENERS: Final = frozenset(
    "bit.ly buff.ly cutt.ly goo.gl is.gd lnkd.in ow.ly rb.gy rebrand.ly s.id shorturl.at t.co t.ly tiny.cc tinyurl.com "
    "t.me v.gd wa.me".split()
)
_SIGN_IN: Final = re.compile(
    r"(?:^|[/._])(?:log-?in|log-?on|sign-?in|sign-?on|masuk|auth|oauth2?|sso|(?:reset-)?password(?:-reset)?|passwd|reset|"
    r"(?:reset-)?kata-?sandi|verify|verification|verifikasi|account|akun)(?:$|[/._])",
    re.IGNORECASE,
)
_CAPITAL: Final = re.compile(r"(?<=[^\s.!?:;-] )[^\W\d_a-z][\w'’]+")
_NOTES: Final = frozenset(("stranger_perhaps",))
"""What a person looks at, and what does not block: a word may be a name, and be a word all the same."""
_LONGEST_NAME: Final = 5
"""Words; longer names are found by their first five."""
_STATED: Final = ("vendor", "product", "occurred_from", "occurred_to", "told_us_at", "aware_at")


def finding(code: str, **values: str | int) -> Finding:
    """In the words of `preflight_words`."""
    said, hint = WORDS[code]
    return Finding(
        code=code,
        blocks=code not in _NOTES,
        words={lang: said[at].format_map(_told(values, at)) for at, lang in enumerate(LANGUAGES)},
        hint={lang: hint[at] for at, lang in enumerate(LANGUAGES)},
    )


def _told(values: Mapping[str, str | int], at: int) -> dict[str, str]:
    lang = LANGUAGES[at]
    return {name: number(value, lang) if isinstance(value, int) else value for name, value in values.items()}


# --- what all letters share ---


def from_addresses(material: Material) -> list[Finding]:
    """Addresses in letters: our own only, whole, and none at which somebody signs in."""
    found: list[Finding] = []
    if not material.sender_domains:
        found.append(finding("no_domain"))
    for address in (material.statement_url, material.check_url, material.lookup_url):
        if address:
            found += _of_address(address, material)
    for said in _said(material):
        for text in said.text.values():
            found += [finding("foreign_host", host=host) for host in _hosts(_without(text, _allowed(material)))]
    if "@" in material.contact and not _ours(material.contact.rpartition("@")[2], material):
        found.append(finding("foreign_host", host=material.contact.rpartition("@")[2]))
    return list({(one.code, str(one.words)): one for one in found}.values())


def _of_address(address: str, material: Material) -> Iterator[Finding]:
    parts, host = None, ""
    try:
        parts = urlsplit(one_line(address))
        host = (parts.hostname or "").lower()
    except ValueError:
        parts = None
    plain = parts is not None and parts.scheme == "https" and not parts.username and _is_host(host)
    if parts is None or not plain:
        yield finding("address_not_plain")
        return
    if any(host == one or host.endswith(f".{one}") for one in _SHORTENERS):
        yield finding("shortener", host=host)
    elif not _ours(host, material):
        yield finding("foreign_host", host=host)
    if parts.query or parts.fragment:
        yield finding("address_marked")
    if _SIGN_IN.search(parts.path):
        yield finding("asks_to_sign_in")


def _is_host(host: str) -> bool:
    return bool(re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}", host)) and "xn--" not in host


def _ours(host: str, material: Material) -> bool:
    """The domain of a sender, one below it, or the one that it stands below."""
    host = host.lower().strip(".")
    domains = [one.lower().strip(".") for one in material.sender_domains]
    return any(host == one or host.endswith(f".{one}") or one.endswith(f".{host}") for one in domains)


def _hosts(text: str) -> list[str]:
    """Hosts that a mail program would make a link of; names of files are none."""
    found = []
    for match in _HOST.findall(text):
        bare = match.partition("://")[2]
        host = re.split(r"[/?#]", bare or match)[0].rpartition("@")[2].lower().strip(".")
        if bare or host.rpartition(".")[2] not in _FILES:
            found.append(host)
    return found


def _without(text: str, known: Iterable[str]) -> str:
    for one in known:
        text = text.replace(one, " ")
    return text


def _said(material: Material) -> tuple[Said, ...]:
    told = material.correction
    return (*material.what_happened, *material.what_we_did, *((*told.old, *told.new) if told else ()))


# --- one letter ---


def from_parts(text: str, html: str) -> list[Finding]:
    """The two parts of a mail: the same words, and nothing in the HTML that links, fetches or asks."""
    read = seen(html)
    found = [] if read.words == words(text) else [finding("unequal_parts")]
    return [*found, *([finding("forbidden_html")] if read.forbidden else [])]


@dataclass(frozen=True, slots=True)
class _Of:
    """Whose letter is checked."""

    recipient: Recipient
    rules: frozenset[str]
    lang: str
    kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        found = (*self.recipient.kinds, *(key.kind for key in self.recipient.found_keys))
        object.__setattr__(self, "kinds", frozenset(found))


class Letters:
    """Checks letters of one notice, one after the other; what stands in many of them is read once."""

    def __init__(self, material: Material, texts: Mapping[str, Texts], recipients: Iterable[Recipient] = ()) -> None:
        """With everybody in the notice, so that neither they nor their organisations are named to anybody else."""
        self._material = material
        self._absent = frozenset(material.absent)
        self._entries = _entries(material)
        self._allowed = _allowed(material)
        self._read: dict[str, str] = {}
        common = _grams(" ".join((*_all_words(texts), *_labels(material))))
        names = (name for one in recipients for name in (one.name, *(owned.name for owned in one.customers)))
        self._names = {known for name in names if (known := _name(name))} - common
        self._frames = {lang: frozenset(one.words) for lang, one in texts.items()}

    def check(self, letter: Letter, recipient: Recipient) -> Iterator[str]:
        """Codes of what is wrong with it."""
        customers = recipient.customers
        given = (letter.code, *(one_line(one.name) for one in customers), *(one.organisation_id for one in customers))
        own = [one for one in given if one]
        of = _Of(recipient, frozenset(advice(facts_of(recipient, self._material.absent))), letter.lang)
        told: set[str] = set()
        for sentence in letter.sentences:
            if not self._backed(sentence, of):
                yield "no_backing"
            if wrong := self._shape(sentence.text, own):
                yield wrong
            told.update(_own_kinds(sentence))
        if told != (set() if recipient.without_facts else of.kinds):
            yield "not_own_facts"

    def _backed(self, sentence: Sentence, of: _Of) -> bool:
        backing = sentence.backing
        if sentence.basis is Basis.FRAME:
            return sentence.id in self._frames.get(of.lang, ()) or sentence.id.startswith("corrected.")
        if sentence.basis is Basis.ADVICE:
            return backing.get("advice") == "official" or backing.get("advice") in of.rules
        if sentence.basis is Basis.ATTESTED:
            rests = (backing, *backing.get("also", ()))
            return all((one.get("fact"), one.get("entry")) in self._entries for one in rests)
        return self._computed(sentence, of)

    def _computed(self, sentence: Sentence, of: _Of) -> bool:
        backing = sentence.backing
        if backing.get("check") == "own":
            organisation = backing.get("organisation")
            own = organisation is None or any(one.organisation_id == organisation for one in of.recipient.customers)
            return own and of.kinds.issuperset(backing.get("kinds", ())) and not of.recipient.without_facts
        if backing.get("check") == "absent" and not sentence.id.startswith("advice."):
            return bool(backing.get("names")) and self._absent.issuperset(backing["names"])
        if backing.get("check") == "absent":
            return sentence.id.removeprefix("advice.") in of.rules
        # Of a correction: the flow checks it against the run.
        return any(said.id == sentence.id and said.backing == backing for said in _said(self._material))

    def _shape(self, text: str, own: Sequence[str]) -> str:
        """What in a text looks like a value of somebody's, or is somebody's name."""
        bare = _without(text, own)
        if bare not in self._read:
            self._read[bare] = self._look(bare)
        return self._read[bare]

    def _look(self, text: str) -> str:
        text = _without(text, self._allowed)
        if any(form.search(text) for form in (_MAIL, _NUMBERS, _IP, _KEY)):
            return "value"
        if not self._names.isdisjoint(_runs(text)):
            return "stranger"
        return "" if self._names.isdisjoint(map(normal, _CAPITAL.findall(text))) else "stranger_perhaps"


def _own_kinds(sentence: Sentence) -> Sequence[str]:
    own = sentence.basis is Basis.COMPUTED and sentence.backing.get("check") == "own"
    kinds: Sequence[str] = sentence.backing.get("kinds", ()) if own else ()
    return kinds


def _entries(material: Material) -> frozenset[tuple[str, int]]:
    stated: list[Stated] = [one for name in _STATED if (one := getattr(material, name))]
    rests: list[Mapping[str, Any]] = []
    for said in _said(material):
        rests += (said.backing, *said.backing.get("also", ())) if said.basis is Basis.ATTESTED else ()
    told = [(one["fact"], one["entry"]) for one in rests if isinstance(one.get("entry"), int) and one.get("fact")]
    return frozenset((*((one.fact, one.entry) for one in stated), *told))


def _allowed(material: Material) -> tuple[str, ...]:
    """Addresses and names of our own, longest first."""
    stated = (one.value for one in (material.vendor, material.product) if one)
    urls = (material.statement_url, material.check_url, material.lookup_url)
    given = (material.contact, *urls, *material.sender_domains, material.company, *stated)
    return tuple(sorted({one_line(one) for one in given if one}, key=lambda one: -len(one)))


def _labels(material: Material) -> Iterator[str]:
    for row in material.labels.values():
        yield from row.values()


def _all_words(texts: Mapping[str, Texts]) -> Iterator[str]:
    for one in texts.values():
        yield from one.words.values()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


def _name(name: str) -> str:
    parts = _words(name.casefold())[:_LONGEST_NAME]
    return " ".join(parts) if len("".join(parts)) > 2 else ""


def _runs(text: str) -> set[str]:
    """What in a text could be a name: three to five words, or two of which none begins with a small letter."""
    parts = _words(text)
    lower = [one.casefold() for one in parts]
    return {
        " ".join(lower[start : start + length])
        for length in range(2, _LONGEST_NAME + 1)
        for start in range(len(parts) - length + 1)
        if length > 2 or not any(one[0].islower() for one in parts[start : start + 2])
    }


def _grams(text: str) -> set[str]:
    """All runs of up to five words."""
    parts = _words(text.casefold())
    return {
        " ".join(parts[start : start + length])
        for length in range(1, _LONGEST_NAME + 1)
        for start in range(len(parts) - length + 1)
    }
