"""Connection strings with a password inside: database and broker URIs, JDBC, ADO.NET, ODBC, libpq and Azure keys.

The finding is the whole string: it names the server that the password opens. Without a password, with a template
(`${DB_PASSWORD}`) or a manual's placeholder (`user:password@host`) it is none; a password that everybody tries first
on a machine of its own (`postgres:postgres@localhost`) is weak.
Worse mistake: a miss.

Source: RFC 3986; the drivers' own manuals: PostgreSQL libpq 34.1.1, MongoDB, Redis, RabbitMQ, JDBC,
https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax,
https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string

>>> is_valid("postgresql://app:tR4-kelapa@db.intra:5432/shop"), is_valid("postgresql://app@db.intra/shop")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect import noise
from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.labelled import lower
from waspada.detect.login import judge

KIND = Kind(
    id="secret.connection_string",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.MISS,
    source="RFC 3986; manuals of the drivers; ADO.NET connection string syntax",
    label="connection string with password",
    label_id="string koneksi dengan kata sandi",
    names=("connection_string", "database_url", "conn_str", "dsn", "jdbc_url", "mongo_uri", "redis_url"),
    revoke="Change the password of this database or broker account and look at its log-ins since the leak.",
)
KINDS = (KIND,)

_SCHEMES = (
    "postgres(?:ql)?|pgsql|mysqlx?|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb"
    "|cassandra"
    "|neo4j|bolt|nats|snowflake|redshift|couchbases?|influxdb|memcached?|rabbitmq|vertica|trino|presto|hive|impala|db2"
    "|firebird|sybase|kafka|teradatasql|databricks|surrealdb|arangodb|tidb|timescaledb|sqlanywhere"
)
_LOGIN = re.compile(r"://([^\s:/?#@\"'<>]{0,128}):([^\s/?#\"'<>]{1,256})@[^\s/?#@\"'<>,;)]+[^\s\"'<>`]*")
_SCHEME = re.compile(rf"(?:jdbc:)?(?:{_SCHEMES})(?:\+[a-z0-9_]{{1,20}}){{0,2}}\Z", re.IGNORECASE)
_JDBC = re.compile(r"jdbc:[a-z0-9]{2,20}:[^\s\"'<>`]{4,400}", re.IGNORECASE)
_JDBC_PASSWORD = re.compile(r"[?&;:](?:password|pwd)=([^&;\s]{1,128})", re.IGNORECASE)
_JDBC_USER = re.compile(r"[?&;:](?:user(?:name|id)?|uid)=([^&;\s]{1,128})", re.IGNORECASE)
_ORACLE = re.compile(r"jdbc:oracle:(?:thin|oci8?):([^\s/@]{1,60})/([^\s/@]{1,128})@[^\s\"'<>]+", re.IGNORECASE)
_KEY = re.compile(r"(?:password|pwd|accountkey|sharedaccesskey)\s{0,2}=\s{0,2}")
_EDGE = "\r\n\"'<>`"
_PAIR = re.compile(r"\s*([A-Za-z][A-Za-z0-9_ ]{1,40}?)\s*=\s*(.*)", re.DOTALL)
_SECRET_KEYS = frozenset({"password", "pwd", "accountkey", "sharedaccesskey"})
_SERVER_KEYS = frozenset(
    (
        "server datasource host hostname address addr networkaddress driver initialcatalog database dbname uid userid "
        "user username endpoint accountname defaultendpointsprotocol sharedaccesskeyname provider port service"
    ).split()
)
_LIBPQ = re.compile(r"(?:^|[\s\"'])((?:[a-z_]{2,24}=[^\s\"'=]{1,128}\s{1,3}){1,10}[a-z_]{2,24}=[^\s\"'=]{1,128})")


def compact(text: str) -> str:
    """Without blanks and quotes around it."""
    return text.strip().strip("\"'").strip()


def validate(text: str) -> str:
    """The compact string, or ValueError."""
    whole = compact(text)
    if not any(match.start == 0 for match in FINDER.find(whole, Place())):
        message = "not a connection string with a password"
        raise ValueError(message)
    return whole


def is_valid(text: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        validate(text)
    except ValueError:
        return False
    return True


def format(text: str) -> str:
    """As it stands; drivers differ."""
    return compact(text)


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the string ends when a sentence goes on behind it."""
    while end > start and text[end - 1] in ".,;:!?)]}\\":
        end -= 1
    return end


