"""Countries and the first-level regions that laws ask for, named in English and Indonesian.

Sources: ISO 3166-1 codes with the region names of Unicode CLDR 48 (Unicode License v3; `&` written as `and`);
ISO 3166-2 codes of the United States and Indonesia with their official names. Other regions are shown by their code.
"""

from __future__ import annotations

from typing import Final

from waspada.core.language import Lang

_COUNTRIES: Final = """
AD|Andorra
AE|United Arab Emirates|Uni Emirat Arab
AF|Afghanistan|Afganistan
AG|Antigua and Barbuda|Antigua dan Barbuda
AI|Anguilla
AL|Albania
AM|Armenia
AO|Angola
AQ|Antarctica|Antarktika
AR|Argentina
AS|American Samoa|Samoa Amerika
AT|Austria
AU|Australia
AW|Aruba
AX|Åland Islands|Kepulauan Aland
AZ|Azerbaijan
BA|Bosnia and Herzegovina|Bosnia dan Herzegovina
BB|Barbados
BD|Bangladesh
BE|Belgium|Belgia
BF|Burkina Faso
BG|Bulgaria
BH|Bahrain
BI|Burundi
BJ|Benin
BL|St. Barthélemy|Saint Barthélemy
BM|Bermuda
BN|Brunei
BO|Bolivia
BQ|Caribbean Netherlands|Belanda Karibia
BR|Brazil|Brasil
BS|Bahamas|Bahama
BT|Bhutan
BV|Bouvet Island|Pulau Bouvet
BW|Botswana
BY|Belarus
BZ|Belize
CA|Canada|Kanada
CC|Cocos (Keeling) Islands|Kepulauan Cocos (Keeling)
CD|Congo - Kinshasa|Kongo - Kinshasa
CF|Central African Republic|Republik Afrika Tengah
CG|Congo - Brazzaville|Kongo - Brazzaville
CH|Switzerland|Swiss
CI|Côte d’Ivoire|Pantai Gading
CK|Cook Islands|Kepulauan Cook
CL|Chile|Cile
CM|Cameroon|Kamerun
CN|China|Tiongkok
CO|Colombia|Kolombia
CR|Costa Rica|Kosta Rika
CU|Cuba|Kuba
CV|Cape Verde|Tanjung Verde
CW|Curaçao
CX|Christmas Island|Pulau Natal
CY|Cyprus|Siprus
CZ|Czechia|Ceko
DE|Germany|Jerman
DJ|Djibouti|Jibuti
DK|Denmark
DM|Dominica|Dominika
DO|Dominican Republic|Republik Dominika
DZ|Algeria|Aljazair
EC|Ecuador|Ekuador
EE|Estonia
EG|Egypt|Mesir
EH|Western Sahara|Sahara Barat
ER|Eritrea
ES|Spain|Spanyol
ET|Ethiopia|Etiopia
FI|Finland|Finlandia
FJ|Fiji
FK|Falkland Islands|Kepulauan Falkland
FM|Micronesia|Mikronesia
FO|Faroe Islands|Kepulauan Faroe
FR|France|Prancis
GA|Gabon
GB|United Kingdom|Inggris Raya
GD|Grenada
GE|Georgia
GF|French Guiana|Guyana Prancis
GG|Guernsey
GH|Ghana
GI|Gibraltar
GL|Greenland
GM|Gambia
GN|Guinea
GP|Guadeloupe
GQ|Equatorial Guinea|Guinea Ekuatorial
GR|Greece|Yunani
GS|South Georgia and South Sandwich Islands|Georgia Selatan dan Kepulauan Sandwich Selatan
GT|Guatemala
GU|Guam
GW|Guinea-Bissau
GY|Guyana
HK|Hong Kong SAR China|Hong Kong DAK Tiongkok
HM|Heard and McDonald Islands|Pulau Heard dan Kepulauan McDonald
HN|Honduras
HR|Croatia|Kroasia
HT|Haiti
HU|Hungary|Hungaria
ID|Indonesia
IE|Ireland|Irlandia
IL|Israel
IM|Isle of Man|Pulau Man
IN|India
IO|British Indian Ocean Territory|Wilayah Inggris di Samudra Hindia
IQ|Iraq|Irak
IR|Iran
IS|Iceland|Islandia
IT|Italy|Italia
JE|Jersey
JM|Jamaica|Jamaika
JO|Jordan|Yordania
JP|Japan|Jepang
KE|Kenya
KG|Kyrgyzstan|Kirgizstan
KH|Cambodia|Kamboja
KI|Kiribati
KM|Comoros|Komoro
KN|St. Kitts and Nevis|Saint Kitts dan Nevis
KP|North Korea|Korea Utara
KR|South Korea|Korea Selatan
KW|Kuwait
KY|Cayman Islands|Kepulauan Cayman
KZ|Kazakhstan
LA|Laos
LB|Lebanon
LC|St. Lucia|Saint Lucia
LI|Liechtenstein
LK|Sri Lanka
LR|Liberia
LS|Lesotho
LT|Lithuania|Lituania
LU|Luxembourg|Luksemburg
LV|Latvia
LY|Libya
MA|Morocco|Maroko
MC|Monaco|Monako
MD|Moldova
ME|Montenegro
MF|St. Martin|Saint Martin
MG|Madagascar|Madagaskar
MH|Marshall Islands|Kepulauan Marshall
MK|North Macedonia|Makedonia Utara
ML|Mali
MM|Myanmar (Burma)
MN|Mongolia
MO|Macao SAR China|Makau DAK Tiongkok
MP|Northern Mariana Islands|Kepulauan Mariana Utara
MQ|Martinique|Martinik
MR|Mauritania
MS|Montserrat
MT|Malta
MU|Mauritius
MV|Maldives|Maladewa
MW|Malawi
MX|Mexico|Meksiko
MY|Malaysia
MZ|Mozambique|Mozambik
NA|Namibia
NC|New Caledonia|Kaledonia Baru
NE|Niger
NF|Norfolk Island|Kepulauan Norfolk
NG|Nigeria
NI|Nicaragua|Nikaragua
NL|Netherlands|Belanda
NO|Norway|Norwegia
NP|Nepal
NR|Nauru
NU|Niue
NZ|New Zealand|Selandia Baru
OM|Oman
PA|Panama
PE|Peru
PF|French Polynesia|Polinesia Prancis
PG|Papua New Guinea|Papua Nugini
PH|Philippines|Filipina
PK|Pakistan
PL|Poland|Polandia
PM|St. Pierre and Miquelon|Saint Pierre dan Miquelon
PN|Pitcairn Islands|Kepulauan Pitcairn
PR|Puerto Rico|Puerto Riko
PS|Palestinian Territories|Wilayah Palestina
PT|Portugal
PW|Palau
PY|Paraguay
QA|Qatar
RE|Réunion
RO|Romania|Rumania
RS|Serbia
RU|Russia|Rusia
RW|Rwanda
SA|Saudi Arabia|Arab Saudi
SB|Solomon Islands|Kepulauan Solomon
SC|Seychelles
SD|Sudan
SE|Sweden|Swedia
SG|Singapore|Singapura
SH|St. Helena|Saint Helena
SI|Slovenia
SJ|Svalbard and Jan Mayen|Kepulauan Svalbard dan Jan Mayen
SK|Slovakia
SL|Sierra Leone
SM|San Marino
SN|Senegal
SO|Somalia
SR|Suriname
SS|South Sudan|Sudan Selatan
ST|São Tomé and Príncipe|Sao Tome dan Principe
SV|El Salvador
SX|Sint Maarten
SY|Syria|Suriah
SZ|Eswatini
TC|Turks and Caicos Islands|Kepulauan Turks dan Caicos
TD|Chad
TF|French Southern Territories|Wilayah Selatan Prancis
TG|Togo
TH|Thailand
TJ|Tajikistan
TK|Tokelau
TL|Timor-Leste|Timor Leste
TM|Turkmenistan
TN|Tunisia
TO|Tonga
TR|Türkiye|Turki
TT|Trinidad and Tobago|Trinidad dan Tobago
TV|Tuvalu
TW|Taiwan
TZ|Tanzania
UA|Ukraine|Ukraina
UG|Uganda
UM|U.S. Outlying Islands|Kepulauan Terluar AS
US|United States|Amerika Serikat
UY|Uruguay
UZ|Uzbekistan
VA|Vatican City|Vatikan
VC|St. Vincent and Grenadines|Saint Vincent dan Grenadine
VE|Venezuela
VG|British Virgin Islands|Kepulauan Virgin Britania Raya
VI|U.S. Virgin Islands|Kepulauan Virgin Amerika Serikat
VN|Vietnam
VU|Vanuatu
WF|Wallis and Futuna|Kepulauan Wallis dan Futuna
WS|Samoa
YE|Yemen|Yaman
YT|Mayotte
ZA|South Africa|Afrika Selatan
ZM|Zambia
ZW|Zimbabwe
"""

