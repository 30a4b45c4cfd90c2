"""Which column of an account directory means what, and what its values mean: by name, by vendor habit, or as told.

Sources of the names: Zendesk user export, Okta and Auth0 user exports, Salesforce User object, Google Workspace and
Microsoft Entra user downloads (vendors' documentation), and what Indonesian companies call them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from waspada.core.errors import BadInput
from waspada.core.roles import snake

MEANINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "account_id": (
            *(
                "account_id",
                "user_id",
                "userid",
                "uid",
                "user_uuid",
                "account_uuid",
                "customer_id",
                "member_id",
                "person_id",
            ),
            *("distinct_id", "subscriber_id", "contact_id", "id_pengguna", "id_akun", "id_pelanggan", "object_id"),
            *("immutable_id", "id", "uuid", "user_name", "username", "login"),
        ),
        "email": (
            *("email", "e_mail", "email_address", "mail", "primary_email", "user_email", "work_email", "login_email"),
            *("account_email", "contact_email", "alamat_email", "surel", "user_principal_name", "upn"),
        ),
        "name": (
            "name",
            "full_name",
            "fullname",
            "display_name",
            "real_name",
            "user_full_name",
            "nama",
            "nama_lengkap",
        ),
        "first_name": ("first_name", "firstname", "given_name", "nama_depan"),
        "last_name": ("last_name", "lastname", "family_name", "surname", "nama_belakang"),
        "organisation_id": (
            *(
                "organisation_id",
                "organization_id",
                "org_id",
                "orgid",
                "company_id",
                "workspace_id",
                "tenant_id",
                "team_id",
            ),
            *("account_group_id", "business_id", "id_organisasi", "id_perusahaan"),
        ),
        "organisation_name": (
            *("organisation_name", "organization_name", "org_name", "organisation", "organization", "org", "company"),
            *(
                "company_name",
                "workspace",
                "workspace_name",
                "tenant",
                "team",
                "organisasi",
                "perusahaan",
                "nama_perusahaan",
            ),
            "nama_organisasi",
        ),
        "role": ("role", "roles", "role_name", "user_role", "org_role", "membership_role", "peran", "jabatan_akun"),
        "country": (
            "country",
            "country_code",
            "residence_country",
            "billing_country",
            "country_name",
            "negara",
            "kode_negara",
        ),
        "region": ("region", "region_code", "state", "province", "state_province", "subdivision", "provinsi"),
        "locale": ("locale", "language", "lang", "preferred_language", "user_language", "bahasa"),
        "mfa": (
            *(
                "mfa",
                "mfa_enabled",
                "is_mfa_enabled",
                "has_mfa",
                "mfa_status",
                "mfa_enrolled",
                "two_factor_auth_enabled",
            ),
            *(
                "two_factor_enabled",
                "two_factor",
                "two_factor_auth",
                "2fa",
                "2fa_enabled",
                "2fa_status",
                "has_2fa",
                "tfa",
            ),
            *(
                "two_step_verification",
                "is_enrolled_in_2sv",
                "is_enrolled_in_2_sv",
                "2sv_enrolled",
                "totp_enabled",
                "otp",
            ),
            *("multifactor", "multi_factor", "verifikasi_dua_langkah", "autentikasi_dua_faktor"),
        ),
        "products": ("products", "product", "product_line", "product_name", "service", "services", "produk", "layanan"),
        "status": ("status", "state_of_account", "account_status", "active", "is_active", "enabled", "status_akun"),
    }
)
"""Meaning → names in snake_case, the best first."""

KEYS: Final = ("account_id", "email")
"""What can identify a person; one of them must be there."""

ADMIN_ROLES: Final = frozenset(
    "owner admin administrator account_owner account_admin account_administrator org_admin org_owner primary_owner "
    "organization_admin organization_owner organisation_admin organisation_owner super_admin superadmin superuser "
    "super_administrator workspace_owner workspace_admin team_owner team_admin tenant_admin company_admin site_admin "
    "system_administrator system_admin sysadmin global_admin global_administrator billing_admin root pemilik pengelola "
    "admin_utama administrator_utama pemilik_akun".split()
)
OTHER_ROLES: Final = frozenset(
    "member user reader viewer end_user enduser agent light_agent guest developer editor author contributor "
    "collaborator basic standard standard_user analyst billing support employee staff customer contact read_only "
    "readonly "
    "participant limited none restricted anggota pengguna pembaca karyawan tamu penyunting pengembang pelanggan".split()
)
MFA_ON: Final = frozenset(
    (
        "true t 1 yes y on enabled enable enrolled active enforced required totp sms app webauthn ya iya aktif hidup"
    ).split()
)
MFA_OFF: Final = frozenset(
    "false f 0 no n off disabled disable none inactive not_enrolled not_enabled unenrolled tidak tidak_aktif nonaktif "
    "mati belum".split()
)
_VALUED: Final = {"role": ("admin", "other"), "mfa": ("on", "off")}
_WORDS = re.compile(r"[^0-9a-z]+")


def word(value: str) -> str:
    """A role or an answer in the spelling of the lists above: `Account Owner` → `account_owner`."""
    return _WORDS.sub("_", value.lower()).strip("_")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the caller said by `--map`: columns and values."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Meaning → column name."""
    values: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """(`role`, `admin`) → values as they stand in the column, lower case."""


