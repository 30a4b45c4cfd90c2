"""The promise of a provider token: a row of a table says how a vendor's key looks, one finder recognises it.

A row's `regex` describes the whole token; group 1, where there is one, is the secret inside it. Rows whose form alone
is not unique (32 hex digits) name the provider's words, which must stand in the field name, in its path or up to 40
characters before the token. The triggers for Hyperscan follow from the regex: its shortest beginning of fixed length,
so that a token fires once and not once for each of its characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple

from waspada.detect import noise
from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.labelled import lower
from waspada.detect.trigger import context_trigger, shorten

CATEGORY = "user.authorization.credentials"
LONGEST = 2000
"""No token whose form is given is longer."""
NEAR = 40
"""Characters before a token in which the provider's word counts as context."""


class Verdict(Enum):
    """What a check of the inside of a token says."""

    PROVED = "a checksum or signature inside the token holds"
    PLAUSIBLE = "the inside looks right, nothing proves it"
    DOUBTFUL = "the form is right, the checksum is not: a candidate"
    WRONG = "not such a token"


class What(NamedTuple):
    """What a token is, in both languages; the provider's name completes it."""

    en: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One row: how a provider's key or token looks."""

    id: str
    """`openai`, `openai_admin`: the kind is `secret.` and this."""
    provider: str
    what: What
    regex: str
    """The whole token; group 1, where there is one, is the secret."""
    source: str
    """Vendor documentation of the form."""
    revoke: str
    """Page on which the owner revokes it."""
    context: tuple[str, ...] = ()
    """Provider's words, lower case, blank = optional separator; needed when not empty."""
    unless: tuple[str, ...] = ()
    """Words that give the same form to another provider."""
    triggers: tuple[str, ...] = ()
    """Hyperscan regexes, where those derived from `regex` would not do."""
    entropy: float = 2.7
    """Least Shannon entropy of the secret, in bits a character."""
    stop: tuple[str, ...] = ()
    """Words that make it an example, besides the usual ones."""
    left: str = "A-Za-z0-9_-"
    """Characters that may not touch the token on its left."""
    right: str = "A-Za-z0-9_-"
    """… and on its right."""
    check: Callable[[str], Verdict] | None = None
    caseless: bool = False
    strong: bool = True
    """False: test keys and publishable ones, which are only candidates."""
    wordy: bool = True
    """False: letters alone are usual (base32), so a run that reads like words proves nothing."""
    noisy: bool = True
    """False: examples cannot be told by repetition or words (a fixed part repeats)."""


_SECRETISH = re.compile(
    r"key|token|secret|passw|pwd|auth|api|credential|bearer|(?<![a-z])pat(?![a-z])|webhook|kunci|rahasia|sandi|private"
)
_NOT_SECRET = re.compile(
    r"(?:commit|sha-?\d*|md5|hash|digest|checksum|etag|revision|rev|build|version|trace|span|request|correlation|insert"
    r"|distinct|session|device|user|customer|event|message|order|invoice|org|organi[sz]ation|account|team|project|app"
    r"|client|page|object|image|file|asset|resource|tenant|subscription|key)?[ _.-]?"
    r"(?:ids?|uuid|guid|sha\d*|md5|hash|digest|checksum|etag|commit|revision|fingerprint|name|trace|span|build|image|version)[\"'\\]*\s*[:=/]*\s*[\"'\\]*$"
)
_UNSEPARATED = re.compile(r"[a-z0-9][a-z0-9._-]*/(?:[a-z0-9._-]+/)*$")
_GAP = re.compile(r"(?<=[a-z0-9])[ ._-](?=[a-z0-9])")
_ESCAPES = ("\\n", "\\t", "\\r", "\\b", "\\f")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}\Z|\\u[0-9A-Fa-f]{4}\Z|\\x[0-9A-Fa-f]{2}\Z")


@cache
def _pattern(token: Token) -> re.Pattern[str]:
    tail = rf"(?![{token.right}])" if token.right else ""
    return re.compile(f"(?:{token.regex}){tail}", re.IGNORECASE if token.caseless else 0)


