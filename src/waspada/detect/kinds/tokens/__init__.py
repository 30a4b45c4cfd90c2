"""Provider tokens that differ only in pattern and checks: one row each, by sector, in the order of the docs page."""

from __future__ import annotations

from waspada.detect.kinds.tokens.ai import AI
from waspada.detect.kinds.tokens.analytics import ANALYTICS
from waspada.detect.kinds.tokens.azure import AZURE
from waspada.detect.kinds.tokens.cloud import CLOUD
from waspada.detect.kinds.tokens.code import CODE
from waspada.detect.kinds.tokens.commerce import COMMERCE
from waspada.detect.kinds.tokens.data import DATA
from waspada.detect.kinds.tokens.developer import DEVELOPER
from waspada.detect.kinds.tokens.hosting import HOSTING
from waspada.detect.kinds.tokens.identity import IDENTITY
from waspada.detect.kinds.tokens.mail import MAIL
from waspada.detect.kinds.tokens.messaging import MESSAGING
from waspada.detect.kinds.tokens.observability import OBSERVABILITY
from waspada.detect.kinds.tokens.payments import PAYMENTS
from waspada.detect.kinds.tokens.vaults import VAULTS

TOKENS = (
    *AI,
    *CLOUD,
    *AZURE,
    *HOSTING,
    *VAULTS,
    *CODE,
    *DEVELOPER,
    *PAYMENTS,
    *MESSAGING,
    *MAIL,
    *ANALYTICS,
    *OBSERVABILITY,
    *DATA,
    *IDENTITY,
    *COMMERCE,
)
