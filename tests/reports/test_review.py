"""The review aid: what the workbook says to each item of the official checklist."""

from dataclasses import replace

import openpyxl
import pytest

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Options, load_pack
from lkjip_audit.reports.annotated import annotate, read_statuses
from lkjip_audit.reports.review import Answer, checklist, review_lines
from lkjip_audit.result import Suppression
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.problems import BrokenPackError
from lkjip_audit.rulepack.review import load_review
from lkjip_audit.tables.definitions import load_definitions
from tests.truth import SAMPLES

pytestmark = pytest.mark.slow


def lines(result):
    return {line.item.no: line for line in review_lines(result, checklist())}


def test_the_checklist_has_the_items_of_the_form_in_order():
    numbers = [item.no for item in checklist().items]
    expected = [f"{part}.{n}" for part, most in (("I", 6), ("II", 7), ("III", 10)) for n in range(1, most + 1)]
    assert numbers == expected


def test_what_it_names_is_known():
    rules = {rule.id for rule in load_pack(Options()).rules}
    definitions = load_definitions(pack_folder())
    for item in checklist().items:
        assert item.rules == "all" or set(item.rules) <= rules, item.no
        for need in item.needs:
            assert set(need.tables) <= set(definitions.kinds), item.no
            assert set(need.columns) <= set(definitions.roles), item.no
            assert need.tables or need.columns or need.sheets, item.no


def test_a_finding_of_a_rule_that_cites_an_item_bears_on_it(blitar):
    basis = "PermenPANRB 53/2014, Lampiran III, formulir checklist reviu butir III.1 dan III.4"
    other = replace(blitar.findings[0], rule="aturan-daerah", basis=basis)
    found = lines(replace(blitar, findings=(other,)))
    assert [no for no, line in found.items() if other in line.findings] == ["II.5", "III.1", "III.4"]


def test_blitar_has_findings_where_its_defects_lie(blitar):
    found = lines(blitar)
    assert Answer.FINDINGS in found["I.6"].answers
    assert {finding.rule for finding in found["I.6"].findings} >= {"jumlah-kolom", "serapan-rasio", "label-efisiensi"}
    assert found["I.6"].tested > 50
    assert {place.sheet for _, places in found["I.4"].found for place in places} == {
        name for name in blitar.source.sheets if name.startswith("Lampiran")
    }
    assert [places for _, places in found["II.4"].found] == [()]
    assert found["II.4"].answers == (Answer.MISSING,)
    assert found["II.1"].answers == (Answer.OUTSIDE,)


def test_a_consistent_workbook_is_clean_and_never_told_to_be_met(selaras):
    found = lines(selaras)
    assert not any(Answer.FINDINGS in line.answers for line in found.values())
    assert found["I.6"].answers == (Answer.CLEAN,)
    assert found["II.5"].answers == (Answer.CLEAN,)


def test_a_waived_finding_does_not_count(blitar):
    waived = tuple(replace(f, suppression=Suppression("waiver", "sudah dijelaskan")) for f in blitar.findings)
    found = lines(replace(blitar, findings=waived))
    assert not any(Answer.FINDINGS in line.answers for line in found.values())


def test_nothing_is_said_of_an_empty_result(blitar):
    empty = replace(
        blitar, tables=(), findings=(), unverified=(), coverage=replace(blitar.coverage, tested=(), unchecked=())
    )
    found = lines(empty)
    assert found["I.2"].answers == (Answer.MISSING,)
    assert found["II.5"].answers == (Answer.UNTESTED,)


def test_a_broken_checklist_is_told_with_its_place(tmp_path):
    text = (pack_folder() / "review" / "permenpanrb-53-2014.yaml").read_text()
    path = tmp_path / "a.yaml"
    path.write_text(text.replace("reach: half", "reach: haf", 1))
    with pytest.raises(BrokenPackError) as caught:
        load_review(path)
    assert caught.value.problems[0].line == text[: text.index("reach: half")].count("\n") + 1


def test_the_sheet_links_to_tables_and_findings_and_keeps_what_the_reviewer_wrote(blitar, tmp_path):
    source = SAMPLES / "kota-blitar-bkpsdm-2023.xlsx"
    copy = tmp_path / "b.temuan.xlsx"
    annotate(source, copy, blitar, Catalogue("id"))
    sheet = openpyxl.load_workbook(copy)["Bantu Reviu"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=5)}
    assert "bukan formulir resmi" in sheet["A2"].value
    assert rows["I.6"][4].hyperlink.location == "'3.2 Keuangan'!B20"
    first = lines(blitar)["I.6"].findings[0]
    row = [finding.id for finding in blitar.findings].index(first.id) + 5
    assert rows["I.6"][0].hyperlink.location == f"'Temuan'!A{row}"
    assert "penanggung jawab: tidak ditemukan" in rows["II.4"][3].value
    assert [str(v.formula1) for v in sheet.data_validations.dataValidation] == ['"ya,sebagian,tidak"']

    book = openpyxl.load_workbook(copy)
    number = rows["I.6"][0].row
    for column, text in (("H", "sebagian"), ("I", "Lihat LRA"), ("J", "Ani")):
        book["Bantu Reviu"][f"{column}{number}"] = text
    book.save(copy)
    assert "I.6" not in read_statuses(copy)
    annotate(source, copy, replace(blitar, lang="en"), Catalogue("en"))
    kept = [cell.value for cell in openpyxl.load_workbook(copy)["Review aid"][number]]
    assert kept[7:10] == ["partly", "Lihat LRA", "Ani"]
