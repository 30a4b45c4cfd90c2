"""A form as a tagged PDF with its fonts in it, the same bytes every time; see `notify.typeset`."""

from __future__ import annotations

from typing import Final

from waspada.core.language import Lang
from waspada.flows.forms.form import Filled
from waspada.flows.forms.lines import sheet
from waspada.flows.forms.words import word
from waspada.notify import typeset

_LAYOUT: Final = """
#let form = json(bytes(sys.inputs.data))
#set document(title: form.title, author: "Waspada")
#set page(paper: "a4", margin: (x: 2.3cm, y: 2.2cm), numbering: "1",
  footer: context align(center, text(size: 8pt, fill: luma(90),
    form.page + " " + counter(page).display("1 / 1", both: true))))
#set text(lang: form.lang, size: 10.5pt, fill: rgb("#1f1f1c"), font: "Libertinus Serif")
#set par(leading: 0.6em, spacing: 0.75em)
#show heading.where(level: 1): set text(size: 19pt)
#show heading.where(level: 2): it => block(above: 1.6em, below: 0.8em, sticky: true)[
  #text(size: 13.5pt, it.body) #v(-0.55em) #line(length: 100%, stroke: 0.4pt + luma(160))]
#show heading.where(level: 3): it => block(above: 1.15em, below: 0.5em, sticky: true, text(size: 10.5pt, it.body))
#heading(level: 1, form.title)
#block(above: 1.3em, below: 1em, text(size: 12pt, weight: "bold", form.stage))
#for row in form.head { block(above: 0.55em, strong(row.at(0) + ": ") + row.at(1)) }
#for line in form.lines {
  if line.style == "heading" { heading(level: 2, line.text) }
  else if line.style == "ask" { heading(level: 3, line.text) }
  else if line.style == "lack" { block(above: 0.5em, text(style: "italic", fill: rgb("#7a5a00"), line.text)) }
  else if line.style in ("note", "source") { block(above: 0.5em, text(size: 8.5pt, fill: luma(90), line.text)) }
  else { for row in line.text.split("\\n") { block(above: 0.5em, row) } }
}
"""


def as_pdf(filled: Filled, lang: Lang) -> bytes:
    """The same lines as everywhere.

    Raises:
        CannotWrite: the typesetter failed.
    """
    made = sheet(filled, lang)
    document = {
        "lang": lang,
        "title": made.title,
        "stage": word(filled.stage, lang),
        "page": word("page", lang),
        "head": [list(row) for row in made.head],
        "lines": [{"style": line.style, "text": line.text} for line in made.lines if line.style != "sub"],
    }
    return typeset.as_pdf(_LAYOUT, document, hint="Take it as a Word document or as text.")
