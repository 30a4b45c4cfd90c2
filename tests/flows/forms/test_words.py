"""What stands around the answers, in both languages."""

from __future__ import annotations

import pytest

from waspada.core.language import LANGUAGES
from waspada.flows.forms.form import STAGES, Source
from waspada.flows.forms.words import source_text, word


@pytest.mark.parametrize(
    ("source", "en", "other"),
    [
        (Source(of="fact", name="cause", entry=4), "fact “How it happened”, log entry 4",
         "fakta “Bagaimana terjadi”, entri log 4"),
        (Source(of="fact", name="note.advice", entry=5), "fact “advice”, log entry 5", "fakta “advice”, entri log 5"),
        (Source(of="fact", name="role"), "fact “Our role”, the workspace", "fakta “Peran kita”, ruang kerja"),
        (Source(of="run", name="2"), "assessment 2", "penilaian 2"),
        (Source(of="question", name="when", entry=9), "question to the vendor “when”",
         "pertanyaan kepada vendor “when”"),
        (Source(of="duty", name="id_pdp.authority"), "rule id_pdp.authority", "aturan id_pdp.authority"),
    ],
)  # fmt: skip
def test_a_source_is_named(source: Source, en: str, other: str) -> None:
    assert (source_text(source, "en"), source_text(source, "id")) == (en, other)


def test_every_stage_has_a_name() -> None:
    assert all(word(stage, lang) for stage in STAGES for lang in LANGUAGES)
