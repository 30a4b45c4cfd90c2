"""Compares the log with its anchors: a cut tail, a rewritten chain, an anchor that was touched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from waspada.core.custody import Entry
from waspada.core.errors import BadInput
from waspada.store.case.altered import Altered, Why
from waspada.store.case.anchor import ANCHORS, TOKEN, Anchor, read
from waspada.store.case.chain import Chain
from waspada.store.case.log import NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One anchor, and what became of it."""

    file: str
    number: int
    digest: str
    time: str
    fits: bool
    """Whether the log still holds the entry that it names, and that entry is the same."""
    stamped: str = ""
    """Time by the authority's token, RFC 3339; empty: there is none."""
    proved: bool = False
    """Whether the token is signed by the certificate that was given."""


def kept_anchors(case: Path) -> list[tuple[Path, Anchor | None]]:
    """The anchors in the case folder; None for a file that is none."""
    found: list[tuple[Path, Anchor | None]] = []
    for path in sorted((case / ANCHORS).glob("*.json")):
        try:
            found.append((path, read(path)))
        except BadInput:
            found.append((path, None))
    return found


def trusted_digests(anchors: Sequence[Anchor]) -> dict[int, str]:
    """Entry number → digest; a number on which two anchors differ settles nothing."""
    told: dict[int, set[str]] = {}
    for anchor in anchors:
        told.setdefault(anchor.number, set()).add(anchor.digest)
    return {number: next(iter(digests)) if len(digests) == 1 else "" for number, digests in told.items()}


def altered_anchors(
    case: Path,
    chain: Chain,
    case_id: str,
    exported: Sequence[Entry],
    given: Sequence[tuple[Path, Anchor]],
    certificate: bytes | None,
) -> tuple[tuple[Seen, ...], list[Altered], list[Altered]]:
    """Every anchor, what the anchors show about the log, and what is wrong with them themselves.

    Args:
        exported: the entries that say which anchors the case must hold.
    """
    inside = kept_anchors(case)
    altered = list(_files(case, case_id, inside, exported))
    touched = {one.name for one in altered}
    sound = [(path, anchor) for path, anchor in inside if anchor and _name(case, path) not in touched]
    seen = []
    for path, anchor in (*sound, *given):
        stamped, proved, wrong = _token(path, certificate)
        if wrong:
            altered.append(Altered("anchor", _name(case, path.with_suffix(TOKEN)), "", wrong))
        seen.append(
            Seen(
                file=_name(case, path),
                number=anchor.number,
                digest=anchor.digest,
                time=anchor.time,
                fits=chain.digests.get(anchor.number) == anchor.digest,
                stamped=stamped,
                proved=proved,
            )
        )
    return tuple(seen), list(_shown(chain, seen)), altered


def _shown(chain: Chain, seen: Sequence[Seen]) -> Iterator[Altered]:
    """What the anchors show about the log; each entry that does not fit is placed after the last one that does."""
    furthest = max((one.number for one in seen), default=0)
    if furthest > chain.reach:
        first = chain.reach + 1
        yield Altered("tail", NAME, str(first) if first == furthest else f"{first}-{furthest}", "cut")
    named = {one.where for one in chain.altered}
    fitting = {one.number for one in seen if one.fits}
    for number in sorted({one.number for one in seen if not one.fits and one.number <= chain.entries}):
        if number not in chain.digests or str(number) in named:
            continue
        first = max((fit for fit in fitting if fit < number), default=0) + 1
        yield Altered("entry", NAME, str(number) if first == number else f"{first}-{number}", "rewritten")


def _files(
    case: Path, case_id: str, inside: Sequence[tuple[Path, Anchor | None]], exported: Sequence[Entry]
) -> Iterator[Altered]:
    """Anchor files and their tokens against the entries that exported them."""
    known: dict[str, Mapping[str, object]] = {str(one.data.get("file", "")): one.data for one in exported}
    for name, data in known.items():
        for part, key in ((name, "sha256"), (str(Path(name).with_suffix(TOKEN)), "token_sha256")):
            path = case / ANCHORS / Path(part).name
            if key not in data:
                continue
            if not path.is_file():
                yield Altered("anchor", f"{ANCHORS}/{path.name}", "", "missing")
            elif hashlib.sha256(path.read_bytes()).hexdigest() != data[key]:
                yield Altered("anchor", f"{ANCHORS}/{path.name}", "", "changed")
    for path, anchor in inside:
        if path.name not in known and (anchor is None or (case_id and anchor.case_id != case_id)):
            yield Altered("anchor", f"{ANCHORS}/{path.name}", "", "unfitting")


def _token(path: Path, certificate: bytes | None) -> tuple[str, bool, Why | None]:
    """Time and proof of the token beside an anchor, and what is wrong with it."""
    token = path.with_suffix(TOKEN)
    if not token.is_file():
        return "", False, None
    from waspada.store.case.timestamp import check  # costs a tenth of a second, and few cases have a token

    try:
        stamp = check(token.read_bytes(), path.read_bytes(), certificate)
    except ValueError:
        return "", False, "unproved" if certificate else "unfitting"
    return stamp.time, stamp.proved, None


def _name(case: Path, path: Path) -> str:
    inside = path.parent == case / ANCHORS
    return f"{ANCHORS}/{path.name}" if inside else path.name
