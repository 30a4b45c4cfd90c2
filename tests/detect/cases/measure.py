"""Measures recall: every hit case through the whole detector, as a cell of a field with the case's name.

A value counts as found when it is reported at its place with the kind of the case, and strong where the case is strong.
A kind that only a field's meaning shows is measured by field names; a hashed address by candidates, which a join with
the directory then proves. Three kinds have no cases, since only a person can say which field holds them.

`make docs` writes the figures to src/waspada/detect/recall.py.
"""

from __future__ import annotations

import base64
import hashlib
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml
from tests.detect.cases.loader import Case, load

from waspada.detect.engine import Detector
from waspada.detect.kind import Place
from waspada.detect.meaning import meaning_of_name

CASES = Path(__file__).parent
HASHED: dict[str, Callable[[bytes], Any]] = {
    "hashed.md5_email": lambda text: hashlib.md5(text, usedforsecurity=False),
    "hashed.sha1_email": lambda text: hashlib.sha1(text, usedforsecurity=False),
    "hashed.sha256_email": hashlib.sha256,
}
HEAD = '''\
"""Measured recall on the project's own cases, by kind: (found, planted). Written by `make docs`, held by a test."""

from __future__ import annotations

# fmt: off
'''
ADDRESSES = ("ani@example.org", "budi.santoso@example.co.id", "siti+news@example.net")


def recall(detector: Detector | None = None) -> dict[str, tuple[int, int]]:
    """Kind → (found, planted)."""
    detector = detector or Detector()
    planted: defaultdict[str, list[bool]] = defaultdict(list)
    for case in _values():
        planted[case.kind] += _found(detector, case)
    for kind, path in _names():
        planted[kind].append(meaning_of_name(path) == kind)
    return {kind: (sum(hits), len(hits)) for kind, hits in sorted(planted.items())}


def written(measured: dict[str, tuple[int, int]]) -> str:
    """src/waspada/detect/recall.py, several kinds on a line."""
    items = ", ".join(f'"{kind}": ({found}, {planted})' for kind, (found, planted) in measured.items())
    lines = textwrap.wrap(items.replace(": (", ":\xa0(").replace(", ", ",\xa0").replace("),\xa0", "), "), 114)
    body = "\n".join(f"    {line}" for line in lines).replace("\xa0", " ")
    return HEAD + f"RECALL: dict[str, tuple[int, int]] = {{\n{body},\n}}\n# fmt: on\n"


def _found(detector: Detector, case: Case) -> list[bool]:
    place = case.place._replace(meaning=case.place.meaning or meaning_of_name(case.place.path))
    scan = detector.scan(pa.array([case.text], pa.string()), place)
    seen = {(hit.match.start, hit.match.end): hit.match.strong for hit in scan.hits
            if hit.match.kind == case.kind and not hit.layer}  # fmt: skip
    return [span in seen and (seen[span] or not case.strong) for span in case.spans]


def _values() -> Iterator[Case]:
    for folder in ("secrets", "tokens"):
        for path in sorted((CASES / folder).glob("*.yaml")):
            yield from (case for case in load(path) if case.spans)
    for path in (CASES / "contact" / "forms.yaml", *sorted((CASES / "numbers").glob("*.yaml"))):
        for kind, both in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield from (_case(kind, entry) for entry in both["hits"])
    for kind, digest in HASHED.items():
        for address in ADDRESSES:
            made = digest(address.encode())
            for text in (made.hexdigest(), made.hexdigest().upper(), base64.b64encode(made.digest()).decode()):
                yield Case(kind, text, Place("user_hash", "user_hash"), ((0, len(text)),), False, "")


def _case(kind: str, entry: dict[str, Any]) -> Case:
    start = entry["text"].index(entry["value"])
    name = entry.get("name", "")
    span = (start, start + len(entry["value"]))
    return Case(kind, entry["text"], Place(name, name), (span,), not entry.get("weak"), "")


def _names() -> Iterator[tuple[str, str]]:
    """Fields of kinds that have no form of their own, or that a name alone can show."""
    content = yaml.safe_load((CASES / "contact" / "meanings.yaml").read_text(encoding="utf-8"))
    forms = yaml.safe_load((CASES / "contact" / "forms.yaml").read_text(encoding="utf-8"))
    for kind, both in content.items():
        if kind not in forms:
            yield from ((kind, path) for path in both["means"])
