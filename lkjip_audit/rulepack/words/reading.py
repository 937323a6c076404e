"""Words from their files: the packaged classes, extended by other folders of rules and by a profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.document import Document, Location
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.problems import BrokenPackError, Problem
from lkjip_audit.rulepack.validation import read_as
from lkjip_audit.rulepack.words.model import ClassSpec, Words, WordsFile, own_words, spellings

FOLDER = "words"


@dataclass(frozen=True, slots=True)
class Source:
    """Classes from one place: a file, or the section ``words`` of a profile (whose classes stand at ``base``)."""

    document: Document
    classes: Mapping[str, ClassSpec]
    base: Location = ()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return Path(self.document.file)

    def problem(self, code: str, location: Location, details: Mapping[str, str | int], *, at_key: bool) -> Problem:
        """A problem at ``location`` within the classes."""
        return self.document.problem(code, (*self.base, *location), details, at_key=at_key)

    def place_of(self, name: str, word: str) -> Location:
        """Where ``word`` stands (the last time) among the words of the class ``name``."""
        places: list[Location] = [
            (name, "words", key, index)
            for key, entries in self.classes[name].words.items()
            for index, entry in enumerate(entries)
            if word in spellings(entry)
        ]
        return places[-1] if places else (name,)


def packaged_words() -> Words:
    """The words that come with the program."""
    return read_words([pack_folder()])


def read_words(folders: Sequence[Path], profile: Source | None = None) -> Words:
    """The words of ``folders``, the first of which names the classes; BrokenPackError with all that is wrong.

    Later folders and ``profile`` add words to classes; a class that the first folder has not is an error.
    """
    words, problems = words_of(folders, profile)
    if problems:
        raise BrokenPackError(problems)
    return words


def words_of(folders: Sequence[Path], profile: Source | None = None) -> tuple[Words, tuple[Problem, ...]]:
    """Like ``read_words``, with what is wrong beside the words that are whole."""
    sources, problems = _sources(folders)
    first = pack_folder() if not folders else folders[0]
    base = {name: spec for source in sources if first in source.path.parents for name, spec in source.classes.items()}
    found = [*problems, *_twice([source for source in sources if first in source.path.parents])]
    specs = dict(base)
    others = [source for source in sources if first not in source.path.parents]
    for source in (*others, *([profile] if profile else ())):
        found.extend(_unknown(source, base))
        for name in base.keys() & source.classes.keys():
            specs[name] = _extended(specs[name], source.classes[name])
    found.extend(_of_unknown(sources, specs) if not found else ())
    found.extend(_in_circles(sources, specs) if not found else ())
    if found:
        return Words.of({}), tuple(found)
    words = Words.of(specs)
    return words, tuple(_not_apart(words, specs, (*sources, *([profile] if profile else ()))))


def _sources(folders: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted((folder / FOLDER).glob("*.yaml")):
            file, document, wrong = read_as(WordsFile, path)
            problems.extend(wrong)
            if file is not None:
                sources.append(Source(document, file.root))
    return sources, problems


def _extended(spec: ClassSpec, more: ClassSpec) -> ClassSpec:
    words = {key: (*entries, *more.words.get(key, ())) for key, entries in spec.words.items()}
    added = {key: entries for key, entries in more.words.items() if key not in words}
    return spec.model_copy(update={"words": {**words, **added}, "of": (*spec.of, *more.of)})


def _twice(sources: Sequence[Source]) -> Iterator[Problem]:
    """A class that two files name, and words that a class has twice."""
    seen: dict[str, Source] = {}
    for source in sources:
        for name, spec in source.classes.items():
            if name in seen:
                details = {"class": name, "other": str(seen[name].path)}
                yield source.problem("words_class_twice", (name,), details, at_key=True)
            seen[name] = source
            met: set[str] = set()
            for word, _ in own_words(spec):
                if word in met:
                    details = {"word": word, "class": name}
                    yield source.problem("word_twice", source.place_of(name, word), details, at_key=False)
                met.add(word)


def _unknown(source: Source, base: Mapping[str, ClassSpec]) -> Iterator[Problem]:
    """Classes that nobody asks for, and words under no key, or under one of another sort than the class has."""
    for name, spec in source.classes.items():
        if name not in base:
            details = {"class": name, "nearest": nearest(name, list(base))}
            yield source.problem("words_unknown_class", (name,), details, at_key=True)
            continue
        known = [key for key in base[name].words if key]
        for key in spec.words:
            if known and (not key or (not key.isdigit() and all(map(str.isdigit, known)))):
                details = {"class": name, "keys": ", ".join(known)}
                yield source.problem("words_want_keys", (name, "words", key), details, at_key=True)


def _of_unknown(sources: Sequence[Source], specs: Mapping[str, ClassSpec]) -> Iterator[Problem]:
    """Names in ``of`` and ``apart`` that are no class."""
    for source in sources:
        for name, spec in source.classes.items():
            for key in ("of", "apart"):
                for index, other in enumerate(getattr(spec, key)):
                    if other not in specs:
                        details = {"class": other, "nearest": nearest(other, list(specs))}
                        yield source.problem("words_unknown_class", (name, key, index), details, at_key=False)


def _in_circles(sources: Sequence[Source], specs: Mapping[str, ClassSpec]) -> Iterator[Problem]:
    """A class that is made of itself."""
    try:
        TopologicalSorter({name: spec.of for name, spec in specs.items()}).prepare()
    except CycleError as error:
        name = error.args[1][0]
        source = next(source for source in sources if name in source.classes)
        yield source.problem("words_circle", (name, "of"), {"class": name}, at_key=True)


def _not_apart(words: Words, specs: Mapping[str, ClassSpec], sources: Sequence[Source]) -> Iterator[Problem]:
    """Words that stand in two classes of which one excludes the other."""
    for name, spec in specs.items():
        for other in spec.apart:
            for word in sorted({*words[name].words} & {*words[other].words}):
                source, place = _origin(word, (name, other), sources)
                details = {"word": word, "class": name, "other": other}
                yield source.problem("word_in_two_classes", place, details, at_key=False)


def _origin(word: str, names: Sequence[str], sources: Sequence[Source]) -> tuple[Source, Location]:
    """The last source that gives ``word`` to one of ``names``, and where; else the last that names one of them."""
    places = [
        (source, source.place_of(name, word))
        for source in reversed(sources)
        for name in names
        if name in source.classes
    ]
    return next((found for found in places if len(found[1]) > 1), places[0])


def document_words(document: Document, classes: Mapping[str, ClassSpec]) -> Source:
    """The section ``words`` of a profile as a source."""
    return Source(document, classes, ("words",))
