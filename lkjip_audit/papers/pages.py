"""A Word document of ours: A4, one typeface, headings, tables of label and text, numbered pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.ooxml.xmlbytes import clean

_FONT = "Arial"
_SIZE = 10
_NAVY = RGBColor(0x1F, 0x38, 0x64)
_GREY = "F2F2F2"
_MARGIN = Cm(2)
_WIDTH = Cm(17)
_LABEL = Cm(3.2)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the same audit gives the same bytes."""


class Pages:
    """A document under way; what is added stands below what was there."""

    def __init__(self, title: str, catalogue: Catalogue) -> None:
        self._document = Document()
        self._document.core_properties.title = title
        self._document.core_properties.author = "lkjip-audit"
        self._document.core_properties.comments = ""
        self._catalogue = catalogue
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
        normal.paragraph_format.space_after = Pt(4)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
        self._number_pages(section.footer.paragraphs[0])

    def title(self, *lines: str) -> None:
        """The document's title, in the middle."""
        for line in filter(None, lines):
            paragraph = self.text(line, bold=True, size=12)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def heading(self, text: str) -> None:
        """A heading that stays with what follows it."""
        paragraph = self.text(text, bold=True, size=11)
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.paragraph_format.keep_with_next = True
        for run in paragraph.runs:
            run.font.color.rgb = _NAVY

    def text(self, text: str, *, bold: bool = False, size: float = _SIZE) -> Paragraph:
        """A paragraph."""
        paragraph = self._document.add_paragraph()
        run = paragraph.add_run(clean(text))
        run.bold, run.font.size = bold, Pt(size)
        return paragraph

    def listed(self, items: Iterable[str]) -> None:
        """Items with a box to tick before each."""
        for item in items:
            paragraph = self.text(f"☐  {item}")
            paragraph.paragraph_format.left_indent = Cm(0.7)
            paragraph.paragraph_format.first_line_indent = Cm(-0.7)
            paragraph.paragraph_format.keep_together = True

    def pairs(self, rows: Sequence[tuple[str, Sequence[str]]], *, lead: str = "") -> None:
        """A table of labels and what belongs to each, a paragraph for each text; ``lead`` heads it over both columns.

        An empty sequence leaves room to write by hand.
        """
        table = self._table(len(rows) + bool(lead))
        if lead:
            head = table.rows[0].cells[0].merge(table.rows[0].cells[1])
            self._fill(head, (lead,), bold=True)
            _shade(head)
        for row, (label, texts) in zip(table.rows[bool(lead) :], rows, strict=True):
            _never_split(row)
            self._fill(row.cells[0], (label,), bold=True)
            self._fill(row.cells[1], texts)
        for row in table.rows[: 2 * bool(lead)]:  # no head alone at the foot of a page
            for paragraph in row.cells[0].paragraphs:
                paragraph.paragraph_format.keep_with_next = True
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def signature(self, *lines: str) -> None:
        """Room for a signature at the right, with what stands over and under it."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(9)
        paragraph.paragraph_format.space_before = Pt(14)
        paragraph.paragraph_format.keep_together = True
        for number, line in enumerate(lines):
            run = paragraph.add_run(clean(line))
            if number < len(lines) - 1:
                run.add_break()

    def to_bytes(self) -> bytes:
        """The document as a file; the same content gives the same bytes."""
        buffer, made = BytesIO(), BytesIO()
        self._document.save(buffer)
        with ZipFile(buffer) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                item = ZipInfo(name, _EPOCH)
                item.compress_type = ZIP_DEFLATED
                target.writestr(item, source.read(name))
        return made.getvalue()

    def _table(self, rows: int) -> Table:
        table: Table = self._document.add_table(rows, 2)
        table.style = self._document.styles["Table Grid"]
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, (_LABEL, _WIDTH - _LABEL), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        return table

    def _fill(self, cell: _Cell, texts: Sequence[str], *, bold: bool = False) -> None:
        for number, text in enumerate(texts or ("",)):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(clean(text))
            run.bold, run.font.size = bold, Pt(9)

    def _number_pages(self, paragraph: Paragraph) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, after = self._catalogue.text("papers.page", number="\x00").split("\x00")
        paragraph.add_run(before)
        run = paragraph.add_run()
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)
        paragraph.add_run(after)
        for run in paragraph.runs:
            run.font.size = Pt(8)


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), _GREY)
    cell._tc.get_or_add_tcPr().append(shading)


def _never_split(row: object) -> None:
    """Keep a row on one page where it fits."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]
