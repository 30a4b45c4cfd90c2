"""National and tax numbers of a country that only the column can settle: the field says what they are, not whose."""

from __future__ import annotations

from waspada.detect.kind import By
from waspada.detect.number import number

_ANY = r"(?=(?:[A-Z./-]{0,4}[0-9]){5})[A-Z0-9](?:[./-]?[A-Z0-9]){4,22}|[0-9]{2,5}(?: [0-9]{2,5}){1,5}"

FORMATS = (
    number(
        "id.national",
        "national identity number, country not settled",
        "nomor identitas nasional, negara belum pasti",
        _ANY,
        names=(
            "national_id",
            "national_id_number",
            "nationalid",
            "national_identification_number",
            "national_identity_number",
            "national_identity",
            "government_id",
            "government_id_number",
            "gov_id",
            "identity_number",
            "identity_card_number",
            "identity_card",
            "id_card_number",
            "id_card_no",
            "idcard",
            "id_card",
            "id_document_number",
            "document_number_id",
            "identity_document_number",
            "nomor_identitas",
            "no_identitas",
            "nomor_kartu_identitas",
            "citizen_number",
            "personal_identification_number",
            "insurance_number",
            "social_insurance_no",
            "numero_documento",
            "numero_de_documento",
        ),
        by=By.MEANING,
        source="the field's own name",
        chance=1.0,
        near=25,
    ),
    number(
        "id.tax",
        "tax number, country not settled",
        "nomor pajak, negara belum pasti",
        _ANY,
        names=(
            "tax_id",
            "taxid",
            "tin",
            "tax_number",
            "tax_no",
            "tax_identification_number",
            "tax_id_number",
            "taxpayer_id",
            "taxpayer_number",
            "fiscal_code",
            "fiscal_number",
            "vat_id",
            "vat_number",
            "vat_no",
            "nomor_pajak",
            "no_pajak",
            "steuernummer",
        ),
        by=By.MEANING,
        source="the field's own name",
        chance=1.0,
        near=25,
    ),
)
UNSETTLED = frozenset(one.kind.id for one in FORMATS)
