"""The PDF: tagged, its fonts inside, the same bytes every time, and no text of a case is read as markup."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.flows.forms.made import FACTS, case, log

from waspada.flows.forms.fill import filled
from waspada.flows.forms.pdf_file import as_pdf
from waspada.flows.forms.registry import BY_ID, FORMS


def test_every_form_becomes_a_tagged_pdf_in_both_languages() -> None:
    for form in FORMS:
        for lang in ("en", "id"):
            content = as_pdf(filled(form, case()), lang)
            assert content.startswith(b"%PDF-")
            assert b"/StructTreeRoot" in content or b"/ObjStm" in content


def test_the_same_case_gives_the_same_bytes() -> None:
    made = filled(BY_ID["id46"], case())
    assert as_pdf(made, "id") == as_pdf(made, "id")


MARKUP = '#panic("no") *bold* $x$ = Heading @label <tag> "quoted" \\ `raw` #sys.inputs'


@pytest.mark.needs("pdftotext")
def test_text_of_a_case_is_printed_and_never_read(tmp_path: Path) -> None:
    made = filled(BY_ID["id46"], case(log({**FACTS, "cause": MARKUP})))
    (tmp_path / "a.pdf").write_bytes(as_pdf(made, "en"))
    program = shutil.which("pdftotext") or ""
    printed = subprocess.run([program, "-layout", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    assert MARKUP.partition(" = ")[0] in " ".join(printed.stdout.decode().replace("\n", " ").split())
