"""The frame of every public page: who publishes, where one can go, the other language; everything escaped."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from waspada.core.language import Lang
from waspada.flows.public.bundle import About
from waspada.web.public.words import said

STYLE: Final = "/public.css"
TABS: Final = ("check", "affected", "organisation", "ask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a page stands in."""

    about: About
    lang: Lang
    home: str
    """Where the statement begins, in this language."""
    tab: str = ""
    """Which page is open."""

    def say(self, key: str, /, **values: str | int) -> str:
        """A sentence, escaped."""
        return escape(said(key, self.lang, **values))

    def path(self, name: str) -> str:
        """The address of a page in this language."""
        return f"/{name}?lang={self.lang}"

    @property
    def contact(self) -> str:
        """How to reach a person, as it stands in sentences."""
        return self.about.contact

    def page(self, title: str, *body: str) -> bytes:
        """A whole page.

        Args:
            title: escaped, as `say` gives it.
            body: pieces of HTML.
        """
        company = escape(self.about.company)
        parts = [
            f'<!doctype html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">',
            f'<title>{title} · {company}</title>\n<link rel="stylesheet" href="{STYLE}">\n</head>\n<body>',
            f'<a class="skip" href="#content">{self.say("skip")}</a>',
            f'<header class="top"><a class="brand" href="{self.home}">{company}</a>',
            self._nav(),
            self._languages(),
            f'</header>\n<main id="content" tabindex="-1">\n<h1>{title}</h1>',
            *body,
            f'</main>\n<footer class="foot"><p>{self._foot()}</p></footer>\n</body>\n</html>\n',
        ]
        return "\n".join(parts).encode("utf-8", "replace")

    def _nav(self) -> str:
        links = [f'<a href="{self.home}">{self.say("statement")}</a>']
        for name in TABS:
            here = ' aria-current="page"' if name == self.tab else ""
            links.append(f'<a href="{self.path(name)}"{here}>{self.say(name)}</a>')
        return f'<nav aria-label="{self.say("nav")}">{"".join(links)}</nav>'

    def _languages(self) -> str:
        other: Lang = "en" if self.lang == "id" else "id"
        name = self.tab or "check"
        there, label = f"/{name}?lang={other}", self.say("other_language")
        return f'<a class="who" lang="{other}" hreflang="{other}" href="{there}">{label}</a>'

    def _foot(self) -> str:
        return self.say("foot", company=self.about.company, contact=self.contact)


def paragraph(text: str, kind: str = "") -> str:
    """Of escaped text."""
    return f'<p class="{kind}">{text}</p>' if kind else f"<p>{text}</p>"


def field(name: str, label: str, *, hint: str = "", kind: str = "text", more: str = "", value: str = "") -> str:
    """One line to fill in, with its label; all escaped before."""
    described = f' aria-describedby="{name}-hint"' if hint else ""
    below = f'<p class="hint" id="{name}-hint">{hint}</p>' if hint else ""
    given = f' value="{escape(value)}"' if value else ""
    return (
        f'<p><label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" required{described}{given}{more}></p>{below}'
    )


def form(action: str, button: str, *fields: str) -> str:
    """A form that is sent without a script."""
    inside = "\n".join(fields)
    return (
        f'<form class="form" method="post" action="{action}" autocomplete="off">\n{inside}\n'
        f'<button class="button">{button}</button>\n</form>'
    )
