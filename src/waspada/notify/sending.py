"""How letters are sent: who signs, through which server, with which key, how fast; read from `mail.yaml`.

Passwords and keys stand in files of their own, are read when they are used, and are in no repr.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, Literal

from waspada.core.errors import BadInput
from waspada.notify.settings_file import DOCS, Settings, private_bytes, read_mapping

NAME: Final = "mail.yaml"
"""In WASPADA_HOME."""
DEFAULT_RATE: Final = 10.0
"""Messages per second to one domain."""
Security = Literal["starttls", "tls", "none"]
_SMTP_PORTS: Final[Mapping[str, int]] = {"starttls": 587, "tls": 465, "none": 25}
_IMAP_PORTS: Final[Mapping[str, int]] = {"starttls": 143, "tls": 993, "none": 143}
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})+", re.IGNORECASE)
_SELECTOR: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*", re.IGNORECASE)
_ATOM: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*", re.IGNORECASE)
_MOST_LOCAL: Final = 64
_MOST_MAILBOX: Final = 32
"""With `+` and a token behind it, a local part must stay within 64 (RFC 5321)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Name and password at a server; the password stays in its file until it is needed."""

    user: str
    password_file: Path = field(repr=False)

    def password(self) -> str:
        """The first line of its file."""
        lines = private_bytes(self.password_file, "the file with the password").decode("utf-8", "replace").splitlines()
        if not lines or not lines[0]:
            raise BadInput(f"the file with the password ({self.password_file.name}) is empty.", hint=DOCS)
        return lines[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server for mail, to send (SMTP) or to read (IMAP)."""

    host: str
    port: int
    security: Security
    login: Login | None = None
    helo: str = ""
    """How we name ourselves to it; empty: by the name of this machine."""
    folder: str = ""
    """That is read (IMAP)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dkim:
    """With what letters are signed (RFC 6376)."""

    domain: str
    selector: str
    key_file: Path | None = field(repr=False)
    """None: a provider signs with a key of its own."""

    def private_key(self) -> bytes:
        """PEM, as the signing library takes it; empty: we do not sign."""
        return private_bytes(self.key_file, "the key for DKIM") if self.key_file else b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A company that sends for us, through its API."""

    name: str
    """As anymail names it: `postmark`, `amazon_ses` …"""
    settings_file: Path = field(repr=False)

    @property
    def backend(self) -> str:
        """The class that anymail sends with."""
        return f"anymail.backends.{self.name}.EmailBackend"

    def settings(self) -> dict[str, Any]:
        """What anymail must know, keys among it: `{"POSTMARK_SERVER_TOKEN": …}`."""
        return read_mapping(self.settings_file, "the settings of the provider")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """All that is known about sending."""

    sender: str
    """Address in From."""
    sender_name: str
    company: str
    bounce_domain: str
    bounce_mailbox: str
    """Local part before the token: `bounces+TOKEN@domain`."""
    smtp: Server | None
    provider: Provider | None
    dkim: Dkim | None
    sending_ips: tuple[str, ...]
    """From which the next servers see us; empty: not known, for example behind a provider."""
    rates: Mapping[str, float]
    """Messages per second by domain, and `default`."""
    seeds: tuple[str, ...] = field(repr=False)
    """Addresses of ours at the large mailboxes, which get every notice first."""
    bounces: Server | None
    """Mailbox in which bounces arrive."""
    enquiries: Server | None
    """Mailbox in which people answer."""
    zone_file: Path | None = None
    """Answers of DNS for a rehearsal; None: DNS is asked."""

    @property
    def domain(self) -> str:
        """Of From."""
        return self.sender.rpartition("@")[2]

    def rate(self, domain: str) -> float:
        """Messages per second that this domain may get."""
        return self.rates.get(domain.lower().strip("."), self.rates["default"])


