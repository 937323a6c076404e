"""Numbers written in words, to be read back."""

from __future__ import annotations

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
LARGEST = 10**15 - 1


def int_to_words(number: int) -> str:
    """``1500`` is "seribu lima ratus".  From 0 to one below a thousand triliun; ValueError beyond."""
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    if number < 10:
        return DIGITS[number]
    parts: list[str] = []
    rest = number
    for value, word in SCALES:
        count, rest = divmod(rest, value)
        if count == 1 and value == 1000:
            parts.append("seribu")
        elif count:
            parts.append(f"{_hundreds(count)} {word}")
    if rest:
        parts.append(_hundreds(rest))
    return " ".join(parts)


def _hundreds(number: int) -> str:
    """A number from 1 to 999 in words."""
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds:
        parts.append("seratus" if hundreds == 1 else f"{DIGITS[hundreds]} ratus")
    if rest == 10:
        parts.append("sepuluh")
    elif rest == 11:
        parts.append("sebelas")
    elif 11 < rest < 20:
        parts.append(f"{DIGITS[rest - 10]} belas")
    elif rest >= 20:
        tens, ones = divmod(rest, 10)
        parts.append(f"{DIGITS[tens]} puluh" + (f" {DIGITS[ones]}" if ones else ""))
    elif rest:
        parts.append(DIGITS[rest])
    return " ".join(parts)
