"""A pemda's own choices: rules turned off or changed with a reason, what fills a workbook's silence, its tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from lkjip_audit.errors import UsageError
from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.document import Document, Location, read
from lkjip_audit.rulepack.limits import Moved
from lkjip_audit.rulepack.mapping import MappedSheet, faults
from lkjip_audit.rulepack.model import Bilingual, RuleId, Strict, Text
from lkjip_audit.rulepack.problems import BrokenPackError, Problem
from lkjip_audit.rulepack.validation import validated
from lkjip_audit.rulepack.words.model import ClassSpec, Listed

CHANGEABLE = ("severity", "relation", "applies")
"""The keys of a rule that a profile may change; what a rule says and why it is right stay the pack's own."""


class Off(Strict):
    """A rule that is not used, and why."""

    rule: RuleId
    reason: Text


class Change(Strict):
    """A rule that is changed, and why; ``set`` maps dotted keys to values (``relation.percent: true``)."""

    rule: RuleId
    set: Annotated[dict[Text, Any], Field(min_length=1)]
    reason: Text


class Band(Strict):
    """One step of a scale of predicates: from ``from`` upwards."""

    lowest: Annotated[Decimal, Field(alias="from")]
    label: Text


class Profile(Strict):
    """A profile: one file of ``rules/profiles/``.

    What the workbook itself declares comes first; these choices hold where it is silent.  ``efficiency`` and
    ``polarity`` name the variant in force of the families ``efisiensi`` and ``polaritas``, ``variants`` those
    of other families; ``cap`` is the highest capaian that may be printed ("none": no cap), ``scale`` the
    predicates.  ``limits`` are thresholds and costs that it moves; ``words`` adds words to classes of ``rules/words/``.
    ``sheets`` says what tables the workbook
    holds, as ``lkjip-audit map`` writes it.
    """

    id: RuleId
    title: Bilingual
    off: tuple[Off, ...] = ()
    change: tuple[Change, ...] = ()
    scale: tuple[Band, ...] = ()
    efficiency: Text | None = None
    polarity: Text | None = None
    cap: Decimal | Literal["none"] | None = None
    variants: Annotated[dict[Text, Text], Field(default_factory=dict)]
    limits: tuple[Moved, ...] = ()
    words: dict[Text, Listed] = Field(default_factory=dict)
    sheets: tuple[MappedSheet, ...] = ()

    def choices(self) -> str:
        """What the profile decides about rules, as one text; "" for a mere map of tables."""
        chosen = self.model_dump(mode="json", exclude={"title", "sheets"}, exclude_defaults=True)
        return "" if self.sheets and set(chosen) <= {"id"} else json.dumps(chosen, sort_keys=True)

    def word_classes(self) -> Mapping[str, ClassSpec]:
        """The words that the profile adds, by class."""
        return {name: ClassSpec(words=words) for name, words in self.words.items()}

    def chosen_variants(self) -> Mapping[str, str]:
        """The variant in force by family, for the families that the profile decides."""
        own = {"efisiensi": self.efficiency, "polaritas": self.polarity}
        return {**self.variants, **{family: variant for family, variant in own.items() if variant}}


def profile_files(folders: Sequence[Path]) -> Mapping[str, Path]:
    """The profiles of ``folders`` by id; a later folder's takes the place of an earlier one's."""
    files = (file for folder in folders for file in sorted((folder / "profiles").glob("*.yaml")))
    return {file.stem: file for file in files}


def read_profile(name: str, folders: Sequence[Path]) -> tuple[Profile, Document]:
    """The profile ``name``: an id, or the path of a file."""
    known = profile_files(folders)
    path = known.get(name)
    if path is None and name.endswith((".yaml", ".yml")):
        path = Path(name)
    if path is None:
        raise UsageError("unknown_profile", name=name, nearest=nearest(name, list(known)) or "-")
    document = read(path)
    profile, problems = validated(Profile, document.data, document)
    if profile is not None and name in known and profile.id != path.stem:
        problems = (document.problem("file_name_is_not_id", ("id",), {"id": profile.id, "name": path.name}),)
    if profile is None or problems:
        raise BrokenPackError(problems)
    return profile, document


def unknown_rules(profile: Profile, document: Document, known: Sequence[str]) -> tuple[Problem, ...]:
    """A problem for each rule that the profile names and nobody knows."""
    named = [(("off", i, "rule"), off.rule) for i, off in enumerate(profile.off)]
    named += [(("change", i, "rule"), change.rule) for i, change in enumerate(profile.change)]
    return tuple(
        document.problem("profile_unknown_rule", location, {"rule": rule, "nearest": nearest(rule, known)})
        for location, rule in named
        if rule not in known
    )


def map_problems(
    profile: Profile, document: Document, roles: Sequence[str], kinds: Sequence[str]
) -> tuple[Problem, ...]:
    """A problem for each role, kind or place in the profile's map of tables that cannot be."""
    return tuple(
        document.problem(fault.code, fault.location, fault.details) for fault in faults(profile.sheets, roles, kinds)
    )


def changed(
    data: Mapping[str, Any], change: Change, document: Document, location: Location
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The plain ``data`` of a rule with ``change`` made, which stands at ``location`` of the profile."""
    result = deepcopy(dict(data))
    problems = []
    for key, value in change.set.items():
        place = (*location, "set", key)
        *way, last = key.split(".")
        if (way or [last])[0] not in CHANGEABLE:
            details = {"key": key, "known": ", ".join(CHANGEABLE)}
            problems.append(document.problem("profile_cannot_change", place, details, at_key=True))
            continue
        inner: Any = result
        for part in way:
            inner = inner.setdefault(part, {}) if isinstance(inner, dict) else None
        if isinstance(inner, dict):
            inner[last] = value
        else:
            problems.append(document.problem("profile_no_such_key", place, {"key": key}, at_key=True))
    return result, tuple(problems)
