"""Browser, operating system and the user agent string that names both.

Source: RFC 9110 section 10.1.5 (User-Agent); MDN "User-Agent"; vendors' field lists. Strong: a string that begins
`Mozilla/5.0 (` or names an app with its network library (`CFNetwork`, `okhttp`, `Dalvik`).
Worse mistake: a miss.

>>> is_valid("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36")
True
>>> is_valid("Mozilla is a foundation")
False
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import By, How, Kind, Match, Place, Worse

KIND = Kind(
    id="user_agent",
    category="user.device",
    by=By.FORM,
    worse=Worse.MISS,
    source="RFC 9110 section 10.1.5",
    label="user agent",
    label_id="agen pengguna",
    names=("user_agent", "useragent", "ua", "context_user_agent", "http_user_agent", "raw_user_agent", "browser_agent"),
)


def _kind(id_: str, label: str, label_id: str, names: tuple[str, ...]) -> Kind:
    return Kind(
        id=id_,
        category="user.device",
        by=By.MEANING,
        worse=Worse.MISS,
        source="Fideslang user.device; vendors' field lists",
        label=label,
        label_id=label_id,
        names=names,
    )


BROWSER = _kind(
    "browser",
    "browser",
    "peramban",
    (
        *("browser", "browser_name", "browser_version", "initial_browser", "initial_browser_version", "peramban"),
        *("browser_family", "browser_type", "device_browser", "device_browser_version", "web_info_browser"),
    ),
)
SYSTEM = _kind(
    "operating_system",
    "operating system",
    "sistem operasi",
    (
        *(
            "os",
            "os_name",
            "os_version",
            "operating_system",
            "operating_system_version",
            "initial_os",
            "sistem_operasi",
        ),
        *("android_os_version", "ios_version", "os_family", "android_os", "context_os_name", "context_os_version"),
    ),
)
DEVICE = _kind(
    "device_model",
    "device model",
    "model perangkat",
    (
        *("device", "device_model", "device_type", "device_family", "device_brand", "device_manufacturer", "model"),
        *("manufacturer", "brand", "android_model", "ios_device_model", "mp_device_model", "mobile_brand_name"),
        *(
            "mobile_model_name",
            "android_brand",
            "android_manufacturer",
            "device_name",
            "initial_device",
            "device_category",
        ),
        *("carrier", "device_carrier", "operator_seluler", "perangkat", "merek_perangkat"),
    ),
)
KINDS = (KIND, BROWSER, SYSTEM, DEVICE)

_WEB = re.compile(
    r"Mozilla/[45]\.0 \([^()\r\n]{2,200}(?:\([^()\r\n]{0,80}\)[^()\r\n]{0,80})?\)"
    r"(?: (?:\([^()\r\n]{1,100}\)|[A-Za-z][\w.!-]{1,40}/[\w.+:-]{1,60}|like Gecko|Mobile|Safari|[0-9:.]{4,20}))*"
)
_APP = re.compile(
    r"(?:Dalvik/[0-9.]+ \([^()\r\n]{4,160}\)|[\w.%-]{2,60}/[\w.]{1,24} CFNetwork/[0-9.]+ Darwin/[0-9.]+"
    r"|Opera/[0-9]{1,2}\.[0-9]{1,2}\.? ?\([^()\r\n]{4,160}\)(?: [A-Za-z][\w.]{1,40}/[\w.]{1,20})*)"
)


def compact(value: str) -> str:
    """Single blanks."""
    return " ".join(value.split())


def validate(value: str) -> str:
    """The string, or ValueError."""
    text = compact(value)
    if _WEB.fullmatch(text) is None and _APP.fullmatch(text) is None:
        message = "not a user agent string"
        raise ValueError(message)
    return text


def is_valid(value: str) -> bool:
    """Whether the value is one user agent string."""
    try:
        validate(value)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """Single blanks."""
    return compact(value)


class UserAgentFinder:
    """Finds user agent strings; browser and system fields are counted by meaning."""

    kinds = KINDS
    triggers = (r"Mozilla/[45]\.0 \(", r"Dalvik/[0-9]", r" CFNetwork/[0-9]", r"Opera/[0-9]{1,2}\.[0-9]")

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every user agent in `text`."""
        for pattern in (_WEB, _APP):
            for hit in pattern.finditer(text):
                yield Match(KIND.id, hit.start(), hit.end(), True, How.FORM)


FINDER = UserAgentFinder()
