"""Mail through a provider's API, by anymail: the same promise as over SMTP, and nothing that watches who reads.

A request whose answer is lost may have been carried out, and so may one that ended in an error of the provider's own
(5xx): both are `unknown`. Only a connection that never came about is certain to have sent nothing.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
from collections.abc import Callable, Mapping
from typing import Any, Final

import requests
from anymail.exceptions import AnymailAPIError, AnymailError, AnymailInvalidAddress, AnymailRecipientsRefused
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from waspada.core.errors import BadInput
from waspada.notify.transport import Answer, Outcome, Outgoing

_TAKEN: Final = frozenset(("sent", "queued"))
_NEVER: Final = frozenset(("invalid", "rejected", "failed"))
_LATER: Final = frozenset((401, 403, 408, 425, 429))
"""Our key, or our pace: nothing that is wrong with the letter. Deferrals make the notice stop itself."""
_OURS: Final = ("Message-ID", "Auto-Submitted", "Content-Language", "Reply-To")


class Api:
    """One provider; its connection is kept open."""

    def __init__(self, backend: str, options: Mapping[str, Any]) -> None:
        """Load it.

        Args:
            backend: path of anymail's class.
            options: as anymail documents them, `{"POSTMARK_SERVER_TOKEN": …}`.

        Raises:
            BadInput: there is no such provider, or an option is missing.
        """
        self._backend: Any = None
        with contextlib.suppress(
            AnymailError, ImproperlyConfigured, ImportError, AttributeError, TypeError, ValueError
        ):
            made = import_string(backend)
            prefix = f"{made.esp_name.upper().replace(' ', '_')}_"
            given = {name.upper().removeprefix(prefix).lower(): value for name, value in options.items()}
            self._backend = made(**{"ignore_unsupported_features": True, **given})
        if self._backend is None:
            raise BadInput("the provider for mail cannot be used", hint="Look at `provider` in mail.yaml.")

    def send(self, message: Outgoing, begin: Callable[[], None]) -> Answer:
        """See `Transport`."""
        made = _as_django(message)
        backend = self._backend
        problem = Answer(outcome=Outcome.REFUSED, reply="553 5.1.3")
        try:
            backend.build_message_payload(made, backend.send_defaults)  # what it cannot send it says before we begin
        except AnymailInvalidAddress:
            return problem
        except AnymailError:
            backend = None
        if backend is None:
            raise BadInput("the provider cannot send a letter as ours are", hint="Use another way in mail.yaml.")
        backend.open()
        begin()
        try:
            backend.send_messages([made])
        except AnymailRecipientsRefused:
            return Answer(outcome=Outcome.REFUSED)
        except AnymailAPIError as error:
            return _judged(error)
        return _status(made)

    def close(self) -> None:
        """See `Transport`."""
        with contextlib.suppress(requests.RequestException):
            self._backend.close()


def _as_django(message: Outgoing) -> EmailMultiAlternatives:
    """The letter as the provider's API takes it: built there anew from its parts."""
    parsed = email.message_from_bytes(message.content, policy=email.policy.default)
    text, html = (part.get_content().replace("\r\n", "\n") for part in parsed.iter_parts())
    made: Any = EmailMultiAlternatives(
        subject=str(parsed["Subject"]),
        body=text,
        from_email=str(parsed["From"]),
        to=[message.recipient],
        headers={name: str(parsed[name]) for name in _OURS if name in parsed},
    )
    made.attach_alternative(html, "text/html")
    made.envelope_sender = message.sender
    made.track_opens = made.track_clicks = False
    return made  # type: ignore[no-any-return]


def _status(made: Any) -> Answer:
    states = {str(one.status) for one in made.anymail_status.recipients.values()}
    if states and states <= _TAKEN:
        return Answer(outcome=Outcome.ACCEPTED)
    if states and states <= _NEVER:
        return Answer(outcome=Outcome.REFUSED)
    return Answer(outcome=Outcome.UNKNOWN)


def _judged(error: AnymailAPIError) -> Answer:
    code = getattr(error, "status_code", None)
    if code is None:
        return Answer(outcome=Outcome.LATER if _never_connected(error) else Outcome.UNKNOWN)
    if code in _LATER:
        return Answer(outcome=Outcome.LATER, reply=str(code))
    return Answer(outcome=Outcome.REFUSED if 400 <= code < 500 else Outcome.UNKNOWN, reply=str(code))


def _never_connected(error: BaseException) -> bool:
    cause = error.__cause__ if isinstance(error.__cause__, requests.RequestException) else error
    inner = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    reason = inner.reason if isinstance(inner, MaxRetryError) else inner
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)
