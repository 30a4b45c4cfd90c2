"""The ways in which messages leave by themselves; letters on paper go to a mailing house."""

from __future__ import annotations

from waspada.notify.transports.smtp import Smtp

TRANSPORTS = (Smtp,)
