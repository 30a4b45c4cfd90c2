"""The material of a notice is JSON, and comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.notify.people_made import MATERIAL

from waspada.notify.material import Correction, Material, Said, from_json
from waspada.notify.sentence import Basis


def test_it_survives_the_notice() -> None:
    old = Said(id="absent.x", text={"en": "No."}, basis=Basis.COMPUTED, backing={"check": "absent", "names": ["x"]})
    full = replace(
        MATERIAL,
        correction=Correction(corrects="1", old=(old,), new=MATERIAL.what_happened),
        labels={"secret.aws": {"en": "AWS access key"}},
    )
    for one in (full, MATERIAL, Material(company="X")):
        assert from_json(json.loads(json.dumps(one.as_json()))) == one


def test_what_an_older_version_did_not_write_has_its_default() -> None:
    row = MATERIAL.as_json()
    for name in ("lookup_url", "zone", "correction", "labels", "postal_sender"):
        del row[name]
    again = from_json({**row, "later": 1})
    assert (again.lookup_url, again.zone, again.correction, again.labels, again.postal_sender) == (
        "",
        "UTC",
        None,
        {},
        (),
    )
