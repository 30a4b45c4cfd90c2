"""Writes the parts of the docs that come from the code; `make docs` runs it, tests/test_docs.py compares.

It begins with src/waspada/detect/recall.py, measured on the cases: tests/detect/cases/measure.py.

A page holds a place for such a part between two marks, and everything around it is written by hand:

    <!-- from the code: kinds -->
    <!-- end -->
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import re
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pyarrow.parquet as pq

from waspada.core.errors import WaspadaError
from waspada.core.progress import Silent

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "waspada"
PLACE = re.compile(
    r"(?P<open><!-- from the code: (?P<name>[a-z-]+) -->\n)(?P<body>.*?)(?P<close><!-- end -->)", re.DOTALL
)
WIDTH = 100

# The codes that contracts promise; errors of ours count on from 20, one each.
PROMISED = (
    (0, "Done."),
    (1, "Done, and something was found that you should act on."),
    (2, "The command was not understood: an unknown option, or a file that does not say what it must."),
    (10, "No input could be opened, or all of it is empty. Nothing was written."),
    (11, "Done, but incomplete: something was quarantined, skipped or unknown. The output says what."),
    (12, "Evidence was altered."),
    (13, "Refused by policy."),
    (130, "Stopped by Ctrl-C. The same `assess` command resumes."),
)
KIND_GROUPS = (
    ("Government and financial numbers", ("id.", "bank.")),
    ("Secrets", ("secret.",)),
    ("Hashes that still name a person", ("hashed.",)),
    ("Contact, identity and behaviour", ("",)),
)
BY = {"form": "form", "check": "form with evidence", "meaning": "what the field means"}


def module(name: str) -> ModuleType | None:
    """A module of ours, or None while no issue has built it."""
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None
    return importlib.import_module(name) if found else None


def cell(text: str) -> str:
    """Text that cannot break out of a table cell."""
    return " ".join(text.replace("|", "\\|").split())


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *([cell(text) for text in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def rooms() -> str:
    """Each room and the first line of its docstring."""
    rows = []
    for path in sorted(PACKAGE.glob("*/__init__.py")):
        text = importlib.import_module(f"waspada.{path.parent.name}").__doc__ or ""
        rows.append((f"`{path.parent.name}/`", text.strip().partition("\n")[0]))
    return table(("Room", "What happens there"), rows)


def error_classes() -> list[type[WaspadaError]]:
    """Every error of ours, by exit code and name."""
    for path in sorted((PACKAGE / "core").glob("*.py")):
        importlib.import_module(f"waspada.core.{path.stem}")
    classes = [WaspadaError]
    for one in classes:
        classes += one.__subclasses__()
    ours = {one for one in classes if one.__module__.startswith("waspada.")}
    return sorted(ours, key=lambda one: (one.exit_code, one.__name__))


def exit_codes() -> str:
    """The promised codes, then one for each class of error."""
    promised = table(("Code", "Means"), ((str(code), text) for code, text in PROMISED))
    errors = table(
        ("Code", "Error", "What happened", "What to do"),
        ((str(one.exit_code), f"`{one.__name__}`", one.__doc__ or "", one.hint) for one in error_classes()),
    )
    return f"{promised}\nErrors that end a command:\n\n{errors}"


def recall_of(kind: str) -> tuple[int, int]:
    """How many of the planted values of a kind were found, and how many were planted."""
    recall = module("waspada.detect.recall")
    measured: tuple[int, int] = recall.RECALL.get(kind, (0, 0)) if recall else (0, 0)
    return measured


def kind_row(kind: Any) -> tuple[str, ...]:
    """One row of the table of kinds."""
    label = kind.label + (f" ({kind.provider})" if kind.provider and kind.provider not in kind.label else "")
    found, planted = recall_of(kind.id)
    recall = f"{found} of {planted}" if planted else "none planted"
    by = BY.get(str(kind.by), str(kind.by))
    return (f"`{kind.id}`", label, kind.label_id, f"`{kind.category}`", by, str(kind.worse), recall, kind.source)


def kinds() -> str | None:
    """Every kind in `waspada.detect.registry.FINDERS`, grouped by the prefix of its id."""
    registry = module("waspada.detect.registry")
    if registry is None:
        return None
    known = {kind.id: kind for finder in registry.FINDERS for kind in finder.kinds}
    known |= {kind.id: kind for kind in getattr(registry, "BY_MEANING", ())}
    parts = [f"{len(known)} kinds.\n"]
    for title, prefixes in KIND_GROUPS:
        rows = [kind_row(known.pop(id_)) for id_ in sorted(known) if id_.startswith(prefixes)]
        head = ("Kind", "English", "Indonesian", "Category", "Recognised by", "Worse mistake", "Recall", "Source")
        parts.append(f"\n### {title} ({len(rows)})\n\n{table(head, rows)}" if rows else "")
    return "".join(parts)


def formats() -> str | None:
    """Every reader in `waspada.readers.registry.FORMATS`, in the order in which they are asked."""
    registry = module("waspada.readers.registry")
    if registry is None:
        return None
    rows = [(f"`{one.name}`", one.title, first_paragraph(one)) for one in registry.FORMATS]
    return table(("Format", "What it is", "How it is read"), rows)


def first_paragraph(thing: Any) -> str:
    """The first paragraph of the docstring of the module that defines the object."""
    text = sys.modules[type(thing).__module__].__doc__ or ""
    return text.strip().partition("\n\n")[0]


def laws() -> str:
    """Every regime that is evaluated, how it is known, and whether its goldens make it count."""
    from tests.laws.golden_cases import counting, goldens

    from waspada.laws.law_text import chosen
    from waspada.laws.registry import REGIMES

    counted = counting()
    rows = []
    for law in chosen(REGIMES):
        cases = goldens(law.id)
        fired = sum(case.outcome == "fired" for case in cases)
        since = law.in_force.isoformat() if law.in_force else "no statute"
        duties = ", ".join(dict.fromkeys(duty.id for duty in law.duties))
        golden = f"{fired} / {len(cases) - fired}"
        counts = "yes" if law.id in counted else "no"
        places = ", ".join(law.places) if len(law.places) < 6 else f"{len(law.places)} states"
        row = (f"`{law.id}`", law.name["en"], places, since, duties, law.confidence, str(law.checked), golden, counts)
        rows.append(row)
    head = ("Id", "Law", "Where", "In force", "Duties", "Read as", "Checked", "Goldens: fired / not", "Counts")
    whole = sum(len(goldens(law)) for law in REGIMES)
    return f"{len(counted)} of {len(REGIMES)} regimes count; {whole} goldens.\n\n{table(head, rows)}"


def command_group() -> click.Group | None:
    """The click group of the command line, or None while there is none."""
    main = module("waspada.cli.main")
    group: click.Group | None = main.main if main else None
    return group


def help_text(context: click.Context) -> str:
    """What `--help` prints, at a fixed width."""
    context.command._help_option = None  # click keeps that of whoever asked first, also of a caller without our names
    text = click.unstyle(context.command.get_help(context))
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def context_of(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    """Where a command stands, so that its help shows its full name."""
    return click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=command.context_settings.get("help_option_names"),
    )


def each_command(context: click.Context) -> Iterator[click.Context]:
    """Every command below a group, groups before what they hold; hidden ones are not promised."""
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            inner = context_of(command, name, context)
            yield inner
            yield from each_command(inner)


def commands() -> str | None:
    """The help of every command."""
    group = command_group()
    if group is None:
        return None
    contexts = each_command(context_of(group, "waspada"))
    return "\n".join(f"## `{one.command_path}`\n\n```text\n{help_text(one)}\n```\n" for one in contexts)


def usage() -> str | None:
    """The help of the whole, for the README."""
    group = command_group()
    return None if group is None else f"```text\n{help_text(context_of(group, 'waspada'))}\n```\n"


def samples(*patterns: str) -> tuple[Path, ...]:
    """Files of tests/samples, in order."""
    return tuple(sorted(path for pattern in patterns for path in (ROOT / "tests" / "samples").glob(pattern)))


def console(command: str, lines: Iterable[str]) -> str:
    """A command and what it prints."""
    return "```console\n$ " + command + "\n" + "\n".join(line.rstrip() for line in lines) + "\n```\n"


def real_scan() -> str:
    """What `scan` prints of the files that nobody here wrote."""
    from waspada.cli.words import scan_lines
    from waspada.flows.scan import scan

    found = scan(samples("*.csv", "*.har", "*.sql"), cache=None, key=bytes(32), workers=1, progress=Silent())
    said = console("waspada scan tests/samples/*.{csv,har,sql} --lang en", scan_lines(found, "en"))
    return f"{said}\nExit code {found.exit_code}.\n"


@cache
def assessed() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The digest of an assessment of the samples, and the columns of every table that it wrote."""
    from waspada.flows import assess as flow

    with tempfile.TemporaryDirectory() as folder:
        request = flow.Request(
            datasets=samples("mixpanel_*.csv", "zendesk_*.csv"),
            directory=str(ROOT / "tests" / "samples" / "zendesk_user_data.csv"),
            out=Path(folder) / "out",
            workers=1,
        )
        result = flow.assess(request, cache=None, key=bytes(32), progress=Silent())
        digest = [line for sentence in result.digest("en") for line in textwrap.wrap(sentence, WIDTH)]
        columns: dict[str, tuple[str, ...]] = {}
        for path in sorted((request.out / "restricted").iterdir()):
            if path.suffix == ".parquet":
                columns[path.name] = tuple(pq.read_schema(path).names)
            elif path.suffix == ".csv":
                with path.open(encoding="utf-8-sig", newline="") as file:
                    columns[path.name] = tuple(next(csv.reader(file)))
    return (*digest, "", f"exit code {result.exit_code()}"), columns


