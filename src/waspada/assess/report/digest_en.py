"""English: the digest and how much was searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from waspada.assess.report.facts import Facts, Found, Names
from waspada.assess.report.text import Piece, Sentence, Tone, clear, exposed, join, say, unsure
from waspada.core.language import counted, number
from waspada.core.language import series as join_names

_ORIGINS: Final = {
    "vendor": "The dataset that the vendor handed over",
    "own_export": "Our own export from the vendor",
    "gateway": "The gateway’s record of what was sent",
    "attacker_sample": "The sample that the attacker published",
}
_LAYERS: Final = {"url": "URL encoding", "base64": "Base64", "json": "JSON inside text", "html": "HTML escapes"}

_IN_NO_DIRECTORY: Final = " are in no directory and have no contact"
_LISTED: Final = 7
_ABSENT: Final = 5
_SECRETS: Final = 3
_IN_TEXT: Final = 3
_UNREAD: Final = 3


def _n(value: int) -> str:
    return number(value, "en")


def _people(count: int) -> str:
    return counted(count, "person", "people")


def digest(facts: Facts, names: Names) -> Sequence[Sentence]:
    """Whose data, what data, what not, which secrets, which claims."""
    sentences = (_who(facts), _what(facts, names), _in_text(facts, names), _not(facts, names), _claims(facts, names))
    return [sentence for sentence in sentences if sentence]


def _who(facts: Facts) -> Sentence:
    dataset = _ORIGINS.get(facts.origin, "The dataset")
    if facts.unreadable:
        broken = f"all {_n(facts.quarantined)} records are" if facts.quarantined > 1 else "its one record is"
        why = f": {broken} broken" if facts.quarantined else " as records"
        return say(dataset, " could ", unsure("not be read"), f"{why}. It was searched as plain text.")
    if facts.at_least is None or facts.at_most is None:
        return say("No account directory was given, so this page counts ", unsure("values, not people"), ".")
    if facts.at_most == 0 and facts.device_only:
        devices = counted(facts.device_only, "device", "devices")
        return say(
            dataset, f" names nobody. It holds {devices} whose owners are ", unsure("not known"), *_accounts(facts), "."
        )
    if facts.at_most == 0 and facts.unknown_without_contact:
        return say(dataset, " names nobody in the directory", *_accounts(facts), ".")
    if facts.at_most == 0 and facts.mentioned:
        return say(dataset, f" holds nobody’s own record; {_people(facts.mentioned)} ", exposed("are named in it"), ".")
    if facts.at_most == 0 and facts.found:
        if not facts.found_personal:
            return say(dataset, " names nobody; it holds secrets, and ", unsure("whose they are is not known"), ".")
        return say(dataset, " holds personal data; ", unsure("whose it is, is not known"), ".")
    if facts.at_most == 0:
        return say(dataset, " holds ", Piece("nobody’s data", _absence(facts)), " as far as could be recognised.")
    if facts.at_least == 0:
        most = unsure(f"at most {_people(facts.at_most)}")
        return say(dataset, " may hold data of ", most, ", but not one of them is certain", *_accounts(facts), ".")
    inside = f", in {counted(facts.organisations, 'organisation', 'organisations')}" if facts.organisations else ""
    return say(dataset, " holds data of ", *_range(facts.at_least, facts.at_most), inside, *_accounts(facts), ".")


def _accounts(facts: Facts) -> tuple[str | Piece, ...]:
    """Ids that may be further people."""
    if not facts.unknown_without_contact:
        return ()
    ids = counted(facts.unknown_without_contact, "account ID", "account IDs")
    rest = " is in no directory and has no contact" if facts.unknown_without_contact == 1 else _IN_NO_DIRECTORY
    return "; ", unsure(f"{ids} more" if facts.at_most else ids), rest


def _range(least: int, most: int) -> tuple[Piece, ...]:
    if least == most:
        return (exposed(_people(least)),)
    return (exposed(f"at least {_n(least)} and at most {_people(most)}"),)


def _found(found: Found) -> str:
    return found.label if found.few is None else f"{found.label} ({_people(found.few)})"


def _what(facts: Facts, names: Names) -> Sentence:
    if names.exposed:
        shown, more = [_found(found) for found in names.exposed[:_LISTED]], len(names.exposed) - _LISTED
        listed = [*shown, counted(more, "other kind of data", "other kinds of data")] if more > 0 else shown
        return say("In it: ", join_names(listed, "en"), ".")
    if names.beside_nobody:
        more = len(names.beside_nobody) - _LISTED
        others = [counted(more, "other kind of data", "other kinds of data")] if more > 0 else []
        return say("In it, as nobody’s own: ", join_names([*names.beside_nobody[:_LISTED], *others], "en"), ".")
    if facts.secrets or facts.unreadable or facts.found:
        return ()
    return say(Piece("No personal data was recognised in it", _absence(facts)), ".")


def _in_text(facts: Facts, names: Names) -> Sentence:
    if not names.in_text:
        return ()
    rows, more = names.in_text[:_IN_TEXT], sum(row.values for row in names.in_text[_IN_TEXT:])
    listed = [counted(row.values, row.label, _plural(row.label)) for row in rows]
    listed += [counted(more, "other value", "other values")] if more else []
    one = len(names.in_text) == 1 and names.in_text[0].values == 1
    return say(exposed(join_names(listed, "en")), f" {'stands' if one else 'stand'} in text without fields.")


def _plural(label: str) -> str:
    """Of a kind's name: `e-mail addresses`, `MD5 hashes of an e-mail address`, `bank account numbers (IBAN)`."""
    end = min(at for at in (label.find(" of "), label.find(" ("), len(label)) if at >= 0)
    head, tail = label[:end], label[end:]
    if head.endswith(("ss", "sh", "ch", "x")):
        return f"{head}es{tail}"
    if head.endswith("s"):
        return label
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies{tail}"
    return f"{head}s{tail}"


