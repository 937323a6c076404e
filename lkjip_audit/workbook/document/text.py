"""The text of a paragraph as it is shown: tracked changes accepted, fields by their results, equations in one line.

Digits that stand raised are told as such: a mark behind a figure is none of its digits.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lkjip_audit.workbook.document.xml import attribute, child, local, switch, value

GONE: Final = frozenset({"del", "moveFrom"})
"""What a tracked change takes away."""
CAME: Final = frozenset({"ins", "moveTo"})
_PASSED_OVER: Final = frozenset({"pPr", "rPr", "instrText", "delText", "fldData", "Fallback", "annotationRef", "ruby"})
NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
"""What refers to notes, by the kind of note that it refers to."""
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•", "ptab": " "}


@dataclass(slots=True)
class Reading:
    """What one paragraph holds, gathered piece by piece.

    ``boxes`` are the contents of text boxes that hang on it, ``notes`` its footnotes and endnotes as
    kind and id; ``changes`` counts
    tracked changes.
    """

    pieces: list[str] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    changes: int = 0
    plain: int = 0
    """Signs that are neither blank nor bold."""
    fields: list[bool] = field(default_factory=list)
    """The fields that are open, the innermost last: True until its result begins."""

    @property
    def text(self) -> str:
        """The text, without blanks around its lines."""
        lines = "".join(self.pieces).replace("\xad", "").split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()


def read_paragraph(element: ET.Element, *, bold: bool | None) -> Reading:
    """The text of a paragraph and what hangs on it; ``bold`` is what its style says of its runs."""
    reading = Reading()
    _take(element, reading, bold=bool(bold))
    return reading


def _take(element: ET.Element, reading: Reading, *, bold: bool) -> None:
    for item in element:
        name = local(item)
        if name in GONE:
            reading.changes += 1
        elif name == "r":
            own = switch(item, "rPr", "b")
            raised = value(item, "rPr", "vertAlign") == "superscript"
            at = len(reading.pieces)
            _take(item, reading, bold=bold if own is None else own)
            if raised:
                reading.pieces[at:] = [piece.translate(_RAISED) for piece in reading.pieces[at:]]
        elif name == "fldChar":
            _take_mark(attribute(item, "fldCharType"), reading.fields)
        elif name == "t":
            _say(item.text or "", reading, bold=bold)
        elif name in _SIGNS:
            _say(_SIGNS[name], reading, bold=bold)
        elif name == "f":
            _take_fraction(item, reading, bold=bold)
        elif name == "txbxContent":
            reading.boxes.append(item)
        elif name in NOTES:
            reading.notes.extend((NOTES[name], found) for found in _ids(item))
        elif name not in _PASSED_OVER:
            reading.changes += name in CAME
            _take(item, reading, bold=bold)


def _say(text: str, reading: Reading, *, bold: bool) -> None:
    if any(reading.fields):  # results of fields that another field computes with are not shown
        return
    reading.pieces.append(text)
    if not bold:
        reading.plain += len("".join(text.split()))


def _take_mark(kind: str | None, fields: list[bool]) -> None:
    """Open or close a field, or begin its result."""
    if kind == "begin":
        fields.append(True)
    elif fields and kind == "separate":
        fields[-1] = False
    elif fields and kind == "end":
        fields.pop()


def _take_fraction(item: ET.Element, reading: Reading, *, bold: bool) -> None:
    """A fraction of an equation as it is written on one line."""
    for place, name in enumerate(("num", "den")):
        part = child(item, name)
        reading.pieces.append("/(" if place else "(")
        if part is not None:
            _take(part, reading, bold=bold)
        reading.pieces.append(")")


def _ids(item: ET.Element) -> Iterator[str]:
    for name, told in item.attrib.items():
        if name.rpartition("}")[2] == "id":
            yield told
