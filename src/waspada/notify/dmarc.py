"""DMARC as of RFC 9989: records found by walking up the tree, the organisational domain, policy and alignment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from waspada.notify.lookup import Lookup

_MOST_LABELS: Final = 8
_POLICIES: Final = ("none", "quarantine", "reject")


@dataclass(frozen=True, slots=True)
class Record:
    """A policy record, and where it stands."""

    domain: str
    tags: Mapping[str, str]

    @property
    def psd(self) -> str:
        """`y`: a public suffix; `n`: an organisation's own domain; `u`: not said."""
        return self.tags.get("psd", "u").lower()

    def strict(self, tag: str) -> bool:
        """Whether `adkim` or `aspf` asks for equal domains."""
        return self.tags.get(tag, "r").lower() == "s"


@dataclass(frozen=True, slots=True)
class Policy:
    """What receivers are asked to do with what fails."""

    record: Record
    asked: str
    """`none`, `quarantine`, `reject`, for this domain."""
    testing: bool
    """Asks to be applied one step milder (`t=y`)."""

    @property
    def applied(self) -> str:
        """What receivers do."""
        return _POLICIES[max(0, _POLICIES.index(self.asked) - (1 if self.testing else 0))]


def parse(text: str) -> Mapping[str, str] | None:
    """The tags of a record; None: it is no policy record.

    >>> parse("v=DMARC1; p=reject; ADKIM = s") == {"v": "DMARC1", "p": "reject", "adkim": "s"}
    True
    """
    tags: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not tags and (name.strip().lower(), value.strip()) != ("v", "DMARC1"):
            return None
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return tags or None


def records_at(domain: str, lookup: Lookup) -> tuple[Record, ...]:
    """All policy records of one domain; more than one count as none."""
    found = (parse(text) for text in lookup(f"_dmarc.{domain}", "TXT"))
    return tuple(Record(domain, tags) for tags in found if tags is not None)


def walk(domain: str, lookup: Lookup) -> tuple[Record, ...]:
    """The records from a domain upwards, at most eight questions (RFC 9989, 4.10)."""
    found: list[Record] = []
    for name in _upwards(domain):
        here = records_at(name, lookup)
        if len(here) == 1:
            found += here
            if here[0].psd in ("y", "n"):
                break
    return tuple(found)


def organisational(domain: str, lookup: Lookup) -> str:
    """The domain of the organisation, to which a domain belongs (RFC 9989, 4.10.2)."""
    domain = _plain(domain)
    found = walk(domain, lookup)
    for one in found:
        if one.psd == "n":
            return one.domain
        if one.psd == "y" and one.domain != domain:
            return ".".join(domain.split(".")[-one.domain.count(".") - 2 :])
    return found[-1].domain if found else domain


def policy_of(author: str, lookup: Lookup) -> Policy | None:
    """The policy for mail from a domain (RFC 9989, 4.10.1); None: there is none."""
    author = _plain(author)
    found = walk(author, lookup)
    own = next((one for one in found if one.domain == author), None)
    if own is None:
        owner = organisational(author, lookup)
        own = next((one for one in found if one.domain == owner), None) or (found[-1] if found else None)
    if own is None:
        return None
    names = ("p",) if own.domain == author else ("sp", "p")
    said = next((own.tags[name].lower() for name in names if name in own.tags), "none")
    if said not in _POLICIES:
        if not own.tags.get("rua"):
            return None
        said = "none"
    return Policy(own, said, own.tags.get("t", "n").lower() == "y")


def aligned(author: str, other: str, *, strict: bool, lookup: Lookup) -> bool:
    """Whether a proved domain speaks for the domain in From."""
    author, other = _plain(author), _plain(other)
    if author == other:
        return True
    return not strict and organisational(author, lookup) == organisational(other, lookup)


def _upwards(domain: str) -> Iterator[str]:
    labels = _plain(domain).split(".")
    yield ".".join(labels)
    if len(labels) >= _MOST_LABELS:
        labels = labels[-_MOST_LABELS:]
    for start in range(1, len(labels)):
        yield ".".join(labels[start:])


def _plain(domain: str) -> str:
    return domain.lower().rstrip(".")
