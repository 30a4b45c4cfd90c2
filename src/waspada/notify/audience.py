"""From the tables of a run to recipients: one letter per address, and what a person must decide before any goes.

Accounts with the same address are merged where their names agree or are missing. Two different names at one address
are held: nobody is told about somebody else by a rule of ours. Identities that the run could not settle are counted,
and told nothing until somebody settles them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.address import address_ids, normal, takes_mail
from waspada.core.errors import BadInput
from waspada.notify.recipient import Audience, Customer, FoundKey, Recipient

_BATCH: Final = 20_000
_BETWEEN: Final = "\x1f"
_ADMIN_ROLES: Final = frozenset(("admin", "administrator", "owner"))
"""Only for runs of before memberships said who administers."""
_OLD_TAGS: Final = {"in": "id", "iw": "he", "ji": "yi"}
"""Codes that ISO 639-1 replaced; Java still writes them."""
_NEEDED: Final = ("person_id", "account_id", "name", "email", "locale", "mfa", "relation", "categories", "kinds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The tables of one run; columns in the contract of `assess`."""

    people: pa.Table = field(repr=False)
    memberships: pa.Table = field(repr=False)
    organisations: pa.Table = field(repr=False)
    secrets: pa.Table = field(repr=False)
    ambiguous: pa.Table | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One address of several people: a person decides."""

    recipient: Recipient
    """All of them in one: what goes out if somebody decides to merge. See `without_facts` for the other way."""
    names: tuple[str, ...] = field(repr=False)
    """The different ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a plan comes to, before anybody is told."""

    people: int
    """Rows of the run; each is in exactly one of `told`, `in_shared`, `without_address`."""
    letters: int
    """Addresses that get one, without the shared."""
    told: int
    """People behind these letters."""
    shared: int
    """Addresses that a person must decide about …"""
    in_shared: int
    """… and the people behind them."""
    without_address: int
    unusable_address: int
    """Of these, those that have one to which no mail can go."""
    merged: int
    """Letters for more than one account."""
    mentioned: int
    """Letters to people who are only named in what others wrote."""
    ambiguous: int
    """Identities that are not told until somebody settles them."""
    keys_of_nobody: int
    """Secrets that no person could be named for: no letter speaks of them."""
    by_audience: Mapping[str, int]
    by_lang: Mapping[str, int]
    without_text: Mapping[str, int]
    """Letters whose reader wants a language that has no text, by that language; they get the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A notice's audience."""

    counts: Counts
    held: tuple[Shared, ...]
    without_address: tuple[str, ...]
    """`person_id` of everybody whom mail cannot reach: post, or the public statement."""
    _groups: pa.Table = field(repr=False)
    _makes: _Makes = field(repr=False)

    def recipients(self) -> Iterator[Recipient]:
        """Everybody who gets a letter, in the order of the first `person_id` of each; made while they are read."""
        for start in range(0, self._groups.num_rows, _BATCH):
            yield from self._makes.of(self._groups.slice(start, _BATCH))


def plan(run: Run, key: bytes, languages: Sequence[str], default: str) -> Planned:
    """Whom a notice goes to.

    Args:
        key: of the case; names the addresses.
        languages: for which an approved text exists.
        default: for whoever asks for none of them.

    Raises:
        BadInput: a table lacks a column, or the default is no approved language.
    """
    missing = [name for name in _NEEDED if name not in run.people.column_names]
    if missing:
        raise BadInput(f"the people of the run lack columns: {', '.join(missing)}")
    if default not in languages:
        raise BadInput("the default language of letters is not among the approved texts")
    makes = _Makes(run, key, languages, default)
    rows = makes.rows()
    reachable = rows.filter(pc.field("address") != "")
    groups = reachable.group_by(["address"], use_threads=False).aggregate(
        [
            ("row", "list"),
            ("lang", "first"),
            ("wanted", "first"),
            ("admin", "max"),
            ("account", "max"),
            ("subject", "max"),
        ]
    )
    several = pc.greater(pc.list_value_length(groups["row_list"]), 1)
    held, apart = makes.shared(groups.append_column("at", pa.array(range(groups.num_rows))).filter(several))
    groups = groups.filter(pc.invert(pc.is_in(pa.array(range(groups.num_rows)), value_set=pa.array(apart, pa.int64()))))
    lost = rows.filter(pc.field("address") == "")
    ids = run.people["person_id"].take(lost["row"]).to_pylist()
    return Planned(
        counts=_counts(run, rows, groups, held, lost, default),
        held=held,
        without_address=tuple(ids),
        _groups=groups.select(["address", "row_list", "lang_first"]),
        _makes=makes,
    )


def without_facts(recipient: Recipient) -> Recipient:
    """The same address with a letter that names no one's facts."""
    return replace(_bare(recipient), name="", audience=Audience.USER, without_facts=True)


def gone(recipient: Recipient) -> Recipient:
    """Somebody who was told, and of whom the data holds nothing, as it turned out."""
    return replace(_bare(recipient), gone=True)


def _bare(recipient: Recipient) -> Recipient:
    return replace(recipient, kinds=(), categories=(), mentioned=False, mfa="unknown", customers=(), found_keys=())


