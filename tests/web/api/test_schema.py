"""What the API says of itself holds: schemathesis calls every route with what fits the document and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import hypothesis
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks, not_a_server_error
from tests.web.api.calling import assessed, token
from tests.workbench import Workbench

from waspada.store.db.models import Person

load_all_checks()
NAMES = (
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
)
FORM = "multipart/form-data"
CHECKED = [not_a_server_error, *(CHECKS.get_one(name) for name in NAMES)]


def _stay_connected() -> None:
    """Keep the connection, and with it the test's transaction; Django's own test client connects these again."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)


@pytest.fixture
def schema(workbench: Workbench) -> Iterator[Any]:
    """The document, as the running service gives it."""
    _stay_connected()
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def sent(address: str) -> set[str]:
    """The names in the query of an address."""
    return {name for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)}


def walked(schema: Any, examples: int, mode: GenerationMode, headers: dict[str, str], **given: Any) -> int:
    """Call every route; how many calls it were."""
    _stay_connected()
    calls = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        names = {one.name for one in operation.path_parameters}
        fixed = {name: value for name, value in given.items() if name in names}
        if mode is GenerationMode.NEGATIVE and not (operation.body or operation.query or names):
            continue

        @hypothesis.settings(
            max_examples=examples,
            database=None,
            derandomize=True,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy(mode, path_parameters=fixed or None))
        def call(case: Any) -> None:
            nonlocal calls
            calls += 1
            answer = case.call(headers=headers)
            # Too large (413) is a refusal too; in a form everything is text, so no number is of the wrong type there;
            # and an empty list leaves no trace in an address, so nothing wrong was sent with it.
            known = answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or case.media_type == FORM
            known = known or not set(case.query or {}) <= sent(answer.request.url)
            case.validate_response(answer, headers=headers, checks=CHECKED[:-1] if known else CHECKED)

        call()
    return calls


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_route_keeps_its_word(workbench: Workbench, schema: Any, full: bool, mode: GenerationMode) -> None:
    case = workbench.case()
    assessed(workbench, case)
    headers = {"Authorization": f"Bearer {token(workbench, 'Alice')}"}
    known = {"case_id": str(case.pk), "person_id": Person.objects.all()[0].person_id, "slug": case.vendor.slug}
    examples = 40 if full else 2
    assert walked(schema, examples, mode, headers, **known) > 70
