"""Which codes the package makes: where a notice, an error or a reason gets its code, and from what.

A code is followed from the call that takes it (``Notice(code, ...)``, ``outcome(..., reason=...)``) back to the words
in quotes that it may be: through conditions, names, tables of constants, enums, what functions give back, and those
that only hand it on.  What cannot be followed is told, so that nothing slips past.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from tests.messages.sources import (
    Module,
    annotations,
    assigned,
    constants,
    enums,
    fields_of,
    functions_named,
    gathered,
    looped,
    modules,
)

TAKERS = {
    "Notice": ("code", "notice"),
    "LkjipAuditError": ("code", "error"),
    "WorkbookError": ("code", "error"),
    "UsageError": ("code", "error"),
    "Trouble": ("code", "error"),
    "RulePackError": ("code", "rulepack"),
    "LanguageError": ("code", "rulepack"),
    "Problem": ("code", "rulepack"),
    "Fault": ("code", "rulepack"),
    "Outcome": ("reason", "reason"),
    "replace": ("reason", "reason"),
    "UnreadError": ("reason", "reason"),
    "wrong": ("code", "rulepack"),
}
"""What takes a code: the argument that it is, and the section of the catalogue that it is looked up in."""


HANDED_ON = frozenset({"code", "reason", "key"})
"""Attributes that hold a code which was followed where the object that has it was made."""


class Code(NamedTuple):
    """One code: its section and name, and where it is given; ``name`` is None where it could not be followed."""

    section: str
    name: str | None
    place: str

    @property
    def key(self) -> str:
        """The key in the catalogue; a code with a point in it has its section in it."""
        name = self.name or ""
        return name if not self.section or (self.section == "notice" and "." in name) else f"{self.section}.{name}"


class Parameter(NamedTuple):
    """A code that a function is given: who calls it says which."""

    function: ast.FunctionDef
    name: str
    before: str = ""


class Unknown(NamedTuple):
    """Something that cannot be followed."""

    text: str


Value = str | Parameter | Unknown


class Tracer:
    """Follows expressions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._seen: set[tuple[int, str]] = set()

    def values(  # noqa: PLR0912 - a case for each way in which a code may be written
        self, expr: ast.expr, inside: ast.FunctionDef | None, part: int | None = None
    ) -> Iterator[Value]:
        """What ``expr`` may be; with ``part`` that element of the tuples that it may be or give one by one."""
        match expr:
            case ast.Constant(value=None):
                return
            case ast.Constant(value=str(text)):
                yield text
            case ast.IfExp(body=body, orelse=orelse):
                yield from self.values(body, inside, part)
                yield from self.values(orelse, inside, part)
            case ast.BoolOp(values=options):
                for option in options:
                    yield from self.values(option, inside, part)
            case ast.JoinedStr(values=pieces):
                yield from self._joined(pieces, inside)
            case ast.Tuple(elts=items) | ast.List(elts=items) if part is not None:
                if any(isinstance(item, ast.Tuple) for item in items):
                    for item in items:
                        yield from self.values(item, inside, part)
                elif part < len(items):
                    yield from self.values(items[part], inside)
                else:
                    yield Unknown(ast.unparse(expr))
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
                for item in items:
                    yield from self.values(item, inside)
            case ast.Dict(values=items):
                for item in items:
                    yield from self.values(item, inside, part)
            case ast.GeneratorExp(elt=elt, generators=loops) | ast.ListComp(elt=elt, generators=loops) if part is None:
                own = [given for loop in loops for given in looped(loop, elt)]
                for value, at in own:
                    yield from self.values(value, inside, at)
                if not own:
                    yield from self.values(elt, inside)
            case ast.Attribute(value=ast.Name(id=name), attr=member) if name in enums():
                yield enums()[name][member]
            case ast.Attribute(attr=attr) if attr in HANDED_ON:
                return
            case ast.Attribute(attr=attr) if held := gathered(attr):
                for module, item, function in held:
                    yield from Tracer(module).values(item, function, part)
            case ast.Subscript(slice=ast.Constant(value=str(key))) if key in HANDED_ON:
                return
            case ast.Subscript(value=value, slice=ast.Constant(value=int(number))):
                yield from self.values(value, inside, number)
            case ast.Subscript(value=value) | ast.Starred(value=value) | ast.Yield(value=ast.expr() as value):
                yield from self.values(value, inside, part)
            case ast.Call():
                yield from self._called(expr, inside, part)
            case ast.Name(id=name):
                yield from self._named(name, inside, part)
            case _:
                yield Unknown(ast.unparse(expr))

    def _joined(self, pieces: Iterable[ast.expr], inside: ast.FunctionDef | None) -> Iterator[Value]:
        options = []
        for piece in pieces:
            value = piece.value if isinstance(piece, ast.FormattedValue) else piece
            options.append(tuple(self.values(value, inside)))
        for chosen in product(*options):
            texts = [item for item in chosen if isinstance(item, str)]
            others = [item for item in chosen if not isinstance(item, str)]
            if not others:
                yield "".join(texts)
            elif isinstance(others[0], Parameter) and len(others) == 1 and chosen[-1] is others[0]:
                yield others[0]._replace(before="".join(texts))
            else:
                yield Unknown(str(chosen))

    def _called(  # noqa: PLR0912 - likewise
        self, call: ast.Call, inside: ast.FunctionDef | None, part: int | None
    ) -> Iterator[Value]:
        match call.func:
            case ast.Attribute(value=value, attr="get"):
                yield from self.values(value, inside, part)
                for default in call.args[1:]:
                    yield from self.values(default, inside, part)
                return
            case ast.Name(id="next" | "sorted" | "tuple" | "list" | "reversed" | "iter"):
                for item in call.args:
                    yield from self.values(item, inside, part)
                return
            case ast.Attribute(attr="items"):
                yield from self.values(call.func.value, inside, part and None)
                return
            case ast.Name(id=name) | ast.Attribute(attr=name):
                known = functions_named(name, self._module)
            case _:
                known = ()
        if not known:
            yield Unknown(ast.unparse(call))
        for module, function in known:
            key = (id(function), str(part))
            if key in self._seen:
                continue
            self._seen.add(key)
            tracer = Tracer(module)
            tracer._seen = self._seen
            for node in ast.walk(function):
                if module.inside[node] is not function:
                    continue
                given = node.value if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom) else None
                if given is not None:
                    yield from (
                        item if isinstance(item, str) else Unknown(ast.unparse(call))
                        for item in tracer.values(given, function, part)
                    )

    def _named(self, name: str, inside: ast.FunctionDef | None, part: int | None) -> Iterator[Value]:
        key = (id(inside), f"{name} {part}")
        if key in self._seen:
            return
        self._seen.add(key)
        given = list(self._given(name, inside))
        if given:
            for value, at in given:
                yield from self.values(value, inside, at if at is not None else part)
        elif inside is not None and name in annotations(inside):
            yield from self._parameter(inside, name)
        elif inside is not None and self._module.inside.get(inside) is not None:
            yield from self._named(name, self._module.inside[inside], part)
        elif name in self._module.constants:
            for value in self._module.constants[name]:
                yield from self.values(value, None, part)
        else:
            found = constants().get(name)
            if found is None:
                yield Unknown(name)
            else:
                yield from Tracer(found[0]).values(found[1], None, part)

    def _parameter(self, function: ast.FunctionDef, name: str) -> Iterator[Value]:
        annotation = annotations(function).get(name)
        if isinstance(annotation, ast.Name) and annotation.id in enums():
            yield from enums()[annotation.id].values()
        else:
            yield Parameter(function, name)

    def _given(self, name: str, inside: ast.FunctionDef | None) -> Iterator[tuple[ast.expr, int | None]]:
        """What is assigned to ``name`` in the function, with which part of it where it is unpacked."""
        for node in ast.walk(inside) if inside is not None else ():
            for target, value in assigned(node):
                if target == name:
                    yield value, None
            if isinstance(node, ast.For | ast.comprehension):
                yield from looped(node, ast.Name(id=name))


