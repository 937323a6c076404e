"""The YAML that people write by hand beside a submission, as models: every mistake is told with its line and column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, Strict, StringConstraints

from lkjip_audit.rulepack.document import Document
from lkjip_audit.rulepack.problems import BrokenNotesError, Problem
from lkjip_audit.rulepack.validation import read_as, validated

_Model = TypeVar("_Model", bound=BaseModel)
_Item = TypeVar("_Item")
_Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]

Note = Annotated[_Text, StringConstraints(strip_whitespace=True)]
"""A text that may be left empty."""

Needed = Annotated[_Text, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that must be there."""

Day = Annotated[date, Strict()]
"""A date, as YAML knows it: 2024-12-31 without quotes."""

Items = Annotated[tuple[_Item, ...], BeforeValidator(lambda value: () if value is None else value)]
"""A list that may be left empty."""


def read_notes(path: Path, model: type[_Model]) -> tuple[_Model, Document]:
    """The file at ``path`` as a ``model``, and the places in it; an empty file holds nothing, which is not wrong.

    Raises BrokenNotesError with all that is wrong.
    """
    found, document, problems = read_as(model, path, name=path.name)
    if [problem.code for problem in problems] == ["yaml_empty"]:
        found, problems = validated(model, document.data, document)
    if found is None:
        raise BrokenNotesError(problems)
    return found, document


def refuse(problems: Sequence[Problem]) -> None:
    """Raise BrokenNotesError when there are ``problems``."""
    if problems:
        raise BrokenNotesError(problems)
