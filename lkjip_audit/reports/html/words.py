"""Sentences for the page, in the languages that it holds: both stand in it, and the reader chooses which is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Words:
    """Writes sentences in ``langs``, the one first shown before the other; a page of one language has only that."""

    langs: tuple[str, ...]

    def __call__(self, key: str, **values: object) -> Markup:
        """The sentence at ``key`` of the catalogue in every language of the page."""
        return self.both(*(self._text(lang, key, values) for lang in self.langs))

    def plain(self, key: str, **values: object) -> str:
        """The sentence at ``key`` in the language first shown, for places that hold no markup."""
        return self._text(self.langs[0], key, values)

    def each(self, key: str, **values: object) -> tuple[tuple[str, str], ...]:
        """The sentence at ``key`` by language, for what the script writes."""
        return tuple((lang, self._text(lang, key, values)) for lang in self.langs)

    def of(self, told: Mapping[str, str]) -> tuple[str, ...]:
        """What is ``told`` by language, in the order of the page's languages."""
        return tuple(told[lang] for lang in self.langs)

    def both(self, *texts: str) -> Markup:
        """``texts``, one for each language, so that one is shown; once where they are the same."""
        if len(set(texts)) == 1:
            return escape(texts[0])
        spans = (f'<span lang="{lang}">{escape(text)}</span>' for lang, text in zip(self.langs, texts, strict=True))
        return Markup("").join(Markup(span) for span in spans)

    @staticmethod
    def _text(lang: str, key: str, values: dict[str, object]) -> str:
        return Catalogue(lang).text(key, **values)


def words_for(lang: str, both: bool) -> Words:
    """The words of a page first shown in ``lang``; with the other language when ``both``."""
    others = tuple(other for other in LANGUAGES if other != lang) if both else ()
    return Words((lang, *others))
