"""Every number format that is looked for, and the finders made of them."""

from __future__ import annotations

from waspada.detect.kind import Finder
from waspada.detect.kinds import crypto_address, driving_licence, iban, nik, npwp, passport, payment_card
from waspada.detect.kinds.bank_routing import FORMATS as BANK_ROUTING
from waspada.detect.kinds.numbers import africa_oceania, americas, asia, europe_east, europe_west, unsettled
from waspada.detect.kinds.numbers.forms import FormNumbers
from waspada.detect.kinds.numbers.nearby import NearbyNumbers
from waspada.detect.number import NumberFormat

FORMATS: tuple[NumberFormat, ...] = (
    payment_card.FORMAT,
    iban.FORMAT,
    *BANK_ROUTING,
    crypto_address.FORMAT,
    nik.FORMAT,
    nik.KK,
    npwp.FORMAT,
    passport.FORMAT,
    driving_licence.FORMAT,
    *americas.FORMATS,
    *europe_west.FORMATS,
    *europe_east.FORMATS,
    *asia.FORMATS,
    *africa_oceania.FORMATS,
    *unsettled.FORMATS,
)

NEARBY = NearbyNumbers(FORMATS)
"""Needs a field name, words nearby or a whole column."""

FINDERS: tuple[Finder, ...] = (NEARBY, *(FormNumbers(one) for one in FORMATS if one.forms or one.lone))
