"""Rule packs from their folders: every file read, every fault of every file told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from lkjip_audit.formula import LanguageError, parse
from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.document import Document, Location, read
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.limit_groups import Limits
from lkjip_audit.rulepack.limits import moved, packaged
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.problems import BrokenPackError, Problem
from lkjip_audit.rulepack.profile import Off, Profile, changed, read_profile, unknown_rules
from lkjip_audit.rulepack.validation import validated
from lkjip_audit.rulepack.words import Words
from lkjip_audit.rulepack.words.reading import FOLDER as WORDS
from lkjip_audit.rulepack.words.reading import document_words, words_of

FORMULA = "formula"
"""Wherever this key stands in a relation, its text is read as a formula."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule, the file that it was read from, and its relation's settings in the model of their kind."""

    rule: Rule
    document: Document
    settings: BaseModel


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rules in force.

    ``rules`` are in the order of their files' paths.  ``settings`` are the relations' settings by rule id,
    ``off`` the rules that the profile turned off, ``limits`` the packaged ones with what the profile moves; ``words``
    are those in force, None where nothing is added to the packaged ones.  ``sha256`` is over every YAML file of the
    folders and what the profile chooses among rules.
    """

    rules: tuple[Rule, ...]
    sha256: str
    folders: tuple[Path, ...]
    settings: Mapping[str, BaseModel] = field(default_factory=dict)
    profile: Profile | None = None
    off: tuple[Off, ...] = ()
    limits: Limits = field(default_factory=packaged)
    words: Words | None = None


def load_rules(
    folders: Sequence[Path],
    kinds: Mapping[str, type[BaseModel]],
    *,
    profile: str | None = None,
    examples: bool = False,
    check: Callable[[Profile, Document], tuple[Problem, ...]] | None = None,
) -> RulePack:
    """The rules of ``folders``, a later folder's rule taking the place of an earlier one's of the same id.

    ``kinds`` are the models of the relations' settings; ``profile`` is an id or the path of a file.  Examples
    are left unread unless ``examples`` asks for them.  ``check`` finds what else is wrong with the profile.  Raises
    BrokenPackError with all that is wrong.
    """
    entries, problems = read_rules(folders, kinds, examples=examples)
    chosen, document = (None, None) if profile is None else read_profile(profile, folders)
    in_force = packaged()
    if chosen is not None and document is not None:
        known = [entry.rule.id for entry in entries]
        if not problems:
            problems += unknown_rules(chosen, document, known)
        problems += check(chosen, document) if check else ()
        entries, found = _under_profile(entries, chosen, document, kinds)
        problems += found
        in_force, found = moved(in_force, chosen.limits, document)
        problems += found
    words, found = words_in_force(folders, chosen, document)
    problems += found
    if problems:
        raise BrokenPackError(problems)
    return RulePack(
        rules=tuple(entry.rule for entry in entries),
        sha256=fingerprint(folders, "" if chosen is None else chosen.choices()),
        folders=tuple(folders),
        settings={entry.rule.id: entry.settings for entry in entries},
        profile=chosen,
        off=() if chosen is None else chosen.off,
        limits=in_force,
        words=words,
    )


def words_in_force(
    folders: Sequence[Path], profile: Profile | None, document: Document | None
) -> tuple[Words | None, tuple[Problem, ...]]:
    """The packaged words with what ``folders`` and ``profile`` add, None where they add nothing; what is wrong."""
    first = pack_folder()
    more = [folder for folder in folders if folder != first and (folder / WORDS).is_dir()]
    own = None if profile is None or document is None else document_words(document, profile.word_classes())
    if not more and (own is None or not own.classes):
        return None, ()
    return words_of([first, *more], own)


def read_rules(
    folders: Sequence[Path], kinds: Mapping[str, type[BaseModel]], *, examples: bool
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The rules of ``folders`` that are whole, by the paths of their files, and what is wrong with others."""
    entries: dict[str, tuple[str, Entry]] = {}
    problems: list[Problem] = []
    for folder in folders:
        here: dict[str, str] = {}
        for path in _rule_files(folder):
            try:
                document = read(path, without=None if examples else "examples")
            except BrokenPackError as error:
                problems.extend(error.problems)
                continue
            entry, found = _entry(document, kinds, examples=examples)
            problems.extend(found)
            if entry is None:
                continue
            rule = entry.rule.id
            if rule in here:
                problems.append(document.problem("duplicate_id", ("id",), {"id": rule, "other": here[rule]}))
                continue
            here[rule] = document.file
            entries[rule] = (path.relative_to(folder).as_posix(), entry)
    ordered = sorted(entries.values(), key=lambda item: item[0])
    return tuple(entry for _, entry in ordered), tuple(problems)


