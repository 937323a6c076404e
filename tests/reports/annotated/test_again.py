"""A copy, checked again: nothing doubled, nothing lost."""

import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.views import opening_of
from lkjip_audit.ooxml.xmlbytes import escape
from lkjip_audit.reports.annotated import Status, read_statuses
from lkjip_audit.reports.annotated.ours import read_previous
from lkjip_audit.reports.annotated.strip import strip_own
from lkjip_audit.result import FollowUp
from lkjip_audit.workbook.ours import own_sheets
from lkjip_audit.workbook.package import Package
from tests.corpus.compare import examine
from tests.corpus.copies import annotated

pytestmark = pytest.mark.slow

OURS = {"Ringkasan", "Penyebab", "Temuan", "Hubungan", "Cakupan", "Tabel", "Bantu Reviu"}


@pytest.fixture
def copy(make, tmp_path):
    """An annotated copy with two findings, and what the audit of it gives again."""
    source = make.workbook(tmp_path / "a.xlsx")
    findings = [make.finding("C3", "material", cause="P1"), make.finding("D4", "minor")]
    result = make.result(*findings, causes=[make.cause("C3", findings[0])])
    return make.annotated(source, result=result), result


def test_the_same_findings_again_give_the_same_parts(make, copy):
    first, result = copy
    again = make.annotated(first, result=result, name="lagi.xlsx")
    assert make.told(again) == make.told(first)


def test_a_foreign_workbook_marked_again_is_as_it_was_marked_first(foreign):
    assert examine(foreign, None).lines == []


def test_our_sheets_are_known_and_no_others(make, copy, tmp_path, corpus):
    assert own_sheets(copy[0].read_bytes()) == OURS
    assert own_sheets((tmp_path / "a.xlsx").read_bytes()) == frozenset()
    assert own_sheets((corpus / "names.xlsx").read_bytes()) == frozenset()


def test_our_sheets_are_known_under_another_name(make, copy):
    def rename(parts):
        for name in ("xl/workbook.xml",):
            parts[name] = parts[name].replace(b'name="Temuan"', b'name="Hasil"').replace(b"'Temuan'!", b"'Hasil'!")

    path = make.repacked(copy[0], rename)
    assert own_sheets(path.read_bytes()) == OURS - {"Temuan"} | {"Hasil"}
    again = make.annotated(path, result=copy[1], name="lagi.xlsx")
    assert openpyxl.load_workbook(again).sheetnames == [
        *["Ringkasan", "Penyebab", "Temuan", "Hubungan", "Cakupan", "Tabel", "Bantu Reviu"],
        make.sheet,
    ]


def test_what_a_reviewer_wrote_is_read(make, copy):
    path, result = copy
    make.typed(path, "Temuan", "J5", "ditolak")
    make.typed(path, "Temuan", "K5", "Angka sudah benar")
    make.typed(path, "Temuan", "L5", "Ani")
    make.typed(path, "Penyebab", "I5", "diterima")
    statuses = read_statuses(path)
    assert statuses[result.findings[0].fingerprint] == Status("rejected", "Angka sudah benar", "Ani")
    assert Status("accepted") in statuses.values()


def test_and_kept_when_checked_again(make, copy):
    path, result = copy
    make.typed(path, "Temuan", "J5", "ditolak")
    make.typed(path, "Temuan", "K6", "Lihat DPA")
    again = make.annotated(path, result=result, name="lagi.xlsx")
    sheet = openpyxl.load_workbook(again)["Temuan"]
    assert (sheet["J5"].value, sheet["J6"].value, sheet["K6"].value) == ("ditolak", "terbuka", "Lihat DPA")
    assert openpyxl.load_workbook(again, data_only=True)["Ringkasan"]


