"""A Postfix of a test's own: its own folders, a free port of the loopback; what arrives lies in one Maildir.

It must be started by root, and gives up its rights itself. Rejects as asked: see `Postfix.reject`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SETTINGS: Final = """\
compatibility_level = 3.6
queue_directory = {place}/spool
data_directory = {place}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
maillog_file = {place}/log/maillog
maillog_file_prefixes = {place}
virtual_mailbox_domains = static:all
virtual_mailbox_base = {place}
virtual_mailbox_maps = static:mail/
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{group}
virtual_minimum_uid = 1
virtual_alias_maps =
local_recipient_maps =
smtpd_recipient_restrictions = check_recipient_access regexp:{place}/reject, permit
smtpd_client_connection_count_limit = 0
smtpd_tls_security_level = {tls}
smtpd_tls_chain_files = {chain}
debug_peer_list =
"""
_ROUTED: Final = """
transport_maps = regexp:{place}/transport
delay_warning_time = 1s
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
recipient_delimiter = +
smtpd_reject_unlisted_recipient = no
"""
_SERVICES: Final = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """One that runs."""

    place: Path
    port: int

    def arrived(self) -> Counter[str]:
        """Recipient → how often something came for them."""
        found: Counter[str] = Counter()
        for folder in ("new", "cur"):
            for path in (self.place / "mail" / folder).glob("*"):
                head = path.read_bytes().partition(b"\n\n")[0].decode("utf-8", "replace")
                found[next(line[13:] for line in head.splitlines() if line.startswith("Delivered-To:")).strip()] += 1
        return found

    def messages(self) -> Iterator[bytes]:
        """All that arrived."""
        for path in sorted((self.place / "mail" / "new").glob("*")):
            yield path.read_bytes()

    def settled(self, seconds: float = 60) -> None:
        """Until its queue is empty."""
        until = time.monotonic() + seconds
        queues = [self.place / "spool" / name for name in ("incoming", "active", "maildrop")]
        while any(path.is_file() for queue in queues for path in queue.rglob("*")):
            assert time.monotonic() < until, "Postfix still holds mail"
            time.sleep(0.1)

    def reject(self, lines: str) -> None:
        """A table of regexp_table(5), for recipients: `/^p1@/ 550 5.1.1 no such mailbox`."""
        (self.place / "reject").write_text(lines)
        _run("postfix", "-c", str(self.place / "etc"), "reload")


@contextlib.contextmanager
def postfix(*, tls: str = "none", chain: str = "", routes: str = "") -> Iterator[Postfix]:
    """Start one, and take it away at the end, with all that it has.

    Args:
        routes: a table of regexp_table(5) for transport(5), for what it takes and cannot deliver; it soon says so.
    """
    before = os.umask(0o022)  # a command of ours that ran in this process before may have narrowed it
    try:
        with _running(tls, chain, routes) as running:
            yield running
    finally:
        os.umask(before)


@contextlib.contextmanager
def _running(tls: str, chain: str, routes: str) -> Iterator[Postfix]:
    place = Path(tempfile.mkdtemp(prefix="waspada-postfix-", dir="/tmp"))  # its owner must be able to get there
    place.chmod(0o755)
    before = os.umask(0o022)  # a command of ours that ran in this process before may have narrowed it
    port = _free()
    owner = "nobody"
    for name in ("etc", "spool", "data", "mail", "log"):
        (place / name).mkdir(mode=0o755)
    shutil.chown(place / "data", "postfix")
    shutil.chown(place / "mail", owner)
    uid, gid = (place / "mail").stat().st_uid, 65534
    (place / "reject").write_text("")
    (place / "transport").write_text(routes)
    settings = _SETTINGS + (_ROUTED if routes else "")
    settings = settings.format(place=place, owner=uid, group=gid, tls=tls, chain=chain)
    (place / "etc" / "main.cf").write_text(settings)
    (place / "etc" / "master.cf").write_text(_SERVICES.format(port=port))
    try:
        _run("postfix", "-c", str(place / "etc"), "start")
        os.umask(before)
        _answers(port)
        yield Postfix(place, port)
    finally:
        os.umask(before)
        _run("postfix", "-c", str(place / "etc"), "stop", check=False)
        shutil.rmtree(place, ignore_errors=True)


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _answers(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as there:
            if there.recv(3) == b"220":
                return
        time.sleep(0.1)
    raise AssertionError("Postfix does not answer")


def _run(*command: str, check: bool = True) -> None:
    environment = {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin"}
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=60)
    assert not check or done.returncode == 0, done.stderr
