"""Checks again what a computed sentence rests on, against the `assessment.json` of a run; see `notify.sentence`.

Nothing holds because nothing looked: a name that was not searched for, a path that is not there, a file that could not
be opened and a run that read nothing make the answer `cannot_tell`. Besides the checks that `notify.sentence` names:

- `{"check": "exposed", "names": […], "complete": true}`: and no other data about people was found;
- `{"check": "open", "names": […]}` or `{"check": "open", "of": path}`: it cannot be told yet (true before any run);
- `{"check": "all", "of": [backing, …]}`: a sentence that rests on several.

Paths lead through objects by name and through lists by the row's `kind` or `id`: `exposures[email].people`;
`secrets[*].count` is the sum over all rows, `files_unopened[#]` how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from waspada.core.categories import covers, is_known
from waspada.core.categories import label as category_label
from waspada.core.language import LANGUAGES, Lang, number, series

API_KEY: Final = "secret.api_key"
"""Name for every key and token that opens something, whosever it is; as in claims."""
_NOBODYS_KEYS: Final = frozenset({"secret.bearer_token", "secret.high_entropy"})
_ABOUT_THE_VENDOR: Final = "system"
"""No personal data: a complete list of what was exposed need not name it."""
_SEARCHED: Final = ("cells", "records_parsed", "records_quarantined", "bytes_as_text", "bytes_unpacked", "bytes")
_BY_KIND: Final = frozenset({"exposures", "secrets"})
_SHOWN: Final = 6
_STEP: Final = re.compile(r"\.?(?P<key>[^.\[\]]+)|\[(?P<row>[^\[\]]+)\]")


class Verdict(StrEnum):
    """Whether the data bears a sentence out."""

    HOLDS = "holds"
    CONTRADICTED = "contradicted"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The answer about one backing."""

    verdict: Verdict
    because: Mapping[str, str]
    """`en` and `id`; names of kinds and counts only."""

    @property
    def holds(self) -> bool:
        """The sentence may be said."""
        return self.verdict is Verdict.HOLDS


def check(backing: Mapping[str, Any], document: Mapping[str, Any]) -> Checked:
    """Whether one backing holds in a run; for many, make a `Checker` once.

    Args:
        document: `assessment.json`; empty where there is no run yet.
    """
    return Checker(document).check(backing)


def same(backing: object) -> object:
    """A backing in a form in which two that say the same are equal: the order of names says nothing."""
    if isinstance(backing, Mapping):
        return {key: same(value) for key, value in sorted(backing.items())}
    if isinstance(backing, list | tuple):
        texts = [one for one in backing if isinstance(one, str)]
        return sorted(texts) if len(texts) == len(backing) else [same(one) for one in backing]
    return backing


