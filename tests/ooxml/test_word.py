"""Comments and highlights in a Word document: nothing else in it changes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO

import docx
import pytest

from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.notes import AUTHOR, Run
from lkjip_audit.ooxml.word import Remark, comments_of_others, with_remarks
from lkjip_audit.workbook.package import Package
from lkjip_audit.workbook.reader import read_workbook
from tests.word import WORD, package, paragraph, row, table

NOTE = (Run("Pagu berbeda\n", bold=True), Run("Tertulis 9.513.625.429"))
MAIN = "word/document.xml"


def draft_of(path):
    return Draft(Package.open(path.read_bytes()), MAIN)


@pytest.fixture
def marked(tmp_path):
    """The document after remarks: its package, and what the part of the body says."""

    def marking(body, *remarks, **parts):
        draft = draft_of(package(tmp_path / "laporan.docx", body, **parts))
        placed = with_remarks(draft, remarks)
        data = draft.to_bytes()
        return placed, zipfile.ZipFile(BytesIO(data)), docx.Document(BytesIO(data))

    return marking


def test_a_comment_lies_around_its_paragraph(marked):
    remark = Remark(1, 1, (), NOTE)
    placed, _, document = marked(paragraph("a") + paragraph("Pagu 9.513.625.429 rupiah"), remark)
    assert placed == (remark,)
    [comment] = document.comments
    assert (comment.author, comment.text) == (AUTHOR, "Pagu berbeda\nTertulis 9.513.625.429")
    names = [child.tag.rpartition("}")[2] for child in document.paragraphs[1]._p]
    assert names == ["commentRangeStart", "r", "commentRangeEnd", "r"]


def test_only_the_figure_of_a_sentence_is_highlighted(marked):
    _, _, document = marked(paragraph("Pagu 9.513 rupiah & lain"), Remark(0, 0, ("9.513",), NOTE))
    runs = [(run.text, run.font.highlight_color) for run in document.paragraphs[0].runs if run.text]
    assert [text for text, _ in runs] == ["Pagu ", "9.513", " rupiah & lain"]
    assert [colour is not None for _, colour in runs] == [False, True, False]


def test_a_figure_that_stands_twice_is_not_guessed_at(marked):
    _, _, document = marked(paragraph("Dari 95,96 menjadi 95,96"), Remark(0, 0, ("95,96",), NOTE))
    assert all(run.font.highlight_color is None for run in document.paragraphs[0].runs)
    assert len(list(document.comments)) == 1


def test_two_figures_of_one_run_are_both_highlighted(marked):
    _, _, document = marked(paragraph("Dari 12,5 ke 13,7."), Remark(0, 0, ("13,7", "12,5"), NOTE))
    runs = document.paragraphs[0].runs
    assert [run.text for run in runs if run.font.highlight_color is not None] == ["12,5", "13,7"]
    assert document.paragraphs[0].text == "Dari 12,5 ke 13,7."


def test_a_highlight_keeps_the_look_of_the_run_and_the_order_of_its_properties(marked):
    run = '<w:p><w:r><w:rPr><w:b/><w:sz w:val="20"/><w:lang w:val="id-ID"/></w:rPr><w:t>9.513</w:t></w:r></w:p>'
    _, archive, _ = marked(run, Remark(0, 0, ("9.513",), NOTE))
    expected = b'<w:b/><w:sz w:val="20"/><w:highlight w:val="yellow"/><w:lang w:val="id-ID"/>'
    assert expected in archive.read(MAIN)


HELD = '<w:comment w:id="7" w:author="Peninjau"><w:p><w:r><w:t>Periksa</w:t></w:r></w:p></w:comment>'


def test_comments_of_others_stay_and_numbers_go_on(marked):
    _, archive, _ = marked(paragraph("9.513"), Remark(0, 0, (), NOTE), comments=HELD)
    text = archive.read("word/comments.xml").decode()
    assert HELD in text
    assert 'w:id="8" w:author="lkjip-audit"' in text


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-4", ""])
def test_a_comment_of_another_without_a_number_of_its_own_hinders_nothing(marked, number):
    _, archive, _ = marked(paragraph("9.513"), Remark(0, 0, (), NOTE), comments=HELD.replace('"7"', f'"{number}"'))
    assert 'w:id="0" w:author="lkjip-audit"' in archive.read("word/comments.xml").decode()


def test_all_other_parts_keep_their_bytes(marked, tmp_path):
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/></w:style>'
    _, archive, _ = marked(table(row("a", "9.513")), Remark(1, 1, ("9.513",), NOTE), styles=styles)
    source = zipfile.ZipFile(tmp_path / "laporan.docx")
    changed = {name for name in source.namelist() if source.read(name) != archive.read(name)}
    assert changed == {MAIN, "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_the_text_of_the_document_stays_as_it_was(marked, tmp_path):
    body = paragraph("Awal") + table(row("a", "9.513"), row("b", "1 < 2")) + paragraph("Akhir 9.513")
    _, _, document = marked(body, Remark(2, 2, ("9.513",), NOTE), Remark(5, 5, ("9.513",), NOTE))
    source = docx.Document(str(tmp_path / "laporan.docx"))
    assert [item.text for item in document.paragraphs] == [item.text for item in source.paragraphs]
    assert [cell.text for row_ in document.tables[0].rows for cell in row_.cells] == ["a", "9.513", "b", "1 < 2"]


def test_a_paragraph_that_is_not_there_takes_no_remark(marked):
    placed, archive, _ = marked(paragraph("a") + "<w:p/>", Remark(1, 1, (), NOTE), Remark(9, 9, (), NOTE))
    assert placed == ()
    assert "word/comments.xml" not in archive.namelist()


def test_what_others_have_commented(tmp_path):
    held = HELD + '<w:comment w:id="1" w:author="lkjip-audit"/>'
    commented = draft_of(package(tmp_path / "a.docx", paragraph("x"), comments=held))
    assert comments_of_others(commented) == {("Peninjau", "Periksa")}
    assert comments_of_others(draft_of(package(tmp_path / "b.docx", paragraph("x")))) == frozenset()


def without_prefix(path):
    """The document at ``path`` with WordprocessingML as the default namespace, but for its attributes."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        plain = parts[name].replace("<w:", "<").replace("</w:", "</")
        parts[name] = plain.replace(f'xmlns:w="{WORD}"', f'xmlns="{WORD}" xmlns:x="{WORD}"', 1).replace(" w:", " x:")
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def test_a_document_without_a_prefix_gets_its_comments_too(tmp_path):
    path = without_prefix(package(tmp_path / "a.docx", paragraph("Pagu 9.513"), comments=HELD))
    draft = draft_of(path)
    assert len(with_remarks(draft, [Remark(0, 0, ("9.513",), NOTE)])) == 1
    data = draft.to_bytes()
    comments = ET.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/comments.xml"))
    told = [(item.tag, item.get(f"{{{WORD}}}author"), item.get(f"{{{WORD}}}id")) for item in comments]
    assert told == [(f"{{{WORD}}}comment", "Peninjau", "7"), (f"{{{WORD}}}comment", AUTHOR, "8")]
    document = docx.Document(BytesIO(data))
    assert [item.get(f"{{{WORD}}}id") for item in document.element.iter(f"{{{WORD}}}commentReference")] == ["8"]
    assert document.paragraphs[0].text == "Pagu 9.513"
    assert [run.text for run in document.paragraphs[0].runs if run.font.highlight_color is not None] == ["9.513"]


