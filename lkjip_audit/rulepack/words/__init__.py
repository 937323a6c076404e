r"""The words of the language, as ``rules/words/`` holds them, and how Python asks for them.

A class is named once, in a file that explains it; a module says ``WordSet("scales")`` or
``WordPattern(r"\b{months}\b")`` and is answered from the words in force: those of the packaged rules, unless
an audit speaks others (a folder of rules, a profile), which it does for as long as it lasts (``speaking``).
"""

from lkjip_audit.rulepack.words.asking import (
    WordMap,
    WordPattern,
    WordSet,
    classes_in,
    derived,
    phrase_pattern,
    speaking,
    spoken,
)
from lkjip_audit.rulepack.words.model import Words

__all__ = [
    "WordMap",
    "WordPattern",
    "WordSet",
    "Words",
    "classes_in",
    "derived",
    "phrase_pattern",
    "speaking",
    "spoken",
]
