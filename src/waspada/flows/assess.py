"""Assess: the main job, from the files of a hand-over to the people in them, with claims checked and a report."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, Protocol

from waspada import __version__
from waspada.assess.claims import Claim, read_claims, wanted_columns
from waspada.assess.decisions import Decisions, read_decisions
from waspada.assess.directory import Directory, DirectorySource, open_directory, reading_ahead
from waspada.assess.engines.local import LocalEngine
from waspada.assess.report.model import ReportContext
from waspada.assess.result import Assessment, InputFile, Inputs
from waspada.core.cover import Cover
from waspada.core.errors import BadInput, EvidenceAltered
from waspada.core.language import LANGUAGES, Lang, Text
from waspada.core.progress import Progress
from waspada.detect.meaning import could_hold
from waspada.flows import apart, dataset, folder
from waspada.flows.files import digests_of
from waspada.flows.kinds import kind_rows
from waspada.flows.paths import mask_name
from waspada.readers.sealed import SealedFile

_NAMED = 3
"""More files than this are counted in the title, not named."""
LAYERS = ("url", "base64", "json", "html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asked for."""

    datasets: tuple[Path | SealedFile, ...]
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
    expected: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Path → SHA-256 that it had when it was sealed."""
    decided: Decisions | None = None
    """From a case; otherwise read from `decisions`."""

    def names(self) -> list[str]:
        """Of the files and folders, as people know them."""
        return [given.name or str(given) for given in self.datasets]


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
        from waspada.assess.report.lines import digest_lines

        return digest_lines(self.document, lang=lang, context=self.context)


class Keeper(Protocol):
    """Takes the results elsewhere; then `Request.out` is for the work alone."""

    @property
    def cover(self) -> Cover | None:
        """Work and results lie on disk under it, and nothing is spilled; None: as they are."""

    def take(self, results: Path, result: Result) -> Path:
        """Take a folder of finished results; says where they lie now."""


def assess(
    request: Request,
    *,
    cache: Path | None,
    key: bytes,
    progress: Progress,
    clock: Callable[[], float] = time.time,
    announce: Callable[[Directory], None] | None = None,
    keeper: Keeper | None = None,
) -> Result:
    """Run the whole assessment and write `request.out`.

    Args:
        cache: folder for the pattern database.
        key: of the case or the installation; person ids and fingerprints depend on it.
        announce: told the recognised directory before the long work begins.
        keeper: takes the results, while `request.out` is still held.

    Raises:
        NothingReadable, UnusableDirectory, BadInput, CannotWrite, WorkerFailed: see `core.errors`.
    """
    began, cover = clock(), keeper.cover if keeper else None
    said = _said(request)
    _check_timezone(request.timezone)
    _check_out(request)
    prepared = _prepared(request, said.decisions, progress, cache)
    engine = LocalEngine(1 if prepared.size < dataset.SMALL else request.workers)
    engine.start()  # before anything starts a thread
    try:
        directory = _directory(request, said.claims)
        if announce:
            announce(directory)
        with folder.opened(request.out) as work, ThreadPoolExecutor(2) as background:
            mine = folder.resumable(work, dataset.fingerprint(prepared, _options(request, key, cover)))
            folder.withdraw(request.out)
            digests = background.submit(digests_of, prepared.plan)
            background.submit(lambda: conclusion().get_ready())
            directory = reading_ahead(directory, background)
            partials = dataset.run(prepared, mine, engine, progress, cache_folder=cache, salt=_salt(key), cover=cover)
            engine.close()
            progress.stage("resolve")
            spill = None if cover else mine / "spill"
            inputs = _inputs(request, prepared, directory, said, digests, (cache, key), spill)
            assessment = conclusion().merge.assess(partials, inputs, cover)
            if dataset.has_nothing(prepared.plan, assessment.document["accounting"]["records"]):
                folder.clear(mine)
                raise dataset.nothing_in(prepared.plan, cache)
            progress.stage("write")
            results, result = folder.results_in(mine), _result(assessment, request)
            conclusion().write(assessment, inputs, request, result.context, results, cover)
            conclusion().write_run(request, results, (began, clock()), inputs.mask_path, cover)
            if keeper:
                result = replace(result, out=keeper.take(results, result))
                folder.clear(mine)
            else:
                folder.publish(results, request.out)
    finally:
        engine.close()
    return result


def conclusion() -> ModuleType:
    """What follows the reading, imported when it is needed: the workers begin sooner, and do without it."""
    return import_module("waspada.flows.conclude")


class _Said(NamedTuple):
    """What people wrote about the dataset."""

    claims: Sequence[Claim]
    decisions: Decisions


def _said(request: Request) -> _Said:
    claims = read_claims(request.claims) if request.claims else ()
    read = read_decisions(request.decisions) if request.decisions else Decisions()
    return _Said(claims, request.decided or read)


def _prepared(request: Request, decisions: Decisions, progress: Progress, cache: Path | None) -> dataset.Prepared:
    """What will be read: everything but our own directory."""
    dataset.detector(cache)
    found = dataset.prepare(request.datasets, progress, cache, decisions.meanings(), request.timezone)
    paths = [path for path in request.datasets if isinstance(path, Path)]
    prepared = apart.without_directory(found, request.directory, paths)
    if not prepared.plan.splits:
        raise dataset.nothing_in(prepared.plan, cache)
    return prepared


def _salt(key: bytes) -> int:
    """Chooses the values that are shown as masked samples."""
    return int.from_bytes(hashlib.blake2b(key, digest_size=8, person=b"samples").digest(), "big")


def _result(assessment: Assessment, request: Request) -> Result:
    return Result(
        document=assessment.document,
        out=request.out,
        contradicted=assessment.contradicted,
        incomplete=assessment.incomplete,
        context=_context(request),
    )


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
    folders = [path.resolve() for path in request.datasets if isinstance(path, Path) and path.is_dir()]
    if any(out.resolve().is_relative_to(path) for path in folders):
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
    said: _Said,
    digests: Future[dict[str, str]],
    secret: tuple[Path | None, bytes],
    spill: Path | None,
) -> Inputs:
    plan, known = prepared.plan, digests.result()
    altered = sum(request.expected.get(file.path, known[file.path]) != known[file.path] for file in plan.files)
    if altered:
        raise EvidenceAltered(f"what was sealed is not what lies there now: {altered} of {len(plan.files)} files")
    files = [InputFile(file.name, known[file.path], file.bytes, plan.format_of(file.path)) for file in plan.files]
    whole = hashlib.sha256("".join(sorted(file.sha256 for file in files)).encode()).hexdigest()
    cache, key = secret
    given = request.names()
    name = ", ".join(given) if len(given) <= _NAMED else f"{len(given)} files"

    def mask(text: str) -> str:
        return mask_name(dataset.detector(cache), text)

    return Inputs(
        kinds=kind_rows(),
        files=files,
        key=key,
        work=spill,
        directory=directory,
        claims=said.claims,
        decisions=said.decisions,
        could_hold=could_hold,
        dataset={"name": mask(name), "sha256": whole, **_title(request)},
        unopened=[{"path": mask(item.name), "reason": item.reason} for item in plan.troubles if item.lost],
        left_out=apart.left_out(plan),
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


def _options(request: Request, key: bytes, cover: Cover | None) -> list[str]:
    """Everything that changes what the parts of a run hold."""
    decisions = request.decisions.read_bytes() if request.decisions else repr(request.decided).encode()
    keyed = hashlib.blake2b(key, digest_size=16, person=b"options").hexdigest()
    recipient = cover.recipient if cover else ""
    return [request.timezone, hashlib.sha256(decisions).hexdigest(), keyed, json.dumps(dataset.versions()), recipient]