class _Makes:
    """Recipients out of rows: what of other tables belongs to a person is looked up, the rest comes by batches."""

    __slots__ = ("_customers", "_default", "_key", "_keys", "_languages", "_people", "_tuples")

    def __init__(self, run: Run, key: bytes, languages: Sequence[str], default: str) -> None:
        self._people = run.people.select(_NEEDED).combine_chunks()
        self._key, self._languages, self._default = key, languages, default
        self._customers = _customers(run.memberships, run.organisations)
        self._keys = _found_keys(run.secrets)
        self._tuples: dict[str, tuple[str, ...]] = {}

    def rows(self) -> pa.Table:
        """A row for each person, with what decides about their letter."""
        people = self._people
        addresses = pa.chunked_array(
            [
                pa.array([_usable(one) for one in part.to_pylist()], pa.string())
                for part in _parts(people["email"], _BATCH)
            ],
            pa.string(),
        )
        lang, wanted = _languages_of(people["locale"], self._languages)
        return pa.table(
            {
                "row": pa.array(range(people.num_rows), pa.int64()),
                "address": addresses,
                "lang": lang,
                "wanted": wanted,
                "admin": pc.is_in(
                    people["person_id"], value_set=pa.array(list(self._customers), people["person_id"].type)
                ),
                "account": pc.not_equal(pc.coalesce(people["account_id"], ""), ""),
                "subject": pc.equal(people["relation"], "subject"),
            }
        )

    def shared(self, groups: pa.Table) -> tuple[tuple[Shared, ...], list[int]]:
        """Addresses where names differ, and their places."""
        held, apart = [], []
        names = self._people["name"]
        for start in range(0, groups.num_rows, _BATCH):
            part = groups.slice(start, _BATCH)
            lists = part["row_list"].to_pylist()
            told = iter(names.take(pa.array([row for rows in lists for row in rows], pa.int64())).to_pylist())
            differ = [_different([next(told) for _ in rows]) for rows in lists]
            chosen = [place for place, found in enumerate(differ) if len(found) > 1]
            made = self.of(part.take(pa.array(chosen, pa.int64())))
            held += [Shared(recipient=one, names=differ[at]) for at, one in zip(chosen, made, strict=True)]
            apart += part["at"].take(pa.array(chosen, pa.int64())).to_pylist()
        return tuple(held), apart

    def of(self, groups: pa.Table) -> list[Recipient]:
        """A recipient for each group."""
        lists = groups["row_list"].to_pylist()
        rows = self._people.take(pa.array([row for rows in lists for row in rows], pa.int64()))
        columns = {name: rows[name].to_pylist() for name in _NEEDED[:7]}
        for name in _NEEDED[7:]:
            columns[name] = pc.binary_join(rows[name], _BETWEEN).to_pylist()
        ids = address_ids(self._key, groups["address"].to_pylist())
        langs = groups["lang_first"].to_pylist()
        made, start = [], 0
        for at, of in enumerate(lists):
            mine = {name: column[start : start + len(of)] for name, column in columns.items()}
            made.append(self._one(ids[at], langs[at] or self._default, mine))
            start += len(of)
        return made

    def _one(self, recipient_id: str, lang: str, rows: Mapping[str, Sequence[Any]]) -> Recipient:
        people = tuple(rows["person_id"])
        customers = [one for person in people for one in self._customers.get(person, ())]
        keys = [one for person in people for one in self._keys.get(person, ())]
        audience = Audience.ADMIN if customers else Audience.USER if any(rows["account_id"]) else Audience.NO_ACCOUNT
        return Recipient(
            recipient_id=recipient_id,
            address=rows["email"][0].strip(),
            name=next((name for name in rows["name"] if name), ""),
            lang=lang,
            audience=audience,
            people=people,
            kinds=self._merged(rows["kinds"]),
            categories=self._merged(rows["categories"]),
            mentioned=all(one == "mentioned" for one in rows["relation"]),
            mfa=_mfa(rows["mfa"]),
            customers=tuple(dict.fromkeys(customers)),
            found_keys=tuple(dict.fromkeys(keys)),
        )

    def _merged(self, joined: Sequence[str | None]) -> tuple[str, ...]:
        together = _BETWEEN.join(part for part in joined if part)
        found = self._tuples.get(together)
        if found is None:
            found = self._tuples[together] = tuple(sorted({one for one in together.split(_BETWEEN) if one}))
        return found


def _usable(address: str | None) -> str:
    return normal(address) if address and takes_mail(address) else ""


def _parts(column: pa.ChunkedArray, size: int) -> Iterator[pa.ChunkedArray]:
    for start in range(0, len(column), size):
        yield column.slice(start, size)


def _languages_of(locales: pa.ChunkedArray, languages: Sequence[str]) -> tuple[pa.Array, pa.Array]:
    """For each locale the language of the letter, null where there is no text; and what was asked for then."""
    encoded = pc.dictionary_encode(pc.coalesce(locales, "")).combine_chunks()
    encoded = encoded if isinstance(encoded, pa.DictionaryArray) else encoded.chunk(0)
    asked = encoded.dictionary.to_pylist()
    found = [language(one, languages) for one in asked]
    wanted = [None if lang or not one.strip() else _tags(one)[-1] for one, lang in zip(asked, found, strict=True)]
    at = encoded.indices
    return pa.array(found, pa.string()).take(at), pa.array(wanted, pa.string()).take(at)


