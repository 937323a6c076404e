"""What is read of a Word document, and as what."""

from __future__ import annotations

import zipfile

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import Area, FileKind, Notice, read_workbook
from tests.word import cell, heading, package, paragraph, row, table

NUMBERS = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def item(text, name, level=0):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def test_a_document_is_known_by_its_content(tmp_path):
    path = package(tmp_path / "laporan.xlsx", paragraph("Serapan 95,96%."))
    workbook = read_workbook(path)
    assert (workbook.kind, workbook.knows_formats) == (FileKind.DOCX, True)
    assert workbook.notices == (Notice("document_read"),)


def test_paragraphs_and_tables_keep_their_order_with_blank_rows_between(read):
    body = paragraph("Di atas") + table(row("Program", "Pagu"), row("A", "1.000")) + paragraph("Di bawah")
    cells = read(body).sheets[0].cells
    assert {place: found.value for place, found in cells.items()} == {
        (1, 1): "Di atas",
        (3, 1): "Program",
        (3, 2): "Pagu",
        (4, 1): "A",
        (4, 2): "1.000",
        (6, 1): "Di bawah",
    }


def test_tables_that_follow_one_another_stay_two(read):
    sheet = read(table(row("A", "1")) + table(row("B", "2"))).sheets[0]
    assert tuple(sheet.rows) == (2, 5)