_REGIONS: Final = """
US-AL|Alabama; US-AK|Alaska; US-AZ|Arizona; US-AR|Arkansas; US-CA|California; US-CO|Colorado; US-CT|Connecticut;
US-DE|Delaware; US-DC|District of Columbia; US-FL|Florida; US-GA|Georgia; US-HI|Hawaii; US-ID|Idaho; US-IL|Illinois;
US-IN|Indiana; US-IA|Iowa; US-KS|Kansas; US-KY|Kentucky; US-LA|Louisiana; US-ME|Maine; US-MD|Maryland;
US-MA|Massachusetts; US-MI|Michigan; US-MN|Minnesota; US-MS|Mississippi; US-MO|Missouri; US-MT|Montana;
US-NE|Nebraska; US-NV|Nevada; US-NH|New Hampshire; US-NJ|New Jersey; US-NM|New Mexico; US-NY|New York;
US-NC|North Carolina; US-ND|North Dakota; US-OH|Ohio; US-OK|Oklahoma; US-OR|Oregon; US-PA|Pennsylvania;
US-PR|Puerto Rico; US-RI|Rhode Island; US-SC|South Carolina; US-SD|South Dakota; US-TN|Tennessee; US-TX|Texas;
US-UT|Utah; US-VT|Vermont; US-VA|Virginia; US-WA|Washington; US-WV|West Virginia; US-WI|Wisconsin; US-WY|Wyoming;
ID-AC|Aceh; ID-SU|Sumatera Utara; ID-SB|Sumatera Barat; ID-RI|Riau; ID-JA|Jambi; ID-SS|Sumatera Selatan;
ID-BE|Bengkulu; ID-LA|Lampung; ID-BB|Kepulauan Bangka Belitung; ID-KR|Kepulauan Riau; ID-JK|Jakarta;
ID-JB|Jawa Barat; ID-JT|Jawa Tengah; ID-YO|Yogyakarta; ID-JI|Jawa Timur; ID-BT|Banten; ID-BA|Bali;
ID-NB|Nusa Tenggara Barat; ID-NT|Nusa Tenggara Timur; ID-KB|Kalimantan Barat; ID-KT|Kalimantan Tengah;
ID-KS|Kalimantan Selatan; ID-KI|Kalimantan Timur; ID-KU|Kalimantan Utara; ID-SA|Sulawesi Utara;
ID-ST|Sulawesi Tengah; ID-SN|Sulawesi Selatan; ID-SG|Sulawesi Tenggara; ID-GO|Gorontalo; ID-SR|Sulawesi Barat;
ID-MA|Maluku; ID-MU|Maluku Utara; ID-PA|Papua; ID-PB|Papua Barat; ID-PD|Papua Barat Daya; ID-PE|Papua Pegunungan;
ID-PS|Papua Selatan; ID-PT|Papua Tengah
"""


def _table() -> dict[str, tuple[str, str]]:
    rows = (line.split("|") for line in _COUNTRIES.strip().splitlines())
    return {code: (names[0], names[-1]) for code, *names in rows}


_NAMES: Final = _table()
_REGION_NAMES: Final = {
    code: name for code, _, name in (item.strip().partition("|") for item in _REGIONS.replace("\n", " ").split(";"))
}


def country(code: str, lang: Lang) -> str:
    """The name of an ISO 3166-1 country, or the code itself where it is not one."""
    names = _NAMES.get(code.upper())
    return code if names is None else names[lang == "id"]


def region(code: str, lang: Lang) -> str:
    """`California, United States` for an ISO 3166-2 code; the bare code where we have no name for it."""
    name = _REGION_NAMES.get(code.upper())
    return f"{name}, {country(code[:2], lang)}" if name else code
