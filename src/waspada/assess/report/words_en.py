"""English: the sentences of the sections, from the figures to the timeline."""

from __future__ import annotations

from collections.abc import Sequence

from waspada.assess.report.digest_en import digest as digest
from waspada.assess.report.digest_en import searched as searched
from waspada.assess.report.facts import Facts
from waspada.assess.report.model import Secret
from waspada.assess.report.text import Piece, Sentence, clear, code, codes, exposed, say, unsure
from waspada.core.language import counted, number, size
from waspada.core.language import series as join_names


def _n(value: int) -> str:
    return number(value, "en")


def _people(count: int) -> str:
    return counted(count, "person", "people")


def people_note(facts: Facts) -> str:
    if facts.at_least is None:
        return "people: no account directory was given"
    noun = "person" if facts.at_most == 1 else "people"
    parts = [f"{_n(facts.matched)} in the directory"] if facts.matched else []
    if facts.unknown_with_contact:
        parts.append(f"{_n(facts.unknown_with_contact)} known only by their own contact")
    if facts.ambiguous:
        parts.append(f"{_n(facts.ambiguous)} open")
    return f"{noun}: {', '.join(parts)}" if parts else noun


def organisations_note(facts: Facts) -> str:
    if facts.organisations is None:
        return "organisations: the directory names none"
    noun = "organisation" if facts.organisations == 1 else "organisations"
    more = f"; {_n(facts.organisations_unknown)} more not in the directory" if facts.organisations_unknown else ""
    return f"{noun}{more}"


def admins_note(facts: Facts) -> str:
    if facts.admins is None:
        return "admins without MFA: the directory does not say who is an admin"
    if not facts.admins:
        return "admins among these people"
    unknown = facts.admins_mfa_unknown or 0
    if facts.admins_without_mfa:
        noun = "admin" if facts.admins_without_mfa == 1 else "admins"
        those = "this one" if facts.admins_without_mfa == 1 else "them"
        more = f"; unknown for {_n(unknown)} more" if unknown else ""
        return f"{noun} without MFA, of {_n(facts.admins)}: tell {those} first{more}"
    if unknown or facts.admins_without_mfa is None:
        return f"whether {_n(unknown or facts.admins)} of {counted(facts.admins, 'admin', 'admins')} use MFA"
    return f"admins without MFA, of {_n(facts.admins)}"


def claims_note(facts: Facts) -> str:
    noun = "published claim" if facts.claims == 1 else "published claims"
    if facts.contradicted:
        return f"{noun} contradicted by the data"
    return f"{noun} that cannot be told yet" if facts.cannot_tell else f"{noun} hold{'s' if facts.claims == 1 else ''}"


def secrets_note(facts: Facts) -> str:
    if not facts.secrets:
        return "secrets (keys, tokens, passwords) found"
    return "secret found: revoke it first" if facts.secrets == 1 else "secrets found: revoke them first"


def records_note(facts: Facts) -> str:
    return ("record in " if facts.records == 1 else "records in ") + counted(facts.files, "file", "files")


def kinds_note(count: int) -> str:
    return "kind of personal data found" if count == 1 else "kinds of personal data found"


def exposed_lead(facts: Facts) -> Sentence:
    if facts.at_least is None:
        return say("Values that were found. Without an account directory they could not be counted by person.")
    return say("People whose own value is in the dataset, not columns that merely exist.")


def empty_columns(names: Sequence[str], total: int) -> Sentence:
    many = "column is" if total == 1 else "columns are"
    more = f" and {_n(total - len(names))} more" if total > len(names) else ""
    hold = "holds" if total == 1 else "hold"
    return say(f"Present, empty: {_n(total)} {many} in the dataset but {hold} no value (", *codes(names), f"{more}).")


def absent_lead(facts: Facts) -> Sentence:
    if facts.unreadable:
        return say("Looked for in the raw text, since no record could be read.")
    cells = counted(facts.cells, "cell", "cells")
    where = [f"all {cells}" if facts.cells > 1 else cells]
    where += [f"{size(facts.text, 'en')} of text"] if facts.text else []
    where += [f"{counted(facts.quarantined, 'record', 'records')} as text only"] if facts.quarantined else []
    return say(f"Looked for in {join_names(where, 'en')}.")


def cannot_tell_why(weak: int, fields: int, *, without_fields: bool) -> str:
    parts = [counted(weak, "uncertain value", "uncertain values")] if weak else []
    if fields:
        parts.append(f"{counted(fields, 'field', 'fields')} to read")
    if without_fields:
        parts.append("text without fields")
    return join_names(parts, "en")


def kinds(count: int, *, others: bool) -> str:
    return counted(count, "other kind", "other kinds") if others else counted(count, "kind", "kinds")


def found_count(count: int) -> str:
    return f"{_n(count)} found"


def series(names: Sequence[str]) -> str:
    return join_names(names, "en")


def of(part: int, whole: int) -> str:
    return f"{_n(part)} of {_n(whole)}"


def bytes_exact(count: int) -> str:
    return f"{size(count, 'en')} ({_n(count)})" if count >= 1000 else size(count, "en")


def where_searched(cells: int, text: int) -> str:
    parts = [counted(cells, "cell", "cells")] if cells else []
    return join_names([*parts, f"{size(text, 'en')} of text"] if text else parts, "en")


def records(count: int) -> str:
    return counted(count, "record", "records")