def test_and_kept_when_the_source_itself_is_checked_again(make, copy, tmp_path):
    path, result = copy
    make.typed(path, "Temuan", "J5", "ditolak")
    make.typed(path, "Temuan", "L5", "Ani")
    make.typed(path, "Penyebab", "J5", "Sudah disampaikan")
    before = read_statuses(path)
    make.annotated(tmp_path / "a.xlsx", result=result, name=path.name)
    assert read_statuses(path) == before
    fewer = replace(result, findings=result.findings[1:], causes=())
    make.annotated(tmp_path / "a.xlsx", result=fewer, name=path.name)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["Temuan"].iter_rows(min_row=5)]
    assert [(row[0], row[9], row[11]) for row in rows] == [
        (result.findings[1].id, "terbuka", None),
        (result.findings[0].id, "ditolak", "Ani"),
    ]
    assert openpyxl.load_workbook(path)["Penyebab"]["J5"].value == "Sudah disampaikan"


def test_and_kept_in_a_separate_workbook(make, tmp_path):
    source = tmp_path / "a.csv"
    source.write_text("Indikator;Target\nIP ASN;84\n")
    finding = make.finding("C3")
    path = make.annotated(source, finding)
    make.typed(path, "Temuan", "K5", "Lihat DPA")
    make.annotated(source, finding)
    assert read_statuses(path)[finding.fingerprint] == Status(note="Lihat DPA")


def test_a_record_fills_in_where_nobody_has_written(make, copy, tmp_path):
    path, result = copy
    make.typed(path, "Temuan", "J5", "ditolak")
    known = FollowUp("accepted", "dari catatan", "Budi")
    findings = tuple(replace(finding, follow_up=known) for finding in result.findings)
    causes = (replace(result.causes[0], follow_up=known),)
    make.annotated(tmp_path / "a.xlsx", result=replace(result, findings=findings, causes=causes), name=path.name)
    statuses = read_statuses(path)
    assert statuses[findings[0].fingerprint] == Status("rejected")
    assert statuses[findings[1].fingerprint] == Status("accepted", "dari catatan", "Budi")
    assert statuses[causes[0].fingerprint] == Status("accepted", "dari catatan", "Budi")


def test_a_target_that_cannot_be_read_is_replaced(make, copy, tmp_path):
    path, result = copy
    path.write_bytes(path.read_bytes()[:2000])
    make.annotated(tmp_path / "a.xlsx", result=result, name=path.name)
    assert len(read_statuses(path)) == 3


def test_and_in_the_other_language(make, copy):
    path, result = copy
    make.typed(path, "Temuan", "J5", "ditolak")
    again = make.annotated(path, result=replace(result, lang="en"), name="lagi.xlsx")
    assert openpyxl.load_workbook(again)["Findings"]["J5"].value == "rejected"


def test_a_finding_that_came_no_more_stays_if_somebody_wrote_beside_it(make, copy):
    path, result = copy
    make.typed(path, "Temuan", "K5", "Sudah diperbaiki di DPA")
    fewer = replace(result, findings=result.findings[1:], causes=())
    again = make.annotated(path, result=fewer, name="lagi.xlsx")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(again)["Temuan"].iter_rows(min_row=5)]
    assert [row[0] for row in rows] == [result.findings[1].id, result.findings[0].id]
    assert rows[1][1] == "tak muncul lagi"
    assert rows[1][10] == "Sudah diperbaiki di DPA"
    third = make.annotated(again, result=fewer, name="ketiga.xlsx")
    assert make.told(third) == make.told(again)


def test_one_that_nobody_touched_goes(make, copy):
    path, result = copy
    fewer = replace(result, findings=result.findings[1:], causes=())
    sheet = openpyxl.load_workbook(make.annotated(path, result=fewer, name="lagi.xlsx"))["Temuan"]
    assert sheet.max_row == 5


def test_a_mark_that_is_no_longer_due_goes_with_its_note_and_fill(make, copy):
    path, result = copy
    fewer = replace(result, findings=result.findings[1:], causes=())
    sheet = openpyxl.load_workbook(make.annotated(path, result=fewer, name="lagi.xlsx"))[make.sheet]
    assert sheet["C3"].comment is None
    assert sheet["C3"].fill.fill_type is None
    assert sheet["C3"].font.b
    assert sheet["D4"].comment