class Checker:
    """One run, read once."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._labels: dict[str, Mapping[str, str]] = {}
        self._keys: set[str] = set()
        self._found: dict[str, int] = {}
        """Kinds found for certain → values."""
        self._absent: dict[str, str] = {}
        """Kinds without such a finding → verdict of the run."""
        self._category: dict[str, str] = {}
        self._read()
        self._searched = self._anything()
        self._unopened = len(_rows(document.get("files_unopened")))

    def _read(self) -> None:
        for kind, row in _object(self._document.get("kinds")).items():
            told = _object(row)
            self._category[kind] = str(told.get("category") or "")
            self._labels[kind] = _object(told.get("label"))
            if kind.startswith("secret.") and (told.get("provider") or kind in _NOBODYS_KEYS):
                self._keys.add(kind)
        for row in _rows(self._document.get("findings")):
            kind = str(row.get("kind"))
            self._category.setdefault(kind, str(row.get("category") or ""))
            if kind.startswith("secret.") and not isinstance(self._document.get("kinds"), Mapping):
                self._keys.add(kind)  # a run that does not say which of them open something
            if row.get("strength") == "strong":
                self._found[kind] = self._found.get(kind, 0) + (_count(row.get("values")) or 0)
        for row in _rows(self._document.get("absent")):
            kind = str(row.get("kind"))
            self._category.setdefault(kind, str(row.get("category") or ""))
            self._absent[kind] = str(row.get("verdict"))

    def _anything(self) -> bool:
        """Something was searched at all."""
        accounting = self._document.get("accounting")
        if isinstance(accounting, Mapping):
            return any(_count(accounting.get(name)) for name in _SEARCHED)
        return bool(self._found or self._absent)

    def check(self, backing: Mapping[str, Any]) -> Checked:
        """Whether one backing holds."""
        answer = _CHECKS.get(str(backing.get("check")))
        return answer(self, backing) if answer else _cannot_tell("unknown_check")

    def kinds(self, name: str) -> frozenset[str]:
        """The kinds that a name means: a kind, a category (with all below it), or the beginning of kind ids."""
        if name in self._category:
            return frozenset({name})
        if name == API_KEY:
            return frozenset(self._keys)
        below = {kind for kind, category in self._category.items() if category and covers(name, category)}
        return frozenset(below or {kind for kind in self._category if kind.startswith(f"{name}.")})

    # --- the checks ---

    def absent(self, backing: Mapping[str, Any]) -> Checked:
        names = _names(backing, "names")
        kinds, unknown = self._all(names)
        found = [kind for kind in sorted(kinds) if kind in self._found]
        if found:
            return _contradicted("found", names=self._told(found), values=sum(self._found[kind] for kind in found))
        if not names or unknown or not self._searched:
            return _cannot_tell("not_searched", names=self._told(unknown))
        unsettled = [kind for kind in sorted(kinds) if self._absent.get(kind) != "absent"]
        if unsettled:
            return _cannot_tell("unsettled", names=self._told(unsettled))
        return _cannot_tell("unopened", values=self._unopened) if self._unopened else _holds("absent")

    def exposed(self, backing: Mapping[str, Any]) -> Checked:
        names = _names(backing, "names")
        answer = self._there(names)
        if answer.verdict is Verdict.CONTRADICTED or not backing.get("complete"):
            return answer
        listed, _ = self._all(names)
        others = {
            kind
            for kind, category in self._category.items()
            if kind not in listed and not covers(_ABOUT_THE_VENDOR, category)
        }
        more = [kind for kind in sorted(others) if kind in self._found]
        if more:
            return _contradicted("unlisted", names=self._told(more))
        unsettled = [kind for kind in sorted(others) if self._absent.get(kind) != "absent"]
        if unsettled:
            return _cannot_tell("unsettled", names=self._told(unsettled))
        return _cannot_tell("unopened", values=self._unopened) if self._unopened else answer

    def own(self, backing: Mapping[str, Any]) -> Checked:
        return self._there(_names(backing, "kinds"))

    def _there(self, names: Sequence[str]) -> Checked:
        """Each name has a finding."""
        meant = {name: self.kinds(name) for name in names}
        without = [name for name in names if not meant[name] & self._found.keys()]
        unknown = [name for name in without if not meant[name]]
        if not names or unknown or not self._searched:
            return _cannot_tell("not_searched", names=self._told(unknown))
        gone = [name for name in without if all(self._absent.get(kind) == "absent" for kind in meant[name])]
        if gone and not self._unopened:
            return _contradicted("not_there", names=self._told(gone))
        if without:
            return _cannot_tell("unsettled", names=self._told(without))
        return _holds("there")

    def count(self, backing: Mapping[str, Any]) -> Checked:
        is_now, says = self.value(str(backing.get("of", ""))), backing.get("is")
        if is_now is None or says is None or isinstance(is_now, bool) != isinstance(says, bool):
            return _cannot_tell("no_count")
        if is_now == says:
            return _holds("same")
        if isinstance(is_now, int) and isinstance(says, int):
            return _contradicted("differs", values=is_now)
        return _contradicted("differs_plain")

    def claim(self, backing: Mapping[str, Any]) -> Checked:
        wanted = str(backing.get("id", ""))
        row = next((row for row in _rows(self._document.get("claims")) if row.get("id") == wanted), None)
        if row is None or row.get("verdict") not in tuple(Verdict):
            return _cannot_tell("no_claim")
        verdict = Verdict(row["verdict"])
        if verdict is Verdict.HOLDS and self._unopened:
            return _cannot_tell("unopened", values=self._unopened)
        told = _object(row.get("because"))
        because: dict[str, str] = {lang: str(told.get(lang) or _say(f"claim_{verdict}", lang)) for lang in LANGUAGES}
        return Checked(verdict=verdict, because=because)

    def open(self, backing: Mapping[str, Any]) -> Checked:
        if "of" in backing:
            known = self.value(str(backing["of"])) is not None
            return _contradicted("known") if known else _holds("open")
        answer = self.absent(backing)
        if answer.verdict is Verdict.CANNOT_TELL:
            return _holds("open") if _names(backing, "names") else answer
        return _contradicted("known")

    def all(self, backing: Mapping[str, Any]) -> Checked:
        parts = [self.check(one) for one in _rows(backing.get("of"))] or [_cannot_tell("unknown_check")]
        return min(parts, key=lambda one: _WORST.index(one.verdict))

    # --- reading ---

    def value(self, path: str) -> str | int | None:
        """What stands at a path; None: nothing, or nobody could count it."""
        at: Any = self._document
        steps = list(_STEP.finditer(path))
        if not steps or "".join(step[0] for step in steps) != path:
            return None
        for place, step in enumerate(steps):
            if step["row"] == "*":
                return self._sum(at, steps[place + 1 :])
            if step["row"] == "#":
                return len(at) if isinstance(at, list) and place == len(steps) - 1 else None
            if step["row"] and self._gone(steps[:place], step["row"], at):
                return 0
            at = _row(at, step["row"]) if step["row"] else _object(at).get(step["key"])
        return at if isinstance(at, str | int) else None

    def _gone(self, before: Sequence[re.Match[str]], kind: str, rows: Any) -> bool:
        """The list has a row for each kind that was found, and this one was looked for everywhere and not found."""
        listed = len(before) == 1 and before[0]["key"] in _BY_KIND and isinstance(rows, list)
        settled = self._absent.get(kind) == "absent" and not self._unopened and self._searched
        return listed and settled and kind not in self._found and _row(rows, kind) is None

    def _sum(self, rows: Any, steps: Sequence[re.Match[str]]) -> int | None:
        if len(steps) != 1 or not steps[0]["key"] or not isinstance(rows, list):
            return None
        counts = [_count(_object(row).get(steps[0]["key"])) for row in rows]
        return None if None in counts else sum(one for one in counts if one is not None)

    def _all(self, names: Iterable[str]) -> tuple[frozenset[str], list[str]]:
        """The kinds that all these names mean, and the names that mean none."""
        each = {name: self.kinds(name) for name in names}
        return frozenset().union(*each.values()), [name for name, kinds in each.items() if not kinds]

    def _told(self, names: Sequence[str]) -> dict[Lang, str]:
        return {lang: self._series(names, lang) for lang in LANGUAGES}

    def _series(self, names: Sequence[str], lang: Lang) -> str:
        labels = list(dict.fromkeys(self.label(name, lang) for name in names))
        more = len(labels) - _SHOWN
        others = [f"{number(more, lang)} {'more' if lang == 'en' else 'lainnya'}"] if more > 0 else []
        return series([*labels[:_SHOWN], *others], lang)

    def label(self, name: str, lang: Lang) -> str:
        """What people call a kind or category."""
        told = self._labels.get(name, {}).get(lang)
        if told:
            return str(told)
        return category_label(name, lang) if is_known(name) else name.replace("_", " ").replace(".", " ")


_CHECKS: Final[Mapping[str, Callable[[Checker, Mapping[str, Any]], Checked]]] = {
    "absent": Checker.absent,
    "exposed": Checker.exposed,
    "own": Checker.own,
    "count": Checker.count,
    "claim": Checker.claim,
    "open": Checker.open,
    "all": Checker.all,
}
_WORST: Final = (Verdict.CONTRADICTED, Verdict.CANNOT_TELL, Verdict.HOLDS)
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "found": ("Found: {names}.", "Ditemukan: {names}."),
    "there": ("The data holds it.", "Data memuatnya."),
    "absent": ("Looked for everywhere and not found.", "Sudah dicari di semua bagian dan tidak ditemukan."),
    "not_searched": ("This was not looked for.", "Hal ini tidak dicari."),
    "not_searched_names": ("Not looked for: {names}.", "Tidak dicari: {names}."),
    "unsettled": ("Cannot be told yet: {names}.", "Belum dapat dipastikan: {names}."),
    "unopened": (
        "Files that could not be opened, and so were not searched: {values}.",
        "Berkas yang tidak dapat dibuka sehingga tidak diperiksa: {values}.",
    ),
    "unlisted": ("Also found, and not named: {names}.", "Juga ditemukan, tetapi tidak disebut: {names}."),
    "not_there": ("Named, but not found: {names}.", "Disebut, tetapi tidak ditemukan: {names}."),
    "same": ("The assessment says the same.", "Penilaian menyatakan hal yang sama."),
    "differs": ("The assessment now says {values}.", "Menurut penilaian sekarang: {values}."),
    "differs_plain": ("The assessment now says otherwise.", "Penilaian sekarang menyatakan lain."),
    "no_count": ("The assessment does not say.", "Penilaian tidak menyebutkannya."),
    "no_claim": ("The assessment does not check this claim.", "Penilaian tidak memeriksa pernyataan ini."),
    "claim_holds": ("The data bears it out.", "Data mendukungnya."),
    "claim_contradicted": ("The data contradicts it.", "Data membantahnya."),
    "claim_cannot_tell": ("It cannot be told yet.", "Belum dapat dipastikan."),
    "known": ("By now it can be told.", "Sekarang hal ini sudah dapat dipastikan."),
    "open": ("It cannot be told yet.", "Belum dapat dipastikan."),
    "unknown_check": ("There is no such check.", "Tidak ada pemeriksaan seperti ini."),
}


def _say(key: str, lang: Lang, names: Mapping[Lang, str] | None = None, values: int = 0) -> str:
    told = names[lang] if names else ""
    if key == "not_searched" and told:
        key = "not_searched_names"
    return _WORDS[key][LANGUAGES.index(lang)].format(names=told, values=number(values, lang))


def _answer(verdict: Verdict, key: str, names: Mapping[Lang, str] | None, values: int) -> Checked:
    return Checked(verdict=verdict, because={lang: _say(key, lang, names, values) for lang in LANGUAGES})


def _holds(key: str) -> Checked:
    return _answer(Verdict.HOLDS, key, None, 0)


def _contradicted(key: str, *, names: Mapping[Lang, str] | None = None, values: int = 0) -> Checked:
    return _answer(Verdict.CONTRADICTED, key, names, values)


def _cannot_tell(key: str, *, names: Mapping[Lang, str] | None = None, values: int = 0) -> Checked:
    return _answer(Verdict.CANNOT_TELL, key, names, values)


def _names(backing: Mapping[str, Any], key: str) -> list[str]:
    """The names of a backing; none where one of them is no name, for then nothing can be told."""
    given = backing.get(key)
    names = list(given) if isinstance(given, list | tuple) else []
    return names if all(isinstance(name, str) and name.strip() for name in names) else []


def _row(rows: Any, wanted: str) -> Any:
    found = [row for row in _rows(rows) if wanted in (row.get("kind"), row.get("id"))]
    return found[0] if len(found) == 1 else None


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
