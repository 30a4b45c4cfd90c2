"""Ids that name one person's account.

Source: OpenAI help article 9132009 (`user-…`), Auth0 "user_id" (`auth0|…`), Stripe object ids (`cus_…`); vendors'
field lists for the rest, which are known by what the field means. Worse mistake: a miss.

>>> is_valid("user-" + "Ab3dE6gH" * 3), is_valid("auth0|" + "5f7c8ec7c33c6c004bbafe82"), is_valid("user-agent")
(True, True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import By, How, Kind, Match, Place, Worse

KIND = Kind(
    id="account_id",
    category="user.unique_id",
    by=By.MEANING,
    worse=Worse.MISS,
    source="OpenAI help article 9132009; Auth0 and Stripe documentation; vendors' field lists",
    label="account or user id",
    label_id="ID akun atau pengguna",
    names=(
        *("user_id", "userid", "uid", "user_uuid", "account_id", "accountid", "customer_id", "customerid"),
        *("distinct_id", "distinctid", "distinct_id_before_identity", "resolved_distinct_id", "person_id", "member_id"),
        *("profile_id", "contact_id", "subscriber_id", "player_id", "patient_id", "employee_id", "student_id", "mpid"),
        *("amplitude_id", "requester_id", "submitter_id", "assignee_id", "author_id", "actor_id", "owner_id", "sub"),
        *("external_user_id", "identity", "user_external_id", "recipient_id", "sender_id"),
        *("lead_id", "user_key", "account_uuid", "customer_number", "customer_no", "account_number_internal", "vid"),
        *("saml_federation_id", "federation_id", "merged_user_id", "alias_id", "identified_id", "anon_distinct_id"),
        *("id_pengguna", "id_pelanggan", "id_akun", "id_anggota", "nomor_pelanggan", "no_pelanggan", "kode_pelanggan"),
        *("id_karyawan", "nip", "nis", "nisn", "nim", "npm", "nomor_anggota", "people_id", "profile_uuid"),
    ),
)
SESSION = Kind(
    id="session_id",
    category="user.device.cookie",
    by=By.MEANING,
    worse=Worse.MISS,
    source="GA4, Amplitude and PostHog field lists",
    label="session id of the analytics tool",
    label_id="ID sesi alat analitik",
    names=("session_id", "ga_session_id", "sessionid", "mp_session_id", "domain_sessionid", "visit_id", "id_sesi"),
)
KINDS = (KIND, SESSION)

_MIXED = r"(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Za-z])"
_FORM = re.compile(
    rf"(?<![\w.-])(?:user-{_MIXED}[A-Za-z0-9]{{20,32}}|cus_{_MIXED}[A-Za-z0-9]{{14,24}}|auth0\|[0-9a-f]{{24}}"
    r"|google-oauth2\|[0-9]{19,22})(?![\w-])"
)


def compact(value: str) -> str:
    """Without blanks."""
    return value.strip()


def validate(value: str) -> str:
    """The id, or ValueError."""
    if not is_valid(value):
        message = "not an account id with a form of its own"
        raise ValueError(message)
    return compact(value)


def is_valid(value: str) -> bool:
    """Whether the value is an id that shows by its form whose it is."""
    return _FORM.fullmatch(compact(value)) is not None


def format(value: str) -> str:
    """Without blanks."""
    return compact(value)


class AccountIdFinder:
    """Finds account ids that have a form of their own."""

    kinds = KINDS
    triggers = (
        r"\buser-[A-Za-z0-9]{20}",
        r"\bcus_[A-Za-z0-9]{14}",
        r"\bauth0\|[0-9a-f]{24}",
        r"\bgoogle-oauth2\|[0-9]{19}",
    )

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every id in `text`, but in a field that is counted as a whole."""
        if place.meaning == KIND.id:
            return
        for hit in _FORM.finditer(text):
            yield Match(KIND.id, hit.start(), hit.end(), True, How.FORM)


FINDER = AccountIdFinder()