def test_a_figure_inside_a_longer_one_is_not_highlighted(marked):
    _, _, document = marked(paragraph("Dari 1.950 dan 19,5 menjadi 95 orang"), Remark(0, 0, ("95",), NOTE))
    runs = [run.text for run in document.paragraphs[0].runs if run.font.highlight_color is not None]
    assert runs == ["95"]
    _, _, document = marked(paragraph("Hanya 1.950 orang"), Remark(0, 0, ("950",), NOTE))
    assert all(run.font.highlight_color is None for run in document.paragraphs[0].runs)


def test_paragraphs_are_counted_as_the_reader_counts_them(tmp_path):
    drawn = '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        f"<w:txbxContent>{paragraph('kotak')}</w:txbxContent>{drawn}</mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph('kotak')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    )
    path = package(tmp_path / "a.docx", f"<w:p><w:r>{both}</w:r></w:p>" + paragraph("Pagu 9.513"))
    part = next(sheet.name for sheet in read_workbook(path).sheets)
    draft = draft_of(path)
    with_remarks(draft, [Remark(*part.paragraphs[2, 1], ("9.513",), NOTE)])
    paragraphs = docx.Document(BytesIO(draft.to_bytes())).paragraphs
    assert [run.text for run in paragraphs[1].runs if run.font.highlight_color is not None] == ["9.513"]
