"""What an approved export left on this server, fetched by whoever asked for it: one ZIP file, made while it is sent."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final, cast

from waspada.core.custody import Action
from waspada.core.errors import Refused
from waspada.store.db import acts, approvals, audit, folders
from waspada.store.db.approvals import Act
from waspada.store.db.models import Approval, Case, User

MEDIA: Final = "application/zip"
_PIECE: Final = 1 << 20
_MODE: Final = 0o600 << 16
"""Rights of a file, where ZIP keeps them."""


def until(approval: Approval) -> datetime | None:
    """As long as an approval is good, from when it was used; None: it was not."""
    return approval.used + timedelta(hours=approvals.HOURS) if approval.used else None


def files(approval: Approval, user: User, now: float) -> dict[str, Path]:
    """What this person can fetch now, by name; nothing for anybody but who asked."""
    ends = until(approval)
    if approval.act != Act.EXPORT or approval.asked_by_id != user.pk or ends is None or ends.timestamp() <= now:
        return {}
    place = acts.exports(approval.case) / str(approval.pk)
    found = sorted(path for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(place).as_posix(): path for path in found}


def fetched(case: Case, approval: Approval, user: User, *, now: float) -> Iterator[bytes]:
    """The files as one ZIP. Both logs are told before the first byte.

    Raises:
        Refused: nothing of it lies here for this person.
    """
    found = files(approval, user, now)
    if not found:
        raise Refused("nothing of this export can be fetched any more", hint="Ask for it again.")
    opened = folders.opened(case)
    data = {"what": f"the export of approval {approval.pk}", "where": "download", "files": list(found)}
    reason = f"{approval.reason} (approval {approval.pk})"
    with audit.acting():
        opened.custody.append(Action.EXPORT, actor=user.name, reason=reason, data=data)
        folders.noted(opened, case, user, "export.fetch", now=now, approval=approval.pk, files=len(found))
    return _zipped(found, datetime.fromtimestamp(now, UTC))


class _Sink(io.RawIOBase):
    """A file that is only written: what came in since it was last emptied."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, content: Any, /) -> int:
        """Take it."""
        self._held += content
        return len(content)

    def emptied(self) -> bytes:
        """What came in."""
        content = bytes(self._held)
        self._held.clear()
        return content


def _zipped(found: Mapping[str, Path], moment: datetime) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w") as made:
        for name, path in found.items():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.external_attr = _MODE
            with path.open("rb") as source, made.open(entry, "w", force_zip64=True) as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
                    yield sink.emptied()
    yield sink.emptied()
