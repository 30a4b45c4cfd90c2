"""English sentences for what an evaluation says; the same codes as in `words_id`."""

from __future__ import annotations

from typing import Final

REASONS: Final = {
    "in_force_on": "Judged by the law in force on {day} ({fact}).",
    "date_not_stated": "No moment of the incident is stated yet: judged by the law as it stood on {day}.",
    "not_yet_in_force": "Not in force on {day} ({fact}): it begins on {start}.",
    "no_longer_in_force": "No longer in force on {day} ({fact}): it ended on {end}.",
    "presumed": "Nobody stated this, so it is assumed: {facts}.",
    "presumed_not": "Nobody stated this, so it is assumed not to be so: {facts}.",
    "presumed_yes": "{question} Nobody said, so yes is assumed.",
    "presumed_no": "{question} Nobody said, so no is assumed.",
    "never_started": "Not in force: the regulations that would start this duty were not found.",
    "fact_yes": "{fact}: yes.",
    "fact_no": "{fact}: no.",
    "fact_unknown": "Not known: {fact}.",
    "stated": "{fact} is on record.",
    "not_stated": "{fact} is not on record yet.",
    "encryption_not_stated": "Nobody said that the data was encrypted, so it counts as readable.",
    "not_encrypted": "The data was not encrypted.",
    "key_taken": "The data was encrypted, but its key was taken too.",
    "encrypted": "The data was encrypted, and its key was not taken.",
    "encryption_unknown": "Whether whoever took the data can read it is not known: {facts}.",
    "nobody_counted": "Nobody has counted the people yet.",
    "elements_met": "The data holds what the law lists: {kinds}.",
    "elements_missing": "The data does not hold what the law lists; it holds: {kinds}.",
    "elements_unknown": "Not all data of these people is known yet; known so far: {kinds}.",
    "threshold_reached": "{people} counted; the law says {word} {threshold}.",
    "threshold_not_reached": "Only {people} counted; the law says {word} {threshold}.",
    "threshold_straddled": "{people} counted: this may or may not be what the law says, {word} {threshold}.",
    "risk_met": "The recorded risk is high enough for this duty: {groups}.",
    "risk_below": "The recorded risk is too low for this duty: {groups}.",
    "risk_not_assessed": "The risk has not been assessed: {groups}.",
    "sector": "The law is for: {names}; we are one of them.",
    "sector_not": "The law is only for: {names}; we are none of them.",
    "sector_unknown": "The law is only for: {names}; whether we are one of them is not stated.",
    "established_in": "We are established in {names}.",
    "established_in_not": "We are not established in {names}.",
    "established_in_unknown": "Whether we are established in {names} is not stated.",
    "does_business_in": "We do business in {names}.",
    "does_business_in_not": "We do no business in {names}.",
    "does_business_in_unknown": "Whether we do business in {names} is not stated.",
    "judged_yes": "{question} Yes, as judged.",
    "judged_no": "{question} No, as judged.",
    "judgement_needed": "A person must judge: {question}",
    "residence_unknown": "The residence of {people} is not known; they may live here.",
    "nobody_known_here": "Nobody is known to live here; but the residence of {people} is not known.",
    "region_unknown": "Of {people} only the country is known ({names}); they may live here.",
    "role_unknown": "Whether we are controller or processor is not stated: {groups}.",
    "other_role": "We do not have the role that this duty is for.",
    "nobody_here": "No affected person lives where this law looks.",
    "established_people_elsewhere": (
        "No affected person lives there, but we are established there: it may bind us for {people} elsewhere."
    ),
    "establishment_not_stated": (
        "No affected person lives there; whether we are established there is not stated, and then it may bind us."
    ),
    "every_breach": "The law asks for no threshold: every breach counts.",
    "voluntary": "This is guidance, not a legal duty.",
    "general_rule": "This rule was written from general knowledge, so it never says “not owed”: ask counsel.",
    "start_assumed": "The clock starts with {clock}; nothing else is stated, so we count from: {fact}.",
    "number_open": "Which of two deadlines holds depends on: {facts}. The earlier one is shown.",
    "eu_lead": "Our main establishment is in {place}: its authority leads for all of the EEA.",
    "eu_each_state": "We have no establishment in the EEA: {place} has its own notice for the people who live there.",
    "eu_no_establishment": (
        "We have no establishment in the EEA: each state where affected people live has its own notice."
    ),
    "eu_establishment_unknown": (
        "Whether we have a main establishment in the EEA is not stated: with one, its authority leads; "
        "without, each state where affected people live has its own notice."
    ),
}
STATUSES: Final = {
    "owed": "owed",
    "open": "open",
    "ask_counsel": "ask counsel",
    "not_owed": "not owed",
    "not_in_force": "not in force",
}
CONFIDENCES: Final = {
    "official_text": "the legal text was read",
    "regulator": "a regulator’s page was read",
    "secondary": "read in summaries by others",
    "general": "general knowledge, nothing was read",
    "mixed": "partly read, partly general knowledge",
}
STARTS: Final = {
    "awareness": "becoming aware",
    "discovery": "discovery",
    "determination": "the determination that a breach occurred",
    "reason_to_believe": "reason to believe that a breach occurred",
    "assessment_done": "the end of the assessment",
    "classification": "the classification of the incident",
    "materiality_determination": "the determination that the incident is material",
    "after_authority_notice": "the notice to the authority",
    "after_individual_notice": "the notice to the people",
    "unspecified": "a moment that the law does not name",
}
GAPS: Final = {
    "no_rule": "no rule here: ask counsel",
    "not_in_force": "a rule exists, but is not in force: ask counsel",
    "region_unknown": "the state or region is not known, and it decides",
    "residence_unknown": "where these people live is not known",
}
WORDS: Final = {
    "at_least": "at least",
    "more_than": "more than",
    "fewer_than": "fewer than",
    "disabled": "switched off by",
    "counsel": "counsel says",
}
