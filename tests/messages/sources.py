"""The package's sources as trees: what each name in them may stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import lkjip_audit

PACKAGE = Path(lkjip_audit.__file__).parent


@dataclass
class Module:
    name: str
    tree: ast.Module
    functions: dict[str, list[ast.FunctionDef]] = field(default_factory=dict)
    constants: dict[str, list[ast.expr]] = field(default_factory=dict)
    inside: dict[ast.AST, ast.FunctionDef | None] = field(default_factory=dict)
    calls: list[ast.Call] = field(default_factory=list)
    classes: list[ast.ClassDef] = field(default_factory=list)


@cache
def modules() -> tuple[Module, ...]:
    return tuple(_read(path) for path in sorted(PACKAGE.rglob("*.py")))


def _read(path: Path) -> Module:
    found = Module(path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8")))

    def walk(node: ast.AST, function: ast.FunctionDef | None) -> None:
        found.inside[node] = function
        if isinstance(node, ast.Call):
            found.calls.append(node)
        if isinstance(node, ast.ClassDef):
            found.classes.append(node)
        if isinstance(node, ast.FunctionDef):
            found.functions.setdefault(node.name, []).append(node)
        for child in ast.iter_child_nodes(node):
            walk(child, node if isinstance(node, ast.FunctionDef) else function)

    walk(found.tree, None)
    for statement in found.tree.body:
        for name, value in assigned(statement):
            found.constants.setdefault(name, []).append(value)
    return found


def assigned(statement: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match statement:
        case ast.Assign(targets=[target], value=value):
            yield from _unpacked(target, value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.NamedExpr(target=ast.Name(id=name), value=value):
            yield name, value


def _unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    match target, value:
        case ast.Name(id=name), _:
            yield name, value
        case ast.Tuple(elts=names), ast.IfExp(body=body, orelse=orelse):
            yield from _unpacked(ast.Tuple(elts=names), body)
            yield from _unpacked(ast.Tuple(elts=names), orelse)
        case ast.Tuple(elts=names), ast.Tuple(elts=values) if len(names) == len(values):
            for name, item in zip(names, values, strict=True):
                yield from _unpacked(name, item)
        case ast.Tuple(elts=names), _:
            for number, name in enumerate(names):
                if isinstance(name, ast.Name):
                    yield name.id, ast.Subscript(value=value, slice=ast.Constant(number))


@cache
def enums() -> dict[str, dict[str, str]]:
    """The values of every enum by its name and that of the member."""
    found: dict[str, dict[str, str]] = {}
    for module in modules():
        for node in module.classes:
            if any(isinstance(base, ast.Name) and base.id.endswith("Enum") for base in node.bases):
                held = {
                    name: value.value
                    for item in node.body
                    for name, value in assigned(item)
                    if isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
                found[node.name] = held
    return found


@cache
def gathered(name: str) -> tuple[tuple[Module, ast.expr, ast.FunctionDef | None], ...]:
    """What is appended to a list that objects keep as ``name``."""
    return tuple(
        (module, node.args[0], module.inside[node])
        for module in modules()
        for node in module.calls
        if isinstance(node.func, ast.Attribute)
        and node.func.attr == "append"
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == name
    )


@cache
def constants() -> dict[str, tuple[Module, ast.expr]]:
    """Constants by name, for those that are imported: a name that two modules have is none of them."""
    found: dict[str, list[tuple[Module, ast.expr]]] = {}
    for module in modules():
        for name, values in module.constants.items():
            found.setdefault(name, []).extend((module, value) for value in values)
    return {name: held[0] for name, held in found.items() if len(held) == 1}


def functions_named(name: str, here: Module) -> tuple[tuple[Module, ast.FunctionDef], ...]:
    """The functions called ``name``: those of the module itself, else those of any."""
    if name in here.functions:
        return tuple((here, function) for function in here.functions[name])
    return tuple((module, function) for module in modules() for function in module.functions.get(name, ()))


def parameters(function: ast.FunctionDef) -> list[str]:
    return list(annotations(function))


def annotations(function: ast.FunctionDef) -> dict[str, ast.expr | None]:
    held = function.args
    return {item.arg: item.annotation for item in (*held.posonlyargs, *held.args, *held.kwonlyargs)}


_OF_OTHERS = {"replace": (*"object", "reason"), "UnreadError": ("reason",), "wrong": ("code",)}
"""The parameters of what takes a code and is no class with fields; ``replace`` takes it by keyword only."""


@cache
def fields_of(name: str) -> tuple[str, ...]:
    """The parameters of the class ``name``, in the order in which they are given."""
    if name in _OF_OTHERS:
        return _OF_OTHERS[name]
    for module in modules():
        for node in module.classes:
            if node.name == name:
                made = next((f for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__"), None)
                if made is not None:
                    return tuple(parameters(made)[1:])  # without itself
                own = [item.target.id for item in node.body if isinstance(item, ast.AnnAssign)]
                bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
                return (*(fields_of(bases[0]) if bases and not own else ()), *own)
    return ()


def looped(loop: ast.For | ast.comprehension, item: ast.expr) -> Iterator[tuple[ast.expr, int | None]]:
    """What ``item`` runs through in ``loop``, with the part of it where it is unpacked."""
    names = loop.target.elts if isinstance(loop.target, ast.Tuple) else [loop.target]
    for number, name in enumerate(names):
        if isinstance(name, ast.Name) and isinstance(item, ast.Name) and name.id == item.id:
            yield loop.iter, number if isinstance(loop.target, ast.Tuple) else None
