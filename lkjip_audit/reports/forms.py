"""The forms of a report, each one line here and one module beside this one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lkjip_audit.messages.catalogue import Catalogue
    from lkjip_audit.reports.checked import Checked


class Form(StrEnum):
    """A form's name on the command line, and the module that has its ``render(checked, catalogue) -> str | bytes``."""

    module: str

    def __new__(cls, name: str, module: str) -> Form:
        """A member that is its name and knows its module."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.module = module
        return member

    CONSOLE = "console", "console"
    JSON = "json", "json_form"
    HTML = "html", "html"
    SARIF = "sarif", "sarif"
    JUNIT = "junit", "junit"
    GITHUB = "github", "github"
    GITLAB = "gitlab", "gitlab"
    MARKDOWN = "markdown", "markdown"
    CSV = "csv", "delimited"


class Delimiter(StrEnum):
    """What stands between columns.  An Excel that writes decimals with a comma, as an Indonesian one, takes ``;``.

    ``sep=;`` says so in the first line, for an Excel of any language; other programs read that line as a row.
    """

    COMMA = ","
    SEMICOLON = ";"
    TAB = "tab"
    TOLD = "sep=;"


def render(
    form: Form, checked: Sequence[Checked], catalogue: Catalogue, delimiter: Delimiter = Delimiter.COMMA
) -> bytes:
    """The report on the files of a run in ``form``, in the language of ``catalogue``; CSV with that ``delimiter``."""
    module = import_module(f"{__package__}.{form.module}")
    more = (Delimiter(delimiter),) if form is Form.CSV else ()
    made: str | bytes = module.render(checked, catalogue, *more)
    return made.encode(errors="replace") if isinstance(made, str) else made  # a lone surrogate becomes "?"
