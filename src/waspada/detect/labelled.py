"""A label and its value in a text: `password: …`, `"apiKey":"…"`, `kata sandi saya adalah …`; what a value is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from waspada.detect import noise

SEPARATOR = (
    r"(?:nya|ku|mu)?[\"'`\\\]]{0,4}\s{0,3}(?::=|=>|->|[:=](?!=)"
    r"|(?<=\s)(?:is|was|adalah|yaitu|ialah)(?:\s?:|(?=\s))|(?:saya|anda|kamu)\s{0,2}(?:[:=]|adalah))\s{0,3}"
)
"""What stands between a label and its value, in English and Indonesian; also in JSON, YAML, code and shell."""

_QUOTED = re.compile(r"(\\{0,3}[\"'`])((?:(?!\1)[^\r\n]){0,300})\1")
_BARE = re.compile(r"[^\s\"'`<>,;]{1,300}")
_NEXT = re.compile(r"&(?:amp;)?[\w.\[\]%-]{1,60}=|&[a-z]{2,6}\Z|#(?=[\w-]+=)")
"""The next parameter of a query, or an HTML entity: the value ended before."""
_CODE = re.compile(
    r"[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+\W*|[\w$.:>-]*[\w$]\(.*|\$[\w{(].*|@[\w.]+|%[\w(].*"
    r"|&[\w]+;?|:.*|.*`.*|[A-Za-z_][\w.]*\[[\w.,|'\"\[ ]*\]*|[(\[{<].*|.*[)\]}>](?:\W.*)?"
    r"|(?:new|await|lambda|function|return|self|this|cls|str|bytes|int|optional|required)\b.*"
)
_NUMBER_OR_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?|[0-9]{10}|[0-9]{13}|[0-9]+\.[0-9]+")
_PATH_OR_URL = re.compile(
    r"[a-z][a-z0-9+.-]*://.*|(?:~|\.{1,2})?/[\w.-]+(?:/[\w.-]*)*|[A-Za-z]:\\.*|[\w.-]+\.[a-z]{2,4}"
)


def lower(text: str) -> str:
    """Lower case of the same length: the few letters that grow when lowered stay. Searching it is quicker than
    searching without regard to case.
    """
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if c.isascii() else c for c in text)


class Labelled(NamedTuple):
    """A value and where it stands."""

    value: str
    start: int
    end: int
    quoted: bool
    label: str
    at: int
    """Where the label begins."""

    def __repr__(self) -> str:
        return f"Labelled(start={self.start}, end={self.end})"


def values(text: str, labels: re.Pattern[str]) -> Iterator[Labelled]:
    """Yield what stands behind each label; `labels` is matched in lower case, with its separator; group 1 is the label.

    A label begins a word, also one of several in camel case; those in group 2 may stand at the end of any word.
    """
    for found in labels.finditer(lower(text)):
        if not (found.re.groups > 1 and found[2]) and not _begins(text, found.start()):
            continue
        quoted = _QUOTED.match(text, found.end())
        if quoted:
            yield Labelled(quoted[2], *quoted.span(2), True, text[slice(*found.span(1))], found.start())
            continue
        bare = _BARE.match(text, found.end())
        if bare:
            value = _NEXT.split(bare[0], maxsplit=1)[0].rstrip(".\\)]}:")
            yield Labelled(
                value, found.end(), found.end() + len(value), False, text[slice(*found.span(1))], found.start()
            )


def _begins(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    return not before.isalpha() or (before.islower() and text[start].isupper())


def is_code(value: str) -> bool:
    """Report a reference, a call or a type where a value could stand: `config.password`, `get_password()`, `str`."""
    return bool(_CODE.fullmatch(value)) and not re.search(r"[0-9][!@#$%^&*]|[!@#$%^&*][0-9]", value)


def is_date(value: str) -> bool:
    """Report a time stamp or a decimal number."""
    return bool(_NUMBER_OR_DATE.fullmatch(value))


def is_path(value: str) -> bool:
    """Report an address, a path or a file name."""
    return bool(_PATH_OR_URL.fullmatch(value))


def is_placeholder(value: str) -> bool:
    """Report a template or a mask."""
    return noise.is_template(value) or noise.is_masked(value) or set(value.lower()) <= set("x*.-_#•?0")
