"""What a note at a cell says, in a reviewer's words, and how it is cut when it grows too long."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lkjip_audit.ooxml.notes import HEAD, TAIL, Note, Run
from lkjip_audit.reports.lines import candidates_of
from lkjip_audit.result import Cause, Finding

LONGEST = 1_400
"""Letters in a note; Excel shows the end of notes above some 1,500 badly."""
_LONGEST_LINE = 420

Say = Callable[..., str]


def note_for(findings: Sequence[Finding], causes: Sequence[Cause], by_id: dict[str, Cause], say: Say) -> Note:
    """The note of a cell: its findings, heaviest first, and the causes that lie in it.

    ``by_id`` are all causes; ``say`` gives the sentences.  What does not fit is named.
    """
    blocks = [(finding.id, _finding(finding, by_id, say)) for finding in findings]
    blocks += [(cause.id, _cause(cause, say)) for cause in causes]
    count = say("note.count", findings=len(findings)) if findings else say("note.cause_here")
    head = Run(f"{HEAD}{count}\n", bold=True)
    kept: list[Run] = [head]
    size = len(head.text)
    left: list[str] = []
    for identifier, block in blocks:
        length = sum(len(run.text) for run in block)
        if left or (len(kept) > 1 and size + length > LONGEST):
            left.append(identifier)
            continue
        kept += block
        size += length
    if left:
        kept.append(Run(say("note.more", ids=", ".join(left[:20]) + (" …" if len(left) > 20 else "")) + "\n"))
    return (*kept, Run(TAIL.format(id=" ".join(blocks[0][0].split()))))


def _finding(finding: Finding, causes: dict[str, Cause], say: Say) -> list[Run]:
    severity = say(f"severity.{finding.severity.value}").upper()
    lines = [
        (None, finding.message),
        ("column.stated", finding.stated),
        ("column.recomputed", finding.expected),
        ("column.proposed", finding.proposed),
        ("column.difference", finding.difference),
        ("note.formula", finding.formula),
        ("note.cause", _because(finding, causes, say)),
        ("column.remedy", finding.remedy),
        ("column.basis", finding.basis),
    ]
    texts = [f"{say(key)}: {_cut(text)}" if key else _cut(text) for key, text in lines if text]
    texts.append(say("note.row", id=finding.id, rule=finding.rule))
    return [Run(f"[{severity}] {finding.title}\n", bold=True), Run("\n".join(texts) + "\n")]


def _because(finding: Finding, causes: dict[str, Cause], say: Say) -> str:
    cause = causes.get(finding.cause or "")
    if cause is None:
        return ""
    if cause.is_tie:
        count, cells = len(cause.candidates), candidates_of(cause)
        return say("note.cause_tie", id=cause.id, number=count, cells=cells)
    if cause.address == finding.address:
        return say("note.cause_same", id=cause.id, proposed=cause.proposed)
    where = cause.address.place
    return say("note.cause_there", id=cause.id, cell=where, stated=cause.stated, proposed=cause.proposed)


def _cause(cause: Cause, say: Say) -> list[Run]:
    if cause.is_tie:
        said = [say("note.cause_tie", id=cause.id, number=len(cause.candidates), cells=candidates_of(cause))]
    else:
        said = [f"{say('column.stated')}: {cause.stated}", f"{say('column.proposed')}: {cause.proposed}"]
    texts = [
        *map(_cut, said),
        _cut(cause.decide or cause.why),
        say("note.explains", ids=", ".join(cause.explains[:12])),
    ]
    head = say("note.cause_head", id=cause.id)
    return [Run(f"{head}\n", bold=True), Run("\n".join(text for text in texts if text) + "\n")]


def _cut(text: str) -> str:
    """A line that is no longer than a note can bear."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_LINE else flat[: _LONGEST_LINE - 2].rstrip() + " …"
