"""The end of an assessment: merged, written, shown. Imported while the workers read, not before."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waspada.assess import merge, outputs
from waspada.assess.report.model import ReportContext
from waspada.assess.report.page import get_ready, render
from waspada.assess.result import Assessment, Inputs
from waspada.core.cover import Cover
from waspada.core.person_key import key_id
from waspada.flows import folder
from waspada.flows.dataset import versions
from waspada.readers.sealed import SealedFile

if TYPE_CHECKING:
    from waspada.flows.assess import Request

__all__ = ["get_ready", "merge", "write", "write_run"]


def write(
    assessment: Assessment,
    inputs: Inputs,
    request: Request,
    context: ReportContext,
    results: Path,
    cover: Cover | None = None,
) -> None:
    """Everything but `run.json`."""
    outputs.write(assessment, results, cover)
    _reports(assessment, results, context, cover)
    files = [replace(file, name=inputs.mask_path(file.name)) for file in inputs.files]
    shown = {**_shown_options(request, inputs.mask_path), "key": key_id(inputs.key)}
    outputs.write_manifest(results, files, versions(), shown, cover)


def write_run(
    request: Request,
    results: Path,
    times: tuple[float, float],
    mask: Callable[[str], str],
    cover: Cover | None = None,
) -> None:
    """`run.json`: what differs from run to run. `times`: when it began and ended, in seconds since 1970."""
    outputs.write_run(results, _run_facts(request, *times, mask), cover)


def _reports(assessment: Assessment, results: Path, context: ReportContext, cover: Cover | None) -> None:
    for lang, name in context.other_languages.items():
        page = render(assessment.document, lang=lang, context=context)
        folder.write_private(results / outputs.SHARE / name, page, cover)


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


def _run_facts(request: Request, began: float, ended: float, mask: Callable[[str], str]) -> dict[str, Any]:
    return {
        "began": datetime.fromtimestamp(began, UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "seconds": round(ended - began, 3),
        "host": platform.node(),
        "machine": f"{platform.system()} {platform.machine()}",
        "datasets": [mask(_where(path)) for path in request.datasets],
        "out": mask(str(request.out.absolute())),
        "workers": request.workers,
        "executable": sys.executable,
    }


def _where(given: Path | SealedFile) -> str:
    return str(given.absolute()) if isinstance(given, Path) else given.name
