"""Small networks of figures for tests: cells with numbers, formulas over them, places that state one fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure
from lkjip_audit.formula import Expression, Name, Sum, parse
from lkjip_audit.judging.agreement import evaluate_restatement
from lkjip_audit.judging.consensus import Network, refuted_by
from lkjip_audit.judging.evaluate import definitions_of, evaluate_equation
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.rulepack.model import Bilingual, RelationSpec, Rule, Severity
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.workbook.model import Address

_TEXT = Bilingual(id="x", en="x")


def rule(name: str) -> Rule:
    """A rule that does nothing but have a name."""
    return Rule.model_construct(
        id=name, title=_TEXT, severity=Severity.SIGNIFICANT, relation=RelationSpec(kind=name), message=_TEXT
    )


_FORMULA, _SUM, _SAME = rule("row_formula"), rule("column_sum"), rule("restatement")


@dataclass(frozen=True)
class Formula:
    """``stated`` = ``formula`` over cells by name."""

    stated: str
    formula: str
    operands: Mapping[str, str]


@dataclass
class Net:
    """Cells by name, in the order in which they are put in (which is also their order in the document)."""

    cells: dict[str, Operand] = field(default_factory=dict)
    formulas: list[Formula] = field(default_factory=list)
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    facts: list[tuple[str, ...]] = field(default_factory=list)
    _names: dict[Node, str] = field(default_factory=dict)
    tables: bool = False
    """Whether each sheet is a table, so that a column of it can be judged as a whole."""

    def put(
        self,
        name: str,
        value: str | int | Decimal,
        role: str = "pagu",
        *,
        at: tuple[str, int, int] | None = None,
    ) -> str:
        """A cell; ``value`` is written "99.63", and a percentage has a role that says so."""
        number = Decimal(str(value))
        decimals = max(0, -int(number.as_tuple().exponent))
        sheet, row, column = at or ("S", len(self.cells) + 1, 1)
        rounded = role in ("capaian", "serapan", "porsi", "efisiensi") or (decimals > 0 and role != "target")
        unit = PERCENT if role in ("capaian", "serapan", "porsi") else RUPIAH if "pagu" in role else None
        figure = Figure(number, decimals, str(value), unit=unit)
        node = Node(Address(sheet, row, column))
        self.cells[name] = Operand(name, node, figure, role, exact=not rounded, label=name)
        return name

    def eq(self, stated: str, formula: str, **operands: str) -> None:
        """``stated`` follows from a formula; a name that is not given stands for the cell of that name."""
        self.formulas.append(Formula(stated, formula, operands))

    def sum(self, stated: str, parts: Sequence[str]) -> None:
        """``stated`` is the sum of ``parts``."""
        self.sums.append((stated, tuple(parts)))

    def same(self, *names: str) -> None:
        """All of ``names`` state one fact."""
        self.facts.append(names)

    def set(self, name: str, value: str | int | Decimal) -> None:
        """Put another number in a cell, with as many decimals as it had."""
        cell = self.cells[name]
        number = Decimal(str(value)).quantize(Decimal(1).scaleb(-cell.figure.decimals))
        self.cells[name] = replace(cell, figure=replace(cell.figure, value=number, literal=str(number), stored=None))

    def node(self, name: str) -> Node:
        """Where the cell is."""
        return self.cells[name].node

    def name(self, node: Node) -> str:
        """The cell's name."""
        if len(self._names) != len(self.cells):
            self._names = {cell.node: name for name, cell in self.cells.items()}
        return self._names[node]

    def groups(self) -> list[tuple[Operand, ...]]:
        """The facts, as ``diagnose`` takes them: figures that stand alone too."""
        together = [tuple(self.cells[name] for name in names) for names in self.facts]
        shared = {name for names in self.facts for name in names}
        return together + [(cell,) for name, cell in self.cells.items() if name not in shared]

    def equations(self) -> list[Equation]:
        """All formulas and sums."""
        found = []
        for item in self.formulas:
            parsed = parse(item.formula)
            found.append(self._equation(_FORMULA, item.stated, _named(parsed, item.operands, self.cells), parsed))
        for stated, parts in self.sums:
            names = {f"r{i}": part for i, part in enumerate(parts)}
            found.append(self._equation(_SUM, stated, names, Sum(tuple(Name(name) for name in names))))
        return found

    def _equation(self, by: Rule, stated: str, operands: Mapping[str, str], formula: Expression) -> Equation:
        return Equation(
            rule=by,
            subject=stated,
            stated=replace(self.cells[stated], name="hasil"),
            operands=tuple(replace(self.cells[cell], name=name) for name, cell in operands.items()),
            formula=formula,
            table=self.cells[stated].node.address.sheet if self.tables else None,
            traits=KINDS[by.relation.kind].traits,
        )

    def outcomes(self) -> list[Outcome]:
        """Every relation judged, as the audit judges it."""
        equations = self.equations()
        definitions = definitions_of(equations)
        outcomes = [evaluate_equation(equation, definitions) for equation in equations]
        contradicted = {o.cell: o.expected for o in outcomes if o.status is Status.FINDING}
        network = Network(equations, refuted_by(outcomes))
        for group in self.groups():
            if len(group) == 1:
                continue
            nodes = frozenset(item.node for item in group)
            restatement = Restatement(_SAME, group[0].label, group, nodes, nodes)
            outcomes.extend(evaluate_restatement(restatement, network, contradicted))
        return outcomes


def _named(parsed: Expression, given: Mapping[str, str], cells: Mapping[str, Operand]) -> dict[str, str]:
    from lkjip_audit.formula import names

    return {name: given.get(name, name) for name in names(parsed)}