def _uris(text: str) -> Iterator[tuple[int, int, bool]]:
    for found in _LOGIN.finditer(text):
        scheme = _SCHEME.search(text, max(0, found.start() - 60), found.start())
        strong = judge(found[1], found[2]) if scheme else None
        if scheme and strong is not None:
            yield scheme.start(), _trimmed(text, found.start(), found.end()), strong


def _jdbc(text: str) -> Iterator[tuple[int, int, bool]]:
    if "jdbc:" not in text.lower():
        return
    for found in _ORACLE.finditer(text):
        strong = judge(found[1], found[2])
        if strong is not None:
            yield found.start(), _trimmed(text, found.start(), found.end()), strong
    for found in _JDBC.finditer(text):
        password = _JDBC_PASSWORD.search(found[0])
        user = _JDBC_USER.search(found[0])
        if password and "@" not in found[0][: password.start()]:
            strong = judge(user[1] if user else "", password[1])
            if strong is not None:
                yield found.start(), _trimmed(text, found.start(), found.end()), strong


def _segment(text: str, at: int) -> tuple[int, int]:
    """The piece between quotes, brackets or line ends in which `at` stands."""
    start = end = at
    while start > 0 and at - start < 1000 and text[start - 1] not in _EDGE:
        start -= 1
    while end < len(text) and end - at < 1000 and text[end] not in _EDGE:
        end += 1
    return start, end


def _pairs(text: str) -> Iterator[tuple[int, int, bool]]:
    """`Server=…;User Id=…;Password=…` and Azure's keys; between quotes, brackets or line ends."""
    done = -1
    lowered = lower(text)
    for found in _KEY.finditer(lowered):
        if found.start() < done:
            continue
        start, end = _segment(text, found.start())
        whole = text[start:end]
        judged = _judge_pairs(whole) if ";" in whole else None
        if judged is not None:
            offset, length, strong = judged
            yield start + offset, start + offset + length, strong
            done = end


def _judge_pairs(whole: str) -> tuple[int, int, bool] | None:
    pieces = whole.split(";")
    values: dict[str, str] = {}
    first, last, offset = -1, 0, 0
    for piece in pieces:
        pair = _PAIR.fullmatch(piece)
        if pair:
            key = pair[1].rpartition(":")[2].lower().replace(" ", "").replace("_", "")
            known = next((k for k in (*_SERVER_KEYS, *_SECRET_KEYS) if key.endswith(k)), key)
            values[known if first < 0 else key] = pair[2].strip()
            first = offset + pair.start(1) if first < 0 else first
            last = offset + len(piece.rstrip())
        offset += len(piece) + 1
    secrets = [values[key] for key in _SECRET_KEYS if values.get(key)]
    if not secrets or first < 0 or _SERVER_KEYS.isdisjoint(values):
        return None
    secret = secrets[0].split()[0] if secrets[0].split() else ""
    if "accountkey" in values or "sharedaccesskey" in values:
        key_like = len(secret) >= 40 and not noise.is_example(secret, least_entropy=3.5)
        return (first, last - first, True) if key_like else None
    user = values.get("uid") or values.get("userid") or values.get("user") or values.get("username") or ""
    strong = judge(user, secret)
    return None if strong is None else (first, last - first, strong)


def _libpq(text: str) -> Iterator[tuple[int, int, bool]]:
    """`host=… user=… password=…`, blanks between."""
    if "password=" not in text:
        return
    for found in _LIBPQ.finditer(text):
        values = dict(pair.split("=", 1) for pair in found[1].split())
        if "password" not in values or not {"host", "hostaddr", "dbname"} & set(values):
            continue
        strong = judge(values.get("user", ""), values["password"])
        if strong is not None:
            yield *found.span(1), strong


class ConnectionStringFinder:
    """Finds the string from its scheme or first key to its end."""

    kinds = KINDS
    triggers = (
        r"[A-Za-z0-9_]://[^\s:/?#@\"'<>]*:[^\s/?#\"'<>]+@",
        r"(?i)jdbc:[a-z0-9]{2}",
        r"(?i)(?:password|pwd|accountkey|sharedaccesskey)\s{0,2}=\s{0,2}[^\s;&]",
    )

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every connection string with a password in `text`."""
        taken: list[tuple[int, int]] = []
        for search in (_uris, _jdbc, _pairs, _libpq):
            for start, end, strong in search(text):
                if all(end <= a or start >= b for a, b in taken):
                    taken.append((start, end))
                    yield Match(KIND.id, start, end, strong, How.FORM)


FINDER = ConnectionStringFinder()
