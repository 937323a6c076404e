"""The page holds everything that was found, in both languages, in one file that needs nothing else."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest

from lkjip_audit import result as results
from lkjip_audit.messages.catalogue import Catalogue, sections
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.forms import Form
from lkjip_audit.reports.forms import render as render_form
from lkjip_audit.reports.html import Action, page, render
from lkjip_audit.reports.html.cards import MOST_PICTURES
from lkjip_audit.reports.html.render import templates
from lkjip_audit.result import NOWHERE, Alternative, FollowUp, Standing, Suppression
from lkjip_audit.rulepack.model import Severity
from tests.reports.html.conftest import SHEET, USED, WRONG, made


def shown(element):
    return " ".join(element.text_content().split())


def one(parent, path):
    (found,) = parent.cssselect(path)
    return found


def test_causes_stand_before_findings(page):
    ids = [card.get("id") for card in page.cssselect(".card")]
    assert ids == ["C01", "F001", "F002"]
    assert [h.tag for h in page.cssselect("h1, h2")] == ["h1", "h2", "h2", "h2", "h2"]


def test_cause_says_what_why_what_it_changes_and_which_findings(page):
    cause = one(page, "#C01")
    assert [shown(dd) for dd in cause.cssselect(".change dd")] == ["12", "11"]
    text = shown(cause)
    assert "angkanya dijumlahkan" in text
    assert "tidak ada pembandingnya" in one(cause, ".changes").text_content()
    assert [card.get("id") for card in cause.cssselect(".explains .card")] == ["F001"]
    assert "Ubah di 2 tempat" in shown(one(cause, ".others"))
    assert "Bab IV!A9: 12 → 11" in shown(one(cause, ".others"))


def test_cause_is_a_line_with_its_findings_folded_under_it(page):
    fold = one(page, "#C01 > details")
    assert fold.get("open") is None
    line = shown(fold.find("summary"))
    assert f"{SHEET}!B4" in line
    assert "12 → 11" in line
    assert "2 tempat, 1 temuan" in line
    assert one(fold, ".explains #F001 > details").get("open") is None


def test_finding_of_two_causes_stands_under_the_first_and_is_linked_from_the_other(result, draw):
    second = replace(result.causes[0], id="C02", fingerprint="9" * 16)
    page = draw(replace(result, causes=(*result.causes, second)))
    assert one(page, "#C01 #F001") is not None
    assert one(page, "#C02 .also a").get("href") == "#F001"
    assert not page.cssselect("#C02 .explains")


def test_trifles_without_a_cause_are_closed_and_what_is_grave_is_not_among_them(result, draw):
    grave = replace(result.findings[1], id="F003", fingerprint="d" * 16, severity=Severity.SIGNIFICANT)
    page = draw(replace(result, findings=(*result.findings, grave)))
    trifles = one(page, "details.trifles")
    assert trifles.get("open") is None
    assert [card.get("id") for card in trifles.cssselect(".card")] == ["F002"]
    assert "1 temuan kecil" in shown(trifles.find("summary"))
    assert one(page, "#F003").getparent().getparent().tag == "section"


def test_of_a_tie_every_candidate_is_named_and_none_is_called_wrong(result, draw):
    tie = replace(result.causes[0], copies=(), alternatives=(Alternative(USED, "7", "8"),), decide="Tanya.")
    findings = tuple(replace(item, standing=Standing.OPEN, proposed="") for item in result.findings)
    page = draw(replace(result, causes=(tie,), findings=findings))
    cause = one(page, "#C01")
    assert not cause.cssselect(".change, td.wrong, ins")
    assert "Salah satu dari 2 angka ini keliru" in shown(cause)
    assert [shown(item).split(": ", 1)[1] for item in cause.cssselect(".others li")] == ["12 → 11", "7 → 8"]
    assert "Tanya." in shown(cause)
    assert shown(one(page, "#F001 td.unmatched")).endswith("12")
    assert not page.cssselect("#F001 td.wrong")


def test_a_right_cell_is_no_wrong_cell_and_says_that_it_stays(result, draw):
    right = replace(result.findings[0], standing=Standing.RIGHT, proposed="")
    page = draw(replace(result, findings=(right, result.findings[1])))
    assert shown(one(page, "#F001 td.unmatched")).startswith("≠Sel yang tidak cocok:")
    assert "tetap" in shown(one(page, "#F001 .figures"))


def test_finding_leads_to_its_cause(page):
    assert one(page, "#F001 a.to-cause").get("href") == "#C01"
    assert not page.cssselect("#F002 a.to-cause")


def test_every_link_in_the_page_leads_somewhere(page):
    ids = {element.get("id") for element in page.cssselect("[id]")}
    targets = {a.get("href")[1:] for a in page.cssselect("a[href^='#']")}
    assert targets <= ids
    assert len(ids) == len(page.cssselect("[id]"))


def test_wrong_cell_is_marked_by_sign_and_words_and_used_cells_too(page):
    wrong = one(page, "#F001 td.wrong")
    assert shown(wrong).startswith("✗Sel yang keliru:")
    assert shown(wrong).endswith("12")
    assert "Dipakai menghitung:" in shown(one(page, "#F001 td.used"))
    assert [shown(key) for key in page.cssselect("#F001 .key")]


def test_cell_of_a_cause_shows_what_it_should_hold(page):
    assert shown(one(page, "#C01 td.wrong ins")) == "→ 11"


def test_excerpt_has_letters_row_numbers_headings_and_what_is_left_out(page):
    table = one(page, "#F001 table.sheet-part")
    assert [th.text for th in table.cssselect("thead .letters th")] == ["A", "B"]
    assert [shown(th) for th in table.cssselect("thead tr.head th")] == ["1", "No", "Pagu"]
    assert [shown(th) for th in table.cssselect("tbody th")] == ["⋮", "3", "4"]
    assert "2 baris tidak ditampilkan" in shown(one(table, ".skipped td"))


def test_name_of_a_row_is_known_and_a_number_before_it_is_none(result, draw):
    assert [shown(cell) for cell in draw(result).cssselect("#C01 > details > .inside > figure td.names")] == [
        "<i>b</i>",
        "Jumlah",
    ]
    view = result.view
    cut = view.excerpts[WRONG]
    numbered = tuple(
        replace(strip, spots=(replace(strip.spots[0], text=str(number)), strip.spots[1]))
        for number, strip in enumerate(cut.strips)
    )
    view = replace(view, excerpts={**view.excerpts, WRONG: replace(cut, strips=numbered)})
    assert not draw(replace(result, view=view)).cssselect("#C01 .names")


def test_stated_figure_is_marked_within_its_sentence_and_not_inside_another_number(page):
    cell = one(page, "#F002 td.wrong")
    assert one(cell, "mark").text == "12"
    assert cell.text_content().endswith("Pagu 112 menjadi 12. Selesai")


def test_figure_that_stands_twice_in_a_sentence_is_not_guessed_at(result, draw):
    view = result.view
    (address,) = [item for item in view.excerpts if item.sheet == "Bab IV"]
    cut = view.excerpts[address]
    spot = replace(cut.strips[0].spots[0], text="12 dan 12")
    cut = replace(cut, strips=(replace(cut.strips[0], spots=(spot,)),))
    drawn = draw(replace(result, view=replace(view, excerpts={**view.excerpts, address: cut})))
    assert not drawn.cssselect("#F002 mark")


def test_part_says_which_of_two_is_meant(result, draw):
    view = result.view
    (address,) = [item for item in view.excerpts if item.sheet == "Bab IV"]
    cut = view.excerpts[address]
    spot = replace(cut.strips[0].spots[0], text="12 dan 12")
    cut = replace(cut, strips=(replace(cut.strips[0], spots=(spot,)),))
    findings = (result.findings[0], replace(result.findings[1], part=(7, 9)))
    drawn = draw(replace(result, findings=findings, view=replace(view, excerpts={**view.excerpts, address: cut})))
    assert one(drawn, "#F002 mark").getprevious() is not None
    assert one(drawn, "#F002 td.wrong").text_content().endswith("12 dan 12")
    assert not one(drawn, "#F002 mark").tail


def test_both_languages_stand_in_the_page_once_each(page):
    message = one(page, "#F001 .message")
    assert [(span.get("lang"), span.text) for span in message] == [
        ("id", "Pagu tertulis 12."),
        ("en", "The budget reads 12."),
    ]


def test_language_is_chosen_without_script(page):
    radios = page.cssselect("body > input[type=radio][name=bahasa]")
    assert [(radio.get("value"), radio.get("checked") is not None) for radio in radios] == [("id", True), ("en", False)]
    assert {label.get("for") for label in page.cssselect(".languages label")} == {radio.get("id") for radio in radios}


def test_page_asked_for_in_english_shows_english_first(result, draw):
    english = replace(made("en"), view=replace(result.view, others=(made("id"),)))
    drawn = draw(english, lang="en")
    assert drawn.get("lang") == "en"
    assert one(drawn, "input.choose[checked]").get("value") == "en"
    assert one(drawn, "#F001 .message")[0].get("lang") == "en"


def test_result_without_view_is_a_page_of_one_language_without_excerpts(draw):
    drawn = draw(made("id"))
    assert not drawn.cssselect("input.choose, span[lang], table.sheet-part")
    assert "Pagu tertulis 12." in shown(drawn)


def test_finding_that_only_one_language_knows_is_told_in_it(result, draw):
    added = replace(result.findings[0], id="F009", fingerprint="d" * 16, address=NOWHERE, file="aturan.yaml:3")
    drawn = draw(replace(result, findings=(*result.findings, added)))
    assert shown(one(drawn, "#F009 .message")) == "Pagu tertulis 12."
    assert "aturan.yaml:3" in shown(one(drawn, "#F009 h3"))


def test_of_very_many_findings_the_first_have_their_table_and_the_rest_say_so(result, draw):
    many = tuple(
        replace(result.findings[0], id=f"F{n}", fingerprint=f"{n:016x}", cause=None) for n in range(MOST_PICTURES + 1)
    )
    drawn = draw(replace(result, findings=many, causes=()))
    assert len(drawn.cssselect("table.sheet-part")) == MOST_PICTURES
    assert "lihat salinan bertanda" in shown(one(drawn, f"#F{MOST_PICTURES}"))


def test_nothing_in_a_workbook_becomes_markup(result):
    text = render([Checked("x", result)], Catalogue())
    assert "<i>b</i>" not in text
    assert "<b>" not in text
    assert "laporan &lt;x&gt;.xlsx" in text
    assert SHEET.partition(" ")[2].split(" ")[0] not in text.replace("&lt;1&gt;", "")


def test_page_fetches_nothing_and_runs_only_its_own_script(result):
    text = render([Checked("x", result)], Catalogue())
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", text)
    assert "@import" not in text
    assert not re.findall(r"\son\w+=|\sstyle=", text)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy


def test_same_result_gives_the_same_bytes(result):
    assert render([Checked("x", result)], Catalogue()) == render([Checked("x", result)], Catalogue())


def test_counts_hash_and_rules_version_are_told(page):
    assert [shown(tile) for tile in page.cssselect(".tile .number")] == ["1", "0", "1", "0"]
    about = shown(one(page, ".about"))
    assert "f" * 64 in about
    assert "e" * 64 in about
    assert "lkjip-audit 0.1.0" in about


def test_what_could_not_be_tested_is_listed_by_reason_with_ranges(page):
    captions = {
        shown(table.find("caption").find("span[1]")): table
        for table in page.cssselect("table.list[class]")
        if table.find("caption") is not None
    }
    unchecked = captions["Angka tanpa pembanding"]
    assert [shown(td.cssselect("span")[0] if td.cssselect("span") else td) for td in unchecked.cssselect("td")] == [
        "B7:B8",
        "tidak ada pembandingnya",
    ]
    assert "Catatan tentang berkas ini" in captions


def test_waived_finding_is_told_and_not_counted(result, draw):
    waived = replace(result.findings[0], suppression=Suppression("waiver", "sesuai DPA", "Budi", date(2024, 5, 1)))
    drawn = draw(replace(result, findings=(waived, result.findings[1])))
    assert one(drawn, ".tile.material .number").text == "0"
    assert "Dikecualikan oleh Budi sampai 2024-05-01: sesuai DPA" in shown(one(drawn, "#F001 .standing"))


@pytest.mark.parametrize(("status", "told"), [("accepted", "Diterima"), ("menunggu <x>", "menunggu <x>")])
def test_follow_up_is_told(result, draw, status, told):
    followed = replace(result.causes[0], follow_up=FollowUp(status, "lihat nota", "Budi"))
    text = shown(one(draw(replace(result, causes=(followed,))), "#C01 .standing"))
    assert told in text
    assert text.endswith("lihat nota · Budi")


def test_workbook_without_findings_says_so(result, draw):
    tested = replace(result.coverage, tested=(results.Tested(NOWHERE, "1", ("aturan",)),))
    drawn = draw(replace(result, findings=(), causes=(), coverage=tested))
    assert "Tidak ada temuan." in shown(drawn)
    assert not drawn.cssselect("form")


def test_workbook_of_which_nothing_was_tested_is_not_called_clean(result, draw):
    drawn = draw(replace(result, findings=(), causes=(), coverage=replace(result.coverage, tested=())))
    assert "Tidak ada temuan." not in shown(drawn)
    assert "Tidak satu angka pun diuji" in shown(drawn)


def test_several_files_share_a_page_with_those_that_could_not_be_read(result, draw):
    drawn = draw(result, result, unread=[Checked("rusak.xlsx", problem="Berkas rusak <!>")])
    assert [a.get("href") for a in drawn.cssselect("section.wide a")] == ["#L01-berkas", "#L02-berkas"]
    ids = [element.get("id") for element in drawn.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    assert "Berkas rusak <!>" in shown(drawn)
    assert drawn.cssselect("h1")[0].text_content().startswith("Laporan pemeriksaan 3 berkas")


def test_page_of_a_file_that_could_not_be_read_says_why(draw):
    assert "kunci sandi" in shown(draw(unread=[Checked("a.xlsx", problem="kunci sandi")]))


def test_actions_lead_to_files_that_are_saved(result):
    text = page(
        [Checked("x", result)], "id", actions=[Action("salinan", "html.print"), Action("../", "html.up", False)]
    )
    assert re.search(r'<a class="button" href="salinan" download>', text)
    assert re.search(r'<a class="button quiet" href="../">', text)


def test_form_of_the_report_is_the_page(result):
    assert render_form(Form.HTML, [Checked("x", result)], Catalogue()).startswith(b"<!doctype html>")


def test_controls_have_labels_and_tables_have_names(page):
    labelled = {label.get("for") for label in page.cssselect("label[for]")}
    for control in page.cssselect("select, input[type=search]"):
        assert control.get("id") in labelled
    for box in page.cssselect("input[type=checkbox]"):
        assert box.getparent().tag == "label"
    for table in page.cssselect("table.sheet-part"):
        assert page.get_element_by_id(table.get("aria-labelledby")) is not None
    assert [len(page.cssselect(tag)) for tag in ("main", "header.bar", "footer", "h1")] == [1, 1, 1, 1]
    assert page.cssselect("[role=status]")
    assert page.cssselect("a.skip[href='#isi']")


def test_severities_in_the_filter_are_those_that_occur(page):
    assert [box.get("value") for box in page.cssselect("input[name=severity]")] == ["material", "minor"]
    assert {card.get("data-severity") for card in page.cssselect(".card")} <= {item.value for item in Severity}


def test_every_sentence_of_the_page_is_used():
    used = "".join(templates().values())
    for name in sections("id")["html"]:
        stem = name.rpartition(".")[0]
        assert f"html.{name}'" in used or (stem and f"html.{stem}.' ~" in used), name
