"""One recipient's letter: chosen from the texts by that recipient's own facts, and by nothing else.

The same recipient, material, texts and code give the same letter, so that it can be composed anew when it is sent and
compared with what was approved. Who is named in it: the company, the vendor, and organisations that the recipient
administers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from waspada.core.categories import canonical
from waspada.core.errors import BadInput, Refused
from waspada.core.language import opening
from waspada.notify.advice import KEEPS, Facts, advice, covered, facts_of
from waspada.notify.families import grouped
from waspada.notify.letter import Block, Letter
from waspada.notify.material import Material, Said, Stated
from waspada.notify.recipient import Audience, Recipient
from waspada.notify.sentence import Basis, Sentence
from waspada.notify.texts import Texts

_MARK: Final = 10
_DAY: Final = len("2025-11-09")


def compose(recipient: Recipient, material: Material, texts: Mapping[str, Texts], code: str) -> Letter:
    """The letter.

    Args:
        texts: of the notice, by language; the recipient's must be among them.
        code: with which the recipient can check it, as it is printed.

    Raises:
        BadInput: a language, a sentence in it, or the word for a kind is missing.
        Refused: what the notice says is not in the data is among the recipient's own.
    """
    if recipient.lang not in texts:
        raise BadInput("a letter has no approved text in the language of its recipient")
    return _Writer(recipient, material, texts[recipient.lang], code).letter()


def one_line(value: str) -> str:
    """A value as it stands in a sentence: no line break, nothing that cannot be seen."""
    seen = value if value.isprintable() else "".join(sign if sign.isprintable() else " " for sign in value)
    return " ".join(seen.split())


@lru_cache(maxsize=64)
def _mark(values: tuple[str, ...]) -> str:
    """Of what a sentence says: another value is another sentence, which a correction must tell apart."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:_MARK]


