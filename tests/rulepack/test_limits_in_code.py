"""Thresholds and costs stand in ``rules/limits.yaml``: no room that reads or judges has numbers of its own."""

import ast
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from lkjip_audit.rulepack.limits import groups_of, limits_of

PACKAGE = Path(__file__).parents[2] / "lkjip_audit"
ROOMS = ("tables", "narrative", "scene", "judging", "relations", "diagnosis")
PLAIN = frozenset(map(Decimal, (0, 1, 2, 100)))
TECHNICAL = frozenset({"maxsize", "prec"})
"""Arguments that bound memory or digits, and decide nothing."""

NO_LIMITS = {
    "tables/settling.py:_THOUSAND": "what a mark between digits is read as apart: thousands against decimals",
    "tables/codes.py:_TWO_DIGITS": "nomenclature of Permendagri 90/2019",
    "tables/code_nesting.py:_KEGIATAN": "nomenclature of Permendagri 90/2019",
    "judging/blocks.py:_WIDTH": "how row and column are packed in one number",
    "tables/lexicon.py:_FEWEST_SPACED": "what letters s p a c e d out are",
    "relations/codes.py:_GOVERNMENT": "nomenclature of Permendagri 90/2019",
    "relations/codes.py:_PROGRAM": "nomenclature of Permendagri 90/2019",
    "relations/codes.py:_KEGIATAN": "nomenclature of Permendagri 90/2019",
    "relations/codes.py:_SUB": "nomenclature of Permendagri 90/2019",
    "relations/code_families.py:_WORK": "nomenclature of Permendagri 90/2019",
    "relations/code_families.py:_GOVERNMENT": "nomenclature of Permendagri 90/2019",
    "relations/identity/nip.py:_PARTS": "the form of a NIP (Perka BKN 22/2007)",
    "relations/identity/nips.py:LENGTH": "the form of a NIP (Perka BKN 22/2007)",
    "relations/identity/nips.py:_MONTHS": "the calendar",
    "relations/sheet_sums.py:_MONTHS": "the calendar",
    "relations/sheet_sums.py:_YEAR": "the calendar",
    "relations/identity/nips.py:_PPPK_MONTH": "the form of the number of a PPPK",
    "tables/period_columns.py:_PARTS": "the calendar",
    "relations/row_formula/families.py:CAPS": "the caps that regulations and agencies use",
    "tables/qualifiers.py:_ROMAN": "numerals",
    "tables/qualifiers.py:_take_unit": "the thousand of three zeros over a column",
    "tables/similarity.py:_KEPT": "a bound of memory",
    "tables/vectors.py:_CHUNK": "a bound of memory",
    "tables/vectors.py:_SLACK": "what doubles lose",
    "relations/said_glance.py:_SLACK": "what doubles lose",
    "tables/sheet_view.py:_LARGEST_MERGE": "a guard of memory",
    "tables/kinds.py:name_kind": "decimals of a confidence, as it is told",
    "tables/roles.py:assign_roles": "decimals of a confidence, as it is told",
    "relations/count/parts.py:_NEAR": "a guard of work: signs that hold three words",
    "relations/label/told.py:_LONGEST": "a guard of work: no band is as long",
    "relations/people/groups.py:_REACH": "a guard of work: no verb with its blanks is as long",
    "relations/told_direction.py:_REACH": "a guard of work: the pattern takes no more",
    "relations/delta/changes.py:_SHOWN": "letters kept for a message",
    "relations/told_ratio.py:_SHOWN": "letters kept for a message",
    "scene/place.py:LABEL": "a kind of place in a cell",
    "scene/place.py:FORMULA": "a kind of place in a cell",
    "scene/typed.py:_LONG": "the form of a NIP (Perka BKN 22/2007)",
    "diagnosis/chances.py:_all_slips": "how many numbers are one slip away: digits, places and pairs of places",
    "diagnosis/chances.py:_by_slip": "how many numbers are one slip away: digits, places and pairs of places",
    "diagnosis/numbers.py:tenths": "the unit: ten to a bit",
    "diagnosis/bands.py:rounder": "numbers that end in a zero: one in ten",
    "diagnosis/diagnose.py:_TELLING": "puts outcomes in one order",
    "diagnosis/explain.py:_MOST": "places that are told",
    "diagnosis/explain.py:_FACTORS": "what the slips of a factor are called",
    "diagnosis/state.py:NO_LIMIT": "more than anything costs",
}
"""Numbers that are no limits, by file and the constant or function that holds them, and what they are."""


