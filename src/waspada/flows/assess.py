"""Assess: the main job, from the files of a hand-over to the people in them, with claims checked and a report."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from waspada import __version__
from waspada.assess import merge, outputs
from waspada.assess.claims import Claim, read_claims, wanted_columns
from waspada.assess.decisions import Decisions, read_decisions
from waspada.assess.directory import Directory, DirectorySource, open_directory, reading_ahead
from waspada.assess.engines.local import LocalEngine
from waspada.assess.report.lines import digest_lines
from waspada.assess.report.model import ReportContext
from waspada.assess.report.page import get_ready, render
from waspada.assess.result import Assessment, InputFile, Inputs
from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES, Lang, Text
from waspada.core.progress import Progress
from waspada.detect.meaning import could_hold
from waspada.flows import dataset, folder
from waspada.flows.files import digests_of
from waspada.flows.kinds import kind_rows
from waspada.flows.paths import mask_name

_NAMED = 3
"""More files than this are counted in the title, not named."""
LAYERS = ("url", "base64", "json", "html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asked for."""

    datasets: tuple[Path, ...]
    directory: str = field(repr=False)
    """A file or a database URL, which may hold a password."""
    query: str | None = field(default=None, repr=False)
    mapping: tuple[str, ...] = ()
    admin_roles: tuple[str, ...] = ()
    timezone: str = "UTC"
    claims: Path | None = None
    decisions: Path | None = None
    out: Path = Path("waspada-out")
    workers: int = 0
    title: Text = ""
    lang: Lang = "en"
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came out, and where it lies."""

    document: Mapping[str, Any] = field(repr=False)
    """`assessment.json`."""
    out: Path
    contradicted: bool
    incomplete: bool
    context: ReportContext = field(repr=False)

    def exit_code(self, *, strict: bool = False) -> int:
        """11 incomplete; 1 a claim is contradicted, with `strict`; else 0."""
        return 11 if self.incomplete else 1 if strict and self.contradicted else 0

    def digest(self, lang: Lang) -> list[str]:
        """The 15-second digest as plain sentences."""
        return digest_lines(self.document, lang=lang, context=self.context)


def assess(
    request: Request,
    *,
    cache: Path | None,
    key: bytes,
    progress: Progress,
    clock: Callable[[], float] = time.time,
    announce: Callable[[Directory], None] | None = None,
) -> Result:
    """Run the whole assessment and write `request.out`.

    Args:
        cache: folder for the pattern database.
        key: of the case or the installation; person ids and fingerprints depend on it.
        announce: told the recognised directory before the long work begins.

    Raises:
        NothingReadable, UnusableDirectory, BadInput, CannotWrite, WorkerFailed: see `core.errors`.
    """
    began = clock()
    claims = read_claims(request.claims) if request.claims else ()
    decisions = read_decisions(request.decisions) if request.decisions else Decisions()
    _check_timezone(request.timezone)
    _check_out(request)
    dataset.detector(cache)
    prepared = dataset.prepare(request.datasets, progress, cache, decisions.meanings(), request.timezone)
    engine = LocalEngine(1 if prepared.size < dataset.SMALL else request.workers)
    engine.start()  # before anything starts a thread
    try:
        directory = _directory(request, claims)
        if announce:
            announce(directory)
        with folder.opened(request.out) as work, ThreadPoolExecutor(2) as background:
            mine = folder.resumable(work, dataset.fingerprint(prepared, _options(request, key)))
            folder.withdraw(request.out)
            digests = background.submit(digests_of, prepared.plan)
            background.submit(get_ready)
            directory = reading_ahead(directory, background)
            salt = int.from_bytes(hashlib.blake2b(key, digest_size=8, person=b"samples").digest(), "big")
            partials = dataset.run(prepared, mine, engine, progress, cache_folder=cache, salt=salt)
            engine.close()
            progress.stage("resolve")
            inputs = _inputs(request, prepared, directory, (claims, decisions), digests, (cache, key), mine)
            assessment = merge.assess(partials, inputs)
            if dataset.has_nothing(prepared.plan, assessment.document["accounting"]["records"]):
                folder.clear(mine)
                raise dataset.nothing_in(prepared.plan, cache)
            progress.stage("write")
            results = folder.results_in(mine)
            _write(assessment, inputs, request, results)
            outputs.write_run(results, _run_facts(request, began, clock(), inputs.mask_path))
            folder.publish(results, request.out)
    finally:
        engine.close()
    return Result(
        document=assessment.document,
        out=request.out,
        contradicted=assessment.contradicted,
        incomplete=assessment.incomplete,
        context=_context(request),
    )


def _write(assessment: Assessment, inputs: Inputs, request: Request, results: Path) -> None:
    outputs.write(assessment, results)
    _reports(assessment, results, _context(request))
    files = [replace(file, name=inputs.mask_path(file.name)) for file in inputs.files]
    outputs.write_manifest(results, files, versions(), _shown_options(request, inputs.mask_path))


def _check_timezone(name: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    known = True
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = False
    if not known:
        raise BadInput("--source-timezone is not a known time zone.", hint="Use a name such as Asia/Jakarta or UTC.")


def _check_out(request: Request) -> None:
    out = request.out.absolute()
    if any(path.is_dir() and out.resolve().is_relative_to(path.resolve()) for path in request.datasets):
        message = "the output folder lies inside the dataset: its results would be read as part of the leak"
        raise BadInput(message, hint="Choose a folder elsewhere with --out.")


def _directory(request: Request, claims: Sequence[Claim]) -> Directory:
    return open_directory(
        DirectorySource(
            location=request.directory,
            query=request.query or "",
            mapping=request.mapping,
            admin_roles=request.admin_roles,
            wanted=wanted_columns(tuple(claims)),
        )
    )


def _inputs(
    request: Request,
    prepared: dataset.Prepared,
    directory: Directory,
    said: tuple[Sequence[Claim], Decisions],
    digests: Future[dict[str, str]],
    secret: tuple[Path | None, bytes],
    work: Path,
) -> Inputs:
    plan, known = prepared.plan, digests.result()
    files = [InputFile(file.name, known[file.path], file.bytes, plan.format_of(file.path)) for file in plan.files]
    whole = hashlib.sha256("".join(sorted(file.sha256 for file in files)).encode()).hexdigest()
    cache, key = secret
    given = request.datasets
    name = ", ".join(path.name or str(path) for path in given) if len(given) <= _NAMED else f"{len(given)} files"

    def mask(text: str) -> str:
        return mask_name(dataset.detector(cache), text)

    return Inputs(
        kinds=kind_rows(),
        files=files,
        key=key,
        work=work / "spill",
        directory=directory,
        claims=said[0],
        decisions=said[1],
        could_hold=could_hold,
        dataset={"name": mask(name), "sha256": whole, **_title(request)},
        unopened=[{"path": mask(item.name), "reason": item.reason} for item in plan.troubles if item.lost],
        layers=LAYERS,
        zone="UTC",
        mask_path=mask,
    )


def _title(request: Request) -> dict[str, Any]:
    """As people call the dataset, where its name says too little."""
    if request.title:
        return {"title": request.title}
    count = len(request.datasets)
    return {"title": {"en": f"{count} files", "id": f"{count} berkas"}} if count > _NAMED else {}


def _context(request: Request) -> ReportContext:
    command = "waspada demo" if request.demo else "waspada assess DATASET --directory DIRECTORY"
    if request.claims and not request.demo:
        command += " --claims CLAIMS"
    return ReportContext(
        version=__version__,
        command=command,
        other_languages={lang: report_name(lang, request.lang) for lang in LANGUAGES},
        demo=request.demo,
    )


def report_name(lang: Lang, first: Lang) -> str:
    """`report.html` in the language that was asked for, `report.id.html` or `report.en.html` beside it."""
    return "report.html" if lang == first else f"report.{lang}.html"


def _reports(assessment: Assessment, results: Path, context: ReportContext) -> None:
    for lang, name in context.other_languages.items():
        page = render(assessment.document, lang=lang, context=context)
        folder.write_private(results / outputs.SHARE / name, page)


def _options(request: Request, key: bytes) -> list[str]:
    """Everything that changes what the parts of a run hold."""
    decisions = request.decisions.read_bytes() if request.decisions else b""
    keyed = hashlib.blake2b(key, digest_size=16, person=b"options").hexdigest()
    return [request.timezone, hashlib.sha256(decisions).hexdigest(), keyed, json.dumps(versions())]


def _shown_options(request: Request, mask: Callable[[str], str]) -> dict[str, Any]:
    scheme, url, _ = request.directory.partition("://")
    return {
        "admin_roles": list(request.admin_roles),
        "claims": mask(request.claims.name) if request.claims else None,
        "decisions": mask(request.decisions.name) if request.decisions else None,
        "directory": scheme if url else mask(Path(request.directory).name),
        "map": list(request.mapping),
        "source_timezone": request.timezone,
        "lang": request.lang,
    }


def versions() -> dict[str, str]:
    """What the result depends on."""
    libraries = ("duckdb", "hyperscan", "numpy", "orjson", "phonenumbers", "pyarrow", "python-stdnum")
    return {"waspada": __version__, "python": platform.python_version(), **{name: version(name) for name in libraries}}


def _run_facts(request: Request, began: float, ended: float, mask: Callable[[str], str]) -> dict[str, Any]:
    return {
        "began": datetime.fromtimestamp(began, UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "seconds": round(ended - began, 3),
        "host": platform.node(),
        "machine": f"{platform.system()} {platform.machine()}",
        "datasets": [mask(str(path.absolute())) for path in request.datasets],
        "out": mask(str(request.out.absolute())),
        "workers": request.workers,
        "executable": sys.executable,
    }
