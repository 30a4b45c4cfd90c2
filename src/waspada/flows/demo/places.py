"""Where the fictional people live: real cities with ISO 3166-1 countries and ISO 3166-2 regions, and a Faker locale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """One country of the re-enactment."""

    code: str
    """ISO 3166-1 alpha-2."""
    faker_locale: str
    language: str
    """BCP 47 tag, as an account directory stores it."""
    weight: int
    """Share of the people, in thousandths."""
    cities: tuple[tuple[str, str, str], ...]
    """City, region as a vendor's geolocation names it, ISO 3166-2 code."""


COUNTRIES: tuple[Country, ...] = (
    Country(
        "US",
        "en_US",
        "en-US",
        240,
        (
            ("San Francisco", "California", "US-CA"),
            ("Los Angeles", "California", "US-CA"),
            ("Austin", "Texas", "US-TX"),
            ("Seattle", "Washington", "US-WA"),
            ("New York", "New York", "US-NY"),
            ("Boston", "Massachusetts", "US-MA"),
            ("Chicago", "Illinois", "US-IL"),
            ("Denver", "Colorado", "US-CO"),
            ("Atlanta", "Georgia", "US-GA"),
            ("Portland", "Oregon", "US-OR"),
        ),
    ),
    Country(
        "ID",
        "id_ID",
        "id-ID",
        140,
        (
            ("Jakarta", "Jakarta", "ID-JK"),
            ("Bandung", "West Java", "ID-JB"),
            ("Bekasi", "West Java", "ID-JB"),
            ("Surabaya", "East Java", "ID-JI"),
            ("Malang", "East Java", "ID-JI"),
            ("Semarang", "Central Java", "ID-JT"),
            ("Yogyakarta", "Yogyakarta", "ID-YO"),
            ("Denpasar", "Bali", "ID-BA"),
            ("Medan", "North Sumatra", "ID-SU"),
            ("Makassar", "South Sulawesi", "ID-SN"),
        ),
    ),
    Country(
        "IN",
        "en_IN",
        "en-IN",
        110,
        (
            ("Bengaluru", "Karnataka", "IN-KA"),
            ("Mumbai", "Maharashtra", "IN-MH"),
            ("Pune", "Maharashtra", "IN-MH"),
            ("Chennai", "Tamil Nadu", "IN-TN"),
            ("New Delhi", "Delhi", "IN-DL"),
            ("Kochi", "Kerala", "IN-KL"),
        ),
    ),
    Country(
        "GB",
        "en_GB",
        "en-GB",
        70,
        (
            ("London", "England", "GB-ENG"),
            ("Manchester", "England", "GB-ENG"),
            ("Edinburgh", "Scotland", "GB-SCT"),
            ("Cardiff", "Wales", "GB-WLS"),
            ("Belfast", "Northern Ireland", "GB-NIR"),
        ),
    ),
    Country(
        "DE",
        "de_DE",
        "de-DE",
        65,
        (
            ("Berlin", "Land Berlin", "DE-BE"),
            ("München", "Bavaria", "DE-BY"),
            ("Hamburg", "Hamburg", "DE-HH"),
            ("Köln", "North Rhine-Westphalia", "DE-NW"),
            ("Düsseldorf", "North Rhine-Westphalia", "DE-NW"),
        ),
    ),
    Country(
        "BR",
        "pt_BR",
        "pt-BR",
        55,
        (
            ("São Paulo", "São Paulo", "BR-SP"),
            ("Rio de Janeiro", "Rio de Janeiro", "BR-RJ"),
            ("Belo Horizonte", "Minas Gerais", "BR-MG"),
            ("Curitiba", "Paraná", "BR-PR"),
        ),
    ),
    Country(
        "FR",
        "fr_FR",
        "fr-FR",
        45,
        (
            ("Paris", "Île-de-France", "FR-IDF"),
            ("Lyon", "Auvergne-Rhône-Alpes", "FR-ARA"),
            ("Nantes", "Pays de la Loire", "FR-PDL"),
            ("Toulouse", "Occitanie", "FR-OCC"),
        ),
    ),
    Country(
        "JP",
        "ja_JP",
        "ja-JP",
        45,
        (
            ("Tokyo", "Tokyo", "JP-13"),
            ("Osaka", "Osaka", "JP-27"),
            ("Fukuoka", "Fukuoka", "JP-40"),
            ("Sapporo", "Hokkaido", "JP-01"),
        ),
    ),
    Country(
        "CA",
        "en_CA",
        "en-CA",
        35,
        (("Toronto", "Ontario", "CA-ON"), ("Vancouver", "British Columbia", "CA-BC"), ("Montréal", "Quebec", "CA-QC")),
    ),
    Country(
        "ES",
        "es_ES",
        "es-ES",
        30,
        (("Madrid", "Madrid", "ES-MD"), ("Barcelona", "Catalonia", "ES-CT"), ("Valencia", "Valencia", "ES-VC")),
    ),
    Country(
        "VN",
        "vi_VN",
        "vi-VN",
        30,
        (("Hanoi", "Hanoi", "VN-HN"), ("Ho Chi Minh City", "Ho Chi Minh", "VN-SG"), ("Da Nang", "Da Nang", "VN-DN")),
    ),
    Country(
        "NL",
        "nl_NL",
        "nl-NL",
        25,
        (
            ("Amsterdam", "North Holland", "NL-NH"),
            ("Rotterdam", "South Holland", "NL-ZH"),
            ("Utrecht", "Utrecht", "NL-UT"),
        ),
    ),
    Country(
        "KR",
        "ko_KR",
        "ko-KR",
        25,
        (("Seoul", "Seoul", "KR-11"), ("Busan", "Busan", "KR-26"), ("Incheon", "Incheon", "KR-28")),
    ),
    Country(
        "IT",
        "it_IT",
        "it-IT",
        20,
        (("Milan", "Lombardy", "IT-25"), ("Rome", "Lazio", "IT-62"), ("Turin", "Piedmont", "IT-21")),
    ),
    Country(
        "PL",
        "pl_PL",
        "pl-PL",
        20,
        (("Warsaw", "Mazovia", "PL-14"), ("Kraków", "Lesser Poland", "PL-12"), ("Wrocław", "Lower Silesia", "PL-02")),
    ),
    Country(
        "AU",
        "en_AU",
        "en-AU",
        20,
        (
            ("Sydney", "New South Wales", "AU-NSW"),
            ("Melbourne", "Victoria", "AU-VIC"),
            ("Perth", "Western Australia", "AU-WA"),
        ),
    ),
    Country(
        "TR",
        "tr_TR",
        "tr-TR",
        15,
        (("Istanbul", "Istanbul", "TR-34"), ("Ankara", "Ankara", "TR-06"), ("İzmir", "İzmir", "TR-35")),
    ),
    Country(
        "MX",
        "es_MX",
        "es-MX",
        10,
        (
            ("Mexico City", "Mexico City", "MX-CMX"),
            ("Guadalajara", "Jalisco", "MX-JAL"),
            ("Monterrey", "Nuevo León", "MX-NLE"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A city with everything that a record or a directory row says about it."""

    city: str
    region_name: str
    region: str
    country: int
    """Index into `COUNTRIES`."""


PLACES: tuple[Place, ...] = tuple(
    Place(city, name, code, number) for number, country in enumerate(COUNTRIES) for city, name, code in country.cities
)