def _number(node: ast.AST) -> Decimal | None:
    """The number that ``node`` is as a literal."""
    literal = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
    return Decimal(str(node.value)) if literal and not isinstance(node.value, bool) else None


def _text_number(node: ast.AST) -> Decimal | None:
    """The number in ``Decimal("0.03")``."""
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Decimal", "Fraction")
    if not named or not node.args or not isinstance(node.args[0], ast.Constant):
        return None
    try:
        value = Decimal(str(node.args[0].value))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _harmless(tree: ast.Module) -> set[ast.AST]:
    """What stands in an index or a slice, is compared for equality with a length, numbers a group, or is technical."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            found.update(ast.walk(node.slice))
        elif isinstance(node, ast.Compare) and all(isinstance(how, ast.Eq | ast.NotEq) for how in node.ops):
            sides = (node.left, *node.comparators)
            if any(isinstance(side, ast.Call) and getattr(side.func, "id", "") == "len" for side in sides):
                found.update(sides)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "group":
            found.update(node.args)
        elif isinstance(node, ast.keyword) and node.arg in TECHNICAL:
            found.update(ast.walk(node.value))
    return found


def numbers(source: str, path: str) -> set[str]:
    """Where ``source`` holds numbers that may be limits, as ``file:constant`` or ``file:function``."""
    tree = ast.parse(source)
    harmless = _harmless(tree)
    found = set()
    for statement in tree.body:
        for part in statement.body if isinstance(statement, ast.ClassDef) else [statement]:
            for node in ast.walk(part):
                value = _text_number(node) if isinstance(node, ast.Call) else _number(node)
                if value is not None and value.copy_abs() not in PLAIN and node not in harmless:
                    found.add(f"{path}:{_holder(part)}")
    return found


def _holder(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0])
    if isinstance(statement, ast.AnnAssign):
        return ast.unparse(statement.target)
    return getattr(statement, "name", "")


def _all() -> set[str]:
    files = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))]
    return {
        place
        for path in files
        for place in numbers(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix())
    }


def test_no_threshold_stands_in_code():
    unexplained = sorted(_all() - NO_LIMITS.keys())
    assert not unexplained, "a limit belongs in rules/limits.yaml (CONTRIBUTING.md, Add a limit)"


def test_list_of_what_is_no_limit_holds_nothing_needless():
    assert sorted(NO_LIMITS.keys() - _all()) == []


@pytest.mark.parametrize("place", sorted(place for place in NO_LIMITS if place.rpartition(":")[2].isupper()))
def test_constant_that_is_no_limit_is_explained_where_it_stands(place):
    name, _, constant = place.partition(":")
    lines = (PACKAGE / name).read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip().startswith(f"{constant} ="))
    near = [lines[at - 1], *lines[at : at + 12]]
    assert any(line.strip().startswith(('"""', "# ")) or "  # " in line for line in near), place


@pytest.mark.parametrize(
    "line",
    [
        "_NEAR = 0.03",
        '_NEAR = Decimal("0.03")',
        "_FEWEST, _MOST = 2, 40",
        "def near(a, b):\n    return abs(a - b) < 5",
        "class Judge:\n    def near(self, a):\n        return len(a) >= 3",
        "def reach(place=110):\n    return place",
    ],
)
def test_new_threshold_is_found(line):
    assert numbers(line, "room/file.py")


@pytest.mark.parametrize(
    "line",
    ["a = b[3:]", "c = len(d) == 3", "e = 2 * f / 100", "g = h.group(4)", "@cache(maxsize=4096)\ndef i(): ..."],
)
def test_counting_and_slicing_is_no_threshold(line):
    assert not numbers(line, "room/file.py")


def test_every_limit_is_asked_for_in_code():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    unused = [
        f"{group}.{name}"
        for group, kind in groups_of().items()
        for name in limits_of(kind)
        if f".{name}" not in sources
    ]
    assert unused == []
