"""Places of a workbook in words: what a figure is about, wherever its row, column, sheet or sentence has moved to.

The same place has the same key in a corrected submission, so that findings can be followed from one to the other.  No
address, sheet name or language of ours is in it, and no figure: those are what a correction changes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lkjip_audit.findings.names import Numbers, canonical_names, words
from lkjip_audit.findings.tablewords import TableWords
from lkjip_audit.judging.blocks import Block
from lkjip_audit.judging.model import Outcome
from lkjip_audit.narrative.model import Claim, Paragraph
from lkjip_audit.records import quickly_made
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Stands
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Address, Sheet

_BEFORE, _AFTER = 6, 3
_NEAR = 200
"""Signs around a figure that hold these words: all of a long text for each of its figures would be too much."""
_ANCHOR = 5
_KEY_LENGTH = 10


@quickly_made
@dataclass(frozen=True, slots=True)
class Place:
    """``base`` is what the place is about, hashed; ``number`` tells apart, from 1, places that are about the same.

    ``anchors`` find the place again: its key, and for a sentence how its paragraph begins and ends.
    """

    base: str
    number: int = 1
    anchors: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """One word for the place, no other place of the workbook has it."""
        return self.base if self.number == 1 else f"{self.base}-{self.number}"


class Places:
    """Every place of a workbook that holds a figure, that an outcome is about, ``others`` and those of ``blocks``.

    Where a place lies in a table, only those that are about the same are looked at; for the rest it is all of them.
    """

    def __init__(
        self, scene: Scene, outcomes: Iterable[Outcome], others: Iterable[Node] = (), blocks: Sequence[Block] = ()
    ) -> None:
        self._reader = _Reader(scene)
        self._said = {outcome.cell: outcome for outcome in reversed(tuple(outcomes))}
        self._spoken_of = dict.fromkeys((*self._said, *others))
        self._blocks = blocks
        self._order = {sheet.name: sheet.index for sheet in scene.workbook.sheets}
        self._places: dict[Node, Place] = {}
        self._all = False

    def of(self, node: Node) -> Place:
        """The place of ``node``; KeyError for one that neither holds a figure nor was spoken of."""
        if node not in self._places and not self._all:
            alike = self._reader.alike(node)
            if alike is None:
                self._number_all()
            else:
                self._number([other for other in alike if self._is_there(other)])
        return self._places[node]

    def _is_there(self, node: Node) -> bool:
        if self._reader.holds(node) or node in self._spoken_of:
            return True
        return any(block.find(node) is not None for block in self._blocks)

    def _number_all(self) -> None:
        held = (block.node(at) for block in self._blocks for at in range(len(block)))
        self._places = {}
        self._number(tuple(dict.fromkeys((*self._reader.nodes(), *self._spoken_of, *held))))
        self._all = True

    def _number(self, nodes: Sequence[Node]) -> None:
        """Number ``nodes``, among which are all that are about the same as one of them."""
        bases: dict[str, str] = {}
        count: dict[str, int] = defaultdict(int)
        for node in sorted(nodes, key=self._position):
            about = self._reader.about(node, self._said.get(node))
            base = bases.get(about)
            if base is None:
                base = bases[about] = digest(about)
            count[base] += 1
            place = Place(base, count[base])
            self._places[node] = Place(base, place.number, (place.key, *self._reader.anchors(node.address)))

    def _position(self, node: Node) -> tuple[object, ...]:
        return self._reader.order(node), self._order.get(node.address.sheet, 0), node

    def keys(self) -> tuple[str, ...]:
        """The anchors of all places that hold something, sorted."""
        if not self._all:
            self._number_all()
        held = (anchor for node in self._reader.nodes() for anchor in self._places[node].anchors)
        return tuple(sorted({*held, *self._reader.all_anchors()}))


def digest(*said: str, length: int = _KEY_LENGTH) -> str:
    """``said`` as so many hexadecimal digits."""
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:length]


class _Reader:
    """What stands at each place of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._tables: dict[str, list[Table]] = defaultdict(list)
        for table in scene.tables:
            self._tables[table.sheet].append(table)
        self._words: dict[str, TableWords] = {}
        self._paragraphs: Mapping[Address, Paragraph] = {item.address: item for item in scene.paragraphs}
        self._anchors: dict[Address, tuple[str, ...]] = {}
        self._orders: dict[Address, tuple[str, str]] = {}
        self._claims: Mapping[Node, Claim] = {Node(item.address, item.part): item for item in scene.claims}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return canonical_names(self._scene)

    @cached_property
    def _before(self) -> Mapping[Address, str]:
        return {address: text for sheet in self._scene.workbook.sheets for address, text in _texts_before(sheet)}

    def _words_of(self, table: Table) -> TableWords:
        if table.id not in self._words:
            self._words[table.id] = TableWords(self._scene, table, lambda: self._names)
        return self._words[table.id]

    def holds(self, node: Node) -> bool:
        """Whether a figure stands at ``node``, or words of a table's body where no figure does."""
        table, address = self._table(node.address), node.address
        reading = None if table is None else table.readings.get((address.row, address.column))
        return reading is not None and node.part < max(1, len(reading.figures))

    def alike(self, node: Node) -> list[Node] | None:
        """The nodes of tables that would be about the same as ``node``; None where that is not so soon said."""
        table = self._table(node.address)
        if table is None or node.kind is not Stands.FIGURE:
            return None
        found: list[Node] = []
        for other in self._scene.tables:
            if other.kind == table.kind:
                same = self._words_of(other).places_like(self._words_of(table), node.address)
                if same is None:
                    return None
                addresses = (Address(other.sheet, row, column) for row, column in same)
                found.extend(Node(address, part=node.part) for address in addresses if self._table(address) is other)
        return found

    def nodes(self) -> Iterator[Node]:
        """Every cell of a table's head and body, figure by figure, and every figure of the prose."""
        for table in self._scene.tables:
            for (row, column), reading in table.readings.items():
                address = Address(table.sheet, row, column)
                yield from (Node(address, part) for part in range(max(1, len(reading.figures))))
            for row in table.header_rows:
                yield from (Node(Address(table.sheet, row, column.index)) for column in table.columns)
        for paragraph in self._scene.paragraphs:
            yield from (Node(paragraph.address, part) for part in range(len(paragraph.figures)))

    def about(self, node: Node, outcome: Outcome | None) -> str:
        """What the place is about, in words that do not change with what is written there."""
        address = node.address
        table = self._table(address)
        if table is not None:
            return f"{self._words_of(table).about(address)}\x1e{node.number}"
        paragraph = self._paragraphs.get(address)
        if paragraph is not None and (outcome is None or _is_figure(outcome, paragraph, node)):
            return self._sentence(paragraph, node)
        if outcome is not None and outcome.subject and outcome.subject != address.sheet:
            return f"text\x1e{words(outcome.subject)}"
        return f"text\x1e{words(self._text(address))}"

    def order(self, node: Node) -> tuple[str, str]:
        """What orders places that are about the same: the title or heading that they stand under, the text before."""
        table = self._table(node.address)
        if table is not None:
            return self._words_of(table).title, ""
        if node.address not in self._orders:
            paragraph = self._paragraphs.get(node.address)
            heading = "" if paragraph is None else words(paragraph.heading, Numbers.YEARS)
            self._orders[node.address] = heading, words(self._before.get(node.address, ""), Numbers.YEARS)
        return self._orders[node.address]

    def anchors(self, address: Address) -> tuple[str, ...]:
        """How the paragraph at ``address`` begins and ends: one of the two outlasts most corrections."""
        paragraph = self._paragraphs.get(address)
        if paragraph is None:
            return ()
        if address not in self._anchors:
            said = words(paragraph.text).split()
            ends = (("^", said[:_ANCHOR]), ("$", said[-_ANCHOR:]))
            self._anchors[address] = tuple(digest(end, " ".join(part)) for end, part in ends)
        return self._anchors[address]

    def all_anchors(self) -> Iterator[str]:
        """The anchors of every paragraph."""
        for address in self._paragraphs:
            yield from self.anchors(address)

    def _table(self, address: Address) -> Table | None:
        for table in self._tables.get(address.sheet, ()):
            if (address.row, address.column) in table.area:
                return table
        return None

    def _sentence(self, paragraph: Paragraph, node: Node) -> str:
        claim = self._claims.get(node)
        if claim is not None:
            named = sorted(f"{level}={self._names.get(key, key)}" for level, key in claim.subject.items())
            return "\x1e".join(("claim", claim.measure, str(claim.year or ""), str(claim.total), *named))
        start, end = paragraph.figures[node.part].span
        lead_in = f"{self._before.get(node.address, '')[-_NEAR:]} {paragraph.text[max(0, start - _NEAR) : start]}"
        before = words(lead_in).split()[-_BEFORE:]
        after = words(paragraph.text[end : end + _NEAR]).split()[:_AFTER]
        return "\x1e".join(("sentence", " ".join(before), " ".join(after)))

    def _text(self, address: Address) -> str:
        sheet = next(sheet for sheet in self._scene.workbook.sheets if sheet.name == address.sheet)
        cell = sheet.cells.get((address.row, address.column))
        return "" if cell is None or cell.value is None else str(cell.value)


def _texts_before(sheet: Sheet) -> Iterator[tuple[Address, str]]:
    """For each text of the sheet, the one before it in reading order."""
    before = ""
    for (row, column), cell in sorted(sheet.cells.items()):
        if isinstance(cell.value, str):
            yield Address(sheet.name, row, column), before
            before = cell.value


def _is_figure(outcome: Outcome, paragraph: Paragraph, node: Node) -> bool:
    """Whether what the outcome states is the figure at its place, and not some words of the paragraph."""
    if node.kind is not Stands.FIGURE or node.part >= len(paragraph.figures):
        return False
    return outcome.relation is not None or paragraph.figures[node.part].literal.strip() in outcome.stated
