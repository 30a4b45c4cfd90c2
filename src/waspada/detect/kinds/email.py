"""E-mail addresses, also with internationalised names and domains.

Source: RFC 5321 section 4.1.2 and RFC 5322 section 3.4.1 (dot-atom, quoted local part), RFC 6531 (UTF-8 in both parts),
RFC 5890 (IDNA), RFC 2606 (reserved names). Only what is written in the wild: no comments, no address literals
(`user@[192.0.2.1]`). A cell that is an address as a whole may use most atom characters; inside a longer text the local
part is read more narrowly, and `to=ani@example.org` gives `ani@example.org` in both.

Strong: the domain ends in a top-level domain that exists or is reserved for examples. Weak: it ends in another word
(a domain newer than our list) or in a private name (`.local`, `.internal`), or it is the id of a mail or an SSH
algorithm (`…-sha512@openssh.com`). Not addresses: asset names (`logo@2x.png`), package versions (`left-pad@1.3.0`),
systemd units, `user@host:/path`, a login prompt, an option with a host (`-i@host`) and the user part of a URL.
Worse mistake: a miss; a person nobody tells.

>>> validate(" <Ani.Putri+news@Example.ORG> ")
'ani.putri+news@example.org'
>>> is_valid("logo@2x.png"), is_valid("root@localhost")
(False, False)
>>> normalise("MAILTO:Ani@BÜCHER.example") == normalise("ani@xn--bcher-kva.example")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.tlds import TLDS

KIND = Kind(
    id="email",
    category="user.contact.email",
    by=By.FORM,
    worse=Worse.MISS,
    source="RFC 5321, RFC 5322, RFC 6531",
    label="e-mail address",
    label_id="alamat e-mail",
    names=(
        *("email", "e_mail", "mail", "email_address", "e_mail_address", "mail_address", "emailaddress", "emails"),
        *("user_email", "work_email", "home_email", "primary_email", "secondary_email", "contact_email"),
        *("customer_email", "billing_email", "receipt_email", "supplied_email", "from_email", "to_email"),
        *("sender_email", "recipient_email", "reply_to", "from_address", "to_address", "recipient"),
        *("surel", "alamat_email", "alamat_surel", "alamat_e_mail", "pos_el", "correo", "courriel"),
    ),
)
KINDS = (KIND,)

_RESERVED = frozenset({"example", "test", "invalid", "localhost"})
_STRONG = TLDS | _RESERVED
_PRIVATE = frozenset({"local", "localdomain", "internal", "lan", "home", "corp", "intranet", "cluster"})
_NEVER = frozenset(
    (
        "png jpg jpeg gif webp avif svg ico bmp css scss less js mjs cjs jsx tsx json html htm xhtml xml yaml yml toml "
        "ini conf cfg txt csv pdf map woff woff2 ttf eot mp3 mp4 webm lock log php exe dll jar tgz gz tar "
        "po pot lst service socket target timer mount automount slice scope swap device path unit"
    ).split()
)

_ATOM = r"[A-Za-z0-9!#$%'*+^_~-]+"  # without `= & ? / { | }` and back tick: those cut a query string or a path
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_WHOLE = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+([A-Za-z][A-Za-z0-9-]*[A-Za-z0-9])", re.ASCII)
_AFTER = re.compile(rf"(?:{_LABEL}\.)+(?:xn--[A-Za-z0-9-]*[A-Za-z0-9]|[A-Za-z]{{2,63}})(?![A-Za-z0-9_@-])", re.ASCII)
_BEFORE = re.compile(r"(?:\"(?:[^\"\\\r\n]|\\.){1,62}\"|[A-Za-z0-9_](?:[A-Za-z0-9_.+'-]*[A-Za-z0-9_+-])?)\Z", re.ASCII)
_U_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_U_AFTER = re.compile(rf"(?:{_U_LABEL}[.。])+(?:xn--[A-Za-z0-9-]+|[^\W\d_]{{2,63}})(?![\w@-])")
_U_BEFORE = re.compile(r"\w(?:[\w.+'-]*[\w+-])?\Z")
_USERINFO = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^\s/?#@]*|[^\s/?#@:]+:(?![0-9]*[/?#])[^\s@]*)\Z")
_PASSWORDS = frozenset({"pass", "passwd", "password", "pwd"})
_NO_MAIL_AFTER = re.compile(r":[/~]|['\u2019]s password")  # `user@host:/path` of scp and rsync, the prompt of ssh
_MESSAGE_ID_BEFORE = re.compile(r"(?:message-id|in-reply-to|references)\W{1,6}\Z", re.IGNORECASE)
_MESSAGE_ID = re.compile(
    r"[0-9A-Fa-f]{7,8}\.[0-9A-F]{3,8}|[0-9A-F]{11}\.[0-9A-F]{8}.*|[0-9]{12,}[.-].*|[0-9]{15,}|[0-9]{5,8}\.[0-9A-Za-z]{10}"
    r"|[0-9a-z]{9,12}\.fsf(?:[_-].*)?|OF[0-9A-F]{8}\.[0-9A-F]{8}-ON.*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|[0-9]{10}-[0-9]+-[0-9]+-git-send-email-.*"
)
_SSH_NAME = re.compile(
    r"(?i)(?:.*-)?(?:v0[0-9]|cbc|ctr|gcm|sha[0-9]{1,3}|poly1305|etm|prove(?:-?00)?|hostkeys-00|keepalive|umac-?[0-9]+"
    r"|ed25519|statvfs|posix-rename)(?:-.*)?"
)
"""Algorithms, requests and certificates that are no standard: `name@domain` (RFC 4251 section 6)."""
_SSH_DOMAINS = frozenset({"openssh.com", "libssh.org", "tinyssh.org"})
_SSH_WORDS = frozenset("zlib limits lsetstat fsync hardlink tun eow expand-path copy-data session-bind".split()) | {
    "users-groups-by-id",
    "publickey-hostbound",
    "no-more-sessions",
}
_CODE_HOSTS = frozenset({"git", "hg", "svn", "gitlab", "gitea"})
WHOLE_SHAPE = (
    r"^[A-Za-z0-9_](?:[A-Za-z0-9_+-]|\.[A-Za-z0-9_]){0,60}@[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?){0,3}\.(?:com|org|net|edu|gov|io|ai|co|dev|app|info|biz|me"
    r"|id|uk|de|fr|it|es|nl|be|ch|at|pl|se|no|dk|fi|pt|gr|ie|cz|ro|hu|ua|tr|in|jp|cn|tw|hk|sg|my|th|vn|ph|kr|au|nz|br"
    r"|mx|ar|cl|za|ng|ke|eg|ae|il|us|ca|eu|example|test|invalid)$"
)
"""RE2: cells that are one strong address from end to end; a column of them needs no call of `find`."""

_VERSION = re.compile(r"v?[0-9]+(?:x\.|\.[0-9]+[.-])")  # `pkg@18.2.0-beta.rc`, an asset's scale `@2x.`
_LOCAL_MAX = 64
_ADDRESS_MAX = 254


def compact(value: str) -> str:
    """Without what stands around an address: blanks, angle brackets, `mailto:`, a trailing dot."""
    text = value.strip().rstrip(".").strip("<>").strip()
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    return text.rstrip(".")


def normalise(value: str) -> str:
    """The form in which two spellings of one address are equal.

    Case is folded in both parts (RFC 5321 allows a local part to be case-sensitive; no large provider does), the
    domain becomes its `xn--` form. Dots and `+tags` stay: whether they matter differs from provider to provider.
    """
    local, _, domain = compact(value).rpartition("@")
    return f"{local.casefold()}@{_ascii_domain(domain)}"


def _ascii_domain(domain: str) -> str:
    lower = domain.lower().rstrip(".")
    if lower.isascii():
        return lower
    try:
        return lower.encode("idna").decode("ascii")
    except UnicodeError:
        return lower


def validate(value: str) -> str:
    """The normalised address, or ValueError."""
    text = compact(value)
    span = next(iter(_spans(text)), None)
    if span is None or span[:2] != (0, len(text)):
        message = "not an e-mail address"
        raise ValueError(message)
    return normalise(text)


def is_valid(value: str) -> bool:
    """Whether the value is one address and nothing else."""
    try:
        validate(value)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """The way people write it: local part as given, domain in lower case."""
    local, _, domain = compact(value).rpartition("@")
    return f"{local}@{domain.lower()}"


def _trust(domain: str) -> bool | None:
    """True: strong, False: weak, None: not an address."""
    tld = domain.rpartition(".")[2].lower()
    if tld in _STRONG:
        return True if tld not in _NEVER else None
    if tld in _NEVER:
        return None
    if not tld.isascii():
        return _ascii_domain(tld) in TLDS
    return False


def _cut(domain: str) -> str:
    """`example.org.Thanks` is a sentence that ran on: cut the last label where that leaves a real domain."""
    shorter, _, last = domain.rpartition(".")
    if last[:1].isupper() and "." in shorter and last.lower() not in _STRONG and _trust(shorter):
        return shorter
    return domain


def _around(text: str, at: int) -> tuple[int, int] | None:
    """Start and end of the address whose `@` stands at `at`."""
    window = max(0, at - _LOCAL_MAX - 2)
    before = _BEFORE.search(text, window, at)
    after = _AFTER.match(text, at + 1)
    glued = before is not None and before.start() and _joins(text[before.start() - 1])
    if before is None or after is None or glued:
        before = _U_BEFORE.search(text, window, at) or before
        after = after or _U_AFTER.match(text, at + 1)
    if before is None or after is None:
        return None
    return before.start(), after.end()


def _joins(char: str) -> bool:
    """A letter outside ASCII that belongs to the word; scripts written without blanks (from U+2E80) do not join."""
    return "\x7f" < char < "\u2e80" and char.isalnum()


def _is_address(text: str, start: int, at: int, end: int) -> bool:
    local, domain = text[start:at], text[at + 1 : end]
    if _NO_MAIL_AFTER.match(text, end) or _is_argument(text, start, local):
        return False
    if len(local) > _LOCAL_MAX or end - start > _ADDRESS_MAX or (".." in local and local[0] != '"'):
        return False
    if _VERSION.match(domain):
        return False
    if local.lower() in _CODE_HOSTS and text[end : end + 1] in {":", "/"}:
        return False
    return _USERINFO.search(text, max(0, start - 80), at) is None


def _is_argument(text: str, start: int, local: str) -> bool:
    """`lsof -i@host`, `user:password@host`, a chat room `##room@irc.host`."""
    before = text[max(0, start - 2) : start]
    return before == "##" or (len(local) == 1 and before.strip() == "-") or (local in _PASSWORDS and before[-1:] == ":")


def _quote(text: str, start: int, at: int, end: int) -> int:
    """Where the address begins: `N'ani@example.org'` is a literal of SQL, of Python with another letter."""
    if text[start + 1 : start + 2] == "'" and text[end : end + 1] == "'" and text[start - 1 : start] != "'":
        return start + 2 if start + 2 < at else start
    return start


def _is_ssh_name(local: str, domain: str) -> bool:
    domain = domain.lower()
    if domain in _SSH_DOMAINS and local in _SSH_WORDS:
        return True
    return (domain in _SSH_DOMAINS or domain == "lysator.liu.se") and _SSH_NAME.fullmatch(local) is not None


def _is_message_id(text: str, start: int, at: int) -> bool:
    """The id of a mail (RFC 5322 section 3.6.4) has the same form as an address."""
    if _MESSAGE_ID.fullmatch(text, start, at):
        return True
    return _MESSAGE_ID_BEFORE.search(text, max(0, start - 20), start) is not None


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    at = text.find("@")
    while at != -1:
        found = _around(text, at)
        if found is not None:
            start = found[0]
            domain = _cut(text[at + 1 : found[1]])
            end = at + 1 + len(domain)
            start = _quote(text, start, at, end)
            trust = _trust(domain)
            if trust is not None and _is_address(text, start, at, end):
                sure = trust and not _is_message_id(text, start, at)
                yield start, end, sure and not _is_ssh_name(text[start:at], domain)
        at = text.find("@", at + 1)


class EmailFinder:
    """Finds addresses; a cell that is one address takes the short way."""

    kinds = KINDS
    triggers = (r"[^\s<>(),;:@\[\]\\]@[A-Za-z0-9\x80-\xff]",)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every address in `text`."""
        whole = _WHOLE.fullmatch(text)
        if whole is not None and whole[1].lower() in TLDS and len(text) <= _ADDRESS_MAX:
            domain = text[text.index("@") + 1 :]
            if len(text) - len(domain) <= _LOCAL_MAX + 1 and not domain[0].isdigit() and whole[1].lower() not in _NEVER:
                return iter((Match("email", 0, len(text), True, How.FORM),))
        return self._search(text)

    def _search(self, text: str) -> Iterator[Match]:
        for start, end, strong in _spans(text):
            yield Match("email", start, end, strong, How.FORM)


FINDER = EmailFinder()
