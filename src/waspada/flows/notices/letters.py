"""The letters of one notice, composed from its frozen texts and material: the same each time, to the last sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from waspada.core.mask import mask
from waspada.notify import code, texts
from waspada.notify.compose import compose
from waspada.notify.letter import Letter
from waspada.notify.material import Material
from waspada.notify.material import from_json as material_from
from waspada.notify.recipient import Recipient
from waspada.notify.texts import Texts


def available(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """The texts for which letters can be written, by language, as a notice keeps them.

    Args:
        folder: with language files of the workspace's own.
    """
    return {lang: one.as_json() for lang, one in sorted(texts.with_own(folder).items())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Writes them."""

    texts: Mapping[str, Texts] = field(repr=False)
    material: Material = field(repr=False)
    key: bytes = field(repr=False)
    """Of the case: behind the check codes."""
    version: str

    @classmethod
    def of(cls, kept: Mapping[str, Any], material: Mapping[str, Any], *, key: bytes, version: str) -> Letters:
        """From what a notice keeps."""
        words = {lang: texts.from_json(row) for lang, row in kept.items()}
        return cls(texts=words, material=material_from(material), key=key, version=version)

    def letter(self, recipient: Recipient, channel: str) -> Letter:
        """The letter of one recipient.

        Raises:
            BadInput: a text lacks a language or a word.
            Refused: it would say what its recipient's own data contradicts.
        """
        printed = code.code(self.key, version=self.version, recipient_id=recipient.recipient_id, channel=channel)
        return compose(recipient, self.material, self.texts, printed)

    def masked(self, recipient: Recipient, channel: str) -> Letter:
        """The same for whoever may not read personal values: no name of a person or an organisation, no code."""
        customers = tuple(
            replace(one, name=mask("organisation_name", len(one.name or one.organisation_id)))
            for one in recipient.customers
        )
        return compose(replace(recipient, customers=customers), self.material, self.texts, "XXXXX-XXXXX-XXXXX-XXXXX")
