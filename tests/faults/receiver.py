"""A mail server that takes everything and writes down for whom: `python receiver.py FILE` says its port and goes on."""

from __future__ import annotations

import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP, Envelope, Session


class Taking:
    """Each recipient is a line, on its way to the file before the sender hears that the message was taken."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """See aiosmtpd."""
        os.write(self._file, f"{envelope.rcpt_tos[0]}\n".encode())
        await asyncio.sleep(0.002)  # a server that is as slow as one with a disk: kills fall into DATA
        return "250 2.0.0 taken"


async def main(path: str) -> None:
    """Serve until killed."""
    handler = Taking(path)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, loop=loop, hostname="mx.example"), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