def _argument(call: ast.Call, parameters: tuple[str, ...], name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    place = parameters.index(name)
    before = call.args[: place + 1]
    if any(isinstance(item, ast.Starred) for item in before):  # then every parameter is given: count from the end
        place -= len(parameters)
        return call.args[place] if -place <= len(call.args) else None
    return before[place] if len(before) > place else None


class Taker(NamedTuple):
    """A function or class that takes a code as ``parameter``; of a function for one module only, that is its ``home``.

    ``before`` is what it puts before the code.
    """

    name: str
    parameters: tuple[str, ...]
    parameter: str
    section: str
    home: Module | None = None
    before: str = ""


@cache
def codes() -> tuple[Code, ...]:
    """Every code that the package gives to a notice, an error, a problem of a rule pack or an outcome."""
    found: dict[Code, None] = {}
    left = [Taker(name, fields_of(name), parameter, section) for name, (parameter, section) in TAKERS.items()]
    done = set()
    while left:
        taker = left.pop()
        known = (taker.home and taker.home.name, taker._replace(home=None))
        if known in done:
            continue
        done.add(known)
        for module in modules() if taker.home is None else (taker.home,):
            for call in _calls(module, taker.name):
                given = _argument(call, taker.parameters, taker.parameter)
                for value in () if given is None else Tracer(module).values(given, module.inside[call]):
                    place = f"{module.name}:{call.lineno}"
                    match value:
                        case str():
                            found[Code(taker.section, taker.before + value, place)] = None
                        case Parameter():
                            left.append(_handing_on(value, module, taker))
                        case Unknown(text):
                            found[Code(taker.section, None, f"{place} {text}")] = None
    return tuple(found)


def _handing_on(given: Parameter, module: Module, taker: Taker) -> Taker:
    """The function that hands its parameter on to ``taker``, as one that takes a code."""
    name, own = given.function.name, tuple(annotations(given.function))
    own = own[1:] if own[:1] in (("self",), ("cls",)) else own
    is_private = name.startswith("_") or name == "notice"
    return Taker(name, own, given.name, taker.section, module if is_private else None, taker.before + given.before)


def _calls(module: Module, name: str) -> Iterator[ast.Call]:
    """The calls of ``name`` in ``module``, directly or later (``partial``)."""
    for node in module.calls:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="catalogue" | "self"), attr="problem")):
                continue  # the catalogue's: what it is given has its code already
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)) if called == name:
                yield node
            case ast.Call(func=ast.Name(id="partial"), args=[ast.Name(id=called), *rest]) if called == name:
                yield ast.copy_location(ast.Call(func=node.args[0], args=rest, keywords=node.keywords), node)
