"""The page's colours: every text colour on every ground it stands on has a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product

import pytest

STYLES = files("waspada.assess.report") / "templates"
PAIRS = [
    *product(("ink", "soft", "teal", "rust", "gold"), ("paper", "wash")),
    ("teal", "teal-wash"),
    ("rust", "rust-wash"),
    ("gold", "gold-wash"),
]


def palettes() -> dict[str, dict[str, str]]:
    """The custom properties of each `:root` block, in order: light, dark, print."""
    text = (STYLES / "style.css").read_text(encoding="utf-8") + (STYLES / "print.css").read_text(encoding="utf-8")
    blocks = [dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block)) for block in re.findall(r":root\{([^}]*)\}", text)]
    return dict(zip(("light", "dark", "print"), blocks, strict=True))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    palette = palettes()[scheme]
    dark, light = sorted((luminance(palette[text]), luminance(palette[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
