"""The pipeline: file -> workbook -> tables and claims -> relations -> outcomes -> causes -> AuditResult."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from lkjip_audit.diagnosis.model import Diagnosed
from lkjip_audit.findings.about import about
from lkjip_audit.findings.assemble import assemble
from lkjip_audit.findings.excerpts import with_view
from lkjip_audit.findings.last_year import said_of_last_year, without_last_year
from lkjip_audit.findings.last_year_names import indicators_since
from lkjip_audit.findings.left_open import left_open
from lkjip_audit.findings.record import record_of
from lkjip_audit.judging.model import Status
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.relations.engine import Verdicts, run
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.result import About, AuditResult, Source
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.limits import in_force
from lkjip_audit.rulepack.loader import RulePack, load_rules
from lkjip_audit.rulepack.mapping import TableMap
from lkjip_audit.rulepack.profile import map_problems
from lkjip_audit.rulepack.words import speaking
from lkjip_audit.scene.build import stage
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.same_measure import kin_of
from lkjip_audit.survey import Survey, describe
from lkjip_audit.tables.definitions import Definitions, load_definitions
from lkjip_audit.tables.gate.check import Gate
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.version import __version__
from lkjip_audit.workbook.formulae.results import with_results
from lkjip_audit.workbook.model import FileKind, Workbook
from lkjip_audit.workbook.ours import own_sheets
from lkjip_audit.workbook.reader import bytes_of, workbook_in
from lkjip_audit.working_paper import WorkingPaper, working_paper


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose.

    ``rules`` are folders whose rules add to or override the packaged ones; ``profile`` is the id of a pemda's profile;
    ``lang`` is the language of the sentences, "id" or "en".  ``view`` asks for what a page shows besides: the sheet
    around each finding, and every sentence in the other language too.  ``record`` asks for what a store keeps: every
    stated figure and what became of every relation.
    """

    rules: tuple[Path, ...] = ()
    profile: str | None = None
    lang: str = "id"
    view: bool = False
    record: bool = False


class Stage(StrEnum):
    """What an audit is at; told to whoever asked for the progress, in this order."""

    READING = "reading"
    TABLES = "tables"
    RELATIONS = "relations"
    CAUSES = "causes"


Progress = Callable[[Stage], None]


def untold(_: Stage) -> None:
    """Nobody asked."""


