"""Text on its ground is readable: WCAG 2.2 AA, 4.5 to 1."""

import re

import pytest

from lkjip_audit.reports.html.render import asset

NAMED = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6})")
LIGHT, DARK = (NAMED.findall(part) for part in asset("base.css").split("prefers-color-scheme: dark"))
LOOKS = {"light": dict(LIGHT), "dark": dict(LIGHT + DARK)}
PAIRS = [
    ("ink", "ground"),
    ("ink", "paper"),
    ("soft", "ground"),
    ("soft", "paper"),
    ("link", "paper"),
    ("link", "ground"),
    ("good", "paper"),
    ("good", "good-soft"),
    ("good", "material-soft"),
    ("on-brand", "brand"),
    ("brand-ink", "paper"),
    ("brand-ink", "brand-soft"),
    ("ink", "head"),
    ("soft", "head"),
    ("ink", "sheet"),
    ("link", "head"),
    ("wrong-ink", "material-soft"),
    ("wrong-ink", "mark"),
    ("ink", "info-soft"),
    ("ink", "minor-soft"),
    *(
        (level, ground)
        for level in ("material", "significant", "minor", "info")
        for ground in (f"{level}-soft", "paper")
    ),
]


def lightness(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((lightness(one), lightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text, ground, look):
    assert contrast(LOOKS[look][text], LOOKS[look][ground]) >= 4.5


def test_dark_look_names_no_colour_that_the_light_one_has_not():
    assert {name for name, _ in DARK} <= {name for name, _ in LIGHT}


def test_measure_is_that_of_the_standard():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
