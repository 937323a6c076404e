"""Threaded comments: what we say at a cell that has a thread is a reply in it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.notes import AUTHOR
from lkjip_audit.ooxml.xmlbytes import Element, append_into, escape, outline, splice

_NAMESPACE = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_PERSON_RELATION = "http://schemas.microsoft.com/office/2017/10/relationships/person"
_PERSON_TYPE = "application/vnd.ms-excel.person+xml"
_SPACE = uuid.UUID("6f0d3a52-9d0e-5d53-8a0e-2b1c3f6f7a10")
PERSON = "{" + str(uuid.uuid5(_SPACE, AUTHOR)).upper() + "}"
"""Our id among the persons of a workbook: the same in every workbook."""


def threads_part(draft: Draft, sheet_part: str) -> str | None:
    """The sheet's part of threaded comments, if it has one."""
    return next((link.part for link in draft.linked(sheet_part, "threadedComment")), None)


def roots(data: bytes) -> dict[str, Element]:
    """The first comment of each thread, by its cell."""
    found: dict[str, Element] = {}
    for comment in outline(data, 2).all("threadedComment"):
        if not comment.get("parentId"):
            found.setdefault(comment.get("ref") or "", comment)
    return found


def with_replies(data: bytes, replies: Mapping[str, str]) -> bytes:
    """The part with a reply of ours at the end of the thread of each of these cells."""
    root = outline(data, 2)
    firsts = roots(data)
    entries = []
    for reference, text in replies.items():
        first = firsts[reference]
        times = [c.get("dT") or "" for c in root.all("threadedComment") if c.get("ref") == reference]
        when = f' dT="{escape(max(times))}"' if any(times) else ""  # no clock of ours: the thread's last time
        parent = first.get("id") or ""
        own = "{" + str(uuid.uuid5(_SPACE, parent + reference + text)).upper() + "}"
        entries.append(
            f'<{root.q}threadedComment ref="{reference}"{when} personId="{PERSON}" id="{own}" '
            f'parentId="{escape(parent)}"><{root.q}text>{escape(text)}</{root.q}text></{root.q}threadedComment>'
        )
    return splice(data, append_into(data, root, "".join(entries).encode()))


def enter_person(draft: Draft) -> None:
    """Make sure that the workbook's list of persons has us."""
    held = next((link.part for link in draft.linked(draft.workbook, "person")), None)
    if held is None:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        data = f'{head}<personList xmlns="{_NAMESPACE}"/>'.encode()
        held = draft.add("xl/persons/person{}.xml", data, _PERSON_TYPE)
        draft.relate(draft.workbook, _PERSON_RELATION, held)
    data = draft.read(held)
    root = outline(data, 2)
    if any(person.get("id") == PERSON for person in root.all("person")):
        return
    words = f'displayName="{AUTHOR}" id="{PERSON}" userId="{AUTHOR}" providerId="None"'
    draft.write(held, splice(data, append_into(data, root, f"<{root.q}person {words}/>".encode())))
