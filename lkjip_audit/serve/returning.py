"""Saved notes that come back: a record that is dropped on the page is noted of its workbook again.

It may come before its workbook or behind it.  What it says of findings that are no more is kept with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from lkjip_audit.followup.carry import matched, without_number
from lkjip_audit.followup.record import SUFFIX, Entry, Record, read_record, render_record
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import FollowUp
from lkjip_audit.rulepack.problems import BrokenNotesError
from lkjip_audit.serve.desk import Desk, Item, State
from lkjip_audit.serve.names import NOTES, SUBJECTS
from lkjip_audit.serve.noting import STEPS, Notes, Subject, read_subjects, record_of
from lkjip_audit.serve.telling import Told, told

_ENDINGS: Final = (".yaml", ".yml")
_AS_READ: Final = "tindak-lanjut.yaml"


def is_record(item: Item) -> bool:
    """Whether the file that was taken in is by its name a record, and no workbook."""
    return item.name.lower().endswith(_ENDINGS)


def come_back(desk: Desk, item: Item, lang: str) -> tuple[bool, Told]:
    """Note what the record in ``item`` says, or hold it until its workbook is there.

    Whether it is a record, and what to say.  The item itself goes: it is no workbook.
    """
    try:
        record = read_record(item.source.rename(item.folder / _AS_READ))
    except BrokenNotesError as error:
        why = {each: "; ".join(Catalogue(each).lines(error)[:2]) for each in LANGUAGES}
        return False, {each: told("serve.broken_notes", name=item.name, reason=why[each])[each] for each in LANGUAGES}
    finally:
        desk.remove(item.id)
    if record.empty:
        return False, told("serve.notes_empty", name=item.name)
    record = replace(record, submission=record.submission or item.name.removesuffix(SUFFIX))
    done = [other for other in desk.items(item.visitor) if other.state is State.DONE]
    owner = _owner(record, done)
    if owner is None:
        desk.hold(item.visitor, record)
        return True, told("serve.waits_for", name=item.name, submission=record.submission)
    count, left = _give(desk, owner, record, lang)
    key = "serve.returned_left" if left else "serve.returned"
    return True, told(key, name=item.name, submission=owner.name, count=count, left=left)


def give_held(desk: Desk, item: Item, lang: str) -> None:
    """Note of ``item``, which has just been audited, what a record says that was waiting for it."""
    for record in desk.held(item.visitor):
        if _owner(record, [item]) is not None:
            desk.release(item.visitor, record)
            _give(desk, item, record, lang)


def carry_from_parts(desk: Desk, item: Item, lang: str) -> None:
    """Note of the dossier ``item`` what was noted of its files, where it tells the same findings and causes."""
    notes: dict[str, FollowUp] = {}
    for part in item.parts:
        file = desk.get(part.of)
        if file is not None and file.notes:
            notes |= _noted_again(item, record_of(file.notes[-1], _subjects(file), file.name))[0]
    if notes:
        keep(desk, item.id, (notes,), lang)


def _owner(record: Record, items: Iterable[Item]) -> Item | None:
    """Whose record it is: the workbook of its name, or the one of which it speaks by fingerprint."""
    spoken = {entry.fingerprint for entry in (*record.findings, *record.causes)}
    ranked = [
        (_stem(item.name) == _stem(record.submission), sum(one.fingerprint in spoken for one in _subjects(item)), item)
        for item in items
    ]
    named, shared, best = max(ranked, key=lambda each: each[:2], default=(False, 0, None))
    return best if named or shared else None


def _stem(name: str) -> str:
    return PurePath(name).stem.casefold()


def _subjects(item: Item) -> tuple[Subject, ...]:
    return read_subjects(item.folder / SUBJECTS)


def _give(desk: Desk, item: Item, record: Record, lang: str) -> tuple[int, int]:
    """Note of ``item`` what ``record`` says; of how many findings and causes, and how many entries found none."""
    back, left = _noted_again(item, record)
    before: Notes = item.notes[-1] if item.notes else {}
    now: Notes = {**before, **back}
    desk.change(item.id, left=Record(item.name, *left))
    if now != before:
        keep(desk, item.id, (*item.notes, now)[-STEPS:], lang)
    return len(back), sum(map(len, left))


def _noted_again(item: Item, record: Record) -> tuple[dict[str, FollowUp], list[tuple[Entry, ...]]]:
    """What ``record`` notes of ``item``, by id, and its entries of findings and of causes that are no more."""
    back: dict[str, FollowUp] = {}
    left: list[tuple[Entry, ...]] = []
    for is_cause, entries in ((False, record.findings), (True, record.causes)):
        own = {subject.fingerprint: subject.id for subject in _subjects(item) if subject.is_cause == is_cause}
        found = matched(list(own), entries)
        back.update({own[key]: follow_up for key, follow_up in found.items()})
        known = {without_number(key) for key in found}
        left.append(tuple(entry for entry in entries if without_number(entry.fingerprint) not in known))
    return back, left


def keep(desk: Desk, number: str, notes: tuple[Notes, ...], lang: str) -> None:
    """Hold ``notes`` of the item ``number``, and write the last of them down as a record."""
    desk.change(number, notes=notes)
    item = desk.get(number)
    if item is None:
        return
    made = record_of(notes[-1] if notes else {}, _subjects(item), item.name)
    record = replace(made, findings=made.findings + item.left.findings, causes=made.causes + item.left.causes)
    path = item.folder / NOTES
    if record.empty:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(render_record(record, Catalogue(lang)).encode())