def _absence(facts: Facts) -> Tone:
    return Tone.CLEAR if facts.searched_all else Tone.PLAIN


def _not(facts: Facts, names: Names) -> Sentence:
    absent: Sentence = ()
    if facts.clear:
        missing = join_names([family.one["en"] for family in facts.clear[:_ABSENT]], "en", alternative=True)
        where = " was found in what could be opened." if facts.unopened else " was found."
        absent = say(clear(f"No {missing}"), where)
    if not facts.secrets:
        return absent
    kinds = f" ({join_names(names.secrets, 'en')})" if 0 < len(names.secrets) <= _SECRETS else ""
    verb, those = ("is", "it") if facts.secrets == 1 else ("are", "them")
    found = exposed(counted(facts.secrets, "secret", "secrets"))
    return join([absent, say("But " if absent else "", found, f"{kinds} {verb} in it: revoke {those} first.")])


def _claims(facts: Facts, names: Names) -> Sentence:
    if not facts.claims:
        return _open(facts, names)
    whole = counted(facts.claims, "published claim", "published claims")
    if facts.contradicted and facts.claims == 1:
        return say("The data ", exposed("contradicts the published claim"), ".")
    if facts.contradicted:
        rest = f"; {_n(facts.cannot_tell)} cannot be told yet." if facts.cannot_tell else "."
        return say("The data ", exposed(f"contradicts {_n(facts.contradicted)} of {whole}"), rest)
    if facts.cannot_tell and facts.claims == 1:
        return say("Whether the published claim holds ", unsure("cannot be told yet"), ".")
    if facts.cannot_tell:
        return say("Of ", whole, ", ", unsure(f"{_n(facts.cannot_tell)} cannot be told yet"), "; none is contradicted.")
    return say(clear("The published claim holds" if facts.claims == 1 else f"All {whole} hold"), ".")


def _open(facts: Facts, names: Names) -> Sentence:
    """What only a person can tell; said by the claims where there are some."""
    if not names.unread:
        return ()
    more = len(names.unread) - _UNREAD
    others = [counted(more, "other kind of data", "other kinds of data")] if more > 0 else []
    kinds = [*names.unread[:_UNREAD], *others]
    fields = counted(facts.fields_to_read, "field", "fields")
    whether = f"Whether it holds {join_names(kinds, 'en', alternative=True)} "
    return say(whether, unsure("cannot be told yet"), f": a person must read {fields} first.")


def searched(facts: Facts) -> Sentence:
    """How much was searched, and what was not."""
    kinds = counted(facts.kinds_searched, "kind", "kinds")
    layers = [_LAYERS[layer] for layer in facts.layers if layer in _LAYERS]
    behind = f", also behind {join_names(layers, 'en')}" if layers else ""
    parts: list[str | Piece] = []
    if facts.parsed:
        cells = "The one cell" if facts.cells == 1 else f"Each of {_n(facts.cells)} cells"
        records = counted(facts.parsed, "record", "records")
        parts.append(f"{cells} in {records} was searched for {kinds} of data{behind}.")
    else:
        parts.append(f"Searched for {kinds} of data{behind}.")
    if facts.quarantined and facts.parsed:
        those = "it was" if facts.quarantined == 1 else "they were"
        records = counted(facts.quarantined, "record", "records")
        parts += [" ", unsure(f"{records} could not be read"), f"; {those} searched as plain text."]
    if facts.unknown_files:
        was = "was" if facts.unknown_files == 1 else "were"
        parts.append(
            f" {counted(facts.unknown_files, 'file', 'files')} of unknown format {was} searched as plain text."
        )
    if facts.text:
        parts += [" Without fields ", unsure("nobody can tell"), " whether names or birth dates stand in it."]
    if facts.unopened:
        was = "was" if facts.unopened == 1 else "were"
        files = counted(facts.unopened, "file", "files")
        parts += [" ", unsure(f"{files} could not be opened"), f" and {was} not searched."]
    return say(*parts)
