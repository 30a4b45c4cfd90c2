"""English: claims, what we cannot say, what to do next, and the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from waspada.assess.report.facts import Facts, Names
from waspada.assess.report.model import Claim
from waspada.assess.report.text import Sentence, clear, code, say, unsure
from waspada.assess.report.verdicts import Advice, Open, Step
from waspada.assess.report.words_en import where_searched
from waspada.core.language import counted, number, opening, series


def _n(value: int) -> str:
    return number(value, "en")


def claims_lead(facts: Facts) -> Sentence:
    if not facts.claims:
        return say("No claims file was given, so nothing that was published has been checked against the data.")
    return say("Each checked against the whole dataset.")


def because(claim: Claim, kinds: Sequence[str]) -> str:
    """Why a claim has its verdict; empty where the reason is not one of ours."""
    reason = claim.get("reason", "")
    cells = where_searched(claim.get("cells_searched", 0), claim.get("bytes_searched", 0))
    values = counted(claim.get("values", 0), "value", "values")
    uncertain = counted(claim.get("values", 0), "uncertain value", "uncertain values")
    fields = counted(claim.get("fields_to_read", 0), "field", "fields")
    people = claim.get("people")
    who = counted(people or 0, "person", "people")
    named = series(kinds, "en") or "what it names"
    texts = {
        "searched": f"Searched for in {cells}; none found.{_recall(claim)}",
        "read": "Every field that could hold it has a known meaning, and none of them holds it.",
        "searched_and_read": f"Searched for in {cells}, and every field that could hold it has a known meaning; "
        f"none found.{_recall(claim)}",
        "found": f"{values} found{f', belonging to {who}' if people else ''}.",
        "weak": f"{uncertain} must be confirmed or rejected by a person first.",
        "unread": f"{fields} could hold it, and nobody has read them yet.",
        "weak_and_unread": f"{uncertain} must be confirmed or rejected, and {fields} that could hold it must be read.",
        "without_fields": "Text without fields was searched, and nobody can tell from it.",
        "not_searched": f"Nothing searched for {named}, so nothing can be said.",
        "listed": "Everything that was found is named in it.",
        "unlisted": f"Also found, and not named in it: {named}.",
        "not_there": f"Named in it, but not found: {named}.",
        "same": f"{'The one person' if people == 1 else f'All {who}'} in the directory fit.",
        "differs": f"{who} {'does' if people == 1 else 'do'} not fit.",
        "without_value": f"For {who} the directory does not say.",
        "no_column": "The directory has no column that could settle it.",
    }
    return texts.get(reason, "")


def _recall(claim: Claim) -> str:
    planted = claim.get("recall_planted", 0)
    if not planted:
        return ""
    return f" On our own test cases the search finds {_n(claim.get('recall_found', 0))} of {_n(planted)}."


def evidence(kind: str, values: int | None, people: int | None) -> str:
    counts = [counted(values, "value", "values")] if values else []
    if people:
        counts.append(counted(people, "person", "people"))
    return ": ".join(part for part in (kind, ", ".join(counts)) if part)


_OPEN: Final = {
    "unopened": (
        "file could not be opened. Nobody knows what is in it.",
        "files could not be opened. Nobody knows what is in them.",
    ),
    "quarantined": (
        "record could not be read. It was searched as plain text: {raw}.",
        "records could not be read. They were searched as plain text: {raw}.",
    ),
    "unknown_files": (
        "file has an unknown format. It was searched as plain text, without fields.",
        "files have an unknown format. They were searched as plain text, without fields.",
    ),
    "fields_to_read": (
        "free-text field has no known meaning. A person must read it.",
        "free-text fields have no known meaning. A person must read them.",
    ),
    "weak": (
        "value is uncertain: it looks like personal data and may be something else.",
        "values are uncertain: they look like personal data and may be something else.",
    ),
    "ambiguous": (
        "identity is open: it fits several people, or matches only weakly.",
        "identities are open: they fit several people, or match only weakly.",
    ),
    "own_contact": (
        "person is in no directory we were given, but a contact of their own is in the data. "
        "They are owed a notice too.",
        "people are in no directory we were given, but a contact of their own is in the data. "
        "They are owed a notice too.",
    ),
    "unknown_without_contact": (
        "account ID is in no directory we were given and has no contact: whose it is, and whether it is one person "
        "more, is not known.",
        "account IDs are in no directory we were given and have no contact: whose they are, and how many people more, "
        "is not known.",
    ),
    "organisations_unknown": (
        "organisation is named in the dataset and is not in the directory.",
        "organisations are named in the dataset and are not in the directory.",
    ),
    "device_only": (
        "device has no name beside it: who used it is not known. It is not counted as a person.",
        "devices have no name beside them: who used them is not known. They are not counted as people.",
    ),
    "mentioned": (
        "person is only mentioned in what others wrote, and is not counted above.",
        "people are only mentioned in what others wrote, and are not counted above.",
    ),
    "residence": ("person lives in a country that is not known.", "people live in countries that are not known."),
    "role": (
        "person has a role that is not known: they may be an admin.",
        "people have a role that is not known: some may be admins.",
    ),
    "mfa": (
        "admin of whom the directory does not say whether they use MFA.",
        "admins of whom the directory does not say whether they use MFA.",
    ),
    "secrets_unattributed": (
        "secret stands beside nobody: its owner is not known.",
        "secrets stand beside nobody: their owners are not known.",
    ),
    "undated": ("record carries no time that could be read.", "records carry no time that could be read."),
}


def unknown(question: Open, raw: Sequence[tuple[str, int]]) -> str:
    """What follows the count of an open question; `raw` is what stood in the records that could not be read."""
    found = series([f"{kind} ({_n(count)})" for kind, count in raw], "en") or "nothing found"
    one, many = _OPEN[question.key]
    return (one if question.count == 1 else many).format(raw=found)


def nothing_unknown() -> str:
    return "Every record was read, every match is certain, and no question is open."


def advice(step: Step, facts: Facts, names: Names) -> Advice:
    """A step in words."""
    return _STEPS[step.key](facts, names)


def _revoke(facts: Facts, names: Names) -> Advice:
    title = "Revoke the secret" if facts.secrets == 1 else f"Revoke {_n(facts.secrets)} secrets"
    since = f" since {names.first}" if names.first else ""
    do = f"Before anything else. Then look for use{since} that was not the owner’s. Owners and places stand in "
    return Advice(title, say(do, code("restricted/secrets.csv"), "."))


def _readable_copy(facts: Facts, _: Names) -> Advice:
    what = "the dataset" if facts.unreadable else counted(facts.unopened, "file", "files")
    text = "What could not be read may hold more people and more data. Until then every count here is a minimum."
    return Advice(f"Ask for a readable copy of {what}", say(text))


def _admins_without_mfa(facts: Facts, _: Names) -> Advice:
    without, unknown = facts.admins_without_mfa or 0, facts.admins_mfa_unknown or 0
    rest = f" Then {counted(unknown, 'admin', 'admins')} of whom it is not known." if unknown else ""
    text = f"One stolen password opens their whole organisation. Ask them to turn on MFA.{rest}"
    return Advice(f"Tell {counted(without, 'admin', 'admins')} without MFA first", say(text))


def _admins_mfa_unknown(facts: Facts, _: Names) -> Advice:
    unknown = facts.admins_mfa_unknown or 0
    text = "The directory does not say whether they use it. Tell them early, as if they did not."
    return Advice(f"Ask {counted(unknown, 'admin', 'admins')} to turn on MFA", say(text))


def _find_admins(_: Facts, __: Names) -> Advice:
    text = say(
        "Without roles the accounts that matter most cannot be told first. Name them with ", code("--admin-roles")
    )
    return Advice("Find out who is an admin", (*text, *say(" and run again.")))


def _correct(facts: Facts, names: Names) -> Advice:
    title = "Correct one claim" if facts.contradicted == 1 else f"Correct {_n(facts.contradicted)} claims"
    quoted = "; ".join(f"“{text}”" for text in names.contradicted)
    said = f"The data contradicts {quoted}. " if quoted else ""
    return Advice(title, say(f"{said}Whoever read it must be able to read the correction."))


def _clocks(facts: Facts, names: Names) -> Advice:
    where = ""
    if facts.countries:
        most = f", most of them: {series(names.countries, 'en')}" if facts.countries > len(names.countries) > 0 else ""
        only = f" ({series(names.countries, 'en')})" if not most and names.countries else ""
        where = f" People live in {counted(facts.countries, 'country', 'countries')}{only}{most}."
    unknown = ""
    if facts.at_least and not facts.countries:
        unknown = " Where these people live is not known."
    elif facts.residence_unknown and facts.at_least:
        unknown = f" For {counted(facts.residence_unknown, 'person', 'people')} it is not known."
    text = f"Some laws give days, some only hours, and the time may already run.{where}{unknown}"
    return Advice("Ask counsel which deadlines are running", say(text))


def _directory(_: Facts, __: Names) -> Advice:
    text = say("Give the account list with ", code("--directory"), ": only then can people be counted and told.")
    return Advice("Look up whose data it is", text)


def _tell(facts: Facts, _: Names) -> Advice:
    count = facts.at_least or 0
    organisations = facts.organisations or 0
    also = f" and {counted(organisations, 'organisation', 'organisations')}" if organisations else ""
    own = "Each with what was found about them" if count > 1 else "With what was found about them"
    stranger = ""
    if facts.unknown_with_contact == count > 0:
        stranger = " None of them is in the directory." if count > 1 else " This person is not in the directory."
    elif facts.unknown_with_contact:
        verb = "is" if facts.unknown_with_contact == 1 else "are"
        stranger = f" {_n(facts.unknown_with_contact)} of them {verb} in no directory."
    where = say(f"{own}; the list is ", code("restricted/people.csv"), f".{stranger}")
    return Advice(f"Tell {counted(count, 'person', 'people')}{also}", where)


def _phishing(_: Facts, __: Names) -> Advice:
    text = (
        "Whoever has this data can write to these people and sound real. Say in every notice what you never ask for "
        "(passwords, keys, codes), and prepare the support desk before the first notice goes out."
    )
    return Advice("Warn of false messages", say(text))


def _read(facts: Facts, _: Names) -> Advice:
    parts = []
    if facts.fields_to_read:
        parts.append(f"read {counted(facts.fields_to_read, 'field', 'fields')}")
    if facts.weak_values:
        parts.append(f"decide on {counted(facts.weak_values, 'uncertain value', 'uncertain values')}")
    waiting = ""
    if facts.cannot_tell:
        waiting = f" {counted(facts.cannot_tell, 'claim waits', 'claims wait')} for an answer."
    text = f"Write what each one is into a decisions file and run again.{waiting}"
    return Advice(opening(series(parts, "en")), say(text))


def _settle(facts: Facts, _: Names) -> Advice:
    where = code("restricted/ambiguous.parquet")
    text = say("The candidates stand in ", where, ". Until somebody decides, nobody is told because of them.")
    return Advice(f"Decide on {counted(facts.ambiguous, 'open identity', 'open identities')}", text)


def _vendor(facts: Facts, _: Names) -> Advice:
    questions = ["Is this all that was taken?", "Who had it, and since when?"]
    if facts.fields_to_read:
        verb, noun = ("does", "field") if facts.fields_to_read == 1 else ("do", "fields")
        questions.append(f"What {verb} {_n(facts.fields_to_read)} unclear {noun} mean?")
    if facts.quarantined and not facts.unreadable:
        records = counted(facts.quarantined, "unreadable record", "unreadable records")
        questions.append(f"Can {records} be sent again?")
    text = f"{' '.join(questions)} Check that nothing is sent there any more."
    return Advice("Put questions to the vendor in writing", say(text))


def _whole_export(_: Facts, __: Names) -> Advice:
    text = "A sample shows the least that was taken, not all of it."
    return Advice("Ask the vendor for everything that was taken", say(text))


_STEPS: Final[Mapping[str, Callable[[Facts, Names], Advice]]] = {
    "revoke": _revoke,
    "readable_copy": _readable_copy,
    "admins_without_mfa": _admins_without_mfa,
    "admins_mfa_unknown": _admins_mfa_unknown,
    "find_admins": _find_admins,
    "correct": _correct,
    "clocks": _clocks,
    "directory": _directory,
    "tell": _tell,
    "phishing": _phishing,
    "read": _read,
    "settle": _settle,
    "vendor": _vendor,
    "whole_export": _whole_export,
}


def accounting_lead(facts: Facts) -> Sentence:
    records = counted(facts.records, "record", "records")
    if not facts.quarantined:
        return say(clear(f"All {records} were read." if facts.records != 1 else "The one record was read."))
    share = f"{_n(facts.parsed)} read + {_n(facts.quarantined)} that could not be"
    return say(f"{records} = {share}.")


def counted_apart(cells: int, quarantined: int, apart: int) -> Sentence:
    total = f"{_n(cells)} searched + {_n(quarantined)} in unreadable records = {_n(cells + quarantined)}"
    if cells + quarantined == apart:
        return say("Cells were counted twice, by two programs that share no code: ", clear(f"{total}, both times"), ".")
    return say(
        "Cells were counted twice, by two programs that share no code, and ",
        unsure(f"differ: {total}; {_n(apart)}"),
        ".",
    )


def decided(confirmed: int, rejected: int) -> str:
    return (
        f"People confirmed {counted(confirmed, 'finding or match', 'findings or matches')} and rejected {_n(rejected)}."
    )


def repeat_lead() -> str:
    return "The same command on the same files gives the same page, byte for byte."
