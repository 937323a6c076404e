"""What a reviewer wrote beside findings and causes, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lkjip_audit.languages import INDONESIAN
from lkjip_audit.result import AuditResult

OPEN = "open"
FIXED = "fixed"


class _ByLanguage(dict[str, dict[str, str]]):
    """Words by language; the Indonesian ones where a language has none."""

    def __missing__(self, lang: str) -> dict[str, str]:
        return self[INDONESIAN]


WORDS = _ByLanguage(
    {
        "id": {"open": "terbuka", "accepted": "diterima", "rejected": "ditolak", "fixed": "diperbaiki"},
        "en": {"open": "open", "accepted": "accepted", "rejected": "rejected", "fixed": "fixed"},
    }
)
"""The words of the drop-down, by language and status.

They are here and not in the message catalogue because they are read back: a word changed there would lose
what reviewers wrote.
"""
REVIEW_WORDS = _ByLanguage(
    {
        "id": {"yes": "ya", "partly": "sebagian", "no": "tidak"},
        "en": {"yes": "yes", "partly": "partly", "no": "no"},
    }
)
"""The words of the drop-down of the review aid; an item that nobody has judged is left empty."""
_KNOWN = {word: status for by in (WORDS, REVIEW_WORDS) for words in by.values() for status, word in words.items()}


Row = Mapping[str, str]
"""One row of a table of ours: texts by column key."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a reviewer wrote: ``open accepted rejected fixed`` (or what else was typed), a note, who and when."""

    status: str = OPEN
    note: str = ""
    name: str = ""
    date: str = ""

    def word(self, lang: str) -> str:
        """The status as the drop-down of that language writes it."""
        return {**WORDS[lang], **REVIEW_WORDS[lang]}.get(self.status, self.status)

    @property
    def blank(self) -> bool:
        """Whether nobody has written anything."""
        return self == Status()


def written_in(row: Row) -> Status:
    """What a reviewer wrote in a row."""
    status = status_of(row.get("status", "") or row.get("verdict", ""))
    return Status(status, row.get("note", ""), row.get("name", ""), row.get("date", ""))


def status_of(word: str) -> str:
    """The status that a word of the drop-down, in either language, stands for; other words stay."""
    plain = word.strip()
    return _KNOWN.get(plain.casefold(), plain or OPEN)


def is_known(status: str) -> bool:
    """Whether it is one of the drop-down's, and not something else that was typed there."""
    return status in WORDS["id"]


def row_keys(fingerprints: Iterable[str]) -> list[str]:
    """Each fingerprint once: the second of the same is ``...#2``, so that each row keeps its own status."""
    seen: dict[str, int] = {}
    keys = []
    for fingerprint in fingerprints:
        seen[fingerprint] = seen.get(fingerprint, 0) + 1
        keys.append(fingerprint if seen[fingerprint] == 1 else f"{fingerprint}#{seen[fingerprint]}")
    return keys


def finding_keys(result: AuditResult) -> list[str]:
    """The key of each finding's row, in the order of the findings."""
    return row_keys(finding.fingerprint for finding in result.findings)


def cause_keys(result: AuditResult) -> list[str]:
    """The key of each cause's row, in the order of the causes."""
    return row_keys(cause.fingerprint for cause in result.causes)
