"""What a recipient can do: it follows from what of theirs was exposed, whether MFA is on, and which keys were found.

Each rule has an id, which is also its key among the texts. A rule fires from the recipient alone; the two that say "you
need not" fire only where the run proved that such things are not in the data at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from waspada.core.categories import covers
from waspada.notify.families import family
from waspada.notify.recipient import Audience, Recipient

KEEPS: Final = {"password.keep": "user.authorization.password", "keys.keep": "user.authorization.credentials"}
"""Advice that states something: that nothing of a category is in the data."""
_TOKENS: Final = frozenset(("secret.jwt", "secret.session_cookie", "secret.bearer_token"))
_REVOKED: Final = "keys"
"""Family of what is revoked where it was issued; tokens of a session end otherwise."""
_PLACE: Final = frozenset(("precise_location", "postal_address", "street_address"))
_POST: Final = frozenset(("postal_address", "street_address"))
_CARD: Final = frozenset(("payment_card",))
_DOCUMENTS: Final = frozenset(("id.passport", "id.driving_licence"))
_THREATS: Final = frozenset(("health", "private", "content"))
_MILD: Final = frozenset(("date_of_birth", "age", "gender", "nationality", "marital_status", "api_request"))
"""Of these families, but nothing that somebody could be threatened with."""


@lru_cache(maxsize=4096)
def covered(category: str, key: str) -> bool:
    """`covers`, for the few pairs that all letters of a notice ask about."""
    return covers(category, key)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask about one recipient."""

    recipient: Recipient
    kinds: frozenset[str]
    families: frozenset[str]
    absent: Sequence[str]
    """What the run proved to be not in the data."""

    @property
    def revocable(self) -> tuple[str, ...]:
        """Kinds of found secrets that whoever issued them can revoke, sorted."""
        return tuple(sorted(kind for kind in self.kinds if family(kind) == _REVOKED and kind not in _TOKENS))

    def any(self, kinds: Collection[str]) -> bool:
        """Whether one of the kinds is this recipient's."""
        return not self.kinds.isdisjoint(kinds)

    def proved_absent(self, category: str) -> bool:
        """Whether nothing of a category is in the data of anybody."""
        return any(covered(name, category) for name in self.absent)


@dataclass(frozen=True, slots=True)
class Rule:
    """One piece of advice."""

    id: str
    fires: Callable[[Facts], bool]


def _has(*kinds: str) -> Callable[[Facts], bool]:
    return lambda facts: facts.any(kinds)


def _in(*families: str) -> Callable[[Facts], bool]:
    return lambda facts: not facts.families.isdisjoint(families)


def _money(facts: Facts) -> bool:
    return facts.any(_CARD) or "iban" in facts.kinds or any(kind.startswith("bank.") for kind in facts.kinds)


def _threat(facts: Facts) -> bool:
    return any(family(kind) in _THREATS and kind not in _MILD for kind in facts.kinds)


def _mfa(state: str) -> Callable[[Facts], bool]:
    def fires(facts: Facts) -> bool:
        return facts.recipient.mfa == state and _has_account(facts)

    return fires


def _has_account(facts: Facts) -> bool:
    return facts.recipient.audience is not Audience.NO_ACCOUNT and not facts.recipient.without_facts


def _keep(rule: str) -> Callable[[Facts], bool]:
    def fires(facts: Facts) -> bool:
        exposed = not facts.families.isdisjoint(("password", "keys"))
        return _has_account(facts) and not exposed and facts.proved_absent(KEEPS[rule])

    return fires


def _admin(facts: Facts) -> bool:
    return bool(facts.recipient.customers)


RULES: Final = (
    Rule("key.revoke", lambda facts: bool(facts.revocable)),
    Rule("password.change", _has("secret.password")),
    Rule("password.hash", _has("secret.password_hash")),
    Rule("session.end", lambda facts: facts.any(_TOKENS)),
    Rule("seed.renew", _has("secret.one_time_seed")),
    Rule("money.card", lambda facts: facts.any(_CARD)),
    Rule("money.bank", _money),
    Rule("money.crypto", _has("crypto_address")),
    Rule("identity.watch", _in("government_id")),
    Rule("identity.document", lambda facts: facts.any(_DOCUMENTS)),
    Rule("identity.copy", _in("government_id")),
    Rule("identity.birth", _has("date_of_birth")),
    Rule("private.threat", _threat),
    Rule("private.wrote", _in("content")),
    Rule("private.place", lambda facts: facts.any(_PLACE)),
    Rule("mfa.off", _mfa("off")),
    Rule("mfa.unknown", _mfa("unknown")),
    Rule("phishing.mail", _has("email")),
    Rule("phishing.any", lambda facts: "email" not in facts.kinds),
    Rule("phishing.phone", _has("phone")),
    Rule("phishing.post", lambda facts: facts.any(_POST)),
    Rule("never", lambda facts: True),
    Rule("password.keep", _keep("password.keep")),
    Rule("keys.keep", _keep("keys.keep")),
    Rule("device.advertising", _has("advertising_id")),
    Rule("given", lambda facts: True),
    Rule("admin.tell", _admin),
    Rule("admin.mfa", lambda facts: any(one.admins_without_mfa for one in facts.recipient.customers)),
    Rule("admin.payment", _admin),
)
"""In the order in which a letter gives them: what cannot wait first."""


def facts_of(recipient: Recipient, absent: Sequence[str]) -> Facts:
    """What the rules ask about."""
    kinds = frozenset((*recipient.kinds, *(one.kind for one in recipient.found_keys)))
    return Facts(recipient, kinds, frozenset(map(family, kinds)), absent)


def advice(facts: Facts) -> tuple[str, ...]:
    """Ids of the rules that fire, in order."""
    return tuple(rule.id for rule in RULES if rule.fires(facts))
