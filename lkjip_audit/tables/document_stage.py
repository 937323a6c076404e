"""Which document a table is of, the changed one or the one before: by title, sheet, file, or what stands above it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.qualifiers import read_stage
from lkjip_audit.workbook.dossier import file_of, own_name

_SET_APART = WordPattern(r"\(\s*(?:{changed_plan})[^()]*\)")
_BEHIND = WordPattern(
    r"[\s\W]*(?:(?:tahun(?:\s+anggaran)?|t\.?\s?a\.?)[\s\W]*)?(?:\d{4}[\s\W]*)?(?:{changed_plan})(?!\w)"
)
_BEFORE = WordPattern(r"(?<!\w)(?:{changed_plan})[\s\W]*$")
_UNCHANGED = WordPattern(r"(?<!\w)(?:{before_change})(?!\w)")
Phrases = Mapping[str, tuple[str, ...]]


def document_stage(
    title: str, sheet: str, kind: str | None, above: Table | None, stages: Phrases, changed: Mapping[str, str]
) -> str | None:
    """The document that a table under ``title`` on ``sheet`` is of; ``kind`` is what its kind says where no words do.

    ``changed`` names for each document what it is once changed.  A table without a title of its own is of the changed
    one where the table ``above`` it on its sheet is; one whose words name the document as it was before is of the
    changed one where the name of its file says so.
    """
    stage = _said(f"{title} {own_name(sheet)}", stages, changed) or kind
    later = None if stage is None else changed.get(stage)
    if stage is None or later is None:
        return stage
    if above is not None and above.stage == later and read_stage(title, stages) is None:
        return later
    return later if _named(file_of(sheet), stage, later, stages, changed) else stage


def _said(text: str, stages: Phrases, changed: Mapping[str, str]) -> str | None:
    """The document that ``text`` names."""
    stage = read_stage(text, stages)
    if stage is None or stage not in changed:
        return stage
    flat = plain(text)
    if _UNCHANGED.search(flat):
        return stage
    if _SET_APART.search(flat) or any(_is_beside(flat, phrase) for phrase in stages[stage]):
        return changed[stage]
    return stage


def _is_beside(text: str, phrase: str) -> bool:
    found = re.finditer(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", text)
    return any(_BEHIND.match(text, match.end()) or _BEFORE.search(text[: match.start()]) for match in found)


def _named(file: str, stage: str, later: str, stages: Phrases, changed: Mapping[str, str]) -> bool:
    """Whether the name of the file tells the changed document, and no other."""
    words = re.sub(r"[_.-]+", " ", file)
    if _said(words, stages, changed) != later:
        return False
    flat = plain(words)
    of_both = sorted((*stages[stage], *stages[later]), key=len, reverse=True)
    times = re.findall(rf"(?<![a-z])(?:{'|'.join(map(re.escape, of_both))})(?![a-z])", flat)
    return len(times) == 1
