"""Workbooks and YAML files spoiled in some way, each known by its number: the same number gives the same bytes."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile

from tests.fuzz.books import Raw, book, grids, packed, parts, sheet, stored

VALUES: tuple[object, ...] = (
    *(stored(text) for text in ("null", "NaN", "-INF", "1" * 21, "1" * 40, "9" * 330, "1E+20", "1.5E+300", "1.5E-300")),
    *(stored(text) for text in ("-0", "0E+3", "1.2345E-05", "123456789012345678901234.5", "1" * 5000, " 12 ", "12,5")),
    *(
        stored(text, kind)
        for text, kind in (("99999", "s"), ("-1", "s"), ("x", "b"), ("#APA", "e"), ("2021-13-45", "d"))
    ),
    *(
        stored("1", "", text)
        for text in ("E3+G3", "((((", "9^9^9", "1" + "+1" * 3000, "SUM(A1:XFD1048576)", "1" + "%" * 900)
    ),
    *(
        "1E+20",
        "1e400",
        "1e99999999",
        "1" * 21,
        "9" * 5000,
        "0," + "9" * 5000,
        "1" * 30 + "%",
        "(" * 60 + "5" + ")" * 60,
    ),
    *(
        "١٢٣",
        "5²³",
        "½",
        "Ⅷ",
        "１２３",
        "_x0000_",
        "_xD800_",
        "\u202e123",
        "\u009b31m",
        "_x001B_[31m",
        "=1+1",
        "[/]",
        "::error::x",
    ),
    *(
        "1 " * 16000,
        "A" * 32000,
        "1.2." * 8000,
        "Rp" * 8000,
        "(" * 16000,
        "12,34,56 " * 3000,
        "a-" * 16000,
        "% " * 16000,
    ),
    *("tiga ratus " * 2000, "2021" * 5000, "-" * 50 + "5", "." * 300, "Jumlah", "s.d. " * 5000, "Rp. 1.000,- " * 2000),
)
"""What a cell is spoiled with."""
ENCODINGS = (
    "shift_jis",
    "utf-7",
    "utf-16-le",
    "utf-16",
    "utf-32",
    "idna",
    "punycode",
    "rot13",
    "zlib",
    "koi8-r",
    "undefined",
    "x",
)
_CODES = (
    "0.0.0.0",
    "#,##0.00;[Red]-(0)",
    "0" * 300,
    '"' * 51,
    "[>=1e999]0",
    "e+e+e",
    "yyyy" * 80,
    "[$-F800]",
    "\\",
    "@;@;@;@;@",
    "0%%%%%%%%%",
)
_SPLIT = re.compile(rb"(?<=>)")


def workbook(number: int) -> bytes:
    """The mutant of that number."""
    draw = random.Random(number)
    change = draw.choice((_bytes, _structure, _xml, _xml, _cells, _cells, _cells, _encoding, _formats))
    return change(draw, draw.randrange(50))


def _bytes(draw: random.Random, seed: int) -> bytes:
    """Bytes of the file changed, or its end cut off."""
    data = bytearray(packed(book(seed)))
    if draw.random() < 0.3:
        return bytes(data[: draw.randrange(len(data))])
    for _ in range(draw.randint(1, 12)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    return bytes(data)


def _structure(draw: random.Random, seed: int) -> bytes:
    """Members of the zip without a name, twice, missing, moved, or under names that lead elsewhere."""
    members = list(book(seed).items())
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(members))
        name, data = members[at]
        match draw.randrange(5):
            case 0:
                del members[at]
            case 1:
                members.append((name, data))
            case 2:
                members[at] = (
                    draw.choice(("", "/", "..", "../a", "a" * 60000, "\\", "xl/", "CON", "a\0b", "%2e%2e/x")),
                    data,
                )
            case 3:
                members[at] = (name.upper(), data)
            case 4:
                members[at] = (name, members[draw.randrange(len(members))][1])
        if not members:
            break
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", draw.choice((0, 8))) as archive:
        warnings.simplefilter("ignore")
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _xml(draw: random.Random, seed: int) -> bytes:
    """Tags of one part left out, doubled, moved, or with another value in an attribute."""
    members = book(seed)
    name = draw.choice(list(members))
    pieces = _SPLIT.split(members[name])
    for _ in range(draw.randint(1, 6)):
        at, other = draw.randrange(len(pieces)), draw.randrange(len(pieces))
        match draw.randrange(4):
            case 0:
                pieces[at] = b""
            case 1:
                pieces[at] += pieces[other]
            case 2:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 3:
                value = draw.choice(
                    (b"", b"-1", b"9" * 5000, b"null", b"1e9", b"A0", b"XFE1", b"\xc2\xb2", b"../../x", b"rId1")
                )
                pieces[at] = re.sub(rb'"[^"]*"', b'"' + value + b'"', pieces[at], count=1)
    members[name] = b"".join(pieces)
    return packed(members)


def _cells(draw: random.Random, seed: int) -> bytes:
    """Cells that hold what nobody types."""
    tables = grids(seed)
    for _ in range(draw.randint(1, 8)):
        rows = tables[draw.choice(list(tables))]
        row = draw.choice(rows)
        row[draw.randrange(len(row))] = draw.choice(VALUES)
    if draw.random() < 0.2:
        tables["\u202eLembar\u009b" if draw.random() < 0.5 else "'=1+1!"] = draw.choice(list(tables.values()))
    return packed(parts({name: sheet(rows) for name, rows in tables.items()}, ["x"]))


def _encoding(draw: random.Random, seed: int) -> bytes:
    """A part in another encoding than it says, or in one that no workbook has."""
    members = book(seed)
    name, encoding = draw.choice(list(members)), draw.choice(ENCODINGS)
    text = members[name].decode().replace("UTF-8", encoding, 1)
    try:
        members[name] = text.encode(encoding if draw.random() < 0.6 else "utf-8")
    except (LookupError, UnicodeError):
        members[name] = text.encode()
    return packed(members)


def _formats(draw: random.Random, seed: int) -> bytes:
    """Number formats that nobody wrote."""
    tables = grids(seed)
    for rows in tables.values():
        for row in rows:
            row[:] = [Raw(f'<c r="REF" s="1"><v>{v}</v></c>') if isinstance(v, int | float) else v for v in row]
    members = parts({name: sheet(rows) for name, rows in tables.items()})
    code = "".join(draw.choice('0#?.,%E+-;@[]"\\_*/ymdhs ') for _ in range(draw.randint(1, 40)))
    code = draw.choice((code, *_CODES)).replace("&", "").replace('"', "&quot;")
    formats = f'<numFmts count="1"><numFmt numFmtId="4" formatCode="{code}"/></numFmts><fonts'.encode()
    members["xl/styles.xml"] = members["xl/styles.xml"].replace(b"<fonts", formats, 1)
    return packed(members)


def notes(number: int, text: str) -> str:
    """``text``, a YAML or JSON file that people write or edit, spoiled line by line."""
    draw = random.Random(number)
    lines = text.splitlines(keepends=True)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(lines))
        match draw.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[draw.randrange(len(lines))])
            case 2:
                lines[at] = lines[at].replace(
                    ": ", draw.choice((":", ": - ", ": [", ": &a ", ": !!python/x ", ": *a ")), 1
                )
            case 3:
                value = draw.choice(
                    ("9" * 5000, "1e999999999", ".inf", "null", "{" * 200, "~", "2021-13-45", "\x07", "0x" + "f" * 5000)
                )
                lines[at] = re.sub(r": .*", lambda _, value=value: f": {value}", lines[at], count=1)
            case 4:
                lines[at] = " " * draw.randrange(9) + lines[at]
            case 5:
                lines[at] = lines[at][: draw.randrange(len(lines[at]) + 1)]
        if not lines:
            return ""
    return "".join(lines)
