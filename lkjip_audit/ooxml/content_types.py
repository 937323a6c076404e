"""The content types of a package's parts under change: what comes and goes is entered in one pass over their part."""

from __future__ import annotations

from collections.abc import Callable

from lkjip_audit.ooxml.xmlbytes import Edit, append_into, escape, outline, splice
from lkjip_audit.workbook.relationships import part_key, written


class ContentTypes:
    """What is to be entered into ``[Content_Types].xml``, and what it says of extensions, read once.

    Entering each part by itself would read the whole part again for every note of every sheet.
    """

    def __init__(self) -> None:
        self._come: dict[str, tuple[str, str]] = {}
        self._gone: set[str] = set()
        self._defaults: dict[str, str | None] | None = None

    @property
    def wait(self) -> bool:
        """Whether something is still to be entered."""
        return bool(self._come or self._gone)

    def add(self, part: str, content_type: str) -> None:
        """The part of that name has a type of its own."""
        self._come[part_key(part)] = part, content_type

    def remove(self, part: str) -> None:
        """The part of that name is gone."""
        if self._come.pop(part_key(part), None) is None:
            self._gone.add(part_key(part))

    def entered(self, types: bytes) -> bytes:
        """``types`` with all that waited; nothing waits any longer."""
        root = outline(types, 2)
        other = self._gone | set(self._come)  # also what was said of a part that comes now, and was not there
        overrides = root.all("Override")
        edits = [Edit(o.start, o.end, b"") for o in overrides if part_key(o.get("PartName") or "") in other]
        entries = "".join(
            f'<{root.q}Override PartName="{escape(written(part))}" ContentType="{content_type}"/>'
            for part, content_type in self._come.values()
        )
        self._come, self._gone = {}, set()
        return splice(types, [*edits, *(append_into(types, root, entries.encode()) if entries else ())])

    def defaults(self, types: Callable[[], bytes]) -> dict[str, str | None]:
        """The type that each extension has unless a part says otherwise; ``types`` gives the part as it stands."""
        if self._defaults is None:
            self._defaults = {}
            for default in outline(types(), 2).all("Default"):
                self._defaults.setdefault((default.get("Extension") or "").lower(), default.get("ContentType"))
        return self._defaults
