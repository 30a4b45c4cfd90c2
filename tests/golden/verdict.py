"""What the golden says: rules that a person stated, and for each file what was found there and by which rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml
from tests.golden.corpus import Finding, masked

HERE = Path(__file__).parent
VERDICTS = ("right", "example", "wrong")
SHORT = 16
"""Characters of a SHA-256 that name a file in which nothing was found."""

Row = tuple[str, str, str, str, Mapping[str, int]]
"""Kind, how, verdict, rule, and the lengths of the values with how often each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One verdict, and what it holds for."""

    id: str
    kinds: tuple[str, ...]
    paths: tuple[str, ...]
    value: re.Pattern[str] | None
    verdict: str
    because: str

    def fits(self, name: str, finding: Finding) -> bool:
        """Whether this rule speaks of the finding. A value that is not kept fits only rules that ask for none."""
        if finding.kind not in self.kinds or not any(fnmatchcase(name, path) for path in self.paths):
            return False
        return self.value is None or (finding.value is not None and self.value.fullmatch(finding.value) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """What stands committed."""

    files: Mapping[str, tuple[Row, ...]]
    """SHA-256 → what was found."""
    clean: frozenset[str]
    """The beginnings of the SHA-256 of files in which nothing was found."""
    summary: Mapping[str, Any]

    def expected(self, sha256: str) -> tuple[Row, ...] | None:
        """What this file must give; None for a file that the golden does not know."""
        return () if sha256[:SHORT] in self.clean else self.files.get(sha256)


def rules(path: Path = HERE / "rules.yaml") -> tuple[Rule, ...]:
    """The stated rules, in the order in which they are asked."""
    return tuple(
        Rule(
            id=row["id"],
            kinds=_several(row["kind"]),
            paths=_several(row.get("path", "*")),
            value=re.compile(row["value"]) if "value" in row else None,
            verdict=row["verdict"],
            because=row["because"],
        )
        for row in yaml.safe_load(path.read_text("utf-8"))
    )


def _several(one_or_more: str | list[str]) -> tuple[str, ...]:
    return (one_or_more,) if isinstance(one_or_more, str) else tuple(one_or_more)


def judge(name: str, findings: Iterable[Finding], stated: Sequence[Rule]) -> tuple[tuple[Row, ...], list[Finding]]:
    """The rows of one file, and the findings of which no rule speaks."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    unread = []
    for finding in findings:
        rule = next((rule for rule in stated if rule.fits(name, finding)), None)
        if rule is None:
            unread.append(finding)
        else:
            groups.setdefault((finding.kind, finding.how, rule.verdict, rule.id), []).append(finding)
    return tuple((*key, masked(groups[key])) for key in sorted(groups)), unread


def count(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Kind → verdict → values."""
    counts: dict[str, dict[str, int]] = {}
    for kind, _, verdict, _, lengths in rows:
        of_kind = counts.setdefault(kind, dict.fromkeys(VERDICTS, 0))
        of_kind[verdict] += sum(lengths.values())
    return dict(sorted(counts.items()))


def load() -> Golden:
    """The committed golden."""
    rows = [json.loads(line) for line in (HERE / "found.ndjson").read_text("utf-8").splitlines()]
    return Golden(
        files={row["sha256"]: tuple((*found[:4], found[4]) for found in row["found"]) for row in rows},
        clean=frozenset((HERE / "clean.txt").read_text("ascii").split()),
        summary=json.loads((HERE / "summary.json").read_text("utf-8")),
    )


def save(files: Iterable[tuple[str, str, tuple[Row, ...]]], summary: Mapping[str, Any]) -> None:
    """Write (SHA-256, name, rows) of every file, and the sums."""
    known = sorted(files, key=lambda file: (file[1], file[0]))
    lines = [
        json.dumps({"sha256": sha256, "path": name, "found": rows}, ensure_ascii=False, separators=(",", ":"))
        for sha256, name, rows in known
        if rows
    ]
    (HERE / "found.ndjson").write_text("\n".join(lines) + "\n", "utf-8")
    clean = sorted(sha256[:SHORT] for sha256, _, rows in known if not rows)
    (HERE / "clean.txt").write_text("\n".join(clean) + "\n", "ascii")
    (HERE / "summary.json").write_text(json.dumps(summary, indent=2) + "\n", "utf-8")
