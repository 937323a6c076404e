"""The page on a region: what it tells is what the store tells it, and no name of an input breaks out of it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import html

from lkjip_audit.cli.overview import subjects_of
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.reports.glance import Causes, Counted, Course, Filed, Glance, Noted, glance_page
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.rulepack.themes import load_themes

MEAN = '"><script>alert(1)</script><b onload="x"> {{ 7*7 }} </style>'
ONE, TWO = "Dinas Satu", MEAN


@pytest.fixture(scope="module")
def subjects():
    return subjects_of(())


def glance(**changed):
    told = {
        "name": MEAN,
        "runs": 2,
        "until": "2025-03-02",
        "files": (
            Filed("a.xlsx", ONE, 2023, 200, 150),
            Filed("b.xlsx", TWO, 2023, 100, 99),
            Filed("c.xlsx", ONE, 2022, 0, 0),
            Filed(MEAN, MEAN, None, 0, 0, MEAN),
        ),
        "counted": (
            Counted(ONE, 2023, "jumlah-kolom", "x", Severity.MINOR, 2),
            Counted(ONE, 2023, "serapan-rasio", "x", Severity.INFO, 9),
            Counted(TWO, 2023, "jumlah-kolom", "x", Severity.MATERIAL, 4),
            Counted(TWO, 2023, "aturan-lain", MEAN, Severity.SIGNIFICANT, 1),
        ),
        "reach": {"jumlah-kolom": 2, "aturan-lain": 1},
        "causes": (Causes(TWO, 2023, 3),),
        "course": (Course(ONE, 0, 0, 0, 0, 1), Course(TWO, 6, 4, 2, 1, 2)),
        "noted": (Noted(TWO, "open", 2), Noted(TWO, "fixed", 1)),
        "waived": 5,
    }
    return Glance(**{**told, **changed})


@pytest.fixture(scope="module")
def page(subjects):
    return html.fromstring(glance_page(glance(), subjects, "id"))


def table(page, section):
    """The first table of a section as texts, in the language first shown."""
    for other in page.xpath("//*[@lang='en'][not(self::html)]"):
        other.getparent().remove(other) if other.tail is None else other.drop_tree()
    [found, *_] = page.xpath(f"//section[@aria-labelledby='{section}']//table")
    return [[" ".join(cell.text_content().split()) for cell in row.iter("th", "td")] for row in found.iter("tr")]


def test_no_name_of_an_input_becomes_markup_and_nothing_comes_from_outside(page):
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//*[@onload or @style or @onclick]") == []
    assert page.xpath("//b") == []
    outside = [link for link in page.xpath("//@href | //@src") if not link.startswith(("#", "data:image/svg+xml,"))]
    assert outside == []
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert MEAN in page.xpath("//section[@aria-labelledby='tak-terbaca']//td")[0].text


def test_the_map_counts_by_weight_and_by_theme_and_the_heaviest_comes_first(page):
    [_, themes, first, second, whole] = table(page, "peta")
    assert first[0] == " ".join(TWO.split())
    assert first[1:8] == ["1", "99%", "3", "4", "1", "0", "0"]
    assert second[1:8] == ["1", "75%", "0", "0", "0", "2", "9"]
    at = themes.index("Jumlah") - 4
    assert (first[8 + at], second[8 + at]) == ("▲ material 4", "● minor 2")
    assert second[8 + themes.index("Hitungan") - 4] == "·"  # what only informs has no place among themes
    assert first[-1] == "◆ signifikan 1"  # a rule of somebody's own
    assert whole[1:8] == ["2", "83%", "3", "4", "1", "2", "9"]


def test_rules_are_ranked_by_the_agencies_that_break_them(page):
    [_, first, second] = table(page, "aturan")
    assert first[0].endswith("jumlah-kolom")
    assert first[2:] == ["2", "", "2", "4", "0", "2", "6", "0"]
    assert second[0] == f"{' '.join(MEAN.split())} aturan-lain"


def test_progress_tells_what_is_gone_left_and_new_and_the_statuses_noted(page):
    [_, first, whole] = table(page, "kemajuan")
    assert first[1:] == ["2", "6", "", "4", "2", "1", "2", "0", "0", "1"]
    assert whole[1:] == first[1:]


def test_a_year_without_figures_has_no_percentage(page):
    rows = {row[0]: row[1:] for row in table(page, "tahun")}
    assert rows["2022"][2] == "–"
    assert rows["2023"][2] == "83%"


def test_a_store_without_statuses_says_so(subjects):
    told = glance_page(glance(noted=()), subjects, "id")
    assert "tidak menyimpan status" in told
    assert "Diperbaiki" not in told


def test_a_store_without_files_says_so(subjects):
    told = glance_page(glance(files=(), counted=(), causes=(), course=(), noted=()), subjects, "id")
    assert "belum memuat berkas" in told
    assert "<table" not in told


@pytest.mark.parametrize(("lang", "title"), [("id", "Ringkasan"), ("en", "Overview")])
def test_the_language_asked_for_is_shown_first_and_the_other_is_there(subjects, lang, title):
    told = glance_page(glance(), subjects, lang)
    assert re.search(rf'<html lang="{lang}">', told)
    assert html.fromstring(told).xpath("//title")[0].text.startswith(title)
    assert '<span lang="en">' in told
    assert '<span lang="id">' in told


def test_every_kind_of_relation_stands_under_one_theme():
    held = Counter(kind for theme in load_themes() for kind in theme.kinds)
    assert set(held) == set(KINDS)
    assert set(held.values()) == {1}
