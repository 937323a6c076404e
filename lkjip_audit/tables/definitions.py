"""The definitions of roles and kinds of table, read from a rules folder.

``rules/roles.yaml`` says what a column can mean and by which words; each file of ``rules/tables/`` says what
one kind of table holds.  A broken file raises :class:`RulePackError` with the place of the first fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from lkjip_audit.errors import RulePackError
from lkjip_audit.nearest import closest
from lkjip_audit.rulepack.document import parse_document
from lkjip_audit.rulepack.model import Bilingual, Strict, Text
from lkjip_audit.tables.lexicon import Lexicon

Evidence = Literal[
    "money",
    "percent",
    "ratio",
    "number",
    "count",
    "figure",
    "text",
    "code",
    "year",
    "label",
    "order",
    "unit",
    "range",
]
Group = Literal["kinerja", "anggaran", "pendapatan", "sdm", "sarana"]
Qualifier = Literal["year", "period", "entity", "stage", "level"]
_Model = TypeVar("_Model", bound=BaseModel)


class RoleSpec(Strict):
    """What a column can mean; the keys are told at the head of ``rules/roles.yaml``."""

    id: Text
    label: Bilingual
    types: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    within: tuple[Text, ...] = ()
    inside: tuple[Text, ...] = ()
    not_: Annotated[tuple[Text, ...], Field(alias="not")] = ()
    not_over: tuple[Text, ...] = ()
    cells: tuple[Text, ...] = ()
    group: Group | None = None
    subject: bool = False


class RolesFile(Strict):
    """``rules/roles.yaml``."""

    light: dict[Text, float]
    spelling: dict[Text, tuple[Text, ...]]
    groups: dict[Group, tuple[Text, ...]]
    stages: dict[Text, tuple[Text, ...]]
    roles: Annotated[tuple[RoleSpec, ...], Field(min_length=1)]


class Repeated(Strict):
    """A kind whose columns repeat: at least ``at_least`` different years, quarters... of one role.

    One of the qualifiers ``by`` is enough; a table with one of the roles ``unless`` need not repeat.
    """

    by: Annotated[tuple[Qualifier, ...], Field(min_length=1)]
    of: Annotated[tuple[Text, ...], Field(min_length=1)]
    at_least: int = 2
    unless: tuple[Text, ...] = ()


class KindExample(Strict):
    """A small grid and what its columns mean; ``roles`` has one entry for each column, null where unsure."""

    name: Text
    title: str = ""
    header: Annotated[list[list[Any]], Field(min_length=1)]
    body: Annotated[list[list[Any]], Field(min_length=1)]
    merges: tuple[Text, ...] = ()
    roles: Annotated[tuple[str | None, ...], Field(min_length=1)]


class KindSpec(Strict):
    """One kind of table.

    ``required``   every entry must be there; an entry with several roles asks for one of them.
    ``optional``   roles that are usual and speak for the kind.
    ``forbidden``  roles that speak against it.
    ``repeated``   what must repeat; ``once`` the qualifiers that must not.
    ``title_words`` phrases in the title or the sheet's name that speak for it; ``header_words`` in the
    header.
    ``key``        the role that says what a row is about.
    """

    id: Text
    title: Bilingual
    required: Annotated[tuple[tuple[Text, ...], ...], Field(min_length=1)]
    optional: tuple[Text, ...] = ()
    forbidden: tuple[Text, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    once: tuple[Qualifier, ...] = ()
    title_words: tuple[Text, ...] = ()
    title_not: tuple[Text, ...] = ()
    header_words: tuple[Text, ...] = ()
    needs_words: bool = False
    key: tuple[Text, ...] = ()
    unique: tuple[Text, ...] = ()
    closed: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    stage: Text | None = None
    examples: Annotated[tuple[KindExample, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Definitions:
    """All that recognition knows about words: roles and kinds by id, and the lexicon made from them."""

    roles: Mapping[str, RoleSpec]
    kinds: Mapping[str, KindSpec]
    groups: Mapping[str, tuple[str, ...]]
    stages: Mapping[str, tuple[str, ...]]
    lexicon: Lexicon


def load_definitions(rules: Path) -> Definitions:
    """The definitions in the folder ``rules`` (``roles.yaml`` and ``tables/*.yaml``)."""
    path = rules / "roles.yaml"
    words = _read(path, RolesFile)
    roles = {role.id: role for role in words.roles}
    kinds: dict[str, KindSpec] = {}
    for file in sorted((rules / "tables").glob("*.yaml")):
        kind = _read(file, KindSpec)
        if kind.id != file.stem:
            raise RulePackError("kind_id_is_not_file_name", file=str(file), found=kind.id, wanted=file.stem)
        _check_roles(file, kind, roles)
        kinds[kind.id] = kind
    phrases = [
        phrase
        for role in words.roles
        for phrase in (*role.names, *role.within, *role.inside, *role.not_, *role.not_over)
    ]
    phrases += [phrase for group in words.groups.values() for phrase in group]
    lexicon = Lexicon(light=words.light, spelling=words.spelling, phrases=phrases)
    return Definitions(
        roles,
        kinds,
        {str(group): members for group, members in words.groups.items()},
        dict(words.stages),
        lexicon,
    )


def _check_roles(file: Path, kind: KindSpec, roles: Mapping[str, RoleSpec]) -> None:
    """Raise when ``kind`` names a role that ``roles.yaml`` does not know."""
    for role in _named_roles(kind):
        if role not in roles:
            raise RulePackError("unknown_role", file=str(file), found=role, nearest=closest(role, roles) or "")


def _named_roles(kind: KindSpec) -> Iterator[str]:
    for choice in kind.required:
        yield from choice
    for repeated in kind.repeated:
        yield from (*repeated.of, *repeated.unless)
    yield from (*kind.optional, *kind.forbidden, *kind.key, *kind.unique, *kind.closed)
    for example in kind.examples:
        yield from (role for role in example.roles if role)


def _read(path: Path, model: type[_Model]) -> _Model:
    """The file at ``path`` as ``model``."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RulePackError("rule_file_unreadable", file=str(path), reason=error.strerror or "") from error
    data = parse_document(text, str(path)).data
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        line, column = _place(YAML(typ="rt").load(text), first["loc"])
        raise RulePackError(
            "rule_file_invalid",
            file=str(path),
            line=line,
            column=column,
            where=".".join(str(part) for part in first["loc"]),
            reason=first["msg"],
            nearest=_nearest_key(model, first),
        ) from error


def _nearest_key(model: type[BaseModel], fault: Mapping[str, Any]) -> str:
    """For an unknown key at the top of a file, the known key that looks most like it."""
    if fault["type"] != "extra_forbidden" or len(fault["loc"]) != 1:
        return ""
    known = [field.alias or name for name, field in model.model_fields.items()]
    return closest(str(fault["loc"][0]), known) or ""


def _place(data: object, location: tuple[int | str, ...]) -> tuple[int, int]:
    """Line and column, both from 1, of the deepest node on ``location`` that the file has."""
    line = column = 0
    node = data
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line, column = node.lc.key(part)
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line, column = node.lc.item(part)
        else:
            break
        node = node[part]
    return line + 1, column + 1
