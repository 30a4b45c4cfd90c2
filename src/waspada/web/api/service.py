"""The service behind `/api/v1/`: its routes, the bound on bodies, and the document that describes it."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from waspada import __version__
from waspada.core.errors import BadInput
from waspada.store.db import tokens
from waspada.web.api import problems
from waspada.web.api.registry import FILES, LONG, PARTS
from waspada.web.api.token import Bearer, Caller
from waspada.web.auditing import streams

MOST: Final = 1 << 20
"""Bytes of a JSON body; files come by routes of their own."""
_ABOUT: Final = (
    "Everything that the pages of the workbench do. A token acts as its user, never with more rights: `x-scope` of a "
    "route names the scope that it needs. Times are RFC 3339. What is not yours answers as what is not there (404)."
)


class Bounded(Parser):
    """JSON (RFC 8259): no NaN, no half characters, no bottomless nesting. Its size was bounded before (`_bounded`)."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raises BadInput."""
        found: Any = None
        failed = False
        try:
            found = orjson.loads(request.body)
        except ValueError:
            failed = True
        if failed:
            raise BadInput("the body is no JSON", hint="Send UTF-8 JSON (RFC 8259).")
        return found


class Rendered(BaseRenderer):
    """JSON as it is."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """Plain data; whatever is no JSON is a fault of ours."""
        return orjson.dumps(data)


class Service(NinjaAPI):
    """Ninja with problem details, and a document that says so."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """`facts_preview`."""
        return f"{operation.view_func.__module__.rpartition('.')[2]}_{operation.view_func.__name__}"

    def get_openapi_schema(self, **options: Any) -> Any:
        """As ninja makes it, with the media type of problems."""
        document = super().get_openapi_schema(**options)
        for methods in document["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    content = answer.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        content[problems.MEDIA] = content.pop("application/json")
        return document

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Ninja wraps what its parser raises; the cause says more."""
        cause = exc.__cause__ if isinstance(exc, HttpError) and exc.__cause__ is not None else exc
        return super().on_exception(request, cause)


def patterns() -> list[Any]:
    """The addresses; what is under none of them is a problem too, and no page."""
    made, asked = api.urls[0], _asked()
    for one in made:
        if isinstance(one, URLPattern):
            view = one.callback if one.name in LONG else _whole(one.callback)
            one.callback = _ours(view, asked.get(str(one.pattern), {}), has_file=one.name in FILES)
            if one.name in LONG:
                streams(one.callback)
    return [*made, re_path(r"^.*$", _missing, name="api-missing")]


def _asked() -> dict[str, dict[str, set[str]]]:
    """Route → method → what may stand behind the question mark. A filter that is misspelt must not find everybody."""
    found: dict[str, dict[str, set[str]]] = {}
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            methods = found.setdefault(path.replace("{", "<").replace("}", ">").lstrip("/"), {})
            for operation in view.operations:
                models = [one for one in operation.models if one.__ninja_param_source__ == "query"]
                names = {name for one in models for name in one.__ninja_flatten_map__}
                methods.update(dict.fromkeys(operation.methods, names))
    return found


def _ours(
    view: Callable[..., HttpResponseBase], asked: Mapping[str, set[str]], *, has_file: bool
) -> Callable[..., HttpResponseBase]:
    """Bounds what comes in, and says a wrong method in our words. No cookie is looked at, so no form needs a token."""

    @csrf_exempt
    @functools.wraps(view, updated=())
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if not request.GET.keys() <= asked.get(str(request.method), set()):
                return problems.unknown_query()
            if not has_file:
                _bounded(request)
            answer = view(request, *args, **kwargs)
        except (problems.TooLarge, UnreadablePostError, Http404) as error:
            return api.on_exception(request, error)
        if answer.status_code == 405:
            allowed = answer.headers["Allow"]
            answer = problems.problem(405, "wrong_method", "this address does not know the method", f"Use {allowed}.")
            answer.headers["Allow"] = allowed
        return answer

    return inner


def _whole(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What a route wrote before it refused is taken back; ninja turns errors into answers, so nothing is raised here.

    That the key was used stays: its owner sees when somebody tries doors with it.
    """

    @functools.wraps(view, updated=())
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            answer = view(request, *args, **kwargs)
            refused = answer.status_code >= 400
            if refused:
                transaction.set_rollback(True)
        who = getattr(request, "auth", None)
        if refused and isinstance(who, Caller):
            tokens.seen(who.token, now=time.time())
        return answer

    return inner


def _bounded(request: HttpRequest) -> None:
    """Read the body. Django bounds what has a Content-Length alone. Raises TooLarge, UnreadablePostError."""
    content = b""
    while len(content) <= MOST and (piece := request.read(MOST + 1 - len(content))):
        content += piece
    if len(content) > MOST:
        raise problems.TooLarge
    request._body = content  # where Django keeps it


@csrf_exempt
def _missing(request: HttpRequest) -> HttpResponse:
    return problems.missing(request)


def _made() -> Service:
    made = Service(
        title="Waspada",
        version=__version__,
        description=_ABOUT,
        urls_namespace="api",
        docs_url=None,
        auth=Bearer(),
        parser=Bounded(),
        renderer=Rendered(),
    )
    for kind, answer in problems.HANDLERS:
        made.add_exception_handler(kind, answer)
    for part in PARTS:
        made.add_router("", part.router, tags=[part.__name__.rpartition(".")[2]])
    return made


api = _made()
