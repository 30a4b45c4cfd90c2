"""Make the golden anew: `python -m tests.golden.make`. Says first what no rule speaks of, and then writes nothing.

What a finding is can only be judged by reading it: `--reveal FILE` writes the unread values, where they stand, to a
file of mode 0600 outside of the repository. Never commit a value of theirs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from tests.golden.corpus import SAMPLES, File, Finding, files, scan_file, system_folders
from tests.golden.verdict import Row, Rule, count, judge, rules, save

Judged = tuple[File, int, tuple[Row, ...], list[Finding]]


def look(file: File, stated: tuple[Rule, ...], cache: Path) -> Judged:
    """Scan and judge one file."""
    unpacked, findings = scan_file(file.path, cache)
    return file, unpacked, *judge(file.name, findings, stated)


def main() -> int:
    """Scan everything, in two processes; write the golden when all findings have a verdict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reveal", type=Path, help="file for the values that no rule speaks of")
    arguments = parser.parse_args()
    stated = rules()
    with tempfile.TemporaryDirectory() as cache, Pool(2) as pool:
        todo = list(files([*system_folders(), SAMPLES]))
        judged = list(pool.imap_unordered(partial(look, stated=stated, cache=Path(cache)), todo, chunksize=4))
    unread = [(file, finding) for file, _, _, rest in judged for finding in rest]
    for (kind, name), number in Counter((finding.kind, file.name) for file, finding in unread).most_common(40):
        sys.stderr.write(f"no rule speaks of {number} findings of {kind} in {name}\n")
    if arguments.reveal and unread:
        reveal(arguments.reveal, unread)
    if unread:
        return 1
    save([(file.sha256, file.name, rows) for file, _, rows, _ in judged], summary(judged))
    return 0


def summary(judged: list[Judged]) -> dict[str, Any]:
    """The sums, and what is wrong in 100 MB."""
    unpacked = sum(size for _, size, _, _ in judged)
    kinds = count(row for _, _, rows, _ in judged for row in rows)
    return {
        "files": len(judged),
        "bytes": sum(file.bytes for file, _, _, _ in judged),
        "bytes_unpacked": unpacked,
        "files_with_findings": sum(bool(rows) for _, _, rows, _ in judged),
        "kinds": kinds,
    }


def reveal(path: Path, unread: list[tuple[File, Finding]]) -> None:
    """Write the unread values for the person who reads them."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        for file, finding in sorted(unread, key=lambda pair: (pair[1].kind, pair[0].name)):
            out.write(f"{finding.kind}\t{finding.how}\t{file.name}\t{finding.value!r}\n")


if __name__ == "__main__":
    sys.exit(main())