@dataclass(frozen=True, slots=True)
class Auditor:
    """The rules and the definitions of tables, read once and laid over as many workbooks as there are.

    It holds data only, so that it can be sent to other processes and machines.
    """

    pack: RulePack
    definitions: Definitions
    gate: Gate
    lang: str = "id"
    view: bool = False
    record: bool = False

    @classmethod
    def load(cls, options: Options | None = None) -> Auditor:
        """Read what ``options`` name; raises RulePackError when a rule is broken, UsageError for an unknown choice."""
        options = options or Options()
        definitions = load_definitions(pack_folder())
        lang = Catalogue(options.lang).lang
        pack = load_pack(options, definitions)
        return cls(pack, definitions, Gate(definitions), lang, options.view, options.record)

    def audit(self, path: str | Path, progress: Progress = untold, *, name: str = "") -> AuditResult:
        """Audit the workbook at ``path``, which is only read; raises WorkbookError when it cannot be.

        ``name`` is what its owner calls it, where that is not its name on the disk.
        """
        with _collector_paused():
            progress(Stage.READING)
            return self.audit_workbook(open_workbook(Path(path), name), progress)

    def survey(self, path: str | Path) -> Survey:
        """What is recognised in the workbook at ``path`` and what is not; WorkbookError when it cannot be read."""
        workbook = open_workbook(Path(path))
        with in_force(self.pack.limits), speaking(self.pack.words):
            recognition = recognise(workbook, self.definitions, self.mapped)
            return describe(workbook, recognition, self.definitions, Catalogue(self.lang), __version__)

    def relations(self, path: str | Path) -> WorkingPaper:
        """Every relation that was tested in the workbook at ``path``; WorkbookError when it cannot be read."""
        workbook = open_workbook(Path(path))
        with in_force(self.pack.limits), speaking(self.pack.words):
            scene = self._staged(workbook, recognise(workbook, self.definitions, self.mapped).tables)
            outcomes = run(self.pack.rules, self.pack.settings, scene).outcomes
        file = Source(workbook.name, workbook.sha256, tuple(sheet.name for sheet in workbook.sheets))
        return working_paper(file, outcomes, Catalogue(self.lang), __version__)

    def about(self, workbook: Workbook) -> About:
        """Whose report a workbook is that is read already, and of which year, without auditing it."""
        with in_force(self.pack.limits), speaking(self.pack.words):
            return about(self._staged(workbook, recognise(workbook, self.definitions, self.mapped).tables))

    def tells_results(self, workbook: Workbook) -> bool:
        """Whether a workbook that is read already tells what came of the plan, as a report does."""
        with in_force(self.pack.limits), speaking(self.pack.words):
            tables = recognise(workbook, self.definitions, self.mapped).tables
            return any("report" in table.sort.groups for table in tables)

    def _staged(self, workbook: Workbook, tables: tuple[Table, ...]) -> Scene:
        return stage(workbook, tables, self.definitions.nature, self.pack.profile, self.gate.check(tables))

    @property
    def mapped(self) -> TableMap:
        """What the profile says of the workbook's tables."""
        return () if self.pack.profile is None else self.pack.profile.sheets

    def audit_workbook(self, workbook: Workbook, progress: Progress = untold) -> AuditResult:
        """Audit a workbook that is read already, under the limits and the words of the profile."""
        with in_force(self.pack.limits), speaking(self.pack.words), _collector_paused():
            return self._audit(workbook, progress)

    def _audit(self, workbook: Workbook, progress: Progress) -> AuditResult:
        progress(Stage.TABLES)
        recognition = recognise(workbook, self.definitions, self.mapped)
        progress(Stage.RELATIONS)
        scene = self._staged(workbook, recognition.tables)
        verdicts = run(self.pack.rules, self.pack.settings, scene)
        progress(Stage.CAUSES)
        diagnosed = _causes(scene, verdicts)
        doubts = (doubt.notice for doubt in verdicts.doubts)
        open_ended = left_open(diagnosed, verdicts.outcomes)
        outcomes = without_last_year(verdicts.outcomes, diagnosed.causes, scene)
        of_last_year = (*said_of_last_year(verdicts.outcomes, diagnosed.causes, scene), *indicators_since(scene))
        notices = (*workbook.notices, *recognition.notices, *scene.notices, *doubts, *open_ended, *of_last_year)

        def told(lang: str) -> AuditResult:
            return assemble(
                scene,
                outcomes,
                diagnosed.causes,
                notices,
                Catalogue(lang),
                version=__version__,
                rules_sha256=self.pack.sha256,
                kinds={kind.id: kind.title.get(lang) for kind in self.definitions.kinds.values()},
            )

        result = told(self.lang)
        if self.record:
            result = replace(result, record=record_of(scene, outcomes))
        return with_view(result, scene, told) if self.view else result


def _causes(scene: Scene, verdicts: Verdicts) -> Diagnosed:
    """The causes of what was found; where nothing was, no network is built."""
    if not any(outcome.status is Status.FINDING for outcome in verdicts.outcomes.told):
        return Diagnosed(())
    from lkjip_audit.diagnosis.diagnose import diagnose_all  # noqa: PLC0415 - much, and needed where something is wrong
    from lkjip_audit.diagnosis.facts import fact_groups  # noqa: PLC0415

    facts = fact_groups(scene, verdicts.laid)
    lying = tuple((table.sheet, table.area) for table in scene.tables)
    return diagnose_all(verdicts.outcomes, facts, scene.roles, kin_of(scene), lying)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python's collector of cycles from walking all that an audit holds, again and again, while it only grows.

    On a budget of 8,500 rows that takes four tenths of the time.  What is left then counts as old: it is looked at
    when all is, and not as if it had just been made.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # what a host has frozen stays so
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def audit_workbook(workbook: Workbook, pack: RulePack, catalogue: Catalogue) -> AuditResult:
    """Audit a workbook that is read already, with a rule pack that is loaded already."""
    definitions = load_definitions(pack_folder())
    return Auditor(pack, definitions, Gate(definitions), catalogue.lang).audit_workbook(workbook)


def open_workbook(path: Path, name: str = "") -> Workbook:
    """The workbook at ``path``, with the results that its formulas lack; ``name`` where its owner calls it otherwise.

    An annotated copy is read as what it is a copy of, without the sheets that we added.
    """
    data = bytes_of(path)
    workbook = with_results(workbook_in(data, path.with_name(name) if name else path))
    if workbook.kind not in (FileKind.XLSX, FileKind.XLSM):
        return workbook
    ours = own_sheets(data)
    return replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if sheet.name not in ours))


def load_pack(options: Options, definitions: Definitions | None = None) -> RulePack:
    """The packaged rules with the caller's folders and profile laid over them."""
    known = definitions or load_definitions(pack_folder())
    check = partial(map_problems, roles=list(known.roles), kinds=list(known.kinds))
    kinds = {name: kind.settings for name, kind in KINDS.items()}
    return load_rules([pack_folder(), *options.rules], kinds, profile=options.profile, check=check)
