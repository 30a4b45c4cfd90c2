"""Programs that call the API of a workbench, each with a token of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

from tests.workbench import HOST, Workbench

API = "/api/v1"
EVERY = ("read", "state", "seal", "decide", "judge", "reveal", "ask", "members")


def token(workbench: Workbench, name: str, scopes: Iterable[str] = EVERY, case: Any = None) -> str:
    """The secret of a new token of this person."""
    from waspada.store.db import tokens

    case_id = str(case.pk) if case else ""
    user = workbench.people[name]
    return tokens.make(user, name="a program", scopes=scopes, case_id=case_id, days=2, now=time.time())[1]


class Program:
    """Calls the API for somebody; without a name for nobody."""

    def __init__(self, workbench: Workbench, name: str = "", scopes: Iterable[str] = EVERY, case: Any = None) -> None:
        from django.test import Client

        self.headers = {"Authorization": f"Bearer {token(workbench, name, scopes, case)}"} if name else {}
        self.client = Client(headers=HOST, raise_request_exception=False)

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """The response."""
        if body is not None:
            more |= {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(API + path, headers={**HOST, **self.headers}, **more)

    def get(self, path: str) -> Any:
        """What a route answers, when all is well."""
        answer = self.call("get", path)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def send(self, path: str, body: Any, *, method: str = "post") -> Any:
        """The same for what is sent."""
        answer = self.call(method, path, body)
        assert answer.status_code in (200, 201, 202), answer.content
        return answer.json()

    def refused(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """Status and code of a problem."""
        answer = self.call(method, path, body)
        assert answer["content-type"] == "application/problem+json", answer.content
        return answer.status_code, answer.json()["code"]


def document() -> dict[str, Any]:
    """The document of the API."""
    from waspada.web.api.service import api

    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return made


_EVENTS = b"""\
{"event": "see", "properties": {"time": 1772000001, "distinct_id": "a-1", "$email": "ani.wijaya@example.org"}}
{"event": "open", "properties": {"time": 1772000002, "distinct_id": "a-2", "$email": "budi.santoso@example.org"}}
{"event": "ask", "properties": {"time": 1772000003, "distinct_id": "a-1", "text": "please call me: +62 812 3456 7890"}}
"""
_DIRECTORY = """account_id,name,email,country,organisation_id,role,mfa
a-1,Ani Wijaya,ani.wijaya@example.org,ID,o-1,admin,no
a-2,Budi Santoso,budi.santoso@example.org,SG,o-1,member,yes
"""


def assessed(workbench: Workbench, case: Any) -> int:
    """Seal three events and assess them, as the worker does; the number of the run."""
    from waspada.core.progress import Silent
    from waspada.flows.assess import Request
    from waspada.flows.case.run import assess_case
    from waspada.store.case.runs import RunFolder
    from waspada.store.db import folders, project

    upload(Program(workbench, "Alice"), case, "events.jsonl", _EVENTS)
    opened, lists = folders.opened(case), workbench.home / "directory.csv"
    lists.write_text(_DIRECTORY)
    done = assess_case(
        opened,
        RunFolder(opened.path, opened.recipient),
        Request(datasets=(), directory=str(lists), demo=False),
        handovers=[1],
        staging=workbench.home / "staging",
        cache=workbench.home / "cache",
        actor="Alice",
        reason="",
        progress=Silent(),
        clock=time.time,
    )
    project.project(case, done.number)
    return done.number


def upload(program: Program, case: Any, name: str, content: bytes, **fields: str) -> Any:
    """Send one file into the seal."""
    return form(program, f"/cases/{case.pk}/handovers", {"origin": "vendor", **fields}, {"files": (name, content)})


def form(program: Program, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]]) -> Any:
    """Send a form with files, fields first."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [f'name="{name}"; filename="{file}"\r\n\r\n'.encode() + data for name, (file, data) in files.items()]
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--edge--\r\n"
    return program.call("post", path, data=body, content_type="multipart/form-data; boundary=edge")
