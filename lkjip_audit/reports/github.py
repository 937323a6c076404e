"""The report as GitHub workflow commands: an annotation for each cause, then for each finding that counts.

GitHub shows the first ten of each level of a step; the rest stand in its log, and whole in the other forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.lines import steps_of
from lkjip_audit.reports.terminal import without_commands
from lkjip_audit.rulepack.model import Severity

_COMMANDS = {
    Severity.MATERIAL: "error",
    Severity.SIGNIFICANT: "error",
    Severity.MINOR: "warning",
    Severity.INFO: "notice",
}


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """A line for each cause and finding, for each file that could not be read and for each rule that failed."""
    unread = [
        _command("error", item.path, catalogue.text("form.unread"), item.problem) for item in checked if item.problem
    ]
    causes = [
        (
            cause.severity.rank,
            _command(
                _COMMANDS[cause.severity],
                item.path_of(cause.address.sheet),
                cause.address.place,
                " ".join(steps_of(cause, catalogue)),
            ),
        )
        for item in checked
        if item.result is not None
        for cause in item.result.counted_causes
    ]
    found = [
        (
            finding.severity.rank,
            _command(_COMMANDS[finding.severity], item.path_of(finding.address.sheet), finding.place, finding.message),
        )
        for item in checked
        if item.result is not None
        for finding in item.result.counted
    ]
    failed = [
        _command("warning", item.path, catalogue.text("status.rule_error"), told.message)
        for item in checked
        if item.result is not None
        for told in item.result.failures
    ]
    told = [line for lines in (causes, found) for _, line in sorted(lines, key=lambda entry: entry[0])]
    lines = [*unread, *failed, *told]
    return "".join(f"{line}\n" for line in lines)


def _command(name: str, path: str, title: str, message: str) -> str:
    return f"::{name} file={_property(path)},title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    """``text`` as a command's data: what would end it is written in percent form, as the runner reads it.

    The log of a run is shown on a page and on terminals: no sign in it commands one or turns its text round.
    """
    written = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return without_commands(written)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
