"""One pass of expat over a worksheet part: its cells, its merges and what of it is hidden.

Notices: ``not_a_number`` (a numeric cell whose stored text is none; the text is kept), ``not_a_date``,
``bad_style_index``, ``bad_shared_formula``, ``bad_merge``, ``duplicate_cell`` (the last counts), ``more_notices``.
A cell whose text is not in the list of texts ends the reading (``texts_lost``).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Area, Notice
from lkjip_audit.workbook.safexml import feed, new_parser
from lkjip_audit.workbook.scan import MAX_CELLS, SheetScan
from lkjip_audit.workbook.values import Context

_Start = Callable[[str, dict[str, str]], None]
_End = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What a worksheet part holds."""

    grid: GridBuilder
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    notices: tuple[Notice, ...] = ()


def read_sheet(chunks: Iterable[bytes], part: str, name: str, context: Context, room: int = MAX_CELLS) -> SheetContent:
    """What the worksheet part in ``chunks`` holds.

    ``name`` is the sheet's, for notices; ``room`` is how many cells may be kept before it is ``too_large``.
    """
    parser = new_parser(part)
    scan = SheetScan(part, name, context, room)
    pieces: list[str] = []

    def first(tag: str, _: dict[str, str]) -> None:
        namespace, separator, local = tag.rpartition("}")
        if local != "worksheet":
            raise WorkbookError("corrupt", part=part, reason=f"<{local}>")
        # Strict, transitional or none: the namespace of the first element is that of the cells.
        parser.StartElementHandler, parser.EndElementHandler = _handlers(scan, pieces, namespace + separator)

    parser.StartElementHandler = first
    parser.CharacterDataHandler = pieces.append
    with _collector_at_rest():
        feed(parser, chunks, part)
    scan.formulas.lay_on_areas(scan.grid)
    return SheetContent(
        scan.grid,
        tuple(scan.merges),
        frozenset(scan.hidden_rows),
        frozenset(scan.hidden_columns),
        tuple(scan.notices),
    )


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Stop the garbage collector while cells are made.

    They form no cycles, and it would walk over all that there are already, again and again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _handlers(scan: SheetScan, pieces: list[str], space: str) -> tuple[_Start, _End]:
    """What expat calls at the start and the end of every element; ``pieces`` gathers the text between.

    Closures, and chains of comparisons with the most frequent first, because these two run millions of times.
    """
    tag_c, tag_v, tag_f, tag_t, tag_phonetic = (f"{space}{local}" for local in ("c", "v", "f", "t", "rPh"))
    others = {
        f"{space}row": scan.start_row,
        f"{space}col": scan.start_col,
        f"{space}mergeCell": scan.start_merge,
    }
    c_attributes: dict[str, str] = {}
    f_attributes: dict[str, str] = {}
    value: str | None = None
    formula: str | None = None
    runs: list[str] = []
    phonetic = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal c_attributes, f_attributes, value, formula, phonetic
        if tag == tag_c:
            c_attributes = attributes
            value = formula = None
            runs.clear()
        elif tag == tag_v or tag == tag_t:  # noqa: PLR1714, SIM109
            pieces.clear()
        elif tag == tag_f:
            f_attributes = attributes
            pieces.clear()
        elif tag in others:
            others[tag](attributes)
        elif tag == tag_phonetic:  # how the text is pronounced, which is no part of it
            phonetic = True

    def end(tag: str) -> None:
        nonlocal value, formula, phonetic
        if tag == tag_v:
            value = "".join(pieces)
        elif tag == tag_c:
            if value is None and formula is None and not runs:
                scan.empty_cell(c_attributes.get("r"))
            else:
                scan.cell(c_attributes, value, runs, formula, f_attributes)
        elif tag == tag_f:
            formula = "".join(pieces)
        elif tag == tag_t and not phonetic:
            runs.append("".join(pieces))
        elif tag == tag_phonetic:
            phonetic = False

    return start, end
