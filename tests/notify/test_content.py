"""What a reader sees in HTML, and what is seen through."""

from __future__ import annotations

import pytest

from waspada.notify.content import seen, words


def test_words_are_those_of_the_body() -> None:
    html = (
        "<html><head><title>No</title><style>p{}</style></head><body><p>One &amp; two</p><ul><li>three</li></ul></body>"
    )
    assert seen(html).words == ("One", "&", "two", "three")
    assert words("One\n----\n- two - three • four\n") == ("One", "two", "three", "four")


@pytest.mark.parametrize(
    "html",
    [
        "<a>x</a>",
        "<img>",
        "<p onclick='x'>x</p>",
        "<p style='background:url(x)'>x</p>",
        "<p style='width:\\65xpression(x)'>x</p>",
        "<style>@import 'x'</style>",
        "<style>p{background:URL (x)}</style>",
        "<script>x</script>",
        "<form><input></form>",
        "<iframe></iframe>",
        "<link rel=x>",
        "<meta http-equiv=refresh content=1>",
        "<meta name=referrer content=x>",
        "<div hidden>x</div>",
        "<!-- x -->",
        "<svg><image></svg>",
        "<body background=x>",
    ],
)
def test_what_a_letter_does_not_need_is_named(html: str) -> None:
    assert seen(html).forbidden
