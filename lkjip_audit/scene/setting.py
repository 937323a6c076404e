"""Where a fact is set: of a dossier's files, the document that others only restate (``set_in`` in ``roles.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.workbook.dossier import file_of


def told_last_year(scene: Scene, key: FactKey, places: Sequence[Stated]) -> Sequence[Stated]:
    """The places in last year's report, where the fact is of a year before: there it was told first."""
    if not key.year or scene.year is None or key.year >= scene.year:
        return ()
    return [place for place in places if scene.is_of_last_year(place.sheet)]


def set_in_documents(scene: Scene, key: FactKey, places: Sequence[Stated]) -> Sequence[Stated]:
    """The places in the document that sets the fact, where that is a file of its own and another file restates it.

    A report's own table of the agreement is a copy of it as all others are.
    """
    if len({file_of(place.sheet) for place in places}) > 1:
        for document in _documents(scene, key):
            own = [place for place in places if _is_set(scene, place, document)]
            if own:
                return own
    return ()


def _documents(scene: Scene, key: FactKey) -> Iterator[str]:
    if key.measure in scene.roles.staged:
        yield from (key.stage,) if key.stage else scene.roles.set_in.get(key.measure, ())


def _is_set(scene: Scene, place: Stated, document: str) -> bool:
    table = place.table
    own = table is not None and table.stage == document
    return own and file_of(place.sheet) not in reports(scene)


def reports(scene: Scene) -> frozenset[str]:
    """The files that tell what came of the plan: no document of the plan itself."""
    return scene.once.of(_reports, scene)


def _reports(scene: Scene) -> frozenset[str]:
    return frozenset(file_of(table.sheet) for table in scene.tables_in("report"))
