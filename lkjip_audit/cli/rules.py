"""``rules``: list, show, test, lint, schema, docs, new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from lkjip_audit import rulework
from lkjip_audit.cli import options
from lkjip_audit.cli.exits import ExitCode
from lkjip_audit.cli.output import say, screen, write
from lkjip_audit.errors import UsageError
from lkjip_audit.files import is_file, is_there, make_folder
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Aturan: daftar, penjelasan, uji, dan pembuatannya.\n\nRules: list, explain, test and write them.",
)

DOCS = Path("docs/rules")


@app.command("list")
def list_rules(rules: options.RuleFolders = None, lang: options.Language = INDONESIAN) -> None:
    """Daftar semua aturan.

    List all rules.
    """
    from rich.table import Table

    catalogue = Catalogue(lang)
    table = Table(box=None, pad_edge=False)
    for key in ("rule", "severity", "kind", "title"):
        table.add_column(catalogue.text(f"column.{key}"), no_wrap=key != "title", overflow="fold")
    found = rulework.entries(rules, examples=False)
    for entry in found:
        rule = entry.rule
        weight = catalogue.text(f"severity.{rule.severity}")
        table.add_row(rule.id, weight, rule.relation.kind, rule.title.get(lang))
    console = screen()
    console.print(table)
    console.print(catalogue.text("cli.rules", count=len(found)))


@app.command()
def show(
    rule: options.RuleName,
    rules: options.RuleFolders = None,
    lang: options.Language = INDONESIAN,
) -> None:
    """Jelaskan satu aturan: apa yang diperiksa, mengapa, dasar, dan contohnya.

    Explain one rule: what it checks, why, its basis and examples.
    """
    from lkjip_audit.rulepack.docs import page

    (entry,) = rulework.chosen(rulework.entries(rules), [rule])
    text = page(entry.rule, Catalogue(lang).text)
    console = screen()
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(text))
    else:
        typer.echo(text, nl=False)


@app.command()
def test(
    ids: options.RuleIds = None,
    rules: options.RuleFolders = None,
    lang: options.Language = INDONESIAN,
) -> None:
    """Jalankan contoh di dalam berkas aturan.

    Run the examples in the rules' files.
    """
    from lkjip_audit.rulepack.examples import run_examples

    catalogue = Catalogue(lang)
    pack = rulework.entries(rules)
    judge = rulework.judge(rules, pack)
    found = rulework.chosen(pack, ids or [])
    trials = [trial for entry in found for trial in run_examples(entry, judge)]
    failed = [trial for trial in trials if trial.problems]
    for trial in failed:
        for problem in trial.problems:
            say(f"{problem.place}: {catalogue.problem(problem)}", err=True)
    counts = {"rules": len(found), "examples": len(trials), "failed": len(failed)}
    say(catalogue.text("cli.tested", **counts))
    raise typer.Exit(ExitCode.USAGE if failed else ExitCode.OK)


@app.command()
def lint(rules: options.RuleFolders = None, lang: options.Language = INDONESIAN) -> None:
    """Periksa aturannya sendiri: kunci keliru, aturan ganda, bertentangan, atau tak pernah berlaku.

    Check the rules themselves: unknown keys, duplicate, contradictory and unreachable rules.
    """
    from lkjip_audit.rulepack.lint import lint as find_problems

    catalogue = Catalogue(lang)
    problems = find_problems(rulework.folders(rules), rulework.kinds(), rulework.vocabulary(rules))
    for problem in problems:
        say(f"{problem.place}: {catalogue.problem(problem)}", err=True)
    say(catalogue.text("cli.linted", count=len(problems)))
    raise typer.Exit(ExitCode.USAGE if problems else ExitCode.OK)


@app.command()
def schema(
    output: options.Output = None,
    check: options.Check = False,
    lang: options.Language = INDONESIAN,
) -> None:
    """Tulis JSON Schema berkas aturan, untuk penyunting yang melengkapi dan menjelaskan.

    Write the JSON Schema of a rule file, for editors.
    """
    from lkjip_audit.rulepack.schema import rule_schema

    catalogue = Catalogue(lang)

    def describe(key: str) -> str | None:
        return catalogue.text(f"schema.{key}") if catalogue.has(f"schema.{key}") else None

    text = json.dumps(rule_schema(rulework.kinds(), describe), ensure_ascii=False, indent=2) + "\n"
    if check:
        if output is None:
            raise UsageError("check_needs_output")
        if not is_file(output) or output.read_text("utf-8") != text:
            raise UsageError("stale", names=str(output), command=f"rules schema --output {output}")
        return
    write(text, output)


@app.command()
def docs(
    output: options.Output = DOCS,
    check: options.Check = False,
    rules: options.RuleFolders = None,
) -> None:
    """Tulis satu halaman Markdown untuk setiap aturan, dan daftar isinya.

    Write a Markdown page for each rule, and an index.
    """
    from lkjip_audit.rulepack.docs import pages, stale_pages, write_pages

    catalogue = Catalogue()
    folder = output or DOCS
    wanted = pages([entry.rule for entry in rulework.entries(rules)], catalogue.text)
    generated = catalogue.text("page.generated")
    if check:
        stale = stale_pages(folder, wanted, generated)
        if stale:
            raise UsageError("stale", names=", ".join(stale), command=f"rules docs --output {folder}")
        return
    changed = write_pages(folder, wanted, generated)
    say(catalogue.text("cli.documented", count=len(wanted), changed=len(changed), name=str(folder)))


@app.command()
def new(
    rule: options.RuleName,
    folder: Annotated[
        Path,
        typer.Option(
            "--rules",
            metavar="FOLDER",
            help="Folder aturan tempat berkasnya dibuat. / The folder of rules to put it in.",
            rich_help_panel=options.PANEL,
            readable=False,
        ),
    ] = Path("rules"),
) -> None:
    """Buat berkas aturan baru dengan penjelasan di setiap bagiannya.

    Make a new rule file that explains each of its parts.
    """
    from lkjip_audit.rulepack.new import new_rule

    text = new_rule(rule)
    path = folder / "checks" / f"{rule}.yaml"
    if is_there(path):
        raise UsageError("exists", name=str(path))
    make_folder(path.parent)
    write(text, path)
    say(Catalogue().text("cli.new", name=str(path), folder=str(folder)))
