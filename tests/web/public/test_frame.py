"""The frame of every page."""

from __future__ import annotations

from waspada.flows.public.bundle import About
from waspada.web.public.frame import TABS, Frame, field, form

ABOUT = About(company="K<&>o", contact='"c"@k.example', address="https://k.example")
FRAME = Frame(about=ABOUT, lang="id", home="/id/", tab="check")


def test_everything_is_escaped() -> None:
    page = FRAME.page(FRAME.say("check.title"), "<p>x</p>").decode()
    assert "K<&>o" not in page
    assert "K&lt;&amp;&gt;o" in page
    assert "&quot;c&quot;@k.example" in page


def test_it_leads_to_every_page_and_to_the_other_language() -> None:
    page = FRAME.page("t").decode()
    for name in TABS:
        assert f'href="/{name}?lang=id"' in page
    assert 'href="/check?lang=id" aria-current="page"' in page
    assert 'hreflang="en" href="/check?lang=en"' in page
    assert page.count('href="/id/"') == 2
    assert '<html lang="id">' in page


def test_a_field_has_its_label_and_its_hint() -> None:
    html = form("/x", "Go", field("code", "Code", hint="20", value='"'))
    assert '<label for="code">Code</label>' in html
    assert 'aria-describedby="code-hint"' in html
    assert 'value="&quot;"' in html
    assert 'method="post"' in html
