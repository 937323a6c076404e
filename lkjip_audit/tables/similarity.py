"""How alike two names of one thing are: "Kompetensi ASN" and "Kapasitas Aparatur Sipil Negara"."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.subjects import bare

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_SUFFIX = re.compile(r"(?:nya|kan|an)$")
_PREFIX = re.compile(r"^(?:meng|meny|mem|men|me|peng|peny|pem|pen|pe|ter|ber|ke|di)(?=\w{4,})")
_SHORTEST_STEMMED = 7
# Words that begin or join so many names that they tell none apart.
_EMPTY = frozenset(
    [
        "dan",
        "atau",
        "yang",
        "pada",
        "di",
        "ke",
        "dari",
        "untuk",
        "atas",
        "oleh",
        "dengan",
        "dalam",
        "per",
        "serta",
        "bagi",
        "para",
        "secara",
        "terhadap",
    ]
)
_LIGHT_WORDS = (
    "meningkatkan terwujudnya persentase prosentase presentase jumlah nilai indeks tingkat angka skor laju program "
    "kegiatan pelaksanaan penyelenggaraan pengelolaan penyediaan pelayanan kinerja hasil capaian rata perangkat "
    "daerah kota kabupaten provinsi urusan pemerintahan dinas badan dokumen laporan sub"
)
# Words that mean the same whoever writes them.
_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "opd": ("perangkat", "daerah"),
    "skpd": ("perangkat", "daerah"),
    "pd": ("perangkat", "daerah"),
    "mutu": ("kualitas",),
}
_LIGHT_WEIGHT = 0.4
_ACRONYM = re.compile(r"[a-z]{2,7}")
_CONTAINED = 0.92


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The telling words of ``text``, stems only, without the number or dash before it."""
    return tuple(map(_stem, _written(text)))


def _written(text: str) -> list[str]:
    return [word for word in _TOKEN.findall(plain(bare(text))) if word not in _EMPTY]


def normal(text: str) -> str:
    """``text`` so that two spellings of the same words are equal."""
    return " ".join(_TOKEN.findall(plain(bare(text))))


def _stem(word: str) -> str:
    if len(word) < _SHORTEST_STEMMED:
        return word
    return _PREFIX.sub("", _SUFFIX.sub("", word))


_LIGHT = frozenset(_stem(word) for word in _LIGHT_WORDS.split())


class Weights:
    """How telling each word is among ``texts``: the rarer the more, and little for words of form."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            counts.update(set(tokens(text)))
            total += 1
        self._idf: Mapping[str, float] = {word: math.log(1 + (total + 1) / count) for word, count in counts.items()}
        self._most = math.log(2 + total)

    def of(self, word: str) -> float:
        """The weight of ``word``."""
        weight = self._idf.get(word, self._most)
        return weight * _LIGHT_WEIGHT if word in _LIGHT else weight


def likeness(first: str, second: str, weights: Weights) -> float:
    """From 0 (nothing in common) to 1 (the same words); one wholly inside the other is nearly that."""
    a, b = _word_sets(first, second)
    if not a or not b:
        return 0.0
    common = _common(a, b)
    # ``fsum`` gives the same whatever the order, which for a set of words is another in every run.
    shared = math.fsum(weights.of(word) for word in common)
    total_a, total_b = (math.fsum(weights.of(word) for word in words) for words in (a, b))
    if not shared:
        return 0.0
    dice = min(1.0, 2 * shared / (total_a + total_b))
    smaller = a if total_a <= total_b else b
    telling = [word for word in smaller if word not in _LIGHT]
    if len(smaller) >= 2 and telling and all(word in common for word in smaller):
        return max(dice, _CONTAINED * (0.75 + 0.25 * dice))
    return dice


def is_telling(first: str, second: str) -> bool:
    """Whether what two names have in common is more than a numeral, a letter or one word of form."""
    a, b = _word_sets(first, second)
    common = a & b
    return any(len(word) > 3 and word not in _LIGHT for word in common) or len(common) >= 3


def contrast(first: str, second: str) -> bool:
    """Whether each of two names has a telling word that the other lacks: "peserta KB aktif", "peserta KB baru"."""
    a, b = _word_sets(first, second)
    common = _common(a, b) | _common(b, a)
    return all(any(word not in _LIGHT and not word.isdigit() for word in own - common) for own in (a, b))


def _word_sets(first: str, second: str) -> tuple[set[str], set[str]]:
    """The words of both names, the acronyms of one unfolded where the other has their words."""
    a, b = (set(_alike(tokens(text))) for text in (first, second))
    return _unfold(a, _written(second), b), _unfold(b, _written(first), a)


def _alike(words: Iterable[str]) -> Iterator[str]:
    """``words`` with those that agencies use for one another brought to one."""
    for word in words:
        yield from _OTHER_WORDS.get(word, (word,))


def _unfold(words: set[str], other: Sequence[str], other_set: set[str]) -> set[str]:
    """``words`` with an acronym replaced by those of the other name, as written, whose first letters it is."""
    unfolded = set(words)
    for word in words - other_set:
        if not _ACRONYM.fullmatch(word):
            continue
        for start in range(len(other) - len(word) + 1):
            run = other[start : start + len(word)]
            if all(part.startswith(letter) for part, letter in zip(run, word, strict=True)):
                unfolded.discard(word)
                unfolded.update(map(_stem, run))
                break
    return unfolded


def _common(a: set[str], b: set[str]) -> set[str]:
    """The words of both, a slip of one letter in a long word forgiven."""
    common = a & b
    for word in a - b:
        if len(word) >= 6 and any(_one_off(word, other) for other in b - a):
            common.add(word)
    return common


def _one_off(first: str, second: str) -> bool:
    """Whether two words differ by one letter changed, left out or put in."""
    if abs(len(first) - len(second)) > 1 or first[0] != second[0]:
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    cut = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[cut:] == long[cut + 1 :]