def test_merged_cells_are_one_area(read):
    wide = cell("Kinerja", '<w:gridSpan w:val="2"/>')
    tall, more = cell("No", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")
    sheet = read(table(row(tall, wide), row(more, "Target", "Realisasi"), row("1", "80", "75"))).sheets[0]
    assert sheet.merges == (Area(2, 2, 2, 3), Area(2, 1, 3, 1))
    assert (sheet.cells[3, 2].value, sheet.cells[3, 3].value) == ("Target", "Realisasi")


def test_a_row_that_begins_further_right_keeps_its_columns(read):
    late = '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("95") + "</w:tr>"
    assert read(table(row("A", "B", "C"), late)).sheets[0].cells[3, 3].value == "95"


def test_a_table_inside_a_cell_follows_its_table(texts):
    inner = "<w:tc>" + paragraph("luar") + table(row("dalam", "7")) + "<w:p/></w:tc>"
    assert texts(table(row(inner, "kanan"))) == ["luar", "kanan", "dalam", "7"]


def test_paragraphs_of_a_cell_are_lines_of_one_text(texts):
    lines = "<w:tc>" + paragraph("1. Program A") + paragraph("2. Program B") + "</w:tc>"
    assert texts(table(row(lines))) == ["1. Program A\n2. Program B"]


def test_tracked_changes_are_read_as_accepted_and_told(read):
    body = (
        '<w:p><w:r><w:t>Pagu </w:t></w:r><w:del w:id="1"><w:r><w:delText>9.513</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>9.546</w:t></w:r></w:ins></w:p>'
        + table(row("A", "1"), '<w:tr><w:trPr><w:del w:id="3"/></w:trPr>' + cell("B") + cell("2") + "</w:tr>")
    )
    workbook = read(body)
    assert [found.value for found in workbook.sheets[0].cells.values()] == ["Pagu 9.546", "A", "1"]
    assert Notice("tracked_changes", details=(("count", "3"),)) in workbook.notices


def test_numbers_that_word_puts_before_paragraphs_are_read(texts):
    body = item("Program", "5") + item("Kegiatan", "5", 1) + item("Kegiatan", "6", 1) + item("Program", "5")
    assert texts(body, numbering=NUMBERS) == ["1. Program", "1.a) Kegiatan", "1.b) Kegiatan", "2. Program"]


def test_a_list_that_starts_anew_is_counted_by_itself(texts):
    body = item("a", "5") + item("b", "7") + item("c", "7") + item("d", "5")
    assert texts(body, numbering=NUMBERS) == ["1. a", "4. b", "5. c", "2. d"]


def test_an_empty_cell_that_word_numbers_holds_its_number(texts):
    numbered = "<w:tc>" + item("", "5") + "</w:tc>"
    assert texts(table(row(numbered, "Program A"), row(numbered, "Program B")), numbering=NUMBERS) == [
        *("1.", "Program A"),
        *("2.", "Program B"),
    ]


def test_bullets_are_no_numbers(texts):
    assert texts(item("Mendorong", "5", 2), numbering=NUMBERS) == ["Mendorong"]


@pytest.mark.parametrize(
    ("form", "count", "shown"), [("upperRoman", 4, "IV"), ("lowerRoman", 9, "ix"), ("upperLetter", 28, "BB")]
)
def test_forms_of_numbers(texts, form, count, shown):
    levels = f'<w:lvl w:ilvl="0"><w:start w:val="{count}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl>'
    numbers = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    numbers += '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    assert texts(item("x", "5"), numbering=numbers) == [f"{shown}. x"]


def test_a_number_that_letters_cannot_write_shortly_stays_a_number(texts):
    levels = '<w:lvl w:ilvl="0"><w:start w:val="2000000000"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1"/>'
    numbers = f'<w:abstractNum w:abstractNumId="1">{levels}</w:lvl></w:abstractNum>'
    numbers += '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    assert texts(item("x", "5"), numbering=numbers) == ["2000000000 x"]


def test_text_boxes_and_footnotes_follow_their_paragraph(texts):
    box = (
        "<w:p><w:r><w:t>Lihat kotak</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:pict><w:txbxContent>" + paragraph("Pagu 10") + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    notes = f'<w:footnote w:id="2">{paragraph("Sumber: DPA")}</w:footnote>'
    assert texts(box + paragraph("Berikutnya"), footnotes=notes) == [
        *("Lihat kotak", "Pagu 10", "Sumber: DPA"),
        "Berikutnya",
    ]


def test_a_footnote_that_refers_to_itself_is_read_once(texts):
    own = '<w:footnote w:id="2"><w:p><w:r><w:t>Catatan</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>'
    assert texts('<w:p><w:r><w:t>Teks</w:t><w:footnoteReference w:id="2"/></w:r></w:p>', footnotes=own) == [
        "Teks",
        "Catatan",
    ]


def test_a_fraction_of_an_equation_is_written_on_one_line(texts):
    run = "<m:r><m:t>{}</m:t></m:r>".format
    body = (
        f"<w:p><m:oMath>{run('Capaian = ')}<m:f><m:num>{run('Realisasi')}</m:num>"
        f"<m:den>{run('Target')}</m:den></m:f>{run(' × 100%')}</m:oMath></w:p>"
    )
    assert texts(body) == ["Capaian = (Realisasi)/(Target) × 100%"]


def test_fields_are_read_by_what_they_show(texts):
    body = "<w:p><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r><w:r><w:t>1.250</w:t></w:r></w:p>"
    assert texts(body) == ["1.250"]


def test_a_doctype_is_refused(tmp_path):
    path = package(tmp_path / "laporan.docx", paragraph("x"), styles="")
    safe = zipfile.ZipFile(path)
    with zipfile.ZipFile(tmp_path / "jahat.docx", "w") as archive:
        for name in safe.namelist():
            before = b'<!DOCTYPE d [<!ENTITY e "x">]>' if name == "word/document.xml" else b""
            archive.writestr(name, before + safe.read(name))
    with pytest.raises(WorkbookError) as caught:
        read_workbook(tmp_path / "jahat.docx")
    assert (caught.value.code, caught.value.details["reason"]) == ("unsafe", "doctype")


def test_a_document_without_text_says_so(tmp_path):
    with pytest.raises(WorkbookError) as caught:
        read_workbook(package(tmp_path / "kosong.docx", "<w:p/>"))
    assert caught.value.code == "no_cells"


def test_a_table_wider_than_a_sheet_is_told(tmp_path):
    wide = cell("x", '<w:gridSpan w:val="999999999"/>')
    with pytest.raises(WorkbookError) as caught:
        read_workbook(package(tmp_path / "lebar.docx", table(row(wide))))
    assert caught.value.code == "too_large"


def test_chapters_are_the_headings_of_the_first_level(read):
    body = paragraph("Sampul") + heading("BAB I PENDAHULUAN") + paragraph("Isi") + heading("BAB II") + paragraph("Isi")
    sheets = read(body).sheets
    assert [sheet.name for sheet in sheets] == ["laporan", "BAB I PENDAHULUAN", "BAB II"]


def test_headings_by_style_and_the_styles_it_builds_on(read):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Judul1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Bab"><w:name w:val="Bab"/><w:basedOn w:val="Judul1"/></w:style>'
    )
    body = paragraph("BAB I", '<w:pStyle w:val="Bab"/>') + paragraph("a")
    body += paragraph("BAB II", '<w:pStyle w:val="Judul1"/>') + paragraph("b")
    assert [sheet.name for sheet in read(body, styles=styles).sheets] == ["BAB I", "BAB II"]


def test_without_styles_a_short_line_in_capitals_that_stands_out_heads_a_chapter(read):
    centred = '<w:jc w:val="center"/>'
    body = paragraph("BAB III", centred) + paragraph("AKUNTABILITAS KINERJA", centred) + paragraph("Isi")
    body += paragraph("BAB IV", centred) + paragraph("PENUTUP", centred) + paragraph("SELESAI")
    sheets = read(body).sheets
    assert [sheet.name for sheet in sheets] == ["BAB III", "BAB IV"]


def test_names_of_chapters_are_names_of_sheets(read):
    long = "Analisis: capaian/realisasi [per sasaran] tahun 2024 dan pembandingnya"
    names = [sheet.name for sheet in read((heading(long) + paragraph("x")) * 2).sheets]
    assert len(set(names)) == 2
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_notes_that_refer_to_notes_are_read_however_long_the_chain(texts):
    def note(number):
        more = f'<w:footnoteReference w:id="{number + 1}"/>'
        return f'<w:footnote w:id="{number}"><w:p><w:r><w:t>Catatan {number}</w:t>{more}</w:r></w:p></w:footnote>'

    told = texts(
        '<w:p><w:r><w:t>Teks</w:t><w:footnoteReference w:id="0"/></w:r></w:p>' + paragraph("Akhir"),
        footnotes="".join(note(number) for number in range(2000)),
    )
    assert told == ["Teks", *(f"Catatan {number}" for number in range(2000)), "Akhir"]


def test_endnotes_are_read_as_footnotes_are(texts):
    notes = f'<w:endnote w:id="2">{paragraph("Sumber: DPA")}</w:endnote>'
    assert texts('<w:p><w:r><w:t>Pagu</w:t><w:endnoteReference w:id="2"/></w:r></w:p>', endnotes=notes) == [
        "Pagu",
        "Sumber: DPA",
    ]


def test_a_raised_digit_behind_a_figure_is_none_of_its_digits(texts):
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1)</w:t></w:r>'
    assert texts(f"<w:p><w:r><w:t>Serapan 95,96</w:t></w:r>{mark}</w:p>") == ["Serapan 95,96¹)"]


