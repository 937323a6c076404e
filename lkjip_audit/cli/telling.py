"""What ``check`` says and writes once the work is done: reports, the store, the recap, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lkjip_audit.cli.output import say, screen, write, write_page
from lkjip_audit.errors import UsageError
from lkjip_audit.reports.forms import Delimiter, Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkjip_audit.batch.plan import Plan
    from lkjip_audit.batch.run import Ended
    from lkjip_audit.batch.together import Whole
    from lkjip_audit.messages.catalogue import Catalogue
    from lkjip_audit.pipeline import Auditor
    from lkjip_audit.reports.checked import Checked
    from lkjip_audit.reports.console import Telling


@dataclass(frozen=True, slots=True)
class Answer:
    """How a run is told: its report in ``form`` to ``output`` (None: the screen), further reports, and the store."""

    form: Form
    output: Path | None
    reports: tuple[tuple[Form, Path], ...]
    telling: Telling
    delimiter: Delimiter
    store: Path | None

    @property
    def files(self) -> Iterator[Path | None]:
        """What is written beside the copies."""
        yield from (self.output, self.store, *(file for _, file in self.reports))

    @property
    def on_screen(self) -> bool:
        """Whether people read the report on the screen."""
        return self.form is Form.CONSOLE and self.output is None

    def has(self, form: Form) -> bool:
        """Whether some report is of ``form``."""
        return form in (self.form, *(further for further, _ in self.reports))


def further_report(text: str) -> tuple[Form, Path]:
    """A form and its file, from ``sarif=out.sarif``; UsageError where the text is none."""
    name, mark, file = text.partition("=")
    form = {str(known): known for known in Form}.get(name)
    if form is None or not (mark and file):
        raise UsageError("bad_report", value=text, forms=", ".join(Form))
    return form, Path(file)


def tell(whole: Whole, plan: Plan, auditor: Auditor, answer: Answer, catalogue: Catalogue) -> None:
    """Say and write what became of the files of ``plan``, as ``answer`` has it."""
    from lkjip_audit.batch.run import write_recap
    from lkjip_audit.batch.store import keep

    ended = whole.ended
    reused = sum(item.known for item in ended)
    if reused:
        say(catalogue.text("cli.reused", count=reused, total=len(ended)), err=True)
    if answer.store is not None:
        keep(answer.store, ended, auditor)
    if plan.recap is not None and any(item.source.missing is None for item in plan.items):
        write_recap(plan.recap, ended, catalogue)
        say(catalogue.text("cli.recap", name=str(plan.recap)), err=True)
    _report(whole, answer, catalogue)
    if len(ended) == 1:
        _tell_next(ended[0], catalogue, on_screen=answer.on_screen)


def _report(whole: Whole, answer: Answer, catalogue: Catalogue) -> None:
    """The report, where there is something to report, and the further ones."""
    checked = whole.checked
    if answer.form not in (Form.CONSOLE, Form.JSON) or any(item.result is not None for item in checked):
        if answer.on_screen:
            _show(checked, answer.telling, catalogue, copies=any(item.item.copy is not None for item in whole.ended))
        else:
            _write(answer.form, checked, answer, catalogue, answer.output)
    for asked, file in answer.reports:
        _write(asked, checked, answer, catalogue, file)


def _write(form: Form, checked: Sequence[Checked], answer: Answer, catalogue: Catalogue, file: Path | None) -> None:
    from lkjip_audit.reports.forms import render

    data = render(form, checked, catalogue, answer.delimiter)
    if form is Form.CONSOLE:
        write_page(data.decode(), file)
    else:
        write(data, file)


def _show(run: Sequence[Checked], telling: Telling, catalogue: Catalogue, *, copies: bool) -> None:
    """Print the report; where each of many files has its annotated copy, they get a line each."""
    from lkjip_audit.reports.console import print_run
    from lkjip_audit.reports.overview import print_overview

    if len(run) == 1 or not copies:
        print_run(run, screen(), catalogue, telling)
    if len(run) > 1:
        print_overview(run, screen(), catalogue)


def _tell_next(ended: Ended, catalogue: Catalogue, *, on_screen: bool) -> None:
    """Say where the annotated copy is and, after a report on the screen, what to do next."""
    if ended.trouble is not None or ended.checked.result is None:
        return
    copy = ended.item.copy
    if copy is not None:
        say(catalogue.text("cli.annotated", name=str(copy)), err=True)
    if on_screen and ended.checked.result.counted:
        say(catalogue.text("console.next" if copy is None else "console.next_copy"), err=True)
