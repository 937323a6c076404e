"""Which of the relations that rules lay count, and which formula yields a figure: over equations and blocks of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lkjip_audit.formula import Name
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation, Source
from lkjip_audit.scene.place import Node

Laid = Equation | Held


def distinct(laid: Iterable[Laid]) -> Iterator[Laid]:
    """Leave out an equation between figures that an earlier rule already relates.

    What figures show comes last: of figures that words relate already it is the same relation, solved for another of
    them; of a cell that words compute in the same direction it is a rival that only some of the rows support.
    """
    known = _Known()
    for item in sorted(laid, key=lambda item: item.source is Source.SHOWN):
        if isinstance(item, Held):
            fresh = known.without_known(item)
            if len(fresh):
                known.add_block(fresh)
                yield fresh
        elif known.add(item):
            yield item


class _Known:
    """What is laid already."""

    def __init__(self) -> None:
        self._seen: set[tuple[Node, frozenset[Node]]] = set()
        self._related: set[frozenset[Node]] = set()
        self._computed: set[tuple[Node, str]] = set()
        self._equations: dict[tuple[str, int], list[tuple[Node, frozenset[Node]]]] = defaultdict(list)
        self._blocks: dict[tuple[str, int], list[Held]] = defaultdict(list)

    def add(self, equation: Equation) -> bool:
        """Take ``equation`` in; whether it says something new."""
        node = equation.stated.node
        operands = frozenset(item.node for item in equation.operands)
        if (node, operands) in self._seen or self._in_block(node, operands):
            return False
        together = operands | {node}
        if equation.source is Source.SHOWN:
            if self._is_rival(node, together):
                return False
        else:
            self._computed.add((node, _direction(together)))
        self._seen.add((node, operands))
        self._related.add(together)
        self._equations[node.address.sheet, node.address.column].append((node, operands))
        return True

    def without_known(self, block: Held) -> Held:
        """``block`` without what is laid already."""
        gone: set[int] = set()
        for node, operands in self._equations[_column(block)]:
            at = block.find(node)
            if at is not None and block.operands(at) == operands:
                gone.add(at)
        for other in self._blocks[_column(block)]:
            for at in block.beside(other):
                there = other.find(block.node(at))
                if there is not None and other.operands(there) == block.operands(at):
                    gone.add(at)
        return block.without(gone) if gone else block

    def add_block(self, block: Held) -> None:
        """Take ``block`` in."""
        self._blocks[_column(block)].append(block)

    def _in_block(self, node: Node, operands: frozenset[Node]) -> bool:
        return any(
            (at := block.find(node)) is not None and block.operands(at) == operands
            for block in self._blocks.get((node.address.sheet, node.address.column), ())
        )

    def _is_rival(self, node: Node, together: frozenset[Node]) -> bool:
        """Whether what words say relates these figures already, or computes the cell in the same direction."""
        way = _direction(together)
        if together in self._related or (node, way) in self._computed:
            return True
        if any(self._in_block(item, together - {item}) for item in together):
            return True
        return any(
            (at := block.find(node)) is not None and _direction(block.nodes(at)) == way
            for block in self._blocks.get((node.address.sheet, node.address.column), ())
        )


def _column(block: Held) -> tuple[str, int]:
    return block.sheet, block.column


def _direction(nodes: Iterable[Node]) -> str:
    """Whether the figures stand in one row, in one column, or anywhere."""
    places = [node.address for node in nodes]
    if len({(place.sheet, place.row) for place in places}) == 1:
        return "row"
    return "column" if len({(place.sheet, place.column) for place in places}) == 1 else ""


class Definitions(Mapping[Node, Equation]):
    """For each figure that a formula yields: that formula, the first that is laid, so that its operands can be used."""

    def __init__(self, laid: Sequence[Laid]) -> None:
        self._equations: dict[Node, tuple[int, Equation]] = {}
        self._blocks: dict[tuple[str, int], list[tuple[int, Held]]] = defaultdict(list)
        for rank, item in enumerate(laid):
            if isinstance(item, Held):
                self._blocks[_column(item)].append((rank, item))
            elif item.defines and not isinstance(item.formula, Name):
                self._equations.setdefault(item.stated.node, (rank, item))

    def __getitem__(self, node: Node) -> Equation:
        rank, found = self._equations.get(node, (None, None))
        for other, block in self._blocks.get((node.address.sheet, node.address.column), ()):
            if (rank is None or other < rank) and (at := block.find(node)) is not None:
                return block.equation(at)
        if found is None:
            raise KeyError(node)
        return found

    def __iter__(self) -> Iterator[Node]:
        yield from self._equations
        for blocks in self._blocks.values():
            for _, block in blocks:
                yield from (node for at in range(len(block)) if (node := block.node(at)) not in self._equations)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def flattened(laid: Iterable[Laid]) -> Iterator[Equation]:
    """Every equation as an object."""
    for item in laid:
        if isinstance(item, Held):
            yield from item.equations()
        else:
            yield item
