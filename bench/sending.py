"""How fast letters go: 10 KB in two parts into Postfix's smtp-sink on the loopback, every step of the ledger on disk.

Measured in a process of its own on one core (`python bench/sending.py HOME LETTERS`), over SQLite with WAL and full
fsync, one worker with one connection: take, build, sign, hand over, write down; smtp-sink has the other core. The pace
of a domain is measured at the real sink with four workers, from the moments that the ledger kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench.figure import Figure, middle
from bench.measure import Failed
from bench.setting import ROOT, Setting

LETTERS: Final = 2_000
"""Each round."""
RATE: Final = 20.0
"""Letters a second that one domain may get, while the pace is measured."""
PACED_SECONDS: Final = 30.0
WINDOW: Final = 10.0
_COMMAND: Final = "python bench/run.py --only sending"
_SINK: Final = shutil.which("smtp-sink") or shutil.which("smtp-sink", path="/usr/sbin")


def sending(setting: Setting) -> list[Figure]:
    """Speed without and with a signature, and the pace of a domain."""
    if not _SINK:
        raise Failed("smtp-sink is not here: it comes with Postfix")
    letters = max(100, round(LETTERS * setting.scale))
    runs: dict[str, list[float]] = {"plain": [], "signed": []}
    over = 0.0
    for turn in range(setting.rounds):
        setting.say(f"round {turn + 1} of {setting.rounds}: {letters:,} letters without, {letters:,} with a signature")
        found = _measured(setting, letters, paced=turn == 0)
        for name, times in runs.items():
            times.append(found[name])
        over = max(over, found["over"])
    about = f"{letters:,} letters of {found['bytes'] / 1000:.1f} KB, one connection, one core"
    note = "SQLite, WAL, full fsync: one commit a letter, and one for every twenty that are taken."
    return [
        Figure(
            key="sending.plain", unit="/s", asked=200, bound="at least", measured=middle(runs["plain"]),
            what="Letters a second into smtp-sink, without DKIM", reference=about, command=_COMMAND,
            runs={"plain": runs["plain"]}, note=note,
        ),
        Figure(
            key="sending.signed", unit="/s", asked=100, bound="at least", measured=middle(runs["signed"]),
            what="Letters a second into smtp-sink, signed with RSA-2048 (dkimpy)", reference=about, command=_COMMAND,
            runs={"signed": runs["signed"]}, note=note,
        ),
        Figure(
            key="sending.pace", unit="x", asked=1.05, measured=over, command=_COMMAND,
            what=f"Most letters to one domain in any {WINDOW:.0f} s, against {RATE:.0f} a second, four workers",
            reference=f"over {PACED_SECONDS * setting.scale:.0f} s", note="From the moments in the ledger.",
        ),
    ]  # fmt: skip


def _measured(setting: Setting, letters: int, *, paced: bool) -> dict[str, Any]:
    home = setting.work / "sending"
    home.mkdir(mode=0o700)
    environment = {**os.environ, "WASPADA_HOME": str(home), "DATABASE_URL": "", "PYTHONPATH": str(ROOT / "src")}
    seconds = PACED_SECONDS * setting.scale if paced else 0
    try:
        with sink() as port:
            command = [sys.executable, __file__, str(home), str(letters), str(port), str(seconds)]
            done = subprocess.run(command, env=environment, check=False, stdout=subprocess.PIPE, timeout=3600)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    if done.returncode:
        raise Failed(f"the process that sends ended with {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextlib.contextmanager
def sink() -> Iterator[int]:
    """Takes mail and forgets it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    as_user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen(
        [str(_SINK), *as_user, f"127.0.0.1:{port}", "100"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


# --- inside the measured process ---


def main(home: Path, letters: int, port: int, seconds: float) -> dict[str, Any]:
    """Send, and answer how fast."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "waspada.web.settings"
    cores = sorted(os.sched_getaffinity(0))
    from waspada.web.load import load, migrate

    load()
    migrate()
    os.sched_setaffinity(0, cores[:1])
    case = _case()
    plain = _prepared(b"")
    made = {
        "plain": _rate(case, letters, port, plain),
        "signed": _rate(case, letters, port, _prepared(_key())),
        "bytes": len(plain(_piece()).content),
    }
    os.sched_setaffinity(0, cores)
    return {**made, "over": _pace(case, seconds, port, plain) if seconds else 0.0}


def _case() -> Any:
    from waspada.store.db import folders
    from waspada.store.db.models import User

    user = User.objects.create_user("bench@example.org", "Bench", is_demo=True)
    return folders.open_case(user=user, vendor="Sending", title="Letters", now=time.time(), is_demo=True)


def _notice(case: Any, letters: int, domains: int) -> Any:
    from waspada.store.db.models import Delivery, Notice

    number = Notice.objects.filter(case=case).count() + 1
    notice = Notice.objects.create(case=case, number=number, run=1, state="sending", batch=2)
    Delivery.objects.bulk_create(
        Delivery(
            notice=notice,
            recipient_id=f"{at:032x}",
            address=f"person{at}@d{at % domains}.example",
            domain=f"d{at % domains}.example",
            lang="en",
            audience="user",
            people=[f"{at:032x}"],
            facts={"kinds": ["email", "person.name", "id.nik"], "people": [f"{at:032x}"]},
            text_sha256="0" * 64,
            token=f"{number:04}{at:020}",
        )
        for at in range(letters)
    )
    return notice


def _rate(case: Any, letters: int, port: int, prepare: Callable[[Any], Any]) -> float:
    notice = _notice(case, letters, domains=50)
    began = time.perf_counter()
    _send(notice.pk, port, prepare, {})
    took = time.perf_counter() - began
    left = notice.deliveries.exclude(state="accepted").count()
    if left:
        raise SystemExit(f"{left} letters were not accepted")
    return letters / took


def _pace(case: Any, seconds: float, port: int, prepare: Callable[[Any], Any]) -> float:
    """The fullest window against what it may hold."""
    notice = _notice(case, round(RATE * seconds), domains=1)
    threads = [threading.Thread(target=_lane, args=(notice.pk, port, prepare, {"d0.example": RATE})) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    moments = sorted(one.timestamp() for one in notice.deliveries.values_list("began", flat=True))
    fullest, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - WINDOW:
            first += 1
        fullest = max(fullest, last - first + 1)
    return fullest / (RATE * WINDOW)


def _lane(notice: int, port: int, prepare: Callable[[Any], Any], rates: dict[str, float]) -> None:
    from django.db import connection

    try:
        _send(notice, port, prepare, rates)
    finally:
        connection.close()


def _send(notice: int, port: int, prepare: Callable[[Any], Any], rates: dict[str, float]) -> None:
    from waspada.notify.plan import Plan
    from waspada.notify.sender import Sender
    from waspada.notify.sending import Server
    from waspada.notify.transports.smtp import Smtp
    from waspada.store.db.ledger import SqlLedger, Turn

    transport = Smtp(Server(host="127.0.0.1", port=port, security="none", helo="bench.example"))
    with Turn() as worker:
        Sender(
            ledger=SqlLedger(notice, Plan(first_batch=0, rates=rates)),
            transport=transport,
            prepare=prepare,
            clock=time.time,
            nap=time.sleep,
            go_on=lambda trouble: True,
            worker=worker,
        ).run(time.time() + 3600)
    transport.close()


def _prepared(key: bytes) -> Callable[[Any], Any]:
    from waspada.notify import verp
    from waspada.notify.dkim_sign import signed
    from waspada.notify.message import Mail, content
    from waspada.notify.transport import Outgoing

    line = "What was exposed of yours: your name, your e-mail address – and no password. "
    text = "\n\n".join(line * 3 for _ in range(17))
    html = "<!doctype html><html lang=en><body>" + "".join(f"<p>{line * 3}</p>\n" for _ in range(17)) + "</body></html>"

    def prepare(piece: Any) -> Any:
        mail = Mail(
            sender="notice@example.com", sender_name="Example Works", recipient=piece.address,
            subject="Security incident at a vendor of ours: your data was affected", text=text, html=html,
            message_id=verp.message_id(piece.token, domain="example.com"), lang="en", date=time.time(),
        )  # fmt: skip
        made = content(mail)
        if key:
            made = signed(made, domain="example.com", selector="bench", key=key)
        sender = verp.address(piece.token, mailbox="bounces", domain="example.com")
        return Outgoing(row=piece.row, sender=sender, recipient=piece.address, content=made)

    return prepare


def _piece() -> Any:
    from types import SimpleNamespace

    return SimpleNamespace(row=0, address="person@d0.example", token="0" * 24)


def _key() -> bytes:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))))
