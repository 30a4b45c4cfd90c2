"""A time-stamp authority on the loopback: `openssl ts` behind HTTP, with a certificate chain of its own."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_CONFIG = """
[req]
distinguished_name = name
[name]
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
certs = {folder}/ca.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[stamping]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


class Authority:
    """Its files, and what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[bytes] = []
        self.headers: list[str] = []
        folder.mkdir()
        (folder / "config").write_text(_CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        for name in ("ca", "tsa"):
            run(folder, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
        run(folder, *"req -new -x509 -key ca.key -subj /CN=Test-CA -days 30 -out ca.pem".split(), *_with("ca"))
        run(folder, *"req -new -key tsa.key -subj /CN=Test-TSA -config config -out tsa.csr".split())
        sign = "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -set_serial 7 -days 30 -out tsa.pem -extfile config"
        run(folder, *sign.split(), "-extensions", "stamping")

    @property
    def certificate(self) -> Path:
        """Of the one above it."""
        return self.folder / "ca.pem"

    def reply(self, question: bytes) -> bytes:
        """A real answer."""
        self.asked.append(question)
        (self.folder / "question").write_bytes(question)
        run(self.folder, *"ts -reply -config config -section here -queryfile question -out answer".split())
        return (self.folder / "answer").read_bytes()

    @contextmanager
    def serving(
        self, change: Callable[[bytes], bytes] | None = None, status: int = 200, wait: float = 0
    ) -> Iterator[str]:
        """Its URL while it serves.

        Args:
            change: what becomes of each answer on its way.
            wait: seconds between the bytes of an answer.
        """
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                authority.headers.append(self.headers["Content-Type"])
                answer = authority.reply(self.rfile.read(int(self.headers["Content-Length"])))
                answer = change(answer) if change else answer
                self.send_response(status)
                if status in (301, 302):
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                try:
                    if not wait:
                        self.wfile.write(answer)
                    for at in range(len(answer) if wait else 0):
                        self.wfile.write(answer[at : at + 1])
                        time.sleep(wait)
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_address[1]}/tsr"
            finally:
                server.shutdown()
                thread.join()


def run(folder: Path, *arguments: str) -> str:
    """One openssl command; its output."""
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _with(section: str) -> tuple[str, ...]:
    return ("-config", "config", "-extensions", section)