class _Writer:
    """Writes one letter, block by block."""

    __slots__ = ("_code", "_facts", "_kinds", "_lang", "_material", "_recipient", "_texts", "_vendor")

    def __init__(self, recipient: Recipient, material: Material, texts: Texts, code: str) -> None:
        self._recipient, self._material, self._texts, self._code = recipient, material, texts, code
        self._lang = texts.lang
        self._facts: Facts = facts_of(recipient, material.absent)
        self._kinds = tuple(sorted(self._facts.kinds))
        self._vendor = one_line(material.vendor.value) if material.vendor else ""

    def letter(self) -> Letter:
        blocks = (
            *self._correction(),
            self._happened(),
            self._shared() if self._recipient.without_facts else self._yours(),
            self._organisation(),
            self._absent(),
            self._block("did", items=self._said(self._material.what_we_did)),
            self._block("do", items=self._advice()),
            self._contact(),
            self._genuine(),
        )
        return Letter(
            lang=self._lang,
            subject=self._subject(),
            greeting=self._texts.say("greeting"),
            blocks=tuple(block for block in blocks if block.paragraphs or block.items),
            closing=self._texts.say("closing", company=one_line(self._material.company)),
            code=self._code,
        )

    def _block(self, name: str, paragraphs: Iterable[Sentence] = (), items: Iterable[Sentence] = ()) -> Block:
        heading = self._texts.say(f"heading.{name}")
        return Block(id=name, heading=heading, paragraphs=tuple(paragraphs), items=tuple(items))

    def _frame(self, key: str, **values: str) -> Sentence:
        return Sentence(id=key, text=self._texts.say(key, **values))

    def _own(self, what: str, text: str, **backing: Any) -> Sentence:
        return Sentence(
            id=f"own.{what}", text=text, basis=Basis.COMPUTED, backing={"check": "own", "kinds": [], **backing}
        )

    def _subject(self) -> str:
        which = "own"
        if self._material.correction:
            which = "correction"
        elif self._recipient.without_facts:
            which = "shared"
        elif self._recipient.audience is Audience.ADMIN:
            which = "admin"
        return self._texts.say(f"subject.{which}{'_vendor' if self._vendor else ''}", vendor=self._vendor)

    def _correction(self) -> tuple[Block, ...]:
        told = self._material.correction
        if told is None:
            return ()
        old = [Sentence(id=f"corrected.{one.id}", text=one.text) for one in self._said(told.old)]
        lead = self._frame(f"correction.lead{'_several' if len(old) > 1 else ''}")
        return self._block("correction", [lead], old), self._block("corrected", items=self._said(told.new))

    def _happened(self) -> Block:
        material, found = self._material, []
        if material.vendor:
            found.append(self._attested("happened.vendor", (material.vendor,), vendor=self._vendor))
        if material.product:
            product = one_line(material.product.value)
            found.append(self._attested("happened.product", (material.product,), product=product))
        found += self._when()
        told, aware = material.told_us_at, material.aware_at
        if told:
            key = "happened.told" if self._vendor else "happened.told_us"
            found.append(self._attested(key, (told,), day=self._day(told), vendor=self._vendor))
        if aware and not (told and self._date(told) == self._date(aware)):
            found.append(self._attested("happened.aware", (aware,), day=self._day(aware)))
        return self._block("happened", [*found, *self._said(material.what_happened)])

    def _when(self) -> list[Sentence]:
        start, end = self._material.occurred_from, self._material.occurred_to
        if start is None:
            return []
        if end is None:
            return [self._attested("happened.since", (start,), **{"from": self._day(start)})]
        if self._date(start) == self._date(end):
            return [self._attested("happened.on", (start, end), **{"from": self._day(start)})]
        return [self._attested("happened.between", (start, end), **{"from": self._day(start), "to": self._day(end)})]

    def _yours(self) -> Block:
        recipient = self._recipient
        if recipient.gone:
            return self._block("yours", [self._own("gone", self._texts.say("yours.gone"))])
        lead = self._frame("yours.lead_mentioned" if recipient.mentioned else "yours.lead")
        first: list[Sentence] = []
        if recipient.audience is Audience.NO_ACCOUNT and not recipient.mentioned:
            first.append(self._own("no_account", self._texts.say("yours.no_account")))
        if len(recipient.people) > 1:
            count = self._texts.number(len(recipient.people))
            first.append(self._own("accounts", self._texts.say("yours.accounts", count=count)))
        items = [
            self._own(
                f"{family}.{'+'.join(kinds)}",
                opening(self._texts.say(f"family.{family}", list=self._texts.series(self._labels(kinds)))),
                kinds=list(kinds),
            )
            for family, kinds in grouped(self._kinds).items()
        ]
        lead = lead if items else self._own("no_details", self._texts.say("yours.no_details"))
        return self._block("yours", [*first, lead], items)

    def _shared(self) -> Block:
        return self._block("shared", [self._frame("shared.why"), self._frame("shared.ask")])

    def _organisation(self) -> Block:
        items, customers = [], self._recipient.customers
        for one in customers:
            name, where = one_line(one.name) or one.organisation_id, {"organisation": one.organisation_id}
            text = self._texts.counted("organisation.people", one.people, name=name)
            items.append(self._own(f"organisation.{one.organisation_id}.{one.people}", text, **where))
            if one.admins_without_mfa:
                text = self._texts.counted("organisation.mfa", one.admins_without_mfa, name=name)
                items.append(self._own(f"mfa.{one.organisation_id}.{one.admins_without_mfa}", text, **where))
        lead = [self._frame(f"organisation.lead{'_several' if len(customers) > 1 else ''}")] if customers else []
        if customers and self._material.lookup_url:
            items.append(self._frame("organisation.list", url=one_line(self._material.lookup_url)))
        return self._block("organisation", lead, items)

    def _absent(self) -> Block:
        recipient = self._recipient
        if not recipient.without_facts and any(
            name in self._kinds or any(covered(name, category) for category in recipient.categories)
            for name in self._material.absent
        ):
            raise Refused(
                "a letter would say that something is not in the data that is among its recipient's own",
                hint="Take it out of what the notice says is not there, or settle the findings first.",
            )
        words: dict[str, list[str]] = {}
        for name in self._material.absent:
            words.setdefault(opening(self._word(name)), []).append(name)
        items = [
            Sentence(
                id=f"absent.{'+'.join(names)}",
                text=text,
                basis=Basis.COMPUTED,
                backing={"check": "absent", "names": names},
            )
            for text, names in words.items()
        ]
        return self._block("not", [self._frame("not.lead")] if items else (), items)

    def _advice(self) -> Iterable[Sentence]:
        for rule in advice(self._facts):
            key = f"advice.{rule}"
            if rule in KEEPS:
                backing = {"check": "absent", "names": [KEEPS[rule]]}
                yield Sentence(id=key, text=self._texts.say(key), basis=Basis.COMPUTED, backing=backing)
                continue
            values = {"list": self._texts.series(self._labels(self._facts.revocable))} if rule == "key.revoke" else {}
            yield Sentence(id=key, text=self._texts.say(key, **values), basis=Basis.ADVICE, backing={"advice": rule})

    def _contact(self) -> Block:
        said = []
        if self._material.contact:
            said.append(self._frame("contact.ask", contact=one_line(self._material.contact)))
        if self._material.statement_url:
            said.append(self._frame("contact.statement", url=one_line(self._material.statement_url)))
        return self._block("contact", said)

    def _genuine(self) -> Block:
        domains, said = [one_line(one) for one in self._material.sender_domains], []
        if domains:
            text = self._texts.counted("advice.official", len(domains), list=self._texts.series(domains))
            backing = {"advice": "official"}
            said.append(Sentence(id="advice.official", text=text, basis=Basis.ADVICE, backing=backing))
        said += [self._frame("genuine.plain"), self._frame("genuine.typed")]
        if self._material.check_url and self._code:
            said.append(self._frame("genuine.check", url=one_line(self._material.check_url)))
            said += [self._frame("genuine.code", code=self._code), self._frame("genuine.copied")]
        return self._block("genuine", items=said)

    def _attested(self, key: str, stated: Sequence[Stated], **values: str) -> Sentence:
        backing: dict[str, Any] = {"fact": stated[0].fact, "entry": stated[0].entry}
        if len(stated) > 1:
            backing["also"] = [{"fact": one.fact, "entry": one.entry} for one in stated[1:]]
        text = self._texts.say(key, **values)
        mark = _mark(tuple(one.value for one in stated))
        return Sentence(id=f"{key}.{mark}", text=text, basis=Basis.ATTESTED, backing=backing)

    def _said(self, sentences: Iterable[Said]) -> list[Sentence]:
        found = []
        for one in sentences:
            text = one_line(one.text.get(self._lang, ""))
            if not text:
                raise BadInput("a sentence of the notice is missing in a language of its letters")
            found.append(Sentence(id=one.id, text=text, basis=one.basis, backing=one.backing))
        return found

    def _labels(self, kinds: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(map(self._word, kinds)))

    def _word(self, name: str) -> str:
        """What a kind or a category is called."""
        words = self._texts.words
        for key in (f"kind.{name}", f"category.{canonical(name)}"):
            if key in words:
                return words[key]
        own = self._material.labels.get(name, {}).get(self._lang)
        if own:
            return one_line(own)
        provider = next((key.provider for key in self._recipient.found_keys if key.kind == name and key.provider), "")
        if provider:
            return self._texts.say("key.provider", provider=one_line(provider))
        if name.startswith("secret."):
            return words["key.any"]
        raise BadInput("a kind of data has no word in a language of the letters")

    def _day(self, stated: Stated) -> str:
        return self._texts.day(self._date(stated))

    def _date(self, stated: Stated) -> date:
        """The day in the zone of the notice; a date without a time is that day."""
        found: date | None = None
        try:
            if len(stated.value) == _DAY:
                found = date.fromisoformat(stated.value)
            else:
                moment = datetime.fromisoformat(stated.value)
                moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
                found = moment.astimezone(ZoneInfo(self._material.zone)).date()
        except (ValueError, ZoneInfoNotFoundError):
            found = None
        if found is None:
            raise BadInput("a time of the notice, or its zone, cannot be read")
        return found
