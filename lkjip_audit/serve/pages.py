"""The page that files are dropped on, and the lines of its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.html.render import SHAPES, asset, environment, fill, policy
from lkjip_audit.reports.html.words import Words, words_for
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.serve.desk import Item, Limits, State
from lkjip_audit.serve.telling import Told, told

STEPS = tuple(state for state in State if state is not State.FAILED)
_PACKAGE = "lkjip_audit.serve"


def home(
    items: Sequence[Item],
    limits: Limits,
    problems: Sequence[Told],
    news: Sequence[Told] = (),
    *,
    key: str,
    lang: str,
    remote: bool,
    ends: bool = False,
) -> tuple[str, str]:
    """The page with a visitor's files, what was refused and what went well, and the policy to send it with.

    ``ends`` tells whether the page can end the program.
    """
    style, script = _own()
    text = fill(
        "home.html",
        style,
        script,
        package=_PACKAGE,
        talks=True,
        titles=words_for(lang, both=True).each("serve.title"),
        problems=problems,
        news=news,
        limits=limits,
        remote=remote,
        busy=any(not item.state.ended for item in items),
        done=len(_finished(items)),
        finished=_finished(items),
        ends=ends,
        **_shared(lang, key),
        items=items,
    )
    return text, policy(style, script, talks=True)


def listed(items: Sequence[Item], key: str, lang: str) -> Mapping[str, object]:
    """What the page's script shows: each file's line, when it changed, what to say of it; and the table of several."""
    engine, finished, shared = environment(_PACKAGE), _finished(items), _shared(lang, key)
    line, table = engine.get_template("item.html"), engine.get_template("table.html")
    return {
        "busy": any(not item.state.ended for item in items),
        "done": len(finished),
        "table": table.render(finished=finished, **shared) if len(finished) > 1 else "",
        "items": [
            {
                "id": item.id,
                "stamp": item.stamp,
                "html": line.render(item=item, **shared),
                "said": {each: f"{item.name}: {text}" for each, text in told(f"serve.state.{item.state}").items()},
            }
            for item in items
        ],
    }


def _finished(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.state is State.DONE)


def ended(lang: str) -> str:
    """The sentence of the last page."""
    return Catalogue(lang).text("serve.ended")


def _shared(lang: str, key: str) -> dict[str, Any]:
    words: Words = words_for(lang, both=True)
    return {"t": words, "key": key, "steps": STEPS, "severities": tuple(Severity), "shapes": SHAPES}


@cache
def _own() -> tuple[str, str]:
    """The style sheet and the script of the page."""
    return asset("base.css") + asset("home.css", _PACKAGE), asset("language.js") + asset("home.js", _PACKAGE)


@cache
def assets_to_read() -> tuple[str, str]:
    """The style sheet and the script of a page that is only read: a comparison, a rule, the glossary."""
    return asset("base.css") + asset("report.css") + asset("home.css", _PACKAGE), asset("language.js")