@pytest.mark.parametrize(
    "look", ["[" * 7000, '{"s": 1e999}', '{"s": -1}', '{"s": "x", "fill": 1}', '"\\ud800"', "1" * 6000]
)
def test_a_look_that_somebody_has_been_at_takes_the_plain_fill(make, copy, look):
    path, result = copy

    def spoil(parts):
        name = make.part_of(parts, "Temuan")
        parts[name], count = re.subn(rb'\{"s":.*?\}', lambda _: escape(look).encode(), parts[name])
        assert count

    make.repacked(path, spoil)
    again = make.annotated(path, result=result, name="lagi.xlsx")
    assert openpyxl.load_workbook(again)[make.sheet]["C3"].fill.fgColor.rgb != "00000000"


def test_two_findings_that_say_the_same_keep_their_own_status(make, tmp_path):
    same = {"fingerprint": "f" * 16}
    findings = [make.finding("C3", id="T1", **same), make.finding("C4", id="T2", **same)]
    first = make.annotated(make.workbook(tmp_path / "a.xlsx"), *findings)
    make.typed(first, "Temuan", "J6", "diterima")
    sheet = openpyxl.load_workbook(make.annotated(first, *findings, name="lagi.xlsx"))["Temuan"]
    assert (sheet["J5"].value, sheet["J6"].value) == ("terbuka", "diterima")


def test_taken_out_again_the_source_is_left(make, corpus, foreign, tmp_path):
    copy = annotated(foreign, tmp_path)
    draft = Draft(Package.open(copy))
    strip_own(draft, read_previous(draft))
    left = tmp_path / f"kembali{foreign.suffix}"
    left.write_bytes(draft.to_bytes())
    before, after = make.parts(foreign), make.parts(left)
    assert set(after) - set(before) <= {
        "xl/persons/person1.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
    }
    assert set(before) <= set(after)
    for name, data in before.items():
        if "comments" in name or name.endswith(("styles.xml", "[Content_Types].xml", ".vml", ".rels")):
            continue  # what was appended to them may stay, unused
        expected = without_made_cells(data, after[name]) if "heet" in name or "lembar" in name else data
        assert canonical(after[name]) == canonical(expected), name


@pytest.mark.parametrize("front", [True, False])
def test_taken_out_again_it_opens_as_the_source_did(make, tmp_path, front):
    def group(book):
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": f"='{make.sheet}'!$C$3:$C$4"})
        picture = book.add_chartsheet('Gambar "A"')
        picture.set_chart(chart)
        book.worksheets()[1].select()
        book.worksheets()[1].set_first_sheet()
        picture.activate()

    source = make.workbook(tmp_path / "a.xlsx", group, sheets=(make.sheet, "La'in", "Lagi"))
    first = make.annotated(source, make.finding("C3"), front=front)
    again = make.annotated(first, make.finding("C3"), name="lagi.xlsx", front=front)
    assert make.told(again) == make.told(first)
    draft = Draft(Package.open(again.read_bytes()))
    strip_own(draft, read_previous(draft))
    before = Draft(Package.open(source.read_bytes()))
    assert opening_of(draft) == opening_of(before)
    assert opening_of(before).selected == ("La'in", 'Gambar "A"')
    assert b"activeTab" not in draft.read(draft.workbook) or b"activeTab" in before.read(before.workbook)


