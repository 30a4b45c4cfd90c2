"""Where a person is: coarse (city, region, country by meaning) and precise (coordinates).

Source: ISO 6709 (latitude before longitude), RFC 5870 (`geo:` URI); Fideslang `user.location`. Precise means less than
500 m, which is three decimals or more.

Strong: a `geo:` URI or a pair with four decimals or more beside a word such as `lat` or in a field named for it.
Weak: a bare pair of numbers in range.
Worse mistake: a false alarm for pairs in text, a miss for fields.

>>> validate("-6.2000, 106.8166")
'-6.2000,106.8166'
>>> is_valid("106.8166,-6.2000"), is_valid("1.5,2.5")
(False, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.evidence import before, named
from waspada.detect.kind import By, How, Kind, Match, Place, Worse


def _coarse(id_: str, label: str, label_id: str, names: tuple[str, ...]) -> Kind:
    return Kind(
        id=id_,
        category="user.location.coarse",
        by=By.MEANING,
        worse=Worse.MISS,
        source="Fideslang user.location.coarse; vendors' field lists",
        label=label,
        label_id=label_id,
        names=names,
    )


CITY = _coarse(
    "city",
    "city",
    "kota",
    (
        *("city", "geoip_city_name", "geo_city", "initial_city", "location_city", "city_name", "user_city"),
        *("kota", "kabupaten", "kota_kabupaten", "kab_kota", "town", "dma", "metro", "tempat_tinggal", "geo_metro"),
    ),
)
REGION = _coarse(
    "region",
    "region or province",
    "wilayah atau provinsi",
    (
        *("region", "region_code", "region_name", "province", "provinsi", "propinsi", "state_province", "state_code"),
        *("geoip_subdivision_1_name", "geoip_subdivision_1_code", "geoip_subdivision_2_name", "geo_region"),
        *("subdivision", "initial_region", "location_region", "us_state", "negara_bagian", "county", "wilayah"),
    ),
)
COUNTRY = _coarse(
    "country",
    "country",
    "negara",
    (
        *("country", "country_code", "country_name", "mp_country_code", "geoip_country_code", "geoip_country_name"),
        *("geo_country", "initial_country", "location_country", "ip_country", "negara", "kode_negara", "cf_ipcountry"),
        *("country_of_residence", "geoip_continent_name", "continent", "geoip_continent_code", "sub_continent"),
    ),
)
PRECISE = Kind(
    id="precise_location",
    category="user.location.precise",
    by=By.FORM,
    worse=Worse.FALSE_ALARM,
    source="ISO 6709, RFC 5870",
    label="coordinates",
    label_id="koordinat",
    names=(
        *("lat", "lon", "lng", "long", "latitude", "longitude", "lintang", "bujur", "garis_lintang", "garis_bujur"),
        *("location_lat", "location_lng", "geoip_latitude", "geoip_longitude", "geo_latitude", "geo_longitude"),
        *("coordinates", "coords", "lat_lng", "latlng", "lat_lon", "latlon", "lat_long", "gps", "geo_location"),
        *("geolocation", "geo_point", "geopoint", "koordinat", "mailing_latitude", "mailing_longitude"),
    ),
)
KIND = PRECISE
KINDS = (CITY, REGION, COUNTRY, PRECISE)

_NUMBER = r"-?[0-9]{1,3}\.[0-9]{3,16}"
_PAIR = re.compile(
    rf"(?<![\w.,-])(?P<lat>{_NUMBER})(?:\s?,\s?|\s|;\s?|%2C)(?P<lon>{_NUMBER})(?![\w,-]|\.[0-9])", re.ASCII
)
_GEO = re.compile(r"\bgeo:(?P<lat>-?[0-9]{1,2}(?:\.[0-9]+)?),(?P<lon>-?[0-9]{1,3}(?:\.[0-9]+)?)(?![\w])", re.ASCII)
_LABELLED = re.compile(
    r"(?i:\b(?:lat(?:itude)?|lintang))[^\w-]{1,4}(?P<lat>-?[0-9]{1,2}\.[0-9]{3,16})[^\w-]{1,6}"
    r"(?i:(?:lon(?:g|gitude)?|lng|bujur))[^\w-]{1,4}(?P<lon>-?[0-9]{1,3}\.[0-9]{3,16})",
    re.ASCII,
)
_SINGLE = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,16}", re.ASCII)
_WORD = re.compile(
    r"(?:\blat|coord|koordinat|\bgps|geo|location|lokasi|\bll=|[?&]q=|@|maps|position|posisi)[^0-9]{0,20}\Z"
)


def compact(value: str) -> str:
    """Without blanks and the `geo:` prefix."""
    return re.sub(r"\s", "", value).removeprefix("geo:")


def validate(value: str) -> str:
    """`latitude,longitude`, or ValueError."""
    pair = _PAIR.fullmatch(compact(value))
    if pair is None or not _in_range(pair):
        message = "not a pair of coordinates"
        raise ValueError(message)
    return f"{pair['lat']},{pair['lon']}"


def is_valid(value: str) -> bool:
    """Whether the value is a precise place on earth."""
    try:
        validate(value)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """`latitude,longitude`."""
    return validate(value)


def _in_range(pair: re.Match[str]) -> bool:
    lat, lon = float(pair["lat"]), float(pair["lon"])
    return abs(lat) <= 90 and abs(lon) <= 180 and (abs(lat) > 0.001 or abs(lon) > 0.001)


def _decimals(pair: re.Match[str]) -> int:
    return min(len(pair[part].partition(".")[2]) for part in ("lat", "lon"))


def _in_a_row(text: str, pair: re.Match[str]) -> bool:
    """Two of many numbers with blanks between: a matrix, a drawing."""
    begin, end = pair.span()
    spaced = text[pair.end("lat") : pair.start("lon")].isspace()
    return spaced and (text[max(0, begin - 2) : begin][:1].isdigit() or text[end : end + 2].strip().isdigit())


class LocationFinder:
    """Finds coordinates; cities, regions and countries are counted by meaning."""

    kinds = KINDS
    value_shape = r"^\s?[\[(]?-?[0-9]{1,3}\.[0-9]{3}"
    triggers = (
        r"[0-9]\.[0-9]{3,16}(?: ?[,;] ?|%2C| )-?[0-9]{1,3}\.[0-9]{3}",
        r"\bgeo:-?[0-9]",
        r"(?i)\b(?:lat|latitude|lintang)[^0-9a-z]{1,4}[0-9]{1,2}\.[0-9]{3}",
    )

    def by_name(self, place: Place) -> bool:
        """Whether the field's name makes single numbers coordinates, which no trigger can."""
        return named(place, PRECISE)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every place in `text`."""
        by_name = named(place, PRECISE)
        if by_name and _SINGLE.fullmatch(text):
            if abs(float(text)) <= 180:
                yield Match(PRECISE.id, 0, len(text), True, How.NAME_AND_FORM)
            return
        for hit in _GEO.finditer(text):
            if _in_range(hit):
                yield Match(PRECISE.id, hit.start(), hit.end(), True, How.FORM)
        for hit in _LABELLED.finditer(text):
            if _in_range(hit):
                yield Match(PRECISE.id, hit.start("lat"), hit.end("lon"), True, How.WORDS_AND_FORM)
        for hit in _PAIR.finditer(text):
            if not _in_range(hit) or text.endswith("geo:", 0, hit.start()):
                continue
            if by_name:
                yield Match(PRECISE.id, hit.start(), hit.end(), True, How.NAME_AND_FORM)
            elif _WORD.search(before(text, hit.start())):
                yield Match(PRECISE.id, hit.start(), hit.end(), True, How.WORDS_AND_FORM)
            elif _decimals(hit) >= 4 and not _in_a_row(text, hit):
                yield Match(PRECISE.id, hit.start(), hit.end(), False, How.FORM_ONLY)


FINDER = LocationFinder()
