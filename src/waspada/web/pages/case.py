"""How a page comes to a case: through `store.db.access` alone."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from waspada.flows.case.show import Standing, standing
from waspada.store.case.folder import CaseFolder
from waspada.store.db import access, approvals, folders
from waspada.store.db.access import Grant
from waspada.store.db.models import Approval
from waspada.store.db.rights import Right
from waspada.web.pages import errors

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as a page has it: what the person may do, and the folder on demand."""

    grant: Grant

    @property
    def case(self) -> Any:
        """The row."""
        return self.grant.case

    @property
    def folder(self) -> CaseFolder:
        """The evidence. Raises NothingReadable, EvidenceAltered."""
        return folders.opened(self.grant.case)

    def standing(self) -> Standing:
        """Where it stands, from its log."""
        folder = self.folder
        return standing(folder, folder.vendor, time.time())

    @property
    def alarms(self) -> list[Approval]:
        """Break-glass that is open or not answered for: on every page of the case."""
        return approvals.alarms(self.grant.case, time.time())

    def may(self, right: str) -> bool:
        """For templates."""
        return self.grant.may(Right(right))


def on_case(
    right: Right = Right.READ, *, write: Right | None = None
) -> Callable[[Callable[Concatenate[HttpRequest, Opened, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """For a view of one case: signs in, checks the right, hands the case in.

    Args:
        right: to see the page.
        write: to send it (POST); by default the same.
    """

    def wrap(
        view: Callable[Concatenate[HttpRequest, Opened, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @login_required
        @functools.wraps(view)
        def inner(request: HttpRequest, case_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            needed = write if write and request.method not in ("GET", "HEAD") else right
            try:
                granted = access.grant(request.user, case_id)
            except access.NoSuchCase:
                raise Http404 from None
            if not granted.may(needed):
                return errors.not_allowed(request, access.NotAllowed(needed), granted.role)
            return view(request, Opened(granted), *args, **kwargs)

        return inner

    return wrap
