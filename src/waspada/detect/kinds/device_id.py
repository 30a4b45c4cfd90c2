"""Ids of devices, browsers and installations: cookies, advertising ids, device ids.

Source: Google Analytics cookie usage (`GA1.2.…`), Meta Conversions API (`fbp`, `fbc`), Mixpanel simplified id merge
(`$device:…`), Apple `ASIdentifierManager` and Android `AdvertisingIdClient` (UUIDs, known by field name only).
Strong: those with a prefix of their own. UUIDs without a name beside them are nobody's id.
Worse mistake: a miss.

>>> [match.kind for match in FINDER.find("_ga=GA1.2.1033501218.1368477899", Place())]
['cookie_id']
>>> [match.kind for match in FINDER.find("$device:18d51b80a1c2", Place())]
['device_id']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import By, How, Kind, Match, Place, Worse

COOKIE = Kind(
    id="cookie_id",
    category="user.device.cookie_id",
    by=By.MEANING,
    worse=Worse.MISS,
    source="Google Analytics cookie usage; Meta Conversions API fbp and fbc",
    label="cookie id",
    label_id="ID kuki",
    names=(
        *("cookie", "cookies", "cookie_id", "cookieid", "ga_cookie", "ga", "gid", "ga_client_id", "fbp", "fbc"),
        *("anonymous_id", "anonymousid", "anon_id", "visitor_id", "visitorid", "user_pseudo_id", "domain_userid"),
        *("network_userid", "ajs_anonymous_id", "client_id_cookie", "gclid", "fbclid", "msclkid", "hubspotutk"),
        *("amp_cookie", "clientid", "context_cookie", "tracking_id", "heap_user_id"),
    ),
)
ADVERTISING = Kind(
    id="advertising_id",
    category="user.device.device_id",
    by=By.MEANING,
    worse=Worse.MISS,
    source="Apple ASIdentifierManager; Android AdvertisingIdClient; Mixpanel and Amplitude field lists",
    label="advertising id",
    label_id="ID iklan",
    names=(
        *("idfa", "gaid", "adid", "ad_id", "aaid", "advertising_id", "advertisingid", "google_ad_id", "ios_ifa", "ifa"),
        *("apple_ad_id", "android_advertising_id", "mobile_ad_id", "maid", "roku_ad_id", "oaid"),
    ),
)
DEVICE = Kind(
    id="device_id",
    category="user.device.device_id",
    by=By.MEANING,
    worse=Worse.MISS,
    source="Mixpanel identifying users; vendors' field lists",
    label="device id",
    label_id="ID perangkat",
    names=(
        *("device_id", "deviceid", "device_uuid", "device_udid", "udid", "idfv", "vendor_id", "android_id", "ios_ifv"),
        *(
            "imei",
            "meid",
            "imsi",
            "iccid",
            "serial_number",
            "device_serial",
            "device_token",
            "push_token",
            "mp_deviceid",
        ),
        *("fcm_token", "apns_token", "android_devices", "ios_devices", "user_fingerprint", "fingerprint", "device_key"),
        *("installation_id", "install_id", "instance_id", "hardware_id", "machine_id", "app_instance_id", "nomor_imei"),
    ),
)
KIND = DEVICE
KINDS = (DEVICE, ADVERTISING, COOKIE)

_COOKIE = re.compile(
    r"(?<![\w.])(?:GA1\.[1-9](?:-[0-9]+)?\.[0-9]{6,10}\.[0-9]{9,10}|fb\.[0-9]\.[0-9]{10,13}\.[A-Za-z0-9_-]{6,255})(?![\w.-])"
)
_DEVICE = re.compile(r"\$device:[A-Za-z0-9][A-Za-z0-9_-]{5,63}(?![\w-])")


class DeviceIdFinder:
    """Finds ids with a prefix of their own; other ids are counted by meaning."""

    kinds = KINDS
    triggers = (
        r"\bGA1\.[1-9][.-][0-9]",
        r"\bfb\.[0-9]\.[0-9]{10}",
        r"\$device:[A-Za-z0-9]",
    )

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every id in `text`, but in a field that is counted as a whole."""
        if place.meaning != COOKIE.id:
            for hit in _COOKIE.finditer(text):
                yield Match(COOKIE.id, hit.start(), hit.end(), True, How.FORM)
        if place.meaning != DEVICE.id:
            for hit in _DEVICE.finditer(text):
                yield Match(DEVICE.id, hit.start(), hit.end(), True, How.FORM)


FINDER = DeviceIdFinder()
