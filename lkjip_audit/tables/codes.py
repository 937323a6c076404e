"""Nomenclature codes: programs and their kegiatan, accounts of the chart of accounts, agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CODE = re.compile(r"[xX\d]{1,4}(?:\s*[.\-/]\s*[xX\d]{1,4}){0,8}(?:\s*\.\s*\d{5})?\.?")
_DOTTED = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,8}\.\d{1,5}")
_OUTPUT = re.compile(r"(?:(?:[A-Z]{2,3}|\d{2,4})\.){0,4}[A-Z]{3}(?:\.\d{3}){0,3}(?:\.[A-Z])?")
"""Of a ministry's budget, with the letters of its classified output (KRO): AEA.001, 4051.AEA, 054.GG.2886.EBA.956."""

_CODE_PART = re.compile(r"[xX\d]+")
_ACCOUNT = re.compile(r"[4-7]\.\d(?:\.\d{2,}(?:\.\d+)*)?")
"""Akun and kelompok have one digit each, jenis and what is below two or more (Permendagri 90/2019)."""

_AGENCY = re.compile(r"\d\.\d{2}(?:\.\d\.\d{2}){2}(?:\.\d+)+")
"""The three bidang urusan that an agency serves, its number, and that of its unit: 2.16.2.20.2.21.01.0000."""

_TWO_DIGITS = (1, 2, 4, 5)
"""The parts of a code, counted from 0, that have two digits by the nomenclature of Permendagri 90/2019."""


def read_code(parts: Sequence[str]) -> str | None:
    """A nomenclature code from the texts of its column or columns: ``["5", "03", "1"]`` is ``5.03.01``.

    The second, third and fifth parts have two digits by the nomenclature of Permendagri 90/2019; a zero that
    a number cell lost is given back.  None for texts that are no code.
    """
    texts = [_joined(part) for part in parts if part and part.strip(" -.")]
    if len(texts) == 1 and "." in texts[0] and _OUTPUT.fullmatch(texts[0]):
        return texts[0]
    if len(texts) == 1 and _DOTTED.fullmatch(texts[0]):
        padded = texts[0] if is_agency(texts[0]) or _is_long_account(texts[0]) else _padded(texts[0].split("."))
        return texts[0] if padded == texts[0] else padded  # the cell's own text, where it says the same
    if not texts or not all(_CODE.fullmatch(text) for text in texts):
        return None
    pieces = [piece for text in texts for piece in _CODE_PART.findall(text)]
    if not pieces or (len(pieces) == 1 and len(pieces[0]) > 2):
        return None
    return _padded(pieces)


def heads_of_outputs(texts: Iterable[str]) -> frozenset[str]:
    """The codes without a dot, AEA, that those of outputs among ``texts`` begin with."""
    return frozenset(text.partition(".")[0] for text in texts if "." in text and _OUTPUT.fullmatch(text.strip()))


def is_output(code: str) -> bool:
    """Whether ``code`` is that of a ministry's output, of which every program and unit has one alike."""
    return _OUTPUT.fullmatch(code) is not None


def is_code(text: str) -> bool:
    """Whether a cell's text can be nothing but a code: three parts and more."""
    return text.count(".") > 1 and _DOTTED.fullmatch(_joined(text)) is not None


def is_account(code: str) -> bool:
    """Whether ``code`` is of the chart of accounts, which starts anew under every work: 5.1.02.01."""
    return _ACCOUNT.fullmatch(code) is not None


def is_agency(code: str) -> bool:
    """Whether ``code`` is that of an agency or its unit."""
    return _AGENCY.fullmatch(code) is not None


def _is_long_account(text: str) -> bool:
    return is_account(text) and text.count(".") > 1


def _joined(text: str) -> str:
    """``text`` without the blanks at its ends, and without the line break that cuts a long code in a narrow cell."""
    text = text.strip().rstrip(".")
    whole = "".join(text.split())
    return whole if "\n" in text and _DOTTED.fullmatch(whole) else text


def _padded(pieces: Sequence[str]) -> str:
    return ".".join(
        piece.zfill(2) if place in _TWO_DIGITS and piece.isdigit() else piece for place, piece in enumerate(pieces)
    )
