"""Words quoted from elsewhere that must not change: the number of a regulation, the verb of a mission."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.strangers import agencies_of
from lkjip_audit.scene.typed import texts_with
from lkjip_audit.workbook.model import Address

_NUMBER = re.compile(r"(?<![\w./-])[A-Z]{2,}[\w.]*(?:/[\w.\-]+){2,}/(?:19|20)\d\d(?!\d)")
_STROKE = re.compile("/")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VERB = re.compile(r"(?:Me|Ter)[a-z]+(?:kan|nya)")


@dataclass(frozen=True, slots=True)
class _Quote:
    """``text`` as typed at ``address``; ``key`` is the same for all that quote one thing."""

    address: Address
    text: str
    key: str
    rest: str = ""


def numbers(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Numbers of documents ("PER/09/M.PAN/05/2007"), each in one form throughout."""
    quotes = (
        _Quote(address, match.group(), _plain_number(match.group()))
        for address, text in _texts(scene, _STROKE)
        for match in _NUMBER.finditer(text)
    )
    yield from _compared(rule, list(quotes), fewest=1)


def _plain_number(number: str) -> str:
    return "/".join(part.strip().lstrip("0").upper() for part in number.split("/"))


def verbs(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Missions, goals and the like: the verb before the same eight words is the same everywhere.

    "Meningkatkan" and "Meningkatnya" are not compared: a goal and its objective share their words; nor are the
    sheets of different agencies, each of which words its own.
    """
    quotes: list[_Quote] = []
    named = agencies_of(scene.tables)
    agencies = {table.sheet for table in scene.tables if table.id in named}
    for address, text in _texts(scene, _VERB):
        whose = address.sheet if address.sheet in agencies else ""
        words = list(_WORD.finditer(text))
        for at, word in enumerate(words):
            verb = word.group()
            if _VERB.fullmatch(verb) and at + limits().prose.quoted_words < len(words):
                rest = " ".join(item.group().lower() for item in words[at + 1 : at + 1 + limits().prose.quoted_words])
                quotes.append(_Quote(address, verb, f"{whose}{verb[-3:]} {rest}", rest))
    yield from _compared(rule, quotes, fewest=2)


def _compared(rule: Rule, quotes: Sequence[_Quote], *, fewest: int) -> Iterator[Laid]:
    """Each thing that is quoted: rarer forms are findings where another stands ``fewest`` times.

    Of two forms that stand equally often none is said to be the right one.
    """
    groups: dict[str, dict[str, list[_Quote]]] = defaultdict(lambda: defaultdict(list))
    for quote in quotes:
        groups[quote.key][quote.text].append(quote)
    for key, forms in groups.items():
        model = max(forms.values(), key=len)
        if sum(map(len, forms.values())) < 2:
            if fewest == 1:
                quote = model[0]
                yield outcome(
                    rule,
                    Status.NOT_APPLICABLE,
                    quote.address,
                    key,
                    stated=quote.text,
                    reason="nothing_to_compare",
                )
            continue
        for form in forms.values():
            is_rarer = len(form) < len(model)
            status = Status.FINDING if is_rarer or fewest == 1 else Status.NOT_VERIFIABLE
            if form is model:
                status = Status.PASS
            elif len(model) < fewest:
                status = Status.NOT_VERIFIABLE
            for quote in form:
                yield outcome(
                    rule,
                    status,
                    quote.address,
                    quote.rest or key,
                    stated=quote.text,
                    expected_text=model[0].text if status is Status.FINDING and is_rarer else "",
                    reason="either_of_two" if status is Status.NOT_VERIFIABLE else None,
                    form=model[0].text,
                    other=model[0].address.place,
                )


def _texts(scene: Scene, said: re.Pattern[str]) -> Iterator[tuple[Address, str]]:
    """The texts that were typed in which ``said`` is found."""
    return ((item.address, item.text) for item in texts_with(scene, said.search) if not item.cell.formula)
