"""The Word document, read again by the same library: headings, every answer, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from tests.flows.forms.made import FACTS, case, log

from waspada.flows.forms.fill import filled
from waspada.flows.forms.registry import BY_ID
from waspada.flows.forms.word_file import as_docx

MADE = filled(BY_ID["gdpr33"], case(duty="eu_gdpr.authority"))


def test_every_answer_stands_under_its_heading() -> None:
    document = Document(io.BytesIO(as_docx(MADE, "id")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert all(one.text["id"] in texts for answer in MADE.answers for one in answer.sentences)
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 2"]
    assert headings == [part.title["id"] for part, _ in MADE.parts]
    assert document.core_properties.title == "Pemberitahuan pelanggaran data pribadi kepada otoritas pengawas"
    assert document.core_properties.author == "Waspada"


def test_the_same_case_gives_the_same_bytes_without_a_clock() -> None:
    content = as_docx(MADE, "en")
    assert content == as_docx(MADE, "en")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signs_that_xml_forbids_do_not_break_it() -> None:
    made = filled(BY_ID["id46"], case(log({**FACTS, "cause": "a <b> & \u202e c ]]> d"})))
    texts = [paragraph.text for paragraph in Document(io.BytesIO(as_docx(made, "en"))).paragraphs]
    assert any("<b> &" in text for text in texts)
