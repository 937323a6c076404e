"""The items of an official checklist, and what a workbook can say to each: one file of ``rules/review/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from lkjip_audit.rulepack.document import read
from lkjip_audit.rulepack.model import Basis, Bilingual, RuleId, Strict, Text
from lkjip_audit.rulepack.problems import BrokenPackError
from lkjip_audit.rulepack.validation import validated

Reach = Literal["full", "half", "evidence", "none"]
"""How far a workbook answers an item: wholly; in its figures; by what it shows; not at all."""


class Need(Strict):
    """Something that the workbook should hold.

    It is there when there is a table of one of the kinds ``tables``, a column of one of the roles ``columns``, or a
    sheet whose name holds one of the words ``sheets``.
    """

    what: Bilingual
    tables: tuple[Text, ...] = ()
    columns: tuple[Text, ...] = ()
    sheets: tuple[Text, ...] = ()


class ReviewItem(Strict):
    """One item; ``rules`` are those that bear on it, ``judge`` is what is left for a person."""

    no: Text
    statement: Bilingual
    reach: Reach
    needs: tuple[Need, ...] = ()
    rules: tuple[RuleId, ...] | Literal["all"] = ()
    judge: Bilingual


class Review(Strict):
    """A checklist; ``note`` says what the aid is and is not."""

    id: RuleId
    title: Bilingual
    basis: Basis
    note: Bilingual
    items: Annotated[tuple[ReviewItem, ...], Field(min_length=1)]


@cache
def load_review(path: Path) -> Review:
    """The checklist in the file ``path``; raises BrokenPackError where it is not of the form."""
    document = read(path)
    review, problems = validated(Review, document.data, document)
    if review is None or problems:
        raise BrokenPackError(problems)
    return review
