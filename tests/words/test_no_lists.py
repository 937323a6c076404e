"""Words are data: no module holds a list of them, neither as a collection nor as the alternatives of a pattern."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import lkjip_audit
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.words.model import WordsFile
from lkjip_audit.rulepack.words.reading import packaged_words
from lkjip_audit.tables.definitions import load_definitions

PACKAGE = Path(lkjip_audit.__file__).parent
MOST = 7
"""Words of the language that one literal may hold; with one more it is a list."""

NO_LANGUAGE = {
    "rulepack/document.py": "what ruamel says of broken YAML, and the codes of our sentences for it",
    "rulepack/validation.py": "pydantic's kinds of error and the codes of our sentences for them",
    "records.py": "what a class lacks that cannot be made quickly, told to whoever writes one",
    "rulepack/events.py": "the scalars of YAML",
    "rulepack/written.py": "the scalars of YAML",
    "formula/excel.py": "names of functions of sheets",
    "workbook/formulae": "names of functions of sheets",
    "workbook/sniff.py": "kinds of file by their first bytes",
    "workbook/safexml.py": "names of XML",
    "workbook/markup.py": "names of HTML elements",
    "workbook/document": "names of XML elements of Word",
    "workbook/format_codes.py": "the language of number formats",
    "ooxml": "names of XML elements, parts and functions of sheets",
    "reports": "columns and parts of what we write, whose words are in the catalogue",
    "followup": "columns and keys of what we write, whose words are in the catalogue",
    "batch": "columns of the store and of the recap",
    "serve": "routes, headers and templates",
    "cli": "help, which is a text in both languages",
    "messages": "keys of the catalogue",
    "working_paper.py": "keys of the JSON form",
    "result": "names of the public door and keys of the JSON form",
    "findings/wording.py": "places of a rule's sentence",
    "findings/coverage.py": "codes of reasons",
    "blank/look.py": "names of looks",
    "formula/render.py": "how the functions of the rule language are called in a sentence",
    "tables/definitions.py": "types of cells and keys of rules/tables/",
    "tables/nature.py": "what roles.yaml says of roles",
    "rulepack/template.py": "places of a rule's sentence",
    "rulepack/schema.py": "keys of JSON Schema",
    "judging/failure.py": "codes of notices",
}
"""Where literals of many words are no language, and what they are."""

_WORD = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]+)*\.?")
_ALTERNATIVE = re.compile(
    r"(?<![\w{\\])[^\W\d_]{2,}(?:(?:\\s[+*]?|[ -])\(?[^\W\d_]+)*(?:\(\?:[^()]*\)\??)?(?=[|)])|(?<=\|)[^\W\d_]{2,}"
)


def known_ids() -> frozenset[str]:
    """Names that are no language: roles, kinds of table and classes of words."""
    definitions = load_definitions(pack_folder())
    return frozenset((*definitions.roles, *definitions.kinds, *packaged_words().classes))


def lists_of_words(source: str, ids: frozenset[str] = frozenset()) -> Iterator[tuple[int, list[str]]]:
    """The literals of a module that hold more words than ``MOST``: line and words; "VALUE" is a name, and no word."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            words = [text for text in _texts(node.elts) if _WORD.fullmatch(text)]
        elif isinstance(node, ast.Dict):
            words = [text for text in _texts([*filter(None, node.keys), *node.values]) if _WORD.fullmatch(text)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            words = _in_text(node.value)
        elif isinstance(node, ast.JoinedStr):
            words = _in_text("".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)))
        else:
            continue
        found = sorted({word.lower() for word in words if not word.isupper()} - ids)
        if len(found) > MOST:
            yield node.lineno, found


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    """The texts of a literal, through starred tuples and the tuples in it."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Starred):
            yield from _texts([node.value])
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield from _texts(node.elts)


def _in_text(text: str) -> list[str]:
    """The words of a text that is nothing but words, or the alternatives of a pattern."""
    if "|" in text:
        return [match.group() for match in _ALTERNATIVE.finditer(text)]
    return text.split() if re.fullmatch(r"\s*(?:[a-z]{2,}\s+){8,}[a-z]+\s*", text) else []


def is_language(path: str) -> bool:
    return not any(path == place or path.startswith(f"{place}/") for place in NO_LANGUAGE)


def modules() -> list[str]:
    paths = (path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py")))
    return [path for path in paths if is_language(path) and not path.endswith("__init__.py")]


@pytest.mark.parametrize("module", modules())
def test_a_module_holds_no_list_of_words(module, ids):
    assert not list(lists_of_words((PACKAGE / module).read_text("utf-8"), ids))


@pytest.fixture(scope="module")
def ids():
    return known_ids()


@pytest.mark.parametrize(
    "source",
    [
        '_A = {"naik", "turun", "tumbuh", "susut", "tambah", "kurang", "lebih", "merosot"}',
        '_A = ("dinas", "badan", "kantor", "biro", "bagian", "seksi", "bidang", "unit")',
        '_A = frozenset({*("senin", "selasa", "rabu", "kamis"), *("jumat", "sabtu", "minggu", "libur")})',
        '_A = {"sen": "senin", "sel": "selasa", "rab": "rabu", "kam": "kamis", "jum": "jumat"}',
        '_A = "senin selasa rabu kamis jumat sabtu minggu libur cuti"',
        '_A = re.compile(r"\\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|libur)\\b")',
        '_A = re.compile(rf"\\b(?:hari senin|selasa|rabu(?:an)?|kamis|jumat|sabtu{X}|minggu|hari libur)\\b")',
    ],
)
def test_a_new_list_is_found(source):
    assert list(lists_of_words(source))


@pytest.mark.parametrize(
    "source",
    [
        '_A = WordSet("rises")',
        '_A = {"naik", "turun", "tumbuh", "susut", "tambah", "kurang", "lebih"}',
        '_A = WordPattern(r"\\b(?:{rises}|{falls}|{months}|{units_counted}|{scales}|{people}|{titles}|{plans})\\b")',
        '"""A docstring may say senin selasa rabu kamis jumat sabtu minggu libur cuti"""',
    ],
)
def test_grammar_that_joins_classes_is_none(source):
    assert not list(lists_of_words(source))


def test_every_place_without_language_is_there():
    assert not [place for place in NO_LANGUAGE if not (PACKAGE / place).exists()]


def asked() -> set[str]:
    """The names in the modules that ask for words: of classes, and in the braces of patterns."""
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text("utf-8")
        if "lkjip_audit.rulepack.words import" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("WordSet", "WordMap")
            ):
                names.update(_texts(node.args))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.update(re.findall(r"(?<!\\p)\{([a-z][a-z_]*)\}", node.value))
            elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "words":
                names.update(_texts([node.slice]))
    return names


def test_python_asks_for_no_class_that_is_not_there():
    assert not asked() - set(packaged_words().classes)


def test_no_class_is_there_that_nobody_asks_for():
    specs = {
        name: spec
        for path in (pack_folder() / "words").glob("*.yaml")
        for name, spec in WordsFile.model_validate(YAML(typ="safe").load(path.read_text("utf-8"))).root.items()
    }
    used, names = set[str](), asked()
    while names:
        used |= names
        names = {part for name in names if name in specs for part in specs[name].of} - used
    assert not set(specs) - used
