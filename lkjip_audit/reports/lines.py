"""Lines that several forms of a report share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Alternative, AuditResult, Cause
from lkjip_audit.workbook.listing import place_list

ARROW = " → "
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
    return ", ".join(f"{item.address.place} ({item.stated}{ARROW}{item.proposed})" for item in cause.candidates)


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
    return "; ".join(f"{item.address.place} {item.stated}{ARROW}{item.proposed}" for item in changes)


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


def shortened(text: str, width: int, *, keep_end: bool = False) -> str:
    """``text`` on one line in at most ``width`` columns of a console; where it is cut, a mark says so.

    What is left out stands at the end, or at the start with ``keep_end``: whole words, as long as one fits.
    """
    words = text.split()
    if not words or cell_len(" ".join(words)) <= width:
        return " ".join(words)
    kept = _fitting(reversed(words) if keep_end else words, width - len(_CUT) - 1)
    if kept:
        return " ".join((_CUT, *reversed(kept)) if keep_end else (*kept, _CUT))
    room = max(width - len(_CUT), 0)
    if not keep_end:
        return set_cell_size(words[0], min(room, cell_len(words[0]))) + _CUT
    end = words[-1]
    while cell_len(end) > room:
        end = end[1:]
    return _CUT + end


def _fitting(words: Iterable[str], room: int) -> list[str]:
    """As many of ``words``, from the first on, as stand in ``room`` columns with a blank between."""
    kept: list[str] = []
    for word in words:
        room -= cell_len(word) + bool(kept)
        if room < 0:
            break
        kept.append(word)
    return kept


def shortened_change(stated: str, proposed: str, width: int, between: str = ARROW) -> str:
    """What is stated and what it should be, in at most ``width`` columns; long words begin where they differ."""
    if not proposed:
        return shortened(stated, width)
    if cell_len(stated) + cell_len(proposed) + len(between) > width:
        stated, proposed = _from_difference(stated.split(), proposed.split())
    half = (width - len(between)) // 2
    room = width - len(between) - min(cell_len(proposed), half)
    before = shortened(stated, max(room, half))
    return before + between + shortened(proposed, width - len(between) - cell_len(before))


def _from_difference(stated: Sequence[str], proposed: Sequence[str]) -> tuple[str, str]:
    """Both texts without the words that they begin with alike; a mark stands for more than a currency or a number."""
    alike = 0
    while alike < min(len(stated), len(proposed)) - 1 and stated[alike] == proposed[alike]:
        alike += 1
    mark = [_CUT] if any(len(word) > _SHORT_WORD for word in stated[:alike]) else []
    return " ".join((*mark, *stated[alike:])), " ".join((*mark, *proposed[alike:]))
