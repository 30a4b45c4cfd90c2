"""Workbooks and other Office files that were saved with a password ([MS-OFFCRYPTO] 2.3.4: agile and standard).

Such a file is an OLE compound file ([MS-CFB]) that holds how it is locked, and the locked file whole. The library holds
all of it in memory, more than once, and logs passwords for debugging: so it runs in a process of its own.
"""

from __future__ import annotations

import logging
import os
import struct
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

from waspada.core.errors import Locked
from waspada.readers.decrypting import SLOW, bound, decrypted
from waspada.readers.limits import GIB, MIB
from waspada.readers.wrapper import Broken, Content, Meter, Secrets

WHOLE: Final = 256 * MIB
"""It is opened in memory only, and only up to here; Excel refuses to open most files long before."""
_MEMORY: Final = 3 * GIB
"""What the process may hold: about four times the file, the libraries, and room."""
_SECONDS: Final = 300
"""Of work; the most rounds that a password may take, 10 million, are done in one."""
_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WANTED: Final = {"EncryptionInfo", "EncryptedPackage"}
_SECTORS: Final = 256
"""Of the directory; a locked Office file has about four."""
_LAST: Final = 0xFFFFFFFA
_OPENS_UNASKED: Final = "VelvetSweatshop"
"""Excel locks a workbook that is only protected against changes with this word, and opens it without asking."""
_PROBLEMS: Final = {
    SLOW: "reading it took longer than the limit; reading stopped here",
    "changed": "it does not match its own seal: it was damaged or changed",
    "memory": "it needs more memory than we are willing to give",
    "kind": "it is locked in a way that we cannot open (a certificate, rights management, an old cipher): save it "
    "without and seal the result",
}


class Office:
    """One Office file, locked with a password."""

    kinds = ("office",)

    def detect(self, head: bytes) -> str:
        """See `Wrapper`. A directory that stands behind the head is found by `detect_whole`."""
        return _kind(lambda at, size: head[at : at + size])

    def detect_whole(self, file: BinaryIO) -> str:
        """See `Wrapper`."""
        fd = file.fileno()
        return _kind(lambda at, size: os.pread(fd, size, at))

    def perhaps(self, head: bytes) -> bool:
        """See `Wrapper`."""
        return head.startswith(_MAGIC)

    def open(self, file: BinaryIO, name: str, secrets: Secrets, meter: Meter) -> Iterator[Content]:
        """See `Wrapper`. What is inside has the name of the file itself."""
        if os.fstat(file.fileno()).st_size > WHOLE:
            raise Broken(
                f"it is larger than {WHOLE // MIB} MiB, and can only be opened in memory: save it without a password "
                "and seal the result"
            )
        meter.member()
        yield Content(name, _pieces(file, secrets.password, meter.limits.seconds), meter)


def _kind(read: Callable[[int, int], bytes]) -> str:
    head = read(0, 512)
    if len(head) < 512 or not head.startswith(_MAGIC):
        return ""
    shift = int.from_bytes(head[30:32], "little")
    if shift not in (9, 12):
        return ""
    return "office" if set(_names(read, head, 1 << shift)) >= _WANTED else ""


def _names(read: Callable[[int, int], bytes], head: bytes, size: int) -> Iterator[str]:
    """Names in the directory. Its sectors are chained by a table, whose first sectors the head of the file tells."""
    tables = struct.unpack("<109I", head[76:512])
    sector = int.from_bytes(head[48:52], "little")
    per = size // 4
    for _ in range(_SECTORS):
        if sector >= _LAST:
            return
        data = read((sector + 1) * size, size)
        for at in range(0, len(data) - 127, 128):
            length = int.from_bytes(data[at + 64 : at + 66], "little")
            yield data[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
        table = tables[sector // per] if sector // per < len(tables) else _LAST
        link = read((table + 1) * size + sector % per * 4, 4) if table < _LAST else b""
        # Without the table, as in a damaged file, sectors that follow each other are the best guess.
        sector = int.from_bytes(link, "little") if len(link) == 4 else sector + 1


def _pieces(file: BinaryIO, password: str, seconds: float) -> Iterator[bytes]:
    outcome = yield from decrypted(__name__, file, {"password": password}, seconds)
    if outcome == "locked":
        raise Locked(
            "the password of the Office file is wrong (or it was damaged)"
            if password
            else "the Office file needs a password"
        )
    if outcome != "done":
        raise Broken(_PROBLEMS.get(outcome, "the locked Office file is damaged or was cut off"))


def decrypt(given: dict[str, Any]) -> str:
    """Runs in the process of its own: `done`, or one word for why not; never a word of the file."""
    import msoffcrypto.exceptions  # only here: the process that reads everything else never loads it
    import msoffcrypto.format.ooxml

    logging.disable(logging.CRITICAL)
    bound(_MEMORY, _SECONDS)
    outcome = "broken"
    try:
        with open(given["input"], "rb") as file, open(given["output"], "wb") as output:
            file.seek(0)
            outcome = _decrypted(msoffcrypto.format.ooxml.OOXMLFile(file), given["password"], output)
    except MemoryError:
        outcome = "memory"
    except msoffcrypto.exceptions.DecryptionError:
        outcome = "kind"
    except msoffcrypto.exceptions.InvalidKeyError:
        outcome = "broken"  # said of a result that is no Office file, after the password proved right
    except (msoffcrypto.exceptions.FileFormatError, OSError, ValueError, LookupError, TypeError, AttributeError):
        outcome = "broken"
    except (struct.error, RecursionError, OverflowError):
        outcome = "broken"
    return outcome


def _decrypted(office: Any, password: str, output: BinaryIO) -> str:
    if not any(_opens(office, one) for one in (password, _OPENS_UNASKED) if one):
        return "locked"
    # Written first and proved after: what of a damaged file can be read is kept, and named.
    office.decrypt(output)
    return "done" if office.type != "agile" or _whole(office) else "changed"


def _opens(office: Any, password: str) -> bool:
    from msoffcrypto.exceptions import InvalidKeyError

    try:
        office.load_key(password=password, verify_password=True)
    except (InvalidKeyError, UnicodeEncodeError):
        return False
    return True


def _whole(office: Any) -> bool:
    """Whether the seal over the locked file holds; the standard encryption has none."""
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    names = ("keyDataSalt", "keyDataHashAlgorithm", "keyDataBlockSize", "encryptedHmacKey", "encryptedHmacValue")
    with office.file.openstream("EncryptedPackage") as stream:
        sealed = ECMA376Agile.verify_integrity(office.secret_key, *(office.info[name] for name in names), stream)
    return bool(sealed)
