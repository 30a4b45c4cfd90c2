"""What comes back is read: messages in the shapes of common mail systems, the examples of RFC 3464, hostile ones."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from waspada.notify.bounces.bounce import Bounce, Kind
from waspada.notify.bounces.parts import MOST_BYTES
from waspada.notify.bounces.read import read
from waspada.notify.bounces.status import told_in

FOLDER = Path(__file__).parent / "bounces"
TOKEN = "abcdefghijklmnopqrstuvwx"
SHAPES = sorted(FOLDER.glob("*.eml"))
PERMANENT = {"yes": True, "no": False, "-": None}

SIMPLE = """\
Date: Thu, 7 Jul 1994 17:16:05 -0400
From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>
Message-Id: <199407072116.RAA14128@CS.UTK.EDU>
Subject: Returned mail: Cannot send message for 5 days
To: <owner-info-mime@cs.utk.edu>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
       boundary="RAA14128.773615765/CS.UTK.EDU"

--RAA14128.773615765/CS.UTK.EDU

The original message was received at Sat, 2 Jul 1994 17:10:28 -0400
from root@localhost

    ----- The following addresses had delivery problems -----
<louisl@larry.slip.umd.edu>  (unrecoverable error)

----- Transcript of session follows -----
<louisl@larry.slip.umd.edu>... Deferred: Connection timed out
            with larry.slip.umd.edu.
Message could not be delivered for 5 days
Message will be deleted from queue

--RAA14128.773615765/CS.UTK.EDU
content-type: message/delivery-status

Reporting-MTA: dns; cs.utk.edu

Original-Recipient: rfc822;louisl@larry.slip.umd.edu
Final-Recipient: rfc822;louisl@larry.slip.umd.edu
Action: failed
Status: 4.0.0
Diagnostic-Code: smtp; 426 connection timed out
Last-Attempt-Date: Thu, 7 Jul 1994 17:15:49 -0400

--RAA14128.773615765/CS.UTK.EDU
content-type: message/rfc822

[original message goes here]

--RAA14128.773615765/CS.UTK.EDU--
"""
SEVERAL = """\
Date: Fri, 8 Jul 1994 09:21:47 -0400
From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>
Subject: Returned mail: User unknown
To: <owner-ups-mib@CS.UTK.EDU>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
       boundary="JAA13167.773673707/CS.UTK.EDU"

--JAA13167.773673707/CS.UTK.EDU
content-type: text/plain; charset=us-ascii

       ----- The following addresses had delivery problems -----
<arathib@vnet.ibm.com> (unrecoverable error)
<wsnell@sdcc13.ucsd.edu> (unrecoverable error)

--JAA13167.773673707/CS.UTK.EDU
content-type: message/delivery-status

Reporting-MTA: dns; cs.utk.edu

Original-Recipient: rfc822;arathib@vnet.ibm.com
Final-Recipient: rfc822;arathib@vnet.ibm.com
Action: failed
Status: 5.0.0 (permanent failure)
Diagnostic-Code: smtp;  550 'arathib@vnet.IBM.COM' is not a
 registered gateway user
Remote-MTA: dns; vnet.ibm.com

Original-Recipient: rfc822;johnh@hpnjld.njd.hp.com
Final-Recipient: rfc822;johnh@hpnjld.njd.hp.com
Action: delayed
Status: 4.0.0 (hpnjld.njd.jp.com: host name lookup failure)

Original-Recipient: rfc822;wsnell@sdcc13.ucsd.edu
Final-Recipient: rfc822;wsnell@sdcc13.ucsd.edu
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 user unknown
Remote-MTA: dns; sdcc13.ucsd.edu

--JAA13167.773673707/CS.UTK.EDU
content-type: message/rfc822

[original message goes here]

--JAA13167.773673707/CS.UTK.EDU--
"""
GATEWAY = """\
Disclose-recipients: prohibited
Date: Fri, 08 Jul 1994 09:21:25 -0400 (EDT)
From: Message Router Submission Agent <AMMGR@corp.timeplex.com>
Subject: Status of: Re: Battery current sense
To: owner-ups-mib@CS.UTK.EDU
Message-id: <01HEGJ0WNBY28Y95LN@mr.timeplex.com>
MIME-version: 1.0
content-type: multipart/report;
    report-type=delivery-status;
    boundary="84229080704991.122306.SYS30"

