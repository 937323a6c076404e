"""The frames of a workbook's tables, each made when it is first asked for, and numpy imported with the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkjip_audit.tables.model import Table

if TYPE_CHECKING:
    from lkjip_audit.tables.frame import Frame


class Frames:
    """The frame of each table, by the table's id."""

    def __init__(self) -> None:
        self._made: dict[str, Frame] = {}

    def of(self, table: Table) -> Frame:
        """The frame of ``table``."""
        from lkjip_audit.tables.frame import Frame  # noqa: PLC0415 - see the head

        frame = self._made.get(table.id)
        if frame is None or frame.table is not table:
            frame = self._made[table.id] = Frame(table)
        return frame