def parse_mapping(texts: Iterable[str]) -> ColumnMap:
    """Read `email=mail,role:admin=Owner,Pemilik`: a piece without `=` is one more value of the piece before it."""
    columns: dict[str, str] = {}
    values: dict[tuple[str, str], set[str]] = {}
    for text in texts:
        open_value: set[str] | None = None
        for piece in (part.strip() for part in text.split(",")):
            left, equals, right = (part.strip() for part in piece.partition("="))
            meaning, colon, normal = (part.strip() for part in left.partition(":"))
            if not piece:
                continue
            if not equals and open_value is not None:
                open_value.update(_alternatives(piece))
            elif not equals or not right or meaning not in MEANINGS:
                raise BadInput(
                    "--map: a part is not of the form meaning=column or meaning:value=values.",
                    hint=f"Meanings: {', '.join(MEANINGS)}. Example: --map email=mail,role:admin=Owner,Pemilik",
                )
            elif colon:
                if normal not in _VALUED.get(meaning, ()):
                    allowed = [f"{name}:{value}" for name, known in _VALUED.items() for value in known]
                    raise BadInput("--map: values can be given for these only: " + ", ".join(allowed))
                open_value = values.setdefault((meaning, normal), set())
                open_value.update(_alternatives(right))
            else:
                columns[meaning], open_value = right, None
    return ColumnMap(columns, {key: frozenset(found) for key, found in values.items()})


def _alternatives(text: str) -> list[str]:
    return [part.strip().lower() for part in text.split("|") if part.strip()]


def recognise(columns: Sequence[str], mapping: ColumnMap) -> dict[str, str]:
    """Meaning → column, as told first, then by name; the shallow before the deep (`email` before `manager.email`)."""
    by_name: dict[str, list[str]] = {}
    for column in columns:
        by_name.setdefault(snake(column.rsplit(".", 1)[-1]), []).append(column)
    found: dict[str, str] = {}
    for meaning, told in mapping.columns.items():
        if told not in columns:
            raise BadInput(f"--map {meaning}=…: the directory has no such column.", hint=_what_is_there(columns))
        found[meaning] = told
    taken = set(found.values())
    for meaning, names in MEANINGS.items():
        if meaning in found:
            continue
        free = (column for name in names for column in sorted(by_name.get(name, ()), key=_depth) if column not in taken)
        best = next(free, None)
        if best is not None:
            found[meaning] = best
            taken.add(best)
    return {meaning: found[meaning] for meaning in MEANINGS if meaning in found}


def _what_is_there(columns: Sequence[str]) -> str:
    """Names only column names that we know: without a line of names, the first person stands where they should."""
    words = {name for names in MEANINGS.values() for name in names}
    known = [column for column in columns if snake(column) in words]
    named = f" Known by name: {', '.join(known)}." if known else ""
    return f"It has {len(columns)} columns.{named} Check the spelling, and that the first line holds column names."


def _depth(column: str) -> int:
    return column.count(".")
