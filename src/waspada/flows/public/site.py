"""The files of the statement as they may be published: pages, feeds and pictures, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

from waspada.core.errors import BadInput, NothingReadable

TYPES: Final = MappingProxyType(
    {
        ".atom": "application/atom+xml; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".ico": "image/x-icon",
        ".json": "application/json; charset=utf-8",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
        ".xml": "application/xml; charset=utf-8",
    }
)
"""By ending; a file with another one is not published."""
RESERVED: Final = frozenset(("affected", "ask", "check", "fetch", "healthz", "mail", "organisation", "public.css"))
"""First parts of a path that the server answers itself."""
MOST_FILES: Final = 2000
MOST_BYTES: Final = 64 << 20
"""Of all files: the server keeps them in memory."""


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Path below the folder, with `/`, and content of each file, in order.

    Raises:
        NothingReadable: there is no such folder, or no `index.html` in it.
        BadInput: something in it is not to be published, or it is too much.
    """
    if not (site / "index.html").is_file():
        raise NothingReadable("the folder of the statement holds no index.html")
    total = 0
    for number, path in enumerate(_walk(site)):
        name = path.relative_to(site).as_posix()
        problem = _problem(path, name)
        if problem:
            raise BadInput(f"{name}: {problem}", hint="The folder of the statement may hold only what is published.")
        content = path.read_bytes()
        total += len(content)
        if number >= MOST_FILES or total > MOST_BYTES:
            raise BadInput("the statement is too large", hint="At most 2,000 files and 64 MB.")
        yield name, content


def _walk(site: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(site):
        folders.sort()
        for name in folders:
            if (Path(folder) / name).is_symlink():
                yield Path(folder) / name  # refused as a link
        yield from (Path(folder) / name for name in sorted(names))


def _problem(path: Path, name: str) -> str:
    if path.is_symlink() or not path.is_file():
        return "is a link, not a file"
    if any(part.startswith(".") for part in name.split("/")):
        return "is hidden"
    if path.suffix.lower() not in TYPES:
        return "is of a kind that is not published"
    first = name.split("/")[0]
    if first in RESERVED or first.partition(".")[0] in RESERVED - {"public.css"}:
        return "has the name of a page that the server makes itself"
    return ""