def _rule_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise BrokenPackError([Problem(str(folder), 1, 1, "rules_folder_missing")])
    if not any((folder / name).exists() for name in ("checks", "profiles", "tables", WORDS)):
        raise BrokenPackError([Problem(str(folder), 1, 1, "rules_folder_empty")])
    return sorted((folder / "checks").rglob("*.yaml"))


def _entry(
    document: Document,
    kinds: Mapping[str, type[BaseModel]],
    *,
    examples: bool,
    data: Mapping[str, Any] | None = None,
) -> tuple[Entry | None, tuple[Problem, ...]]:
    """The rule in ``document`` (or in ``data``, as a profile changed it); None with what is wrong."""
    given = document.data if data is None else data
    rule, problems = validated(Rule, given, document)
    settings, more = _settings(given, document, kinds)
    problems += more
    if rule is None or settings is None or problems:
        return None, problems
    if examples and rule.examples is None:
        problems = (document.problem("examples_missing", (), {"id": rule.id}),)
    return Entry(rule, document, settings), problems


def _settings(
    data: object, document: Document, kinds: Mapping[str, type[BaseModel]]
) -> tuple[BaseModel | None, tuple[Problem, ...]]:
    """The settings of the relation, checked by the model of its kind and formula by formula."""
    relation = data.get("relation") if isinstance(data, Mapping) else None
    if not isinstance(relation, Mapping) or not isinstance(relation.get("kind"), str):
        return None, ()
    kind = relation["kind"]
    if kind not in kinds:
        known = nearest(kind, list(kinds))
        return None, (document.problem("unknown_kind", ("relation", "kind"), {"kind": kind, "nearest": known}),)
    given = {key: value for key, value in relation.items() if key != "kind"}
    settings, problems = validated(kinds[kind], given, document, ("relation",))
    return settings, problems + tuple(_broken_formulas(relation, document, ("relation",)))


def formulas(value: object, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every formula under ``value``, with the way to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == FORMULA and isinstance(inner, str):
                yield (*location, key), inner
            else:
                yield from formulas(inner, (*location, key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from formulas(inner, (*location, index))


def _broken_formulas(relation: object, document: Document, location: Location) -> Iterator[Problem]:
    for place, text in formulas(relation, location):
        try:
            parse(text)
        except LanguageError as error:
            details = {key: value for key, value in error.details.items() if key != "column"}
            yield document.problem(error.code, place, details, shift=error.column - 1)


def _under_profile(
    entries: Sequence[Entry],
    profile: Profile,
    document: Document,
    kinds: Mapping[str, type[BaseModel]],
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """``entries`` without the rules that ``profile`` turns off, and with its changes made."""
    off = {item.rule for item in profile.off}
    kept = {entry.rule.id: entry for entry in entries if entry.rule.id not in off}
    problems: list[Problem] = []
    for index, change in enumerate(profile.change):
        entry = kept.get(change.rule)
        if entry is None:
            continue
        place: Location = ("change", index)
        data, found = changed(entry.document.data, change, document, place)
        problems.extend(found)
        new, found = _entry(entry.document, kinds, examples=False, data=data)
        # The file itself is sound: whatever is wrong now was brought in by the change.
        problems.extend(
            document.problem(problem.code, (*place, "set"), dict(problem.details), at_key=True) for problem in found
        )
        kept[change.rule] = new or entry
    return tuple(kept.values()), tuple(problems)


def fingerprint(folders: Sequence[Path], profile: str = "") -> str:
    """The SHA-256 of all YAML files under ``folders``, wherever those lie and however their lines end."""
    digest = hashlib.sha256(profile.encode())
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            name = path.relative_to(folder).as_posix()
            digest.update(f"\n{name} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()
