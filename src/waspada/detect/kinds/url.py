"""Web addresses: pages that a person opened, where the person came from, and profiles that name the person.

Source: RFC 3986; Mixpanel, GA4, Segment and Snowplow field lists. Pages and referrers are known by what the field
means; what stands *inside* a query is opened by `detect.layers` and found under its own kind. A LinkedIn profile
address (`linkedin.com/in/…`) is found by form.
Worse mistake: a miss.

>>> validate("https://www.linkedin.com/in/siti-rahma-123/")
'https://www.linkedin.com/in/siti-rahma-123'
>>> is_valid("https://www.linkedin.com/company/example")
False
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.evidence import named
from waspada.detect.kind import By, How, Kind, Match, Place, Worse


def _visited(id_: str, label: str, label_id: str, names: tuple[str, ...]) -> Kind:
    return Kind(
        id=id_,
        category="user.behavior.browsing_history",
        by=By.MEANING,
        worse=Worse.MISS,
        source="Fideslang user.behavior.browsing_history; vendors' field lists",
        label=label,
        label_id=label_id,
        names=names,
    )


PAGE = _visited(
    "page_url",
    "page visited",
    "halaman yang dibuka",
    (
        *("current_url", "page_url", "page_location", "context_page_url", "context_page_path", "landing_page"),
        *("document_location", "visited_url", "page_path", "page_title", "pathname", "initial_current_url", "last_url"),
        *("page_urlpath", "page_urlquery", "entry_page", "exit_page", "initial_pathname", "request_url", "href"),
        *("current_page", "landing_page_url", "conversion_page", "halaman", "first_page_seen", "last_page_seen"),
    ),
)
REFERRER = _visited(
    "referrer",
    "referring site",
    "situs perujuk",
    (
        *("referrer", "referer", "referring_domain", "initial_referrer", "initial_referring_domain", "page_referrer"),
        *("http_referer", "context_page_referrer", "referrer_url", "referrer_domain", "document_referrer", "perujuk"),
        *("search_engine", "referring_site", "first_referrer", "refr_urlhost", "original_referrer", "last_referrer"),
    ),
)
PROFILE = Kind(
    id="social_profile",
    category="user.contact.social_url",
    by=By.FORM,
    worse=Worse.MISS,
    source="LinkedIn help: public profile address",
    label="social profile",
    label_id="profil media sosial",
    names=(
        *("linkedin", "linkedin_url", "linkedin_profile", "twitter_url", "facebook_url", "instagram_url", "github_url"),
        *("facebook", "instagram", "social_url", "profile_url", "personal_website", "homepage_url", "blog_url"),
    ),
)
KIND = PROFILE
KINDS = (PAGE, REFERRER, PROFILE)

_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/([\w%.-]{3,100})/?", re.IGNORECASE)
_ANY = re.compile(r"https?://[^\s/]{4,253}/[^\s]{1,500}|@?[\w.]{3,40}")


def compact(value: str) -> str:
    """Without blanks and a slash at the end."""
    return value.strip().rstrip("/")


def validate(value: str) -> str:
    """The profile address, or ValueError."""
    if _LINKEDIN.fullmatch(value.strip()) is None:
        message = "not a profile address"
        raise ValueError(message)
    return compact(value)


def is_valid(value: str) -> bool:
    """Whether the value is the address of a person's profile."""
    return _LINKEDIN.fullmatch(value.strip()) is not None


def format(value: str) -> str:
    """Without a slash at the end."""
    return compact(value)


class UrlFinder:
    """Finds profile addresses; pages and referrers are counted by meaning."""

    kinds = KINDS
    value_shape = r"^(?:https?://|@?[A-Za-z0-9_.]{3,40}$)"
    triggers = (r"(?i)linkedin\.com/in/[a-z0-9%]",)

    def by_name(self, place: Place) -> bool:
        """Whether the field's name makes a handle or any address a profile."""
        return named(place, PROFILE)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every profile address in `text`."""
        if named(place, PROFILE) and _ANY.fullmatch(text):
            yield Match(PROFILE.id, 0, len(text), True, How.NAME_AND_FORM)
            return
        for hit in _LINKEDIN.finditer(text):
            yield Match(PROFILE.id, hit.start(), hit.end(), True, How.FORM)


FINDER = UrlFinder()