def is_domain(text: str) -> bool:
    """Whether it is the name of a domain, in ASCII (`xn--…` for others), with a dot."""
    return len(text) <= 253 and _DOMAIN.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether it is one plain address (RFC 5321 dot-string, ASCII)."""
    local, at, domain = text.rpartition("@")
    return bool(at) and len(local) <= _MOST_LOCAL and _LOCAL.fullmatch(local) is not None and is_domain(domain)


def read(path: Path) -> Sending:
    """The settings in a file.

    Raises:
        BadInput: something is missing, wrong or unknown; or others may read the file.
    """
    top = Settings(path, read_mapping(path, "the settings for sending"))
    sender = top.part("sender", needed=True) or top
    address = sender.text("address", that=is_address, is_="one address, as notice@example.com")
    company = top.text("company")
    bounce_domain, bounce_mailbox = _bounces(top, address)
    smtp, provider = _smtp(top.part("smtp")), _provider(top.part("provider"))
    if smtp is None and provider is None:
        top.refuse("smtp", "is missing, and `provider` too: one of them must say how letters go out")
    imap, dns = top.part("imap"), top.part("dns")
    found = Sending(
        sender=_lowered(address),
        sender_name=sender.text("name", company),
        company=company,
        bounce_domain=bounce_domain,
        bounce_mailbox=bounce_mailbox,
        smtp=smtp,
        provider=provider,
        dkim=_dkim(top.part("dkim"), signs=smtp is not None),
        sending_ips=top.texts("sending_ips", that=_is_ip, is_="an IP address"),
        rates=top.numbers("rates", {"default": DEFAULT_RATE}),
        seeds=tuple(map(_lowered, top.texts("seeds", that=is_address, is_="one address"))),
        bounces=_imap(imap.part("bounces")) if imap else None,
        enquiries=_imap(imap.part("enquiries")) if imap else None,
        zone_file=dns.file("zone_file") if dns else None,
    )
    for part in (sender, top, imap, dns):
        if part:
            part.end()
    return found


def _bounces(top: Settings, address: str) -> tuple[str, str]:
    part = top.part("bounces")
    domain, mailbox = address.rpartition("@")[2], "bounces"
    if part:
        domain = part.text("domain", domain, that=is_domain, is_="a domain, as example.com")
        mailbox = part.text("mailbox", mailbox, that=_is_mailbox, is_="the part before @, up to 32 signs, no +")
        part.end()
    return domain.lower(), mailbox.lower()


def _smtp(part: Settings | None) -> Server | None:
    if part is None:
        return None
    host, port, security = _server(part, _SMTP_PORTS, default="starttls")
    found = Server(
        host=host,
        port=port,
        security=security,
        login=_login(part),
        helo=part.text("helo", "", that=is_domain, is_="the full name of this machine"),
    )
    part.end()
    return found


def _imap(part: Settings | None) -> Server | None:
    if part is None:
        return None
    host, port, security = _server(part, _IMAP_PORTS, default="tls")
    found = Server(host=host, port=port, security=security, login=_login(part), folder=part.text("folder", "INBOX"))
    if found.login is None:
        part.refuse("user", "is missing")
    part.end()
    return found


def _server(part: Settings, ports: Mapping[str, int], *, default: Security) -> tuple[str, int, Security]:
    host = part.text("host", that=_is_host, is_="the name or the IP address of a server").lower()
    said = part.text("security", default)
    if said not in ports:
        part.refuse("security", f"must be one of {', '.join(ports)}")
    security: Security = "tls" if said == "tls" else "starttls" if said == "starttls" else "none"
    if security == "none" and not _is_loopback(host):
        part.refuse("security", "may be `none` only for a server on this machine (localhost, 127.0.0.1, ::1)")
    return host, part.count("port", ports[security], most=65_535), security


def _login(part: Settings) -> Login | None:
    user = part.text("user", "")
    password_file = part.file("password_file", needed=bool(user))
    if password_file is None:
        return None
    if not user:
        part.refuse("user", "is missing beside `password_file`")
    return Login(user=user, password_file=password_file)


def _provider(part: Settings | None) -> Provider | None:
    if part is None:
        return None
    name = part.text("name", that=lambda text: bool(re.fullmatch("[a-z][a-z0-9_]*", text)), is_="a name as `postmark`")
    settings_file = part.file("settings_file")
    part.end()
    return Provider(name=name, settings_file=settings_file) if settings_file else None


def _dkim(part: Settings | None, *, signs: bool) -> Dkim | None:
    if part is None:
        return None
    domain = part.text("domain", that=is_domain, is_="a domain, as example.com").lower()
    selector = part.text("selector", that=lambda text: bool(_SELECTOR.fullmatch(text)), is_="a selector, as s2026")
    key_file = part.file("key_file", needed=signs)
    part.end()
    return Dkim(domain=domain, selector=selector.lower(), key_file=key_file)


def _lowered(address: str) -> str:
    """With its domain in lower case; the part before @ is the receiver's own affair."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def _is_mailbox(text: str) -> bool:
    return len(text) <= _MOST_MAILBOX and "+" not in text and _LOCAL.fullmatch(text) is not None


def _is_host(text: str) -> bool:
    return text.lower() == "localhost" or is_domain(text) or _is_ip(text)


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)
