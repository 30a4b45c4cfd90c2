"""Countries and regions as ISO 3166 codes, from codes or from names in English and Indonesian.

>>> country_code("id"), country_code("Amerika Serikat"), country_code("IDN"), country_code("Atlantis")
('ID', 'US', 'ID', '')
>>> region_code("id-jb", "ID"), region_code("CA", "US"), region_code("CA", "FR"), region_code("West Java", "ID")
('ID-JB', 'US-CA', '', '')
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_uppercase

from waspada.assess.report import countries

_REGION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
_BARE_REGION = re.compile(r"[A-Z]{2,3}")
_BARE_REGIONS_OF = frozenset({"US", "CA", "AU", "BR"})
"""Countries whose exports give the region as the bare code that everybody knows: `CA`, `NSW`."""
# ISO 3166-1 alpha-3 where a list of accounts is likely to hold it, and what people write for a country.
_ALSO = """
AE ARE UAE; AR ARG; AT AUT; AU AUS; BD BGD; BE BEL; BG BGR; BN BRN; BR BRA; CA CAN; CH CHE; CL CHL; CN CHN|PRC|
Mainland China|People's Republic of China; CO COL; CZ CZE|Czech Republic; DE DEU|Jerman; DK DNK; EE EST; EG EGY; ES ESP;
FI FIN; FR FRA|Prancis; GB GBR|UK|Great Britain|England|Scotland|Wales|Northern Ireland|Inggris; GR GRC; HK
  HKG|Hong Kong;
HR HRV; HU HUN; ID IDN|Republik Indonesia; IE IRL; IL ISR; IN IND; IT ITA; JP JPN; KE KEN; KH KHM; KR KOR|South Korea|
Republic of Korea|Korea, Republic of; LA LAO; LK LKA; LT LTU; LU LUX; LV LVA; MA MAR; MM MMR|Burma; MX MEX; MY MYS;
NG NGA; NL NLD|The Netherlands|Holland; NO NOR; NP NPL; NZ NZL; PE PER; PH PHL; PK PAK; PL POL; PT PRT; QA QAT; RO ROU;
RS SRB; RU RUS|Russian Federation; SA SAU|KSA; SE SWE; SG SGP; SI SVN; SK SVK|Slovak Republic; TH THA; TL TLS;
TR TUR|Turkey|Türkiye; TW TWN|Taiwan; UA UKR; US USA|United States of America|U.S.|U.S.A.|America; VN VNM|Viet Nam;
  ZA ZAF
"""


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in (first + second for first in ascii_uppercase for second in ascii_uppercase):
        for name in (countries.country(code, "en"), countries.country(code, "id")):
            if name != code:
                found[code.lower()] = code
                found.setdefault(name.lower(), code)
    for item in _ALSO.replace("\n", " ").split(";"):
        code, _, names = item.strip().partition(" ")
        found |= {name.strip().lower(): code for name in names.split("|") if name.strip()}
    return found


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2, or an empty string where the text is no country that we know."""
    return _by_name().get(" ".join(text.lower().split()), "")


def region_code(text: str, country: str) -> str:
    """ISO 3166-2 where the text is one, or a bare code in a country whose bare codes everybody uses."""
    upper = text.strip().upper()
    whole = _REGION.fullmatch(upper)
    if whole:
        return upper if whole.group(1) == (country or whole.group(1)) else ""
    return f"{country}-{upper}" if country in _BARE_REGIONS_OF and _BARE_REGION.fullmatch(upper) else ""
