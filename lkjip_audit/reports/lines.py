"""Lines that several forms of a report share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Alternative, AuditResult, Cause
from lkjip_audit.workbook.model import Address, PartOfDocument

_ARROW = " → "
_CUT = "…"
_SHORT_WORD = 3


def cause_line(cause: Cause, catalogue: Catalogue) -> str:
    """Where the wrong figure stands, what it says and what it should say; of a tie every candidate."""
    if cause.is_tie:
        count = len(cause.candidates)
        return catalogue.text("console.cause_tie", number=count, cells=candidates_of(cause), decide=cause.decide)
    place = cause.address.place
    key = "console.cause" if cause.stated else "console.cause_empty"
    return catalogue.text(key, place=place, stated=cause.stated, proposed=cause.proposed)


def candidates_of(cause: Cause) -> str:
    """The cells of which one is wrong, each with what it says and what it would say: ``Pegawai!E39 (1 → 2)``."""
    return ", ".join(f"{item.address.place} ({item.stated}{_ARROW}{item.proposed})" for item in cause.candidates)


def steps_of(cause: Cause, catalogue: Catalogue) -> Iterator[str]:
    """What to do about a cause, place by place: what to write, then what to compute anew; or what decides a tie."""
    if cause.is_tie:
        yield catalogue.text("steps.decide", options=candidates_of(cause))
        yield cause.decide
        return
    if len({place.proposed for place in cause.places}) == 1:
        cells = place_list([place.address for place in cause.places])
        key = "steps.write" if len(cause.places) == 1 else "steps.write_all"
        yield catalogue.text(key, count=len(cause.places), places=cells, value=cause.proposed)
    else:
        yield catalogue.text("steps.write_each", count=len(cause.places), changes=_each(cause.places))
    if cause.follows:
        yield catalogue.text("steps.recompute", changes=_each(cause.follows))


def _each(changes: Iterable[Alternative]) -> str:
    return "; ".join(f"{item.address.place} {item.stated}{_ARROW}{item.proposed}" for item in changes)


def with_failures(sentence: str, result: AuditResult) -> str:
    """``sentence`` on what was found, and after it what there is to say of each rule that failed."""
    return " ".join((sentence, *(told.message for told in result.failures)))


def tested_line(result: AuditResult, catalogue: Catalogue) -> str:
    """The first thing told of a workbook: how many of its figures were tested, how many of its tables understood."""
    return catalogue.text("verdict.tested", **tested_of(result))


def tested_of(result: AuditResult) -> dict[str, int]:
    """What fills the sentence ``verdict.tested``."""
    coverage = result.coverage
    return {
        "tested": len(coverage.tested),
        "figures": coverage.figures,
        "percent": coverage.percent,
        "understood": result.understood,
        "tables": len(result.tables),
    }


def place_list(cells: Sequence[Address]) -> str:
    """The places of ``cells``, the sheet once as long as it does not change: ``Pegawai!E39:E45, G2, Lampiran!C2``.

    Those of a document each by itself, without the names of row and column.
    """
    if any(isinstance(cell.sheet, PartOfDocument) for cell in cells):
        return ", ".join(dict.fromkeys(cell.short for cell in cells))
    told: list[str] = []
    runs: list[list[Address]] = []
    for cell in dict.fromkeys(cells):
        last = runs[-1][-1] if runs else None
        if last is not None and (last.sheet, last.column, last.row + 1) == (cell.sheet, cell.column, cell.row):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    sheet = None
    for run in runs:
        first = run[0].a1 if run[0].sheet == sheet else run[0].place
        told.append(first if len(run) == 1 else f"{first}:{run[-1].a1}")
        sheet = run[0].sheet
    return ", ".join(told)


def shortened(text: str, width: int, *, keep_end: bool = False) -> str:
    """``text`` on one line in at most ``width`` columns of a console; where it is cut, a mark says so.

    What is left out stands at the end, or at the start with ``keep_end``.
    """
    text = " ".join(text.split())
    if cell_len(text) <= width:
        return text
    if not keep_end:
        return set_cell_size(text, max(width - 1, 0)).rstrip() + _CUT
    while cell_len(text) > max(width - 1, 0):
        text = text[1:]
    return _CUT + text


def shortened_change(stated: str, proposed: str, width: int) -> str:
    """What is stated and what it should be, in at most ``width`` columns; long words begin where they differ."""
    if not proposed:
        return shortened(stated, width)
    if cell_len(stated) + cell_len(proposed) + len(_ARROW) > width:
        stated, proposed = _from_difference(stated.split(), proposed.split())
    half = (width - len(_ARROW)) // 2
    room = width - len(_ARROW) - min(cell_len(proposed), half)
    before = shortened(stated, max(room, half))
    return before + _ARROW + shortened(proposed, width - len(_ARROW) - cell_len(before))


def _from_difference(stated: Sequence[str], proposed: Sequence[str]) -> tuple[str, str]:
    """Both texts without the words that they begin with alike; a mark stands for more than a currency or a number."""
    alike = 0
    while alike < min(len(stated), len(proposed)) - 1 and stated[alike] == proposed[alike]:
        alike += 1
    mark = [_CUT] if any(len(word) > _SHORT_WORD for word in stated[:alike]) else []
    return " ".join((*mark, *stated[alike:])), " ".join((*mark, *proposed[alike:]))