def secrets_lead(facts: Facts) -> Sentence:
    if not facts.secrets:
        where = f"in {where_searched(facts.cells, facts.text) or 'the raw text'}"
        return say(clear(f"No key, token or password was found {where}."))
    each = "Whose it is and where it stands" if facts.secrets == 1 else "Whose each one is and where it stands"
    return say(
        f"{each}: ", code("restricted/secrets.csv"), ". Nothing was tried against a provider: treat all as working."
    )


def whose(secret: Secret, facts: Facts) -> str:
    people, organisations = secret.get("people", 0), secret.get("organisations", 0)
    alone = secret.get("unattributed", 0)
    parts = []
    if people:
        inside = f" in {counted(organisations, 'organisation', 'organisations')}" if organisations else ""
        parts.append(f"{_people(people)}{inside}")
    if alone:
        parts.append(f"{_n(alone)} beside nobody" if people else "found beside nobody")
    if parts:
        return "; ".join(parts)
    return "owner not known" if facts.at_least is not None else "not looked up: no directory"


def who_lead(facts: Facts) -> Sentence:
    if facts.at_least is None:
        return say("No account directory was given: nobody could be looked up.")
    if facts.at_most == 0 and facts.unreadable:
        return say("Nobody could be looked up, since no record could be read.")
    if facts.at_most == 0:
        return say("Nobody was recognised, neither by an account nor by a contact of their own.")
    if facts.settled:
        known = "known" if facts.at_least == 1 else "each known"
        return say(f"{_people(facts.at_least)}, {known} by an account or a contact of their own; no match is open.")
    least = "Nobody is" if not facts.at_least else f"{_people(facts.at_least)} {'is' if facts.at_least == 1 else 'are'}"
    if facts.ambiguous == 1:
        return say(
            f"{least} certain; one identity more is ", unsure("open"), " and may be one of them or another person."
        )
    ambiguous = f"{_n(facts.ambiguous)} identities"
    return say(f"{least} certain; {ambiguous} are ", unsure("open"), " and may be among them or other people.")


def admins(facts: Facts) -> Sentence:
    if facts.at_least is None or not facts.at_most:
        return ()
    if facts.admins is None:
        return say("Admins: ", unsure("unknown"), ". The directory does not say who is an admin.")
    if not facts.admins:
        return say("No admin is among them.")
    whole = counted(facts.admins, "admin", "admins")
    unknown, without = facts.admins_mfa_unknown or 0, facts.admins_without_mfa
    if without is None:
        return say(f"{whole}; who of them uses MFA is ", unsure("unknown"), ".")
    tail: tuple[str | Piece, ...] = ()
    if unknown:
        tail = (" For ", unsure(counted(unknown, "admin", "admins")), " the directory does not say.")
    if without:
        verb = "has" if without == 1 else "have"
        return say(exposed(f"{_n(without)} of {whole}"), f" {verb} no MFA: tell them first.", *tail)
    if unknown:
        return say(f"Of {whole}, none is known to be without MFA.", *tail)
    return say(clear("The one admin has MFA." if facts.admins == 1 else f"All {whole} have MFA."))


def residence(facts: Facts) -> Sentence:
    if not facts.at_least:
        return ()
    if not facts.countries:
        return say("Where they live is ", unsure("not known"), " for anybody.")
    where = counted(facts.countries, "country", "countries")
    if not facts.residence_unknown:
        return say(f"They live in {where}; it is known for everybody.")
    return say(f"They live in {where}; ", unsure(f"not known for {_n(facts.residence_unknown)}"), ".")


def nobody_yet(facts: Facts) -> Sentence:
    """Organisations that nobody could look up."""
    if not facts.organisations_unknown:
        return ()
    named = counted(facts.organisations_unknown, "organisation", "organisations")
    verb = "is" if facts.organisations_unknown == 1 else "are"
    return say(f"{named} that the dataset names {verb} ", unsure("not in the directory"), ".")


def sharing(facts: Facts) -> Sentence:
    """Who cannot be written to alone."""
    if not facts.sharing_an_address:
        return ()
    if facts.shared_addresses == 1:
        who = f"{_people(facts.sharing_an_address)} share one e-mail address"
        return say(unsure(who), ": a letter to it reaches all of them.")
    who = f"{_people(facts.sharing_an_address)} share {_n(facts.shared_addresses)} e-mail addresses"
    return say(unsure(who), ": a letter to one reaches everybody who shares it.")


def span(first: str, last: str, days: int) -> str:
    return f"All on {first}." if days <= 1 else f"From {first} to {last}, {_n(days)} days."


def peak(when: str, step: str, records: int, share: str) -> str:
    unit = {"day": "day was", "week": "week began on", "month": "month was"}[step]
    return f"The busiest {unit} {when}, with {counted(records, 'record', 'records')} ({share})."


def recent(days: int, share: str) -> str:
    return f"The last {_n(days)} days hold {share} of all records."


def old(years: int) -> str:
    return f"The data goes back {counted(years, 'year', 'years')} or more: expect people who left long ago."


def timeless(facts: Facts) -> Sentence:
    if not facts.parsed:
        return say("No record could be read, so no time is known.")
    return say("No record carries a time that could be read, so the age of the data is ", unsure("not known"), ".")


def undated(count: int) -> str:
    return f"{counted(count, 'record', 'records')} without a time {'is' if count == 1 else 'are'} not in the chart."
