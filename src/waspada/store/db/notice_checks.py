"""All checks of one notice together: facts and run, texts, audience, sender; what a person sees before letters go."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from waspada.core.errors import BadInput
from waspada.flows.case.facts import facts_of
from waspada.flows.case.run import finished
from waspada.flows.notices import ready
from waspada.flows.notices.ready import found
from waspada.notify import preflight
from waspada.notify.finding import Finding
from waspada.notify.ledger import State
from waspada.notify.material import from_json as material_from
from waspada.notify.sending import Sending
from waspada.store.db import folders, notice_genuine, notice_prepare, notice_rows, notices
from waspada.store.db.models import Notice
from waspada.store.db.notice_prepare import LETTERS_FOUND, SENDER_FOUND, of_domain


def findings(notice: Notice, *, fresh: bool = False, clock: Callable[[], float] | None = None) -> list[Finding]:
    """What a person should know before it goes; those that block first.

    Args:
        fresh: ask DNS about the sender's domain now, in place of what was found when the draft was prepared.
        clock: with it, one letter of each kind is made as it would leave, and read as a stranger would.
    """
    opened = folders.opened(notice.case)
    entries = opened.custody.entries()
    material = material_from(notice.material)
    states = notice_rows.by_state(notice)
    newest = max(finished(entries), default=0)
    return ready.ordered(
        [
            *_sender(notice),
            *(of_domain() if fresh else _of_domain(notice)),
            *preflight.from_addresses(material),
            *_letters(notice),
            *(notice_genuine.of_letters(notice, clock) if clock else ()),
            *ready.from_material(material, notice.languages),
            *ready.from_backing(material, facts_of(entries), notice_prepare.assessment(opened, notice.run)),
            *ready.from_counts(
                notice.counts,
                letters=states.get(State.QUEUED, 0) + _gone(states),
                held=states.get(State.HELD, 0),
                newer=newest if newest > notice.run else 0,
            ),
        ]
    )


def _of_domain(notice: Notice) -> Iterator[Finding]:
    for row in notice.counts.get(SENDER_FOUND, ()):
        yield Finding(code=row["code"], blocks=row["blocks"], words=row["words"], hint=row["hint"])


def _letters(notice: Notice) -> Iterator[Finding]:
    for code, count in notice.counts.get(LETTERS_FOUND, {}).items():
        yield preflight.finding(code, count=count)


def _gone(states: dict[str, int]) -> int:
    return sum(count for state, count in states.items() if state not in (State.QUEUED, State.HELD, State.CANCELLED))


def _sender(notice: Notice) -> Iterator[Finding]:
    mail: Sending | None = None
    problem = ""
    try:
        mail = notices.mail_settings()
    except BadInput as error:
        problem = str(error)
    if problem:
        yield found("sender_wrong", blocks=True, what=problem.rstrip("."))
    elif mail is None:
        yield found("no_sender", blocks=True)
    elif notices.sender(mail) != notice.sender:
        yield found("sender_changed", blocks=True)
