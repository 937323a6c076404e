"""Every regular expression that the package compiles, found by compiling them; and texts made of what each repeats.

``python -m tests.house.patterns`` imports every module, checks a made-up workbook twice and prints the patterns as
JSON: those of text, and those of the bytes of files, decoded by Latin-1.
"""

from __future__ import annotations

import gc
import importlib
import json
import pkgutil
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes  # the only way to see what a pattern is made of
from re import _parser as parser
from typing import Any

PACKAGE = "lkjip_audit"
MANY = 30
"""A piece that may come so often or more is what an input can make long."""
_CLASSES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: "-",
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def collected() -> list[tuple[str, int, bool]]:
    """The patterns that the package compiles when all of it is imported and a workbook is checked, with their flags.

    The last of each says whether it is one of bytes.
    """
    found: dict[tuple[str, int, bool], None] = {}
    whole = re._compile

    def noting(pattern: Any, flags: int) -> re.Pattern[Any]:
        asked = sys._getframe(2).f_globals.get("__name__", "")
        if isinstance(pattern, str | bytes) and asked.partition(".")[0] == PACKAGE:
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            found[text, int(flags), isinstance(pattern, bytes)] = None
        return whole(pattern, flags)

    re._compile = noting
    try:
        for module in pkgutil.walk_packages(importlib.import_module(PACKAGE).__path__, f"{PACKAGE}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        _audit()
    finally:
        re._compile = whole
    return list(found)


def _audit() -> None:
    """Audit a workbook, mark it twice, and ask for every pattern of words: compiled when they are first asked for.

    Nothing of the package is imported before its patterns are noted.
    """
    from lkjip_audit.messages.catalogue import Catalogue
    from lkjip_audit.pipeline import Auditor, Options
    from lkjip_audit.reports.annotated import annotate
    from lkjip_audit.rulepack.words import WordPattern
    from tests.fuzz.books import book, packed

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.xlsx")
        path.write_bytes(packed(book(1)))
        auditor = Auditor.load(Options(view=True, record=True))
        for target in (Path(folder, "b.xlsx"), Path(folder, "c.xlsx")):
            annotate(path, target, auditor.audit(path), Catalogue("id"))
            path = target
    for item in gc.get_objects():
        if isinstance(item, WordPattern):
            assert item.pattern


def long_texts(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Texts of ``length`` signs that repeat what may come again in the pattern, and with ends that it may refuse."""
    tree = parser.parse(pattern, flags)
    units = {("", _sample(tree)), *_repeated(tree, "")}
    for before, unit in sorted(units):
        for text in (before + unit * length, (before + unit) * length):
            yield text[:length]
            yield f"{text[: length - 1]}\0"
            yield f"{text[: length - 2]}ж7"


def _sample(tree: Any) -> str:
    """One text that the pattern takes."""
    return "".join(_one(code, value) for code, value in tree)


def _one(code: Any, value: Any) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code in (codes.NOT_LITERAL, codes.ANY):
        return "b" if value == ord("a") else "a"
    if code is codes.IN:
        return _of_class(value)
    if code in _REPEATS:
        return _sample(value[2]) * max(value[0], 1)
    if code is codes.SUBPATTERN:
        return _sample(value[3])
    if code is codes.BRANCH:
        return _sample(value[1][0])
    return _sample(value) if code is codes.ATOMIC_GROUP else ""


def _of_class(items: Any) -> str:
    for code, value in items:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.RANGE:
            return chr(value[0])
        if code is codes.CATEGORY:
            return _CLASSES.get(value, "a")
    return "a"


def _repeated(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """What stands before each piece that may come often, and the piece."""
    for code, value in tree:
        if code in _REPEATS:
            if value[1] >= MANY:
                yield before[-40:], _sample(value[2])
            yield from _repeated(value[2], before)
        elif code is codes.SUBPATTERN:
            yield from _repeated(value[3], before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, before)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeated(value[1], before)
        elif code is codes.ATOMIC_GROUP:
            yield from _repeated(value, before)
        before += " " if (code, value) == (codes.AT, codes.AT_BOUNDARY) else _one(code, value)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(collected()))
