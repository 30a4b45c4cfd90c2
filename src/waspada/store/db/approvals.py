"""Two people for what cannot be taken back: asked for with exact parameters, granted by another, used once.

While nobody else in the case could grant it, the only approver confirms by typing the title of the case, and the log
says `single`. Two accounts that one person may hold (`hands`) are not two people. Break-glass opens after a delay
without anybody's word; it is marked on every page of the case, and what was done waits for a countersignature.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from waspada.core.errors import BadInput, Refused
from waspada.flows.case.texts import clean, without_values
from waspada.store.db import audit, folders, hands
from waspada.store.db.access import Grant
from waspada.store.db.models import Approval, Case, Consent, Membership, Task, User, Workspace
from waspada.store.db.rights import RIGHTS, Right

HOURS: Final = 24
"""A request and its grant are good for so long."""
State = Approval.State
_OPEN: Final = (State.ASKED, State.GRANTED)


class Act(StrEnum):
    """What needs two people."""

    REVEAL = "reveal"
    """Values of several people at once."""
    EXPORT = "export"
    SEND = "send"
    PUBLISH = "publish"
    DESTROY = "destroy"


class Mode(StrEnum):
    """How it is controlled."""

    TWO = "two_people"
    SINGLE = "single"
    GLASS = "break_glass"


WHY: Final[Mapping[str, tuple[str, str]]] = {
    "other_act": ("this approval is for something else", "Ask for exactly what is to be done."),
    "used": ("this approval was used already", "Each one is good for once. Ask again."),
    "refused": ("this was refused", "Talk to who refused it; a new request needs a new reason."),
    "expired": ("this approval is too old", f"It is good for {HOURS} hours. Ask again."),
    "waits": ("nobody has granted this yet", "Another approver of the case decides, on its page of approvals."),
    "too_early": ("the delay of break-glass is not over", "Its page says when it opens."),
    "asker_gone": ("who asked for it may not do it any more", "Somebody with the right to ask asks again."),
    "approver_gone": ("who granted it is no approver of this case any more", "Ask again."),
    "same_hands": (
        "one person could have asked for this and granted it: the way into one of the accounts was opened of late",
        "Another approver decides, or an administrator who did not open it confirms on its page whose account it is.",
    ),
    "needs_two": ("the case has a second approver now", "Ask again: two people decide."),
    "not_yours": ("somebody else asked for this", "Who asked does it, so that the log names the right person."),
    "gone": ("the data of this case was destroyed", "Nothing is left to do it with."),
}
"""Why an approval cannot be used: code → what happened, what to do."""


def digest(case: Case, act: str, parameters: Mapping[str, Any]) -> str:
    """What is approved is what is done: SHA-256 over case, act and parameters."""
    whole = {"act": str(act), "case": str(case.pk), "parameters": dict(parameters)}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def approvers(case: Case) -> list[User]:
    """Members who may approve, as of now."""
    roles = [role for role, rights in RIGHTS.items() if Right.APPROVE in rights]
    found = Membership.objects.filter(case=case, role__in=roles, user__is_active=True).select_related("user")
    return [one.user for one in found]


def mode_for(granted: Grant) -> Mode:
    """How a request of this person would be controlled: two people as soon as somebody else could grant it.

    Raises:
        Refused: nobody in the case may approve, not even this person.
    """
    able = approvers(granted.case)
    if any(one.pk != granted.user.pk for one in able):
        return Mode.TWO
    if not able:
        raise Refused("nobody in this case may approve", hint="An owner must be added first.")
    return Mode.SINGLE


def ask(
    granted: Grant,
    act: str,
    parameters: Mapping[str, Any],
    *,
    reason: str,
    now: float,
    confirmation: str = "",
    break_glass: bool = False,
) -> Approval:
    """Ask for one act.

    Args:
        parameters: exactly what is to be done, JSON values; no personal value.
        confirmation: the title of the case, where nobody else can approve.
        break_glass: without anybody's word, after the delay of the workspace.

    Raises:
        NotAllowed: without the right to ask.
        BadInput: no reason, a personal value in it, or the title was not typed.
        Refused: nobody can approve in this case, or its data is gone.
    """
    granted.need(Right.ASK)
    act = _act(act)
    reason = clean(reason, "the reason")
    without_values([reason], Path(settings.HOME) / "cache")
    moment = datetime.fromtimestamp(now, UTC)
    with audit.acting():
        if granted.case.destroyed:
            raise _refused("gone")
        mode = Mode.GLASS if break_glass else mode_for(granted)
        if mode is Mode.SINGLE and confirmation.strip() != granted.case.title.strip():
            raise BadInput("the title of the case was not typed as it is", hint="It stands at the top of the page.")
        case = granted.case
        Approval.objects.filter(case=case, state__in=_OPEN, expires__lte=moment).update(state=State.EXPIRED)
        made = Approval.objects.create(
            case=case,
            act=act,
            parameters=dict(parameters),
            digest=digest(case, act, parameters),
            asked_by=granted.user,
            reason=reason,
            asked=moment,
            expires=moment + timedelta(hours=HOURS),
            state=State.GRANTED if mode is Mode.SINGLE else State.ASKED,
            mode=mode,
            opens=moment + timedelta(minutes=Workspace.get().break_glass_minutes) if mode is Mode.GLASS else None,
        )
        _noted(made, granted.user, "approval.ask", now, control=str(mode), digest=made.digest)
        return made


def decide(granted: Grant, number: int, *, yes: bool, reason: str, now: float) -> Approval:
    """Grant or refuse what another asked for; after break-glass, countersign it or object to it.

    Raises:
        NotAllowed: no approver of this case.
        BadInput: no such request, it is decided already, or no reason.
        Refused: the approver asked for it, the two may be one person, or it is too old.
    """
    granted.need(Right.APPROVE)
    reason = clean(reason, "the reason")
    without_values([reason], Path(settings.HOME) / "cache")
    with audit.acting():
        approval = _locked(granted.case, number)
        if approval.asked_by_id == granted.user.pk:
            raise Refused("nobody approves what they asked for themselves", hint="Another approver decides.")
        later = waits_for_countersignature(approval)
        if not later and approval.state != State.ASKED:
            raise BadInput("this was decided already", hint="Reload the page: it says by whom.")
        if not later and approval.expires.timestamp() <= now:
            raise _refused("expired")
        if (yes or later) and hands.are_one(approval.asked_by_id, granted.user.pk, now):
            raise _refused("same_hands")
        moment = datetime.fromtimestamp(now, UTC)
        Consent.objects.create(approval=approval, user=granted.user, granted=yes, reason=reason, at=moment)
        if later:
            key = countersign_key(approval)
            Task.objects.filter(case=approval.case, key=key).update(state=Task.State.DONE, closed=moment)
            _noted(approval, granted.user, "approval.countersign" if yes else "approval.object", now)
            return approval
        approval.state = State.GRANTED if yes else State.REFUSED
        approval.save(update_fields=["state"])
        _noted(approval, granted.user, "approval.grant" if yes else "approval.refuse", now)
        return approval


def use(case: Case, number: int, act: str, parameters: Mapping[str, Any], *, who: User | str, now: float) -> Approval:
    """Take an approval for the act that is about to be done: once, and only for exactly this.

    Commit before the act: a crash between the two must cost a new request, never a second act.

    Args:
        who: the person at the page, who must be the one who asked; or the name of a command.

    Raises:
        BadInput: no such approval in this case.
        Refused: it does not cover this, now; the message says why.
    """
    with audit.acting():
        approval = _locked(case, number)
        code = why_not(approval, now)
        if not code and approval.digest != digest(case, act, parameters):
            code = "other_act"
        if not code and isinstance(who, User) and who.pk != approval.asked_by_id:
            code = "not_yours"
        moment = datetime.fromtimestamp(now, UTC)
        if not code:
            free = Approval.objects.filter(pk=approval.pk, state=approval.state, used=None)
            code = "" if free.update(state=State.USED, used=moment) else "used"
        if code:
            raise _refused(code)
        approval.refresh_from_db()
        if waits_for_countersignature(approval):
            data = {"approval": approval.pk, "act": approval.act}
            Task.objects.get_or_create(case=case, key=countersign_key(approval), defaults={"data": data})
        _noted(approval, who, "approval.use", now, control=approval.mode)
        return approval


def why_not(approval: Approval, now: float) -> str:
    """Why it cannot be used now (a key of WHY); empty: it can."""
    if approval.case.destroyed:
        return "gone"
    if approval.state in (State.USED, State.REFUSED):
        return str(approval.state)
    if approval.state == State.EXPIRED or approval.expires.timestamp() <= now:
        return "expired"
    if not _may(approval.case, approval.asked_by, Right.ASK):
        return "asker_gone"
    return _uncovered(approval, now)


def _uncovered(approval: Approval, now: float) -> str:
    if approval.mode == Mode.SINGLE:
        others = [one for one in approvers(approval.case) if one.pk != approval.asked_by_id]
        return "needs_two" if others else "" if _may(approval.case, approval.asked_by, Right.APPROVE) else "asker_gone"
    if approval.state == State.ASKED:
        if approval.mode != Mode.GLASS:
            return "waits"
        return "" if approval.opens and approval.opens.timestamp() <= now else "too_early"
    consents = approval.consents.filter(granted=True).exclude(user=approval.asked_by).select_related("user")
    able = [one for one in consents if _may(approval.case, one.user, Right.APPROVE)]
    if not able:
        return "approver_gone"
    alone = all(hands.are_one(approval.asked_by_id, one.user_id, one.at.timestamp()) for one in able)
    return "same_hands" if alone else ""


def waits_for_countersignature(approval: Approval) -> bool:
    """Whether break-glass was used and nobody has answered for it yet."""
    return approval.mode == Mode.GLASS and approval.state == State.USED and not approval.consents.exists()


def alarms(case: Case, now: float) -> list[Approval]:
    """Break-glass that is open, or was used and nobody has countersigned: marked on every page of the case."""
    found = Approval.objects.filter(case=case, mode=Mode.GLASS, state__in=(State.ASKED, State.USED))
    rows = found.select_related("asked_by").prefetch_related("consents").order_by("pk")
    return [
        one for one in rows if not one.consents.all() and (one.state == State.USED or one.expires.timestamp() > now)
    ]


def countersign_key(approval: Approval) -> str:
    """Key of the task that waits for the countersignature."""
    return f"countersign:{approval.pk}"


def _act(act: str) -> Act:
    if act not in set(Act):
        raise BadInput("there is no such act", hint=f"One of: {', '.join(Act)}")
    return Act(act)


def _refused(code: str) -> Refused:
    message, hint = WHY[code]
    return Refused(message, hint=hint)


def _may(case: Case, user: User, right: Right) -> bool:
    part = Membership.objects.filter(case=case, user=user, user__is_active=True).first()
    return part is not None and right in RIGHTS[part.role]


def _locked(case: Case, number: int) -> Approval:
    found = Approval.objects.select_for_update(of=("self",)).select_related("case", "asked_by")
    approval = found.filter(case=case, pk=number).first()
    if approval is None:
        raise BadInput("there is no such approval in this case", hint="Its number stands on the page of approvals.")
    return approval


def _noted(approval: Approval, who: User | str, action: str, now: float, **data: object) -> None:
    opened = folders.opened(approval.case)
    folders.noted(opened, approval.case, who, action, now=now, approval=approval.pk, act=approval.act, **data)