--84229080704991.122306.SYS30
content-type: text/plain

Invalid address - nair_s
%DIR-E-NODIRMTCH, No matching Directory Entry
Entry found

--84229080704991.122306.SYS30
content-type: message/delivery-status

Reporting-MTA: mailbus; SYS30

Final-Recipient: unknown; nair_s
Status: 5.0.0 (unknown permanent failure)
Action: failed

--84229080704991.122306.SYS30--
"""
DELAYED = """\
MIME-Version: 1.0
From: <postmaster@nsfnet-relay.ac.uk>
Message-Id: <199407092338.TAA23293@CS.UTK.EDU>
Received: from nsfnet-relay.ac.uk by sun2.nsfnet-relay.ac.uk
        id <g.12954-0@sun2.nsfnet-relay.ac.uk>;
        Sun, 10 Jul 1994 00:36:51 +0100
To: owner-info-mime@cs.utk.edu
Date: Sun, 10 Jul 1994 00:36:51 +0100
Subject: WARNING: message delayed at "nsfnet-relay.ac.uk"
content-type: multipart/report; report-type=delivery-status;
       boundary=foobar

--foobar
content-type: text/plain

The following message:

UA-ID: Reliable PC (...
Q-ID: sun2.nsf:77/msg.11820-0

has not been delivered to the intended recipient:

    thomas@de-montfort.ac.uk

despite repeated delivery attempts over the past 24 hours.

The usual cause of this problem is that the remote system is
temporarily unavailable.

Delivery will continue to be attempted up to a total elapsed time of
168 hours, i.e., 7 days.

--foobar
content-type: message/delivery-status

Reporting-MTA: dns; sun2.nsfnet-relay.ac.uk

Final-Recipient: rfc822;thomas@de-montfort.ac.uk
Status: 4.0.0 (unknown temporary failure)
Action: delayed

--foobar--
"""


def bounce(raw: bytes) -> Bounce:
    """What comes back to our addresses."""
    return read(raw, mailbox="bounces", domain="bounce.example.com", sender_domain="example.com")


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_own_messages_in_the_shapes_of_common_mail_systems(path: Path) -> None:
    first, _, raw = path.read_bytes().partition(b"\n")
    kind, permanent, status, address = first.decode().removeprefix("X-Expected: ").split()
    for ends in (raw, raw.replace(b"\n", b"\r\n")):
        found = bounce(ends)
        assert (found.kind, found.permanent) == (kind, PERMANENT[permanent])
        assert found.token == TOKEN
        if address != "-":
            about = found.about(address)
            assert (about.status, about.kind) == (status, kind)
            assert address in {one.address for one in about.told}


def test_there_are_sixty_of_them() -> None:
    assert len(SHAPES) >= 60


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SIMPLE, [("louisl@larry.slip.umd.edu", "bounced", False, "4.0.0")]),
        (
            SEVERAL,
            [
                ("arathib@vnet.ibm.com", "bounced", True, "5.0.0"),
                ("johnh@hpnjld.njd.hp.com", "delayed", False, "4.0.0"),
                ("wsnell@sdcc13.ucsd.edu", "bounced", True, "5.0.0"),
            ],
        ),
        (GATEWAY, [("nair_s", "bounced", True, "5.0.0")]),
        (DELAYED, [("thomas@de-montfort.ac.uk", "delayed", False, "4.0.0")]),
    ],
    ids=["simple", "several", "gateway", "delayed"],
)
def test_the_examples_of_rfc_3464(text: str, told: list[tuple[str, str, bool, str]]) -> None:
    found = bounce(text.encode())
    assert [(one.address, one.kind, one.permanent, one.status) for one in found.told] == told
    assert found.token == ""
    assert found.kind is (Kind.DELAYED if text is DELAYED else Kind.BOUNCED)


def test_a_report_on_several_is_asked_about_one() -> None:
    found = bounce(SEVERAL.encode())
    assert found.about("JOHNH@hpnjld.njd.hp.com").kind is Kind.DELAYED
    assert found.about("wsnell@sdcc13.ucsd.edu").permanent is True
    assert found.about("somebody@example.org") == found


@pytest.mark.parametrize(
    ("fields", "kind", "status", "permanent"),
    [
        ("Action: failed\nStatus: 5.2.2", "bounced", "5.2.2", False),
        ("Action: failed\nStatus: 5.2.1", "bounced", "5.2.1", True),
        ("Action: failed\nStatus: 5.7.1", "bounced", "5.7.1", True),
        ("Action: failed\nStatus: 4.7.1", "bounced", "4.7.1", False),
        ("Action: delayed\nStatus: 4.7.1", "delayed", "4.7.1", False),
        ("Action: Failure (mail not sent)\nStatus: 5.1.1", "bounced", "5.1.1", True),
        ("Action: failed", "bounced", "", None),
        ("Status: 4.4.1", "delayed", "4.4.1", False),
        ("Action: relayed\nStatus: 2.1.9", "relayed", "2.1.9", None),
        ("Action: delivered\nStatus: 2.1.5", "delivered", "2.1.5", None),
        ("Action: failed\nStatus: 5.001.001", "bounced", "5.1.1", True),
        ("Action: failed\nStatus: nonsense\nDiagnostic-Code: smtp; 550 no", "bounced", "5.0.0", True),
    ],
)
def test_action_and_status(fields: str, kind: str, status: str, permanent: bool | None) -> None:
    (told,) = told_in([f"Final-Recipient: rfc822; ani@example.org\n{fields}\n"])
    assert (told.kind, told.status, told.permanent) == (kind, status, permanent)


def test_nothing_of_it_is_in_a_repr() -> None:
    assert "ani" not in repr(told_in(["Final-Recipient: rfc822; ani@example.org\nAction: failed\n"]))


HOSTILE = {
    "empty": b"",
    "zeros": b"\0" * 100_000,
    "no end of header": b"Subject: " + b"a" * 2_000_000,
    "folded for ever": b"Content-Type: multipart/report;\n" + b' a="b;";\n' * 100_000,
    "quotes": b"Content-Type: text/plain; " + b';"' * 50_000 + b"\n\nx",
    "parts in parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)
    ),
    "messages in messages": b"Content-Type: message/rfc822\n\n" * 3_000,
    "many parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 60_000,
    "codes": b"From: mailer-daemon@x.example\n\n" + b"550 5.1.1 " * 60_000,
    "addresses": b"From: mailer-daemon@x.example\nSubject: failure notice\n\n" + b"a@b.c." * 60_000,
    "almost a phrase": b"From: mailer-daemon@x.example\nSubject: undelivered\n\n" + b"user mailbox account " * 30_000,
    "blanks": b"From: mailer-daemon@x.example\nSubject: bounce\n\n" + b" " * 500_000,
    "dashes": b"From: mailer-daemon@x.example\nSubject: bounce\n\n" + b"-" * 500_000,
    "tags": b"From: mailer-daemon@x.example\nContent-Type: text/html\n\n" + b"<a" * 250_000,
    "fields": b"Content-Type: message/delivery-status\n\n" + b"Final-Recipient: rfc822; a@b.example\n" * 20_000,
    "charset": b"Content-Type: text/plain; charset=\xff\xfe\n\n\xff\xfe\x00550 5.1.1 user unknown",
    "bad encoding": b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n====\xff",
    "boundary missing": b"Content-Type: multipart/report; report-type=delivery-status\n\nx",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_messages_are_read_within_bounds(name: str) -> None:
    began = time.process_time()
    found = bounce(HOSTILE[name])
    assert time.process_time() - began < 2
    assert len(found.told) <= 200


def test_no_mutation_of_a_report_breaks_the_reader() -> None:
    chance = random.Random(3464)
    seeds = [path.read_bytes() for path in SHAPES]
    for _ in range(300):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 30)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = bytes(chance.choices(b'\n\r:;"=<>@-\xff5 a', k=chance.randrange(4)))
        assert isinstance(bounce(bytes(data)), Bounce)


def test_what_lies_beyond_the_bound_is_left_away() -> None:
    raw = (FOLDER / "postfix-unknown-user.eml").read_bytes().partition(b"\n")[2]
    assert bounce(raw + b"a" * MOST_BYTES).status == "5.1.1"
