"""The report as Markdown: for a pull request's comment, a job's summary, a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.lines import cause_line, tested_line
from lkjip_audit.result import AuditResult, Cause, Finding

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$@])")
_COLUMNS = ("finding", "severity", "cell", "stated", "expected", "message")


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """For each file its counts, its causes, and a table of its findings."""
    lines = [f"# {catalogue.text('form.heading')}"]
    for item in checked:
        lines += ["", f"## {_plain(item.path)}", ""]
        if item.result is None:
            lines.append(f"**{catalogue.text('form.unread')}** {_plain(item.problem)}")
        else:
            lines += _page(item.result, catalogue)
    return "\n".join(lines) + "\n"


def _page(result: AuditResult, catalogue: Catalogue) -> Iterator[str]:
    counts = result.severities()
    yield from (tested_line(result, catalogue), "")
    yield ", ".join(f"{count} {catalogue.text(f'severity.{severity.value}')}" for severity, count in counts.items())
    if not result.findings:
        yield ""
        yield catalogue.text(f"verdict.{result.nothing_told}")
    for told in result.failures:
        yield from ("", f"**{_plain(told.message)}**")
    if result.counted_causes:
        yield from ("", f"### {catalogue.text('console.causes')}", "")
        for cause in result.counted_causes:
            yield _cause(cause, catalogue)
    if result.findings:
        yield from ("", f"### {catalogue.text('form.findings')}", "")
        yield f"| {' | '.join(catalogue.text(f'column.{column}') for column in _COLUMNS)} |"
        yield f"|{' --- |' * len(_COLUMNS)}"
        for finding in result.findings:
            yield _row(finding, catalogue)


def _cause(cause: Cause, catalogue: Catalogue) -> str:
    explains = catalogue.text("console.explains", findings=", ".join(cause.explains))
    named = f"- **{cause.id}** ({cause.code})"
    return f"{named} {_plain(cause_line(cause, catalogue))}. {_plain(cause.why)} {_plain(explains)}".rstrip()


def _row(finding: Finding, catalogue: Catalogue) -> str:
    severity = catalogue.text(f"severity.{finding.severity.value}")
    said = _plain(finding.message)
    if finding.suppression:
        said = f"{said} *{_plain(catalogue.text('form.suppressed', reason=finding.suppression.reason))}*"
    cells = (finding.id, severity, _plain(finding.place), _plain(finding.stated), _plain(finding.expected), said)
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """``text`` with every mark of Markdown and HTML made harmless, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