def test_a_tab_that_a_reader_has_turned_to_is_where_it_opens_once_we_are_out(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx", sheets=(make.sheet, "Lain", "Lagi"))
    copy = make.annotated(source, make.finding("C3"))

    def turn(parts):
        text = re.sub(rb'activeTab="\d+" ?', b"", parts["xl/workbook.xml"])
        parts["xl/workbook.xml"] = text.replace(b"<workbookView ", b'<workbookView activeTab="9" ')

    draft = Draft(Package.open(make.repacked(copy, turn).read_bytes()))
    strip_own(draft, read_previous(draft))
    assert opening_of(draft).windows[0]["activeTab"] == "Lagi"


def canonical(data):
    from lxml import etree

    try:
        text = etree.tostring(etree.fromstring(data), method="c14n")
    except etree.XMLSyntaxError:
        return data
    return re.sub(rb"<(?:\w+:)?definedNames></(?:\w+:)?definedNames>", b"", text)


def without_made_cells(before, after):
    """The source's part, with the empty cells (and rows) that were made to be marked."""
    if before[:2] in (b"\xff\xfe", b"\xfe\xff"):
        before = before.decode("utf-16").encode()
    made = [c for c in re.findall(rb'<(?:x:)?c r="C6" s="\d+"\s*/>', after) if c not in before]
    assert len(made) <= 1
    return after if made or len(after) >= len(before) else before


def test_a_note_that_a_reviewer_added_to_ours_stays(make, copy):
    path, result = copy

    def add(parts):
        data = parts["xl/comments1.xml"].decode()
        parts["xl/comments1.xml"] = data.replace(" ·</t>", " ·&#10;Sudah saya tanyakan.</t>").encode()

    make.repacked(path, add)
    again = make.annotated(path, result=result, name="lagi.xlsx")
    text = openpyxl.load_workbook(again)[make.sheet]["C3"].comment.text
    assert text.count("lkjip-audit · 1 temuan") == 1
    assert "Sudah saya tanyakan." in text


def test_the_agencys_comment_is_left_as_it_was(make, corpus, tmp_path):
    source = tmp_path / "notes.xlsx"
    source.write_bytes((corpus / "notes.xlsx").read_bytes())
    first = make.annotated(source, make.finding("E3"))
    again = openpyxl.load_workbook(make.annotated(first, name="lagi.xlsx"))
    assert again[make.sheet]["E3"].comment.text == "Catatan staf baris 2"


def test_a_reply_in_a_thread_is_not_doubled(make, corpus, tmp_path):
    source = tmp_path / "threads.xlsx"
    source.write_bytes((corpus / "threads.xlsx").read_bytes())
    finding = make.finding("E3")
    first = make.annotated(source, finding)
    again = make.annotated(first, finding, name="lagi.xlsx")
    assert make.told(again) == make.told(first)
    none = make.parts(make.annotated(first, name="tanpa.xlsx"))
    assert none["xl/threadedComments/threadedComment1.xml"].count(b"<threadedComment ") == 1


def test_a_calculation_chain_that_names_our_sheets_is_dropped(make, copy):
    path, result = copy

    def chain(parts):
        workbook = parts["xl/workbook.xml"].decode()
        number = re.search(r'name="Ringkasan" sheetId="(\d+)"', workbook)[1]
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        parts["xl/calcChain.xml"] = f'<calcChain xmlns="{main}"><c r="B9" i="{number}"/></calcChain>'.encode()
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        link = f'<Relationship Id="rId99" Type="{office}/calcChain" Target="calcChain.xml"/></Relationships>'
        name = "xl/_rels/workbook.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", link.encode())

    make.repacked(path, chain)
    again = make.parts(make.annotated(path, result=result, name="lagi.xlsx"))
    assert "xl/calcChain.xml" not in again
    assert b"calcChain" not in again["xl/_rels/workbook.xml.rels"]


def test_a_hidden_column_that_was_tampered_with_breaks_nothing(make, copy):
    path, result = copy
    for text in (
        "{}",
        "nonsense",
        '{"s":0,"fill":"&lt;fill&gt;&lt;/x&gt;","font":"","q":""}',
        "[1]",
        '{"s":null}',
    ):
        make.typed(path, "Temuan", "R5", text)
        make.typed(path, "Penyebab", "Q5", text)
        fewer = replace(result, findings=(), causes=())
        sheet = openpyxl.load_workbook(make.annotated(path, result=fewer, name="lagi.xlsx"))[make.sheet]
        assert sheet["C3"].fill.fill_type is None