def language(locale: str, languages: Iterable[str]) -> str | None:
    """The approved language that a locale asks for: the exact one, then the one without the region.

    >>> language("pt-BR", ["en", "pt"]), language("in_ID.UTF-8", ["en", "id"]), language("de", ["en"])
    ('pt', 'id', None)
    """
    known = {one.lower(): one for one in languages}
    return next((known[tag] for tag in _tags(locale) if tag in known), None)


def _tags(locale: str) -> list[str]:
    """From the whole tag to the language alone, small letters (RFC 4647, lookup)."""
    parts = locale.partition(".")[0].partition("@")[0].strip().lower().replace("_", "-").split("-")
    parts[0] = _OLD_TAGS.get(parts[0], parts[0])
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _different(names: Iterable[str | None]) -> tuple[str, ...]:
    """Those that are not one name written differently: order, case, accents and punctuation do not count."""
    found: dict[tuple[str, ...], str] = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name or "").casefold()
        words = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()
        if words:
            found.setdefault(tuple(sorted(words)), name or "")
    return tuple(found.values())


def _mfa(of: Sequence[str]) -> str:
    return "off" if "off" in of else "on" if set(of) == {"on"} else "unknown"


def _customers(memberships: pa.Table, organisations: pa.Table) -> dict[str, tuple[Customer, ...]]:
    """What each person administers, of the organisations with affected people."""
    if "admin" in memberships.column_names:
        admins = memberships.filter(pc.field("admin") == "yes")
    else:
        roles = pc.utf8_lower(pc.utf8_trim_whitespace(memberships["role"]))
        admins = memberships.filter(pc.is_in(roles, value_set=pa.array(sorted(_ADMIN_ROLES))))
    names = ("organisation_id", "name", "people", "admins_without_mfa")
    wanted = organisations.filter(pc.field("people") > 0).select(names)
    wanted = wanted.filter(
        pc.is_in(
            wanted["organisation_id"],
            value_set=pc.unique(admins["organisation_id"]).cast(wanted["organisation_id"].type),
        )
    )
    known = {row["organisation_id"]: Customer(**{**row, "name": row["name"] or ""}) for row in wanted.to_pylist()}
    found: dict[str, tuple[Customer, ...]] = {}
    pairs = zip(admins["person_id"].to_pylist(), admins["organisation_id"].to_pylist(), strict=True)
    for person, organisation in pairs:
        if organisation in known:
            found[person] = (*found.get(person, ()), known[organisation])
    return found


def _found_keys(secrets: pa.Table) -> dict[str, tuple[FoundKey, ...]]:
    """The secrets of each person."""
    found: dict[str, dict[FoundKey, None]] = {}
    names = ("person_id", "kind", "provider")
    for person, kind, provider in zip(*(secrets[name].to_pylist() for name in names), strict=True):
        if person:
            found.setdefault(person, {})[FoundKey(kind=kind, provider=provider or "")] = None
    return {
        person: tuple(sorted(keys, key=lambda one: (one.kind, one.provider))) for person, keys in sorted(found.items())
    }


def _counts(run: Run, rows: pa.Table, groups: pa.Table, held: Sequence[Shared], lost: pa.Table, default: str) -> Counts:
    kept = groups["address"]
    in_shared = sum(len(one.recipient.people) for one in held)
    audience = pc.if_else(groups["admin_max"], "admin", pc.if_else(groups["account_max"], "user", "no_account"))
    given = pc.coalesce(run.people["email"], "").take(lost["row"])
    lengths = pc.list_value_length(groups["row_list"])
    wanting = groups.filter(pc.is_null(groups["lang_first"]))["wanted_first"].drop_null()
    ownerless = run.secrets.filter(pc.equal(pc.coalesce(run.secrets["person_id"], ""), ""))
    return Counts(
        people=rows.num_rows,
        letters=len(kept),
        told=rows.num_rows - lost.num_rows - in_shared,
        shared=len(held),
        in_shared=in_shared,
        without_address=lost.num_rows,
        unusable_address=_sum(pc.not_equal(pc.utf8_trim_whitespace(given), "")),
        merged=_sum(pc.greater(lengths, 1)),
        mentioned=_sum(pc.invert(groups["subject_max"])),
        ambiguous=run.ambiguous.num_rows if run.ambiguous is not None else 0,
        keys_of_nobody=ownerless.num_rows,
        by_audience=_tally(audience),
        by_lang=_tally(pc.coalesce(groups["lang_first"], default)),
        without_text=_tally(wanting),
    )


def _sum(flags: Any) -> int:
    return int(pc.sum(flags).as_py() or 0)


def _tally(column: Any) -> dict[str, int]:
    rows = pc.value_counts(column).to_pylist()
    return {str(row["values"]): int(row["counts"]) for row in sorted(rows, key=lambda row: str(row["values"]))}
