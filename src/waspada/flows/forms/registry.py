"""Every form, in the order in which people need them."""

from __future__ import annotations

from typing import Final

from waspada.flows.forms.form import Form
from waspada.flows.forms.texts import gdpr33, ico, id46, processor33, us_ag
from waspada.laws.outcome import Outcome

FORMS: Final[tuple[Form, ...]] = (gdpr33.FORM, ico.FORM, id46.FORM, us_ag.FORM, processor33.FORM)
BY_ID: Final = {form.id: form for form in FORMS}


def form_of(outcome: Outcome) -> Form | None:
    """The form for a duty: the one that the rule names, else the one that names the duty."""
    for form in FORMS:
        if outcome.duty in form.duties:
            return form
    return BY_ID.get(outcome.form)