def test_marks_are_known_after_rows_were_inserted_above(make, copy):
    path, result = copy

    def insert(parts):
        def down(match):
            return f"{match[1]}{int(match[2]) + 1}{match[3]}"

        for name in ("xl/worksheets/sheet1.xml", "xl/comments1.xml"):
            data = parts[name].decode()
            parts[name] = re.sub(r'((?:<c r|<row r|ref)="[A-Z]*)(\d+)(")', down, data).encode()

    make.repacked(path, insert)
    none = replace(result, findings=(), causes=())
    sheet = openpyxl.load_workbook(make.annotated(path, result=none, name="lagi.xlsx"))[make.sheet]
    assert (sheet["C4"].fill.fill_type, sheet["C4"].comment, sheet["C4"].font.b) == (None, None, True)
    assert (sheet["D5"].fill.fill_type, sheet["D5"].comment) == (None, None)


def test_each_cell_gets_its_own_look_back(make, tmp_path):
    def fill(book):
        for row, colour in ((9, "#00FF00"), (10, "#0000FF")):
            book.worksheets()[0].write(row, 2, row, book.add_format({"bg_color": colour}))

    source = make.workbook(tmp_path / "a.xlsx", fill)
    finding = make.finding("C10", cause="P1")
    result = make.result(finding, causes=[make.cause("C11", finding)])
    first = make.annotated(source, result=result)
    sheet = openpyxl.load_workbook(make.annotated(first, name="lagi.xlsx"))[make.sheet]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("C10", "C11")] == ["FF00FF00", "FF0000FF"]


def test_findings_that_meet_in_a_merged_range_go_together(make, tmp_path):
    def fill(book):
        style = book.add_format({"bg_color": "#00FF00"})
        book.worksheets()[0].merge_range("B7:D8", "Simpulan", style)

    source = make.workbook(tmp_path / "a.xlsx", fill)
    first = make.annotated(source, make.finding("B7"), make.finding("C8", "material"))
    assert "2 temuan" not in openpyxl.load_workbook(first)[make.sheet]["B7"].comment.text
    sheet = openpyxl.load_workbook(make.annotated(first, name="lagi.xlsx"))[make.sheet]
    assert (sheet["B7"].fill.fgColor.rgb, sheet["B7"].comment) == ("FF00FF00", None)


def test_a_shape_of_the_agencys_under_another_prefix_stays(make, corpus, tmp_path):
    source = tmp_path / "shapes.xlsx"
    source.write_bytes((corpus / "shapes.xlsx").read_bytes())
    finding = make.finding("E3")
    first = make.annotated(source, finding)
    again = make.annotated(first, finding, name="lagi.xlsx")
    assert b"<a:rect " in make.parts(again)["xl/drawings/vmlDrawing1.vml"]
    assert make.told(again) == make.told(first)


def test_a_box_of_no_place_on_a_sheet_is_not_ours(make, tmp_path):
    finding = make.finding("C10")
    first = make.annotated(make.workbook(tmp_path / "a.xlsx"), finding)
    drawing = "xl/drawings/vmlDrawing1.vml"
    with zipfile.ZipFile(first) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    far = tmp_path / "jauh.xlsx"
    with zipfile.ZipFile(far, "w") as archive:
        for info, data in parts:
            told = re.sub(rb"<x:Row>\d+<", b"<x:Row>" + b"9" * 5000 + b"<", data) if info.filename == drawing else data
            archive.writestr(info, told)
    assert b"9" * 5000 in make.parts(make.annotated(far, finding, name="lagi.xlsx"))[drawing]


def test_parts_that_the_source_names_and_lacks_do_not_become_ours(make, tmp_path):
    """A sheet that leads to a drawing which is not there would show the charts of our sheets."""
    drawing = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"

    def lacking(parts):
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{drawing}" Target="../drawings/drawing1.xml"/></Relationships>'
        ).encode()

    source = make.repacked(make.workbook(tmp_path / "a.xlsx"), lacking)
    findings = [make.finding("C3", "material", cause="P1")]
    result = make.result(*findings, causes=[make.cause("C3", findings[0])])
    first = make.annotated(source, result=result)
    assert "xl/drawings/drawing1.xml" not in make.parts(first)
    assert any(name.startswith("xl/charts/") for name in make.parts(first))
    again = make.annotated(first, result=result, name="lagi.xlsx")
    assert sorted(make.parts(again)) == sorted(make.parts(first))
