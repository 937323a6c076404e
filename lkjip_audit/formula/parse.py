"""From the text of a formula to its tree."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

from lkjip_audit.formula.errors import LanguageError
from lkjip_audit.formula.tree import (
    FUNCTIONS,
    Binary,
    Call,
    Compare,
    Expression,
    If,
    Name,
    Negative,
    Number,
    Sum,
    depth,
)
from lkjip_audit.nearest import nearest

if TYPE_CHECKING:
    from lark import Lark, Token, UnexpectedToken

DEEPEST = 100
"""How deep a formula may nest; deeper than any person writes, and far from what the stack holds."""

MOST_DECIMALS = 12
"""How many decimals ``round`` may keep; no report prints more."""

_COMPARATORS = {"==": "=", "<>": "!="}
_OPERAND = frozenset({"NUMBER", "NAME", "FUNCTION"})


class _Builder:
    """Makes the node for each rule of the grammar, called from the leaves up while the text is read."""

    @staticmethod
    def number(children: list[Token]) -> Expression:
        return Number(Decimal(str(children[0])))

    @staticmethod
    def name(children: list[Token]) -> Expression:
        return Name(str(children[0]))

    @staticmethod
    def signed(children: tuple[Token, Expression]) -> Expression:
        sign, operand = children
        return Negative(operand) if sign == "-" else operand

    @staticmethod
    def binary(children: tuple[Expression, Token, Expression]) -> Expression:
        left, op, right = children
        return Binary(str(op), left, right)

    @staticmethod
    def compare(children: tuple[Expression, Token, Expression]) -> Expression:
        left, op, right = children
        return Compare(_COMPARATORS.get(str(op), str(op)), left, right)

    @staticmethod
    def chain(children: list[Any]) -> Expression:
        """Two terms are a Binary; more are one flat Sum, a subtracted term being Negative."""
        first, *rest = children
        signs, terms = rest[0::2], rest[1::2]
        if len(terms) == 1:
            return Binary(str(signs[0]), first, terms[0])
        added = (Negative(term) if sign == "-" else term for sign, term in zip(signs, terms, strict=True))
        return Sum((first, *added))

    @staticmethod
    def arguments(children: list[Expression]) -> tuple[Expression, ...]:
        return tuple(children)

    @staticmethod
    def call(children: tuple[Token, tuple[Expression, ...]]) -> Expression:
        token, arguments = children
        return _call(str(token), arguments, column=(token.start_pos or 0) + 1)


def _call(function: str, arguments: tuple[Expression, ...], *, column: int) -> Expression:
    if function == "if":
        if len(arguments) != 3:
            raise LanguageError("formula_if", column=column, count=len(arguments))
        return If(*arguments)
    if function not in FUNCTIONS:
        known = [*FUNCTIONS, "if"]
        raise LanguageError(
            "formula_function", column=column, function=function, nearest=nearest(function.lower(), known)
        )
    fewest, most = FUNCTIONS[function]
    if len(arguments) < fewest or (most is not None and len(arguments) > most):
        raise LanguageError(
            "formula_arguments", column=column, function=function, count=len(arguments), most=most or fewest
        )
    if function == "round" and not _is_decimals(arguments[1:]):
        raise LanguageError("formula_round", column=column, most=MOST_DECIMALS)
    return Call(function, arguments)


def _is_decimals(arguments: tuple[Expression, ...]) -> bool:
    """Whether the second argument of ``round``, if there is one, is a plain number of decimals."""
    return all(
        isinstance(given, Number) and given.value == int(given.value) and given.value <= MOST_DECIMALS
        for given in arguments
    )


@cache
def _parser() -> Lark:
    """The compiled grammar; made at the first formula, as most commands need none."""
    from lark import Lark  # noqa: PLC0415 - see above

    grammar = resources.files(__package__).joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", transformer=_Builder())


def parse(text: str) -> Expression:
    """The tree of the formula ``text``; LanguageError where it is not one."""
    import lark  # noqa: PLC0415 - as in _parser

    try:
        tree = cast("Expression", _parser().parse(text))
    except lark.UnexpectedToken as error:
        raise _unexpected(text, error) from None
    except lark.UnexpectedCharacters as error:
        start = error.pos_in_stream or 0
        raise LanguageError("formula_character", column=start + 1, found=text[start]) from None
    if depth(tree) > DEEPEST:
        raise LanguageError("formula_depth", column=1, deepest=DEEPEST)
    return tree


def _unexpected(text: str, error: UnexpectedToken) -> LanguageError:
    """What to say of a token out of place: the grammar only ever waits for an operand or an operator."""
    at_end = error.token.type == "$END"
    start = len(text.rstrip()) if at_end else error.pos_in_stream or 0
    before = text[:start]
    if error.expected & _OPERAND:
        wants = "operand"
    else:
        wants = "close" if before.count("(") > before.count(")") else "operator"
    if at_end:
        return LanguageError(f"formula_wants_{wants}_at_end", column=start + 1)
    return LanguageError(f"formula_wants_{wants}", column=start + 1, found=str(error.token))
