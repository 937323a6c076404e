"""What it costs to hold that a relation is not meant: who says that it holds, and over how much of the workbook."""

from __future__ import annotations

from lkjip_audit.diagnosis.network import Network
from lkjip_audit.judging.model import Source
from lkjip_audit.rulepack.limits import limits


class Doubts:
    """The cost of doubting each equation of a network."""

    def __init__(self, network: Network) -> None:
        self._equations = network.equations
        costs = limits().costs
        self._by_source = {
            Source.WRITTEN: costs.doubted_written,
            Source.DECLARED: costs.doubted_declared,
            Source.NAMED: costs.doubted_relation,
            Source.SHOWN: costs.doubted_in_prose,
        }
        self._loose, self._guessed = costs.doubted_in_prose, costs.doubted_guess

    def cost(self, index: int) -> int:
        """What it costs to hold that the equation does not hold where it was laid."""
        equation = self._equations[index]
        if equation.traits.guessed:
            return self._guessed
        return self._loose if equation.table is None else self._by_source[equation.source]
