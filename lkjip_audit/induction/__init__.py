"""Relations that figures show by themselves, whatever the words beside them say.

The fourth source of relations: a block of figures goes in (``block_of``), the relations that its cells obey along
rows and columns come out (``induce``), each with its evidence in bits, the lines in which it holds and those in
which it fails.  Only figures are looked at: no words, no headers, no sheets.
"""

from lkjip_audit.induction.block import MOST_DECIMALS, UNREADABLE, Block, Entry, Unreadable, block_of
from lkjip_audit.induction.induce import induce
from lkjip_audit.induction.model import Axis, Induction, Miss, Operator, Shown, divisor_of
from lkjip_audit.induction.pairs import looked_at

__all__ = [
    "MOST_DECIMALS",
    "UNREADABLE",
    "Axis",
    "Block",
    "Entry",
    "Induction",
    "Miss",
    "Operator",
    "Shown",
    "Unreadable",
    "block_of",
    "divisor_of",
    "induce",
    "looked_at",
]
