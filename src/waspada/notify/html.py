"""A letter as HTML that a mail program shows: no picture, no link, no outside host, no script, nothing that counts.

Styles stand in each element, since many programs drop a style sheet; the sheet only adds the dark colours. Addresses
stay text: whoever reads types them, and nobody learns to trust a link in such a letter.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from waspada.notify.letter import Letter

_INK, _PAPER, _RULE, _QUIET = "#1c1c19", "#ffffff", "#d8d6cf", "#f4f3ee"
_FONT: Final = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_STYLES: Final = {
    "body": f"margin:0;padding:0;background:{_PAPER};color:{_INK};-webkit-text-size-adjust:100%",
    "page": f"max-width:38em;margin:0 auto;padding:24px 20px 40px;font:16px/1.55 {_FONT};color:{_INK};"
    "overflow-wrap:break-word",
    "h1": f"margin:0 0 20px;font-size:22px;font-weight:600;line-height:1.3;color:{_INK}",
    "h2": f"margin:32px 0 8px;padding:16px 0 0;border-top:1px solid {_RULE};font-size:17px;font-weight:600;"
    f"line-height:1.35;color:{_INK}",
    "p": "margin:0 0 12px",
    "ul": "margin:0 0 12px;padding:0 0 0 20px",
    "li": "margin:0 0 8px",
    "code": f"display:inline-block;padding:2px 8px;background:{_QUIET};border-radius:4px;"
    "font:600 16px/1.5 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.04em",
    "closing": "margin:32px 0 0",
}
_DARK: Final = (
    ":root{color-scheme:light dark}"
    "@media (prefers-color-scheme:dark){"
    "body,.page{background:#161614!important;color:#e9e7e0!important}"
    "h1,h2{color:#f4f2eb!important}h2{border-color:#3a3933!important}.code{background:#2a2925!important}}"
)
_LAYOUT: Final = """\
<!DOCTYPE html>
<html lang="{{ letter.lang }}" dir="{{ dir }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>{{ letter.subject }}</title>
<style>{{ dark }}</style>
</head>
<body style="{{ css.body }}">
<div class="page" role="article" lang="{{ letter.lang }}" style="{{ css.page }}">
<h1 style="{{ css.h1 }}">{{ letter.subject }}</h1>
<p style="{{ css.p }}">{{ letter.greeting }}</p>
{% for block in letter.blocks %}
<h2 style="{{ css.h2 }}">{{ block.heading }}</h2>
{% if block.paragraphs %}
<p style="{{ css.p }}">
{%- for one in block.paragraphs %}{{ say(one) }}{{ " " if not loop.last }}{% endfor -%}
</p>
{% endif %}
{% if block.items %}
<ul style="{{ css.ul }}">
{% for one in block.items %}
<li style="{{ css.li }}">{{ say(one) }}</li>
{% endfor %}
</ul>
{% endif %}
{% endfor %}
<p style="{{ css.closing }}">{{ letter.closing }}</p>
</div>
</body>
</html>
"""
_SAY: Final = """\
{%- macro say(one) -%}
{%- if letter.code and letter.code in one.text -%}
{%- set before, found, after = one.text.partition(letter.code) -%}
{{ before }}<span class="code" style="{{ css.code }}">{{ found }}</span>{{ after }}
{%- else -%}{{ one.text }}{%- endif -%}
{%- endmacro -%}
"""
_RIGHT_TO_LEFT: Final = frozenset(("ar", "dv", "fa", "he", "ps", "ur", "yi"))


@cache
def _layout() -> Template:
    room = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return room.from_string(_SAY + _LAYOUT)


def as_html(letter: Letter) -> str:
    """A whole document in UTF-8; ends with a line feed."""
    side = "rtl" if letter.lang.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
    return _layout().render(letter=letter, css=_STYLES, dark=_DARK, dir=side) + "\n"
