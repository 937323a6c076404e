"""The network of a real workbook, to spoil: its relations as the audit lays them, its figures as they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lkjip_audit.diagnosis.facts import fact_groups
from lkjip_audit.judging.agreement import evaluate_restatement
from lkjip_audit.judging.consensus import Network, refuted_by
from lkjip_audit.judging.evaluate import definitions_of, evaluate_equation
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.pipeline import Options, load_pack
from lkjip_audit.relations.engine import run
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.scene.build import stage
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.definitions import load_definitions
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.workbook.reader import read_workbook
from tests.diagnosis.nets import Net


@dataclass
class SampleNet(Net):
    """A network whose relations are taken from an audit; which ones were laid is not looked at anew."""

    laid: tuple[Equation, ...] = ()
    restated: tuple[Restatement, ...] = ()

    def equations(self) -> list[Equation]:
        return [
            replace(item, stated=self._now(item.stated), operands=tuple(map(self._now, item.operands)))
            for item in self.laid
        ]

    def outcomes(self) -> list[Outcome]:
        equations = self.equations()
        definitions = definitions_of(equations)
        outcomes = [evaluate_equation(equation, definitions) for equation in equations]
        contradicted = {o.cell: o.expected for o in outcomes if o.status is Status.FINDING}
        network = Network(equations, refuted_by(outcomes))
        for item in self.restated:
            now = replace(item, operands=tuple(map(self._now, item.operands)))
            outcomes.extend(evaluate_restatement(now, network, contradicted))
        return outcomes

    def _now(self, item: Operand) -> Operand:
        address = item.node.address
        figure = self.cells[f"{address.sheet}!{address.a1}.{item.node.part}"].figure
        return item if figure is item.figure else replace(item, figure=figure)


def network_of(path: Path) -> SampleNet:
    """The network of the workbook at ``path``, with only those relations that hold in it."""
    workbook = read_workbook(path)
    pack = load_pack(Options())
    definitions = load_definitions(pack_folder())
    scene = stage(workbook, recognise(workbook, definitions).tables, definitions.nature, pack.profile)
    verdicts = run(pack.rules, pack.settings, scene)
    equations, restated = [], {}
    failing = {o.cell for o in verdicts.outcomes if o.status is Status.FINDING}
    for outcome in verdicts.outcomes:
        relation = outcome.relation
        if isinstance(relation, Equation) and outcome.status is Status.PASS:
            equations.append(relation)
        elif isinstance(relation, Restatement) and not failing & {item.node for item in relation.operands}:
            restated[id(relation)] = relation
    net = SampleNet(laid=tuple(equations), restated=tuple(restated.values()))
    groups = [group for group in fact_groups(scene, verdicts.equations) if not failing & {x.node for x in group}]
    # A formula may count in another unit than the fact does: what the fact says of its cells comes first.
    operands = [item for group in groups for item in group]
    operands += [item for relation in net.restated for item in relation.operands]
    operands += [item for equation in equations for item in (equation.stated, *equation.operands)]
    found: dict[Node, Operand] = {}
    for item in operands:
        found.setdefault(item.node, item)
    for node in sorted(found):
        net.cells[f"{node.address.sheet}!{node.address.a1}.{node.part}"] = found[node]
    net.facts = [tuple(net.name(item.node) for item in group) for group in groups]
    return net
