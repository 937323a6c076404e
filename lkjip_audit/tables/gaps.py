"""Empty columns in a header: they part two tables side by side, or names run over them."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.headrows import Block, HeaderFinder
from lkjip_audit.tables.sheet_view import Look, Span


def parts_two_tables(gap: tuple[int, int], row: int, heads: HeaderFinder, above: Sequence[Block]) -> bool:
    """Whether the columns of ``gap``, empty in ``row``, part two tables; ``above`` are those found before on the sheet.

    Not where the rows close below hold something there, nor where names run over them to one column of figures behind:
    so stand the programs and their money under the targets of an agreement, in the columns of the table above.
    """
    left, right = gap
    rows = map(heads.view.spans, heads.next_rows(row, limits().layout.body_reach))
    below = [spans for spans in rows if len(spans) > 1]
    if any(span.right >= left and span.left <= right for spans in below for span in spans):
        return False
    in_a_grid = any(block.left < left and right < block.right for block in above)
    return not (in_a_grid and _is_one_column_of_figures(right, heads.view.spans(row), below))


def _is_one_column_of_figures(after: int, header: Sequence[Span], below: Sequence[Sequence[Span]]) -> bool:
    """Whether nothing but a header and figures under it stands right of the column ``after``."""
    figures = [span for spans in below for span in spans if span.left > after]
    single = sum(span.left > after for span in header) == 1
    return single and bool(figures) and all(span.look is Look.NUMBER for span in figures)