def real_assess() -> str:
    """What `assess` says of the Mixpanel and Zendesk files."""
    command = "waspada assess tests/samples/{mixpanel,zendesk}_*.csv --directory tests/samples/zendesk_user_data.csv"
    return console(command, assessed()[0])


def columns() -> str:
    """Every table in `restricted/` with its columns, as a real run wrote them."""
    files: dict[tuple[str, ...], list[str]] = {}
    for name, held in assessed()[1].items():
        files.setdefault(held, []).append(f"`{name}`")
    rows = ((", ".join(names), ", ".join(f"`{column}`" for column in held)) for held, names in files.items())
    return table(("File in `restricted/`", "Columns"), rows)


PARTS: dict[str, Callable[[], str | None]] = {
    "rooms": rooms,
    "exit-codes": exit_codes,
    "kinds": kinds,
    "formats": formats,
    "laws": laws,
    "commands": commands,
    "usage": usage,
    "columns": columns,
    "real-scan": real_scan,
    "real-assess": real_assess,
}


def pages() -> list[Path]:
    """The pages that may hold such a place."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def filled(text: str) -> str:
    """The text of a page with each place filled from the code; a part that is not built yet leaves its place empty."""

    def fill(place: re.Match[str]) -> str:
        body = PARTS[place["name"]]()
        return place["open"] + (f"\n{body}\n" if body else "") + place["close"]

    return PLACE.sub(fill, text)


def write_recall() -> None:
    """Measure recall on the cases, and write it where the code reads it."""
    sys.path.insert(0, str(ROOT))
    measure = importlib.import_module("tests.detect.cases.measure")
    target = PACKAGE / "detect" / "recall.py"
    text = measure.written(measure.recall())
    if text != target.read_text(encoding="utf-8"):
        target.write_text(text, encoding="utf-8")
        importlib.reload(importlib.import_module("waspada.detect.recall"))
        sys.stderr.write(f"wrote {target.relative_to(ROOT)}\n")


def main() -> None:
    """Write the pages that changed."""
    write_recall()
    for page in pages():
        before = page.read_text(encoding="utf-8")
        after = filled(before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            sys.stderr.write(f"wrote {page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
