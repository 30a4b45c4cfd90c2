"""From the running counts to the truth: who is a subject, what follows for people, organisations and claims."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np

from waspada.flows.demo import claims
from waspada.flows.demo.people import ADMIN_ROLES, MFA, PRODUCTS, ROLES, People
from waspada.flows.demo.places import COUNTRIES, PLACES
from waspada.flows.demo.rng import Numbers
from waspada.flows.demo.tally import Tally, day_counts
from waspada.flows.demo.truth import OrganisationTruth, PeopleTruth, PersonTruth, Truth

_ADMINS = tuple(ROLES.index(role) for role in ADMIN_ROLES)


def assemble(people: People, tally: Tally, *, seed: int, events: int, directory_rows: int) -> Truth:
    """Everything that can be said once the last line is written."""
    by_number = tally.subjects()
    names = _names(people, by_number)
    planted = tally.planted
    mentions = _mentions(people, planted.mentions, by_number)
    fields = tally.fields()
    organisations = _organisations(people, by_number)
    counts = _people(people, tally, by_number, mentions, len(organisations))
    verdicts, claim_counts = claims.verdicts(counts, tuple(planted.secrets))
    return Truth(
        seed=seed, events=events,
        records=events, records_parsed=tally.parsed, records_quarantined=len(planted.broken),
        duplicate_records=tally.duplicates, bytes=tally.bytes, cells=sum(f.filled + f.empty for f in fields),
        odd_lines=tally.odd, directory_accounts=people.sizes.directory, directory_rows=directory_rows,
        first_record=_moment(tally.first_record) if tally.parsed else "",
        last_record=_moment(tally.last_record) if tally.parsed else "",
        by_day=day_counts(tally.by_day()), people=counts, fields=fields, emails=tally.emails(),
        secrets=tuple(planted.secrets), broken=tuple(planted.broken), ambiguous=planted.ambiguous(), mentions=mentions,
        claims=verdicts, claim_counts=claim_counts,
        subjects={names[number]: person for number, person in by_number.items()}, organisations=organisations,
    )  # fmt: skip


def _moment(seconds: int) -> str:
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _names(people: People, subjects: dict[int, PersonTruth]) -> dict[int, str]:
    """Account id, or the address of a former customer."""
    accounts = people.account_ids.slice(0, people.sizes.active).to_pylist()
    emails = people.emails.slice(0, people.sizes.former).to_pylist()
    return {n: emails[n].lower() if n < people.sizes.former else accounts[n] for n in subjects}


def _mentions(people: People, addresses: list[str], subjects: dict[int, PersonTruth]) -> tuple[str, ...]:
    """Addresses in texts that belong to no subject."""
    emails = people.emails.slice(0, people.sizes.active).to_pylist() if addresses else []
    own = {emails[number].lower() for number in subjects} if addresses else set()
    return tuple(sorted(set(addresses) - own))


def _matched(people: People, subjects: dict[int, PersonTruth]) -> Numbers:
    numbers = np.array(sorted(subjects), dtype=np.int64)
    return numbers[numbers >= people.sizes.former]


def _admin_rights(people: People, matched: Numbers) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Memberships and admin memberships as (person, organisation)."""
    wanted = set(matched.tolist())
    all_members, admins = set(), set()
    second = zip(people.second, people.second_organisation, people.second_role, strict=True)
    first = ((n, people.organisation[n], people.role[n]) for n in matched)
    for person, organisation, role in (*first, *second):
        if int(person) in wanted and organisation >= 0:
            all_members.add((int(person), int(organisation)))
            if role in _ADMINS:
                admins.add((int(person), int(organisation)))
    return all_members, admins


def _organisations(people: People, subjects: dict[int, PersonTruth]) -> dict[str, OrganisationTruth]:
    members, admins = _admin_rights(people, _matched(people, subjects))
    per_member = Counter(organisation for _, organisation in members)
    per_admin = Counter(organisation for _, organisation in admins)
    exposed = Counter(organisation for person, organisation in admins if MFA[people.mfa[person]] == "off")
    ids = people.organisation_ids.to_pylist()
    return {ids[n]: OrganisationTruth(count, per_admin[n], exposed[n]) for n, count in sorted(per_member.items())}


def _people(
    people: People, tally: Tally, subjects: dict[int, PersonTruth], mentions: tuple[str, ...], organisations: int
) -> PeopleTruth:
    matched = _matched(people, subjects)
    admins = {person for person, _ in _admin_rights(people, matched)[1]}
    mfa = Counter(MFA[people.mfa[person]] for person in admins)
    everybody = np.array(sorted(subjects), dtype=np.int64)
    by_directory = people.placed_by_directory[everybody]
    by_dataset = ~by_directory & people.placed_by_dataset[everybody]
    placed = everybody[by_directory | by_dataset]
    known = people.emails.slice(people.sizes.former).to_pylist() if mentions else []
    return PeopleTruth(
        matched=len(matched),
        unknown_with_contact=len(subjects) - len(matched),
        mentioned=len(mentions),
        mentioned_known=len(set(mentions).intersection(email.lower() for email in known)),
        device_only=tally.device_only(),
        ambiguous=len(tally.planted.ambiguous()),
        organisations=organisations,
        admins=len(admins),
        admins_without_mfa=mfa["off"],
        admins_mfa_unknown=mfa[""],
        by_country=_counts(COUNTRIES[PLACES[n].country].code for n in people.place[placed]),
        by_region=_counts(PLACES[n].region for n in people.place[everybody[by_directory]]),
        residence_from_dataset=int(by_dataset.sum()),
        residence_unknown=len(everybody) - len(placed),
        by_product=_counts(PRODUCTS[n] for n in people.product[matched]),
    )


def _counts(values: object) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))  # type: ignore[call-overload]