def test_what_a_field_computes_with_is_not_shown(texts):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = f"{mark('begin')}<w:r><w:instrText>REF a</w:instrText></w:r>{mark('separate')}<w:r><w:t>700</w:t></w:r>"
    told = f"{mark('begin')}{inner}{mark('end')}{mark('separate')}<w:r><w:t>1.250</w:t></w:r>{mark('end')}"
    assert texts(f"<w:p><w:r><w:t>Jumlah </w:t></w:r>{told}<w:r><w:t> orang</w:t></w:r></w:p>") == [
        "Jumlah 1.250 orang"
    ]


def test_a_cell_that_goes_on_from_none_above_keeps_its_text(read):
    lost = cell("95,96", "<w:vMerge/>")
    wide = cell("Kinerja", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')
    sheet = read(table(row(lost, "80"), row(wide), row(cell("75", "<w:vMerge/>"), "70"))).sheets[0]
    assert {at: found.value for at, found in sheet.cells.items()} == {
        **{(2, 1): "95,96", (2, 2): "80", (3, 1): "Kinerja"},
        **{(4, 1): "75", (4, 2): "70"},
    }


@pytest.mark.parametrize("broken", ["9" * 4300, "9" * 5000, "-7", "x"])
def test_a_number_of_any_length_starts_a_list(texts, broken):
    levels = f'<w:lvl w:ilvl="0"><w:start w:val="{broken}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbers = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    numbers += '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    assert [text[-1] for text in texts(item("x", "5") * 3, numbering=numbers)] == ["x", "x", "x"]


def test_the_text_of_a_number_is_no_longer_than_word_takes(texts):
    levels = f'<w:lvl w:ilvl="0"><w:lvlText w:val="{"%1." * 5000}"/></w:lvl>'
    numbers = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    numbers += '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    assert len(texts(item("x", "5"), numbering=numbers)[0]) < 300


def test_a_comment_on_a_text_box_or_a_note_goes_where_that_hangs(read):
    box = (
        '<w:p><w:r><w:t>Lihat</w:t><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:pict><w:txbxContent>" + paragraph("Pagu 10") + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    notes = f'<w:footnote w:id="2">{paragraph("Sumber: DPA")}</w:footnote>'
    part = read(paragraph("Awal") + box + paragraph("Akhir"), footnotes=notes).sheets[0].name
    assert dict(part.paragraphs) == {(1, 1): (0, 0), (2, 1): (1, 1), (3, 1): (1, 1), (4, 1): (1, 1), (5, 1): (3, 3)}