@cache
def _class(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")


@cache
def _words(words: tuple[str, ...]) -> tuple[str, ...]:
    """All spellings of the words: a separator inside one may be another, or none."""
    return tuple(dict.fromkeys(_GAP.sub(gap, word) for word in words for gap in ("", " ", "_", "-", ".")))


@cache
def _name_words(words: tuple[str, ...]) -> re.Pattern[str]:
    spelled = "|".join("[._]?".join(re.findall("[a-z0-9]+", word)) for word in words)
    return re.compile(rf"(?<![a-z])(?:{spelled})")


def free_on_left(text: str, start: int, characters: str) -> bool:
    """Report whether a token may begin here; an escape (`\\n`, `%3D`) before it is no neighbour."""
    if start == 0 or not characters or not _class(characters).match(text[start - 1]):
        return True
    before = text[max(0, start - 6) : start]
    return before[-2:] in _ESCAPES or bool(_PERCENT.search(before))


@dataclass(frozen=True, slots=True)
class TokenFinder:
    """Finds the tokens of one row."""

    token: Token

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The one kind of this row."""
        return (kind_of(self.token),)

    @property
    def triggers(self) -> tuple[str, ...]:
        """One trigger a branch of the regex, with the provider's word before it where that is needed."""
        return _triggers(self.token)

    @property
    def value_shape(self) -> str:
        """Regex that a value contains where the field's name gives the context; empty when names give none."""
        return "|".join(_beginnings(self.token)) if self.token.context else ""

    def by_name(self, place: Place) -> bool:
        """Report whether this field's name gives the context, so that every distinct value must be looked at."""
        words = self.token.context
        if not words or not place.path + place.name:
            return False
        path = f"{place.path}.{place.name}"
        if not _name_words(words).search(path):
            return False
        if self._belongs_to_another(place):
            return False
        name = place.name or place.path.rpartition(".")[2]
        return bool(_SECRETISH.search(name)) and not _NOT_SECRET.search(name)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every token of this row in `text`."""
        if not self.token.context:
            if not self._belongs_to_another(place):
                yield from self._in(text, 0, len(text), How.FORM)
        elif self.by_name(place):
            yield from self._in(text, 0, len(text), How.NAME_AND_FORM)
        else:
            yield from self._after_words(text)

    def _belongs_to_another(self, place: Place) -> bool:
        return bool(self.token.unless and _name_words(self.token.unless).search(f"{place.path}.{place.name}"))

    def _in(self, text: str, start: int, end: int, how: How) -> Iterator[Match]:
        pattern = _pattern(self.token)
        position = start
        # Beyond the window no token may begin, but one may end there.
        while found := pattern.search(text, position, end + LONGEST):
            if found.start() >= end:
                return
            match = self._judge(text, found, how) if free_on_left(text, found.start(), self.token.left) else None
            if match is None:
                position = found.start() + 1
                continue
            yield match
            position = found.end()

    def _after_words(self, text: str) -> Iterator[Match]:
        lowered = lower(text)
        done = -1
        for at, end in sorted(_occurrences(lowered, _words(self.token.context))):
            for match in self._in(text, max(end, done), min(len(text), end + NEAR + 1), How.WORDS_AND_FORM):
                before = lowered[max(0, at - 24) : match.start]
                if _NOT_SECRET.search(before) or _UNSEPARATED.search(before):
                    continue
                done = match.end
                yield match if _SECRETISH.search(before) else match._replace(strong=False)

    def _judge(self, text: str, found: re.Match[str], how: How) -> Match | None:
        token = self.token
        start, end = found.span(found.lastindex or 0)
        secret = text[start:end]
        verdict = token.check(found.group()) if token.check else Verdict.PLAUSIBLE
        if verdict is Verdict.WRONG or noise.entropy(secret) < token.entropy:
            return None
        if token.noisy and verdict is not Verdict.PROVED and _is_noise(token, secret):
            return None
        before = lower(text[max(0, found.start() - NEAR) : found.start()])
        if token.unless and any(word in before for word in _words(token.unless)):
            return None
        strong = token.strong and verdict is not Verdict.DOUBTFUL
        how = How.CHECKSUM if verdict is Verdict.PROVED and how is How.FORM else how
        return Match(f"secret.{token.id}", start, end, strong, how)


def _is_noise(token: Token, secret: str) -> bool:
    literal = token.regex.lower().replace("\\", "")
    return noise.is_example(secret, stop=token.stop, allowed=literal) or (token.wordy and noise.is_wordy(secret))


def _occurrences(lowered: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            # A short word counts only when it begins one: `dd_` not inside `add_`.
            if len(word) > 5 or at == 0 or not lowered[at - 1].isalpha():
                yield at, at + len(word)
            at = lowered.find(word, at + 1)


@cache
def _beginnings(token: Token) -> tuple[str, ...]:
    flag = "(?i)" if token.caseless else ""
    return tuple(flag + part for part in shorten(token.regex))


@cache
def _triggers(token: Token) -> tuple[str, ...]:
    if token.triggers:
        return token.triggers
    if not token.context:
        return _beginnings(token)
    return tuple(context_trigger(token.context, part, NEAR) for part in shorten(token.regex))


@cache
def kind_of(token: Token) -> Kind:
    """Describe the row for the docs page of kinds."""
    return Kind(
        id=f"secret.{token.id}",
        category=CATEGORY,
        by=By.FORM,
        worse=Worse.MISS,
        source=token.source,
        label=f"{token.provider} {token.what.en}",
        label_id=f"{token.what.id} {token.provider}",
        revoke=token.revoke,
        provider=token.provider,
    )
