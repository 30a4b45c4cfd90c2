"""Which supervisory authority: the lead one at the main establishment, else one in each state with people affected.

Source: Regulation (EU) 2016/679, Articles 55, 56 and 33; EDPB, list of members; EDPB Guidelines 9/2022, paragraph 73:
without an establishment in the Union the controller notifies every authority where affected people live.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from waspada.laws.crowd import Covered
from waspada.laws.situation import NO_ESTABLISHMENT, Situation

_STATES: Final = """
AT|Austria|Austria|Datenschutzbehörde
BE|Belgium|Belgia|Autorité de protection des données / Gegevensbeschermingsautoriteit
BG|Bulgaria|Bulgaria|Commission for Personal Data Protection
CY|Cyprus|Siprus|Commissioner for Personal Data Protection
CZ|Czechia|Ceko|Úřad pro ochranu osobních údajů
DE|Germany|Jerman|BfDI, or the authority of the Land
DK|Denmark|Denmark|Datatilsynet
EE|Estonia|Estonia|Andmekaitse Inspektsioon
ES|Spain|Spanyol|Agencia Española de Protección de Datos
FI|Finland|Finlandia|Tietosuojavaltuutetun toimisto
FR|France|Prancis|CNIL
GR|Greece|Yunani|Hellenic Data Protection Authority
HR|Croatia|Kroasia|Agencija za zaštitu osobnih podataka
HU|Hungary|Hungaria|NAIH
IE|Ireland|Irlandia|Data Protection Commission
IS|Iceland|Islandia|Persónuvernd
IT|Italy|Italia|Garante per la protezione dei dati personali
LI|Liechtenstein|Liechtenstein|Datenschutzstelle
LT|Lithuania|Lituania|Valstybinė duomenų apsaugos inspekcija
LU|Luxembourg|Luksemburg|CNPD
LV|Latvia|Latvia|Datu valsts inspekcija
MT|Malta|Malta|Information and Data Protection Commissioner
NL|Netherlands|Belanda|Autoriteit Persoonsgegevens
NO|Norway|Norwegia|Datatilsynet
PL|Poland|Polandia|UODO
PT|Portugal|Portugal|CNPD
RO|Romania|Rumania|ANSPDCP
SE|Sweden|Swedia|Integritetsskyddsmyndigheten
SI|Slovenia|Slovenia|Informacijski pooblaščenec
SK|Slovakia|Slovakia|Úrad na ochranu osobných údajov
"""


@dataclass(frozen=True, slots=True)
class State:
    """A state of the European Economic Area."""

    code: str
    en: str
    id: str
    authority: str


STATES: Final = {row[0]: State(*row) for row in (line.split("|") for line in _STATES.strip().splitlines())}


@dataclass(frozen=True, slots=True)
class Notice:
    """One authority to tell."""

    state: str
    """Empty: not known yet which."""
    places: tuple[str, ...] | None
    """Whose residents it is about; None: everybody's whom the law covers."""
    code: str
    """Why this one."""


def notices(situation: Situation, covered: tuple[Covered, ...], used: set[str]) -> tuple[Notice, ...]:
    """The authorities to tell, in the order of their codes."""
    used.add("eu_main_establishment")
    main = situation.eu_main_establishment
    if main is None:
        return (Notice("", None, "eu_establishment_unknown"),)
    if main != NO_ESTABLISHMENT and main in STATES:
        return (Notice(main, None, "eu_lead"),)
    here = sorted({one.profile.residence[:2] for one in covered if one.profile.residence[:2] in STATES})
    return tuple(Notice(state, (state,), "eu_each_state") for state in here) or (
        Notice("", None, "eu_no_establishment"),
    )
