"""What a message that came back says: which letter, what became of it, and whether trying again can help."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a message that came back is."""

    BOUNCED = "bounced"
    """The letter did not arrive and will not: nobody tries any more."""
    DELAYED = "delayed"
    """Somebody still tries."""
    DELIVERED = "delivered"
    """It lies in the mailbox."""
    RELAYED = "relayed"
    """Handed on to where no reports come from, or to a list: proves no delivery."""
    AUTO_REPLY = "auto_reply"
    """A program answered for a person (RFC 3834), or a receipt: no bounce."""
    NOT_A_BOUNCE = "not_a_bounce"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report says of one recipient."""

    original: str = field(default="", repr=False)
    """Address to which the letter was sent; empty: not said."""
    final: str = field(default="", repr=False)
    """Address at which it ended; differs after forwarding."""
    kind: Kind
    action: str = ""
    status: str = ""
    """RFC 3463: `5.1.1`."""
    reply: str = ""
    """Reply code of SMTP: `550`."""
    permanent: bool | None = None
    """True: the same will happen again. False: it may work another day. None: not said, or it arrived."""

    @property
    def address(self) -> str:
        """To which the letter was sent, as far as is known."""
        return self.original or self.final


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A message that came back, read."""

    kind: Kind
    token: str = ""
    """Of the row in the ledger; empty: the message names none."""
    told: tuple[Told, ...] = ()

    @property
    def _worst(self) -> Told | None:
        deciding = [one for one in self.told if one.kind is self.kind]
        return next((one for one in deciding if one.permanent), deciding[0] if deciding else None)

    @property
    def permanent(self) -> bool | None:
        """Of the recipient that decides."""
        return self._worst.permanent if self._worst else None

    @property
    def status(self) -> str:
        """Of the recipient that decides."""
        return self._worst.status if self._worst else ""

    @property
    def action(self) -> str:
        """Of the recipient that decides."""
        return self._worst.action if self._worst else ""

    @property
    def reply(self) -> str:
        """Reply code and status, `550 5.1.1`, as a row of the ledger keeps them."""
        return f"{self._worst.reply} {self._worst.status}".strip() if self._worst else ""

    def about(self, address: str) -> Bounce:
        """What it says of one recipient; all that it says when it does not name that one."""
        theirs = tuple(one for one in self.told if address.lower() in (one.original.lower(), one.final.lower()))
        return Bounce(kind=decided(theirs), token=self.token, told=theirs) if theirs else self


_ORDER = (Kind.BOUNCED, Kind.DELAYED, Kind.DELIVERED, Kind.RELAYED)


def decided(told: tuple[Told, ...]) -> Kind:
    """The kind of a report on several recipients: a failure counts before all else, since nobody may be lost."""
    found = {one.kind for one in told}
    return next((kind for kind in _ORDER if kind in found), Kind.NOT_A_BOUNCE)
