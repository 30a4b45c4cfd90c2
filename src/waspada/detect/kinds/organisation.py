"""Organisations to which people belong: names and ids.

Source: OpenAI help article 9132009 (`org-…`); Fideslang `user.professional_information.workplace`; vendors' field
lists. Names and most ids are known by what the field means; an OpenAI organisation id by its form.
Worse mistake: a miss.

>>> is_valid("org-" + "Ab3dE6gH" * 3), is_valid("org-chart-of-the-whole-group")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import By, How, Kind, Match, Place, Worse

_SOURCE = "OpenAI help article 9132009; Fideslang user.professional_information.workplace; vendors' field lists"
KIND = Kind(
    id="organisation_id",
    category="user.professional_information.workplace",
    by=By.MEANING,
    worse=Worse.MISS,
    source=_SOURCE,
    label="organisation id",
    label_id="ID organisasi",
    names=(
        *("organisation_id", "organization_id", "org_id", "orgid", "organizationid", "company_id", "companyid"),
        *("tenant_id", "workspace_id", "team_id", "organization_key", "org", "organization_uuid", "org_uuid"),
        *("openai_organization", "id_organisasi", "id_perusahaan", "organization_slug", "workspace_slug", "tenant"),
        *("associated_company_id", "parent_org_id", "customer_org_id", "groups_org", "groups_company"),
    ),
)
NAME = Kind(
    id="organisation_name",
    category="user.professional_information.workplace",
    by=By.MEANING,
    worse=Worse.MISS,
    source=_SOURCE,
    label="organisation",
    label_id="organisasi",
    names=(
        *("organisation", "organization", "company", "company_name", "organization_name", "organisation_name"),
        *("org_name", "employer", "workplace", "business_name", "workspace", "workspace_name", "team_name"),
        *("tenant_name", "instansi", "perusahaan", "nama_perusahaan", "organisasi", "nama_organisasi", "kantor"),
        *("tempat_kerja", "school", "university", "institution", "sekolah", "universitas", "firma", "empresa"),
    ),
)
KINDS = (KIND, NAME)

_OPENAI = re.compile(r"(?<![\w.-])org-(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{20,32}(?![\w-])")


def compact(value: str) -> str:
    """Without blanks."""
    return value.strip()


def validate(value: str) -> str:
    """The id, or ValueError."""
    if _OPENAI.fullmatch(compact(value)) is None:
        message = "not an OpenAI organisation id"
        raise ValueError(message)
    return compact(value)


def is_valid(value: str) -> bool:
    """Whether the value is an OpenAI organisation id."""
    return _OPENAI.fullmatch(compact(value)) is not None


def format(value: str) -> str:
    """Without blanks."""
    return compact(value)


class OrganisationFinder:
    """Finds organisation ids that have a form of their own."""

    kinds = KINDS
    triggers = (r"\borg-[A-Za-z0-9]{20}",)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every id in `text`, but in a field that is counted as a whole."""
        if place.meaning == KIND.id:
            return
        for hit in _OPENAI.finditer(text):
            yield Match(KIND.id, hit.start(), hit.end(), True, How.FORM)


FINDER = OrganisationFinder()
