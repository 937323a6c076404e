"""The definitions of roles and kinds of table, read from a rules folder.

``rules/roles.yaml`` says what a column can mean and by which words; each file of ``rules/tables/`` says what
one kind of table holds.  Broken files raise :class:`BrokenPackError` with all that is wrong, each fault with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.document import Document, Location
from lkjip_audit.rulepack.model import Bilingual, Strict, Text
from lkjip_audit.rulepack.problems import BrokenPackError, Problem
from lkjip_audit.rulepack.validation import read_as
from lkjip_audit.rulepack.words import classes_in, spoken
from lkjip_audit.tables.bounds import Bounds
from lkjip_audit.tables.lexicon import Lexicon
from lkjip_audit.tables.nature import Group as TableGroup
from lkjip_audit.tables.nature import Nature, Roles, Sort, ToldOf, each, roles_of

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
    "tick",
]
Group = Literal["kinerja", "anggaran", "pendapatan", "sdm", "sarana"]
Qualifier = Literal["year", "period", "entity", "stage", "level"]


class RoleSpec(Nature):
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
    halves: dict[Group, tuple[Text, ...]]
    stages: dict[Text, tuple[Text, ...]]
    agreed: dict[Text, Text]
    changed: dict[Text, Text]
    ladder: tuple[Text, ...]
    called_by: tuple[Text, ...]
    matched: dict[Text, tuple[Text, ...]]
    told_of: ToldOf
    roles: Annotated[tuple[RoleSpec, ...], Field(min_length=1)]


class Repeated(Strict):
    """A kind whose columns repeat: at least ``at_least`` different years, quarters... of one role.

    One of the qualifiers ``by`` is enough; a table with one of the roles ``unless`` need not repeat.  ``unnamed``
    columns, whose headers say nothing but the month, count as those of one role more.
    """

    by: Annotated[tuple[Qualifier, ...], Field(min_length=1)]
    of: Annotated[tuple[Text, ...], Field(min_length=1)]
    at_least: int = 2
    unnamed: bool = False
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
    header.  ``{nations}`` in one of them is any word of that class of ``rules/words/``.
    ``key``        the role that says what a row is about.
    ``unique``     roles that together name a row once; ``closed`` the only words of a role's cells.
    ``columns``    the bounds that a role's figures keep.
    ``is``         what it is (``tables.nature.Group``); ``names`` the roles whose names are agreed in it.
    ``lists``      the roles of which its rows are all that there are.
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
    columns: dict[Text, Bounds] = Field(default_factory=dict)
    stage: Text | None = None
    is_: Annotated[tuple[TableGroup, ...], Field(alias="is")] = ()
    names: tuple[Text, ...] = ()
    lists: tuple[Text, ...] = ()
    examples: Annotated[tuple[KindExample, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Definitions:
    """All that recognition knows about words: roles and kinds by id, and the lexicon made from them.

    ``nature`` says what the roles are and ``sorts`` what the kinds of table are; they go with every table.
    """

    roles: Mapping[str, RoleSpec]
    kinds: Mapping[str, KindSpec]
    groups: Mapping[str, tuple[str, ...]]
    halves: Mapping[str, tuple[str, ...]]
    stages: Mapping[str, tuple[str, ...]]
    lexicon: Lexicon
    nature: Roles
    sorts: Mapping[str, Sort]


def load_definitions(rules: Path) -> Definitions:
    """The definitions in the folder ``rules`` (``roles.yaml`` and ``tables/*.yaml``)."""
    words, document, problems = read_as(RolesFile, rules / "roles.yaml")
    if words is not None:
        problems += tuple(_unknown(_roles_in(words), [role.id for role in words.roles], document))
    kinds: dict[str, KindSpec] = {}
    for file in sorted((rules / "tables").glob("*.yaml")):
        kind, document, found = read_as(KindSpec, file)
        problems += found
        if kind is not None:
            problems += tuple(_broken_names(kind, document, file.stem, words))
            kinds[kind.id] = kind
    if words is None or problems:
        raise BrokenPackError(problems)
    roles = {role.id: role for role in words.roles}
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
        {str(group): members for group, members in words.halves.items()},
        dict(words.stages),
        lexicon,
        _nature(words),
        {kind.id: Sort(frozenset(kind.is_), frozenset(kind.names), frozenset(kind.lists)) for kind in kinds.values()},
    )


def _broken_names(kind: KindSpec, document: Document, stem: str, words: RolesFile | None) -> Iterator[Problem]:
    """What is wrong with the id of ``kind``, and the roles and classes of words that it names and nobody knows."""
    if kind.id != stem:
        yield document.problem("kind_id_is_not_file_name", ("id",), {"found": kind.id, "wanted": stem})
    for key in ("title_words", "title_not", "header_words"):
        for index, phrase in enumerate(getattr(kind, key)):
            for name in classes_in(phrase):
                if name not in spoken().classes:
                    details = {"class": name, "nearest": nearest(name, list(spoken().classes))}
                    yield document.problem("words_unknown_class", (key, index), details)
    if words is None:
        return
    known = [role.id for role in words.roles]
    yield from _unknown(_named_roles(kind), known, document)


def _unknown(named: Iterable[tuple[Location, str]], known: Sequence[str], document: Document) -> Iterator[Problem]:
    """The roles ``named`` in ``document`` that ``roles.yaml`` does not know."""
    for place, role in named:
        if role not in known:
            yield document.problem("unknown_role", place, {"found": role, "nearest": nearest(role, known)})


def _roles_in(words: RolesFile) -> Iterator[tuple[Location, str]]:
    """Every role that ``roles.yaml`` names beside its own id, with its place."""
    yield from each(words.ladder, "ladder")
    yield from each(words.called_by, "called_by")
    for name, members in words.matched.items():
        yield ("matched", name), name
        yield from each(members, "matched", name)
    yield from each(words.told_of.performance, "told_of", "performance")
    yield from each(words.told_of.money, "told_of", "money")
    for place, role in enumerate(words.roles):
        yield from ((("roles", place, *keys), other) for keys, other in role.named())


def _nature(words: RolesFile) -> Roles:
    return roles_of(
        {role.id: role for role in words.roles},
        {role.id: role.types[0] for role in words.roles},
        frozenset(role.id for role in words.roles if role.subject),
        ladder=words.ladder,
        called_by=words.called_by,
        matched=words.matched,
        told_of=words.told_of,
        agreed=words.agreed,
        changed=words.changed,
    )


def _named_roles(kind: KindSpec) -> Iterator[tuple[Location, str]]:
    """Every role that ``kind`` names, with its place."""
    named: dict[Location, Sequence[str]] = {("required", at): choice for at, choice in enumerate(kind.required)}
    for at, repeated in enumerate(kind.repeated):
        named["repeated", at, "of"], named["repeated", at, "unless"] = repeated.of, repeated.unless
    named |= {(key,): getattr(kind, key) for key in ("optional", "forbidden", "key", "unique", "names", "lists")}
    for place, roles in named.items():
        yield from (((*place, at), role) for at, role in enumerate(roles))
    yield from ((("closed", role), role) for role in kind.closed)
    for role, bounds in kind.columns.items():
        yield ("columns", role), role
        yield from (((("columns", role, *place), other) for place, other in bounds.named()))
    for at, example in enumerate(kind.examples):
        yield from ((("examples", at, "roles", index), role) for index, role in enumerate(example.roles) if role)
