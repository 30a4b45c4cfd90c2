"""The words of the re-enactment: event names, pages, referrers, browsers, and what people type into help forms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

Cells = dict[str, object]

EVENTS = (
    "$mp_web_page_view", "Page View", "Login", "Sign Up", "Docs Opened", "Playground Opened", "Usage Page Viewed",
    "Billing Page Viewed", "Member Invited", "Project Created", "Key Dialog Opened", "Limits Viewed", "Help Opened",
    "Search", "Model Compared", "Settings Saved", "Banner Dismissed", "Logout", 'Clicked "Create new key"',
)  # fmt: skip

_SITE = "https://platform.example.com"

_PAGES = (
    ("/docs/overview", "Overview"), ("/docs/quickstart", "Quickstart"), ("/docs/models", "Models"),
    ("/docs/guides/embeddings", "Embeddings"), ("/docs/guides/vision", "Vision"), ("/docs/guides/batch", "Batch jobs"),
    ("/docs/api-reference/files", "Files reference"), ("/playground", "Playground"), ("/usage", "Usage"),
    ("/settings/organization/general", "Organisation"), ("/settings/organization/members", "Members"),
    ("/settings/organization/limits", "Limits"), ("/settings/organization/billing/overview", "Billing"),
    ("/settings/profile", "Your profile"), ("/api-keys", "API keys"), ("/help", "Help centre"), ("/login", "Log in"),
    ("/signup", "Sign up"), ("/examples", "Examples"), ("/assistants", "Assistants"),
)  # fmt: skip

_QUERIES = (
    "", "", "", "?tab=overview", "?tab=monthly", "?lang=python", "?lang=node", "?ref=docs&step=2",
    "?q=rate%20limit", "?q=batas%20kuota", "?utm_source=newsletter&utm_medium=email", "?from=2025-10-01&to=2025-10-31",
    "?view=list&sort=created_at", "?mode=chat&model=small", "?redirect=%2Fusage%3Ftab%3Dmonthly",
)  # fmt: skip

_REFERRERS = (
    ("https://www.google.com/", "www.google.com", "google"),
    ("https://www.bing.com/", "www.bing.com", "bing"),
    ("https://duckduckgo.com/", "duckduckgo.com", "duckduckgo"),
    ("https://github.com/", "github.com", None),
    ("https://stackoverflow.com/questions", "stackoverflow.com", None),
    ("https://news.ycombinator.com/", "news.ycombinator.com", None),
    ("https://www.reddit.com/r/programming/", "www.reddit.com", None),
    ("https://dev.to/", "dev.to", None),
    ("https://www.linkedin.com/feed/", "www.linkedin.com", None),
    ("https://t.co/", "t.co", None),
    ("https://community.example.org/t/getting-started", "community.example.org", None),
    ("https://platform.example.com/docs", "platform.example.com", None),
)

_CAMPAIGNS = (
    (None, None, None), (None, None, None), ("google", "cpc", "brand"), ("newsletter", "email", "october"),
    ("linkedin", "social", "launch"), ("partner", "referral", "devday"), ("twitter", "social", "launch"),
)  # fmt: skip

_SYSTEMS = (
    (
        "Windows",
        ("10", "11"),
        ("Chrome", "Microsoft Edge", "Firefox"),
        ((1080, 1920), (1440, 2560), (768, 1366), (864, 1536)),
    ),
    (
        "Mac OS X",
        ("10.15.7", "14.6.1", "15.0"),
        ("Chrome", "Safari", "Firefox"),
        ((900, 1440), (982, 1512), (1117, 1728)),
    ),
    ("Linux", ("x86_64",), ("Chrome", "Firefox"), ((1080, 1920), (1440, 2560))),
    ("Android", ("13", "14", "15"), ("Chrome", "Samsung Internet"), ((915, 412), (873, 393), (800, 360))),
    ("iOS", ("17.6.1", "18.0", "18.1"), ("Mobile Safari", "Chrome iOS"), ((844, 390), (932, 430), (667, 375))),
)
_VERSIONS = {
    "Chrome": (138, 139, 140, 141, 142),
    "Microsoft Edge": (139, 140, 141),
    "Firefox": (140, 143, 144),
    "Safari": (17.6, 18.1, 26),
    "Samsung Internet": (27, 28),
    "Mobile Safari": (17.6, 18.0, 26),
    "Chrome iOS": (140, 141),
}
_DEVICES = {"Android": "Android", "iOS": "iPhone"}

_PLANS = ("free", "build", "scale", "enterprise")
_AREAS = ("docs", "dashboard", "playground", "help")
_OPENERS = (
    "Hello, ",
    "Hi team, ",
    "Halo, ",
    "Selamat pagi, ",
    "Good morning. ",
    "Please help: ",
    "Mohon bantuannya: ",
    "Guten Tag, ",
    "",
    "Question: ",
    "Hai, ",
    "Bonjour, ",
)
_MATTERS = (
    "the batch job stops after a few minutes",
    "our invoice for October looks wrong",
    "halaman penggunaan tidak bisa dibuka",
    "I cannot invite a colleague to the project",
    'the rate limit page shows "unknown"',
    "tagihan saya dobel bulan ini",
    "the playground forgets my settings",
    "saya tidak menerima surat undangan",
    "uploads over 100 MB fail with\ta timeout",
    "the docs example for streaming does not run",
    "unggahan berkas selalu gagal",
    "I was logged out in the middle of a demo",
    "path C:\\data\\train.jsonl is rejected",
    "the graph says 0 although we sent traffic",
    "kuota kami habis terlalu cepat",
)
_CLOSERS = (
    ".",
    ". Thanks!",
    ". Terima kasih.",
    ".\nRegards",
    ". It worked yesterday.",
    ". Kemarin masih bisa.",
    "; what should I do?",
    ".\n\nSent from my phone",
    ". 😊",
    ". Danke schön.",
)
_SEARCHES = (
    "rate limit", "how to rotate keys", "cara membuat proyek", "batch api", "invoice", "hapus akun", "function calling",
    "\"structured output\"", "token counting", "fine-tuning price", "batas pemakaian", "webhook retries",
)  # fmt: skip


def pages() -> Iterator[Cells]:
    """Where the event happened."""
    for (path, title), query in itertools.product(_PAGES, _QUERIES):
        yield {"$current_url": f"{_SITE}{path}{query}", "current_page_title": title, "current_url_path": path}


def referrers(prefix: str) -> Iterator[Cells]:
    """Where the visitor came from; `prefix` is `initial_` for the first visit."""
    engine = f"{prefix}search_engine" if prefix else "$search_engine"
    for _ in range(6):
        yield {f"${prefix}referrer": "$direct", f"${prefix}referring_domain": "$direct"}
    for url, domain, search in _REFERRERS:
        cells: Cells = {f"${prefix}referrer": url, f"${prefix}referring_domain": domain}
        yield cells | ({engine: search} if search else {})


def campaigns() -> Iterator[Cells]:
    """Marketing tags; without a campaign the keys are absent, as in a real export."""
    for source, medium, name in _CAMPAIGNS:
        yield {"utm_source": source, "utm_medium": medium, "utm_campaign": name} if source else {}


def clients() -> Iterator[Cells]:
    """Operating system, browser, screen and library of one device."""
    for system, releases, browsers, screens in _SYSTEMS:
        for release, browser, (height, width) in itertools.product(releases, browsers, screens):
            for version, library in itertools.product(_VERSIONS[browser], ("2.65.0", "2.70.0", "2.71.0")):
                cells: Cells = {"$os": system, "$os_version": release, "$browser": browser, "$browser_version": version}
                device: Cells = {"$device": _DEVICES[system]} if system in _DEVICES else {}
                rest: Cells = {
                    "$screen_height": height,
                    "$screen_width": width,
                    "mp_lib": "web",
                    "$lib_version": library,
                }
                yield cells | device | rest


def sentences() -> Iterator[str]:
    """What people type into a help form; English, Indonesian and a little of the rest."""
    for opener, matter, closer in itertools.product(_OPENERS, _MATTERS, _CLOSERS):
        yield f"{opener}{matter}{closer}"


def plain_extras() -> Iterator[Cells]:
    """Custom properties of most events."""
    for plan, area, logged_in in itertools.product(_PLANS, _AREAS, (True, True, False)):
        yield {"plan": plan, "product_area": area, "logged_in": logged_in, "$sampling_factor": 1}


def odd_extras() -> Iterator[Cells]:
    """Custom properties with escapes, nulls, lists and nested objects."""
    for number, text in enumerate(sentences()):
        cells: Cells = {
            "plan": _PLANS[number % 4],
            "product_area": _AREAS[number // 4 % 4],
            "logged_in": number % 5 != 0,
        }
        yield cells | _odd(number, text)


def _odd(number: int, text: str) -> Cells:
    search = _SEARCHES[number % len(_SEARCHES)]
    forms: tuple[Cells, ...] = (
        {"comment": text},
        {"ticket": {"subject": text[:24], "tags": ["help", search], "priority": None}},
        {
            "search_query": search,
            "result_count": number % 40,
            "filters": {"lang": ["python", "node"][: number % 3], "since": None},
        },
        {"coupon": None, "team_size": "", "comment": ""},
        {
            "experiments": [{"name": "nav", "arm": "b"}, {"name": "copy", "arm": number % 3}],
            "flags": [True, False, None],
        },
        {
            "duration_s": number * 0.25 + 0.125,
            "attachments": [],
            "meta": {},
            "error_message": f'{search}: "not found"\n\tat C:\\app\\main.js',
        },
    )
    return forms[number % len(forms)]
