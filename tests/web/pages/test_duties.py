"""Duties by page: the list, one duty, counsel's word, and that it was done."""

from __future__ import annotations

import html
import re
import time
from urllib.parse import urlencode

import pytest
from tests.web.api.calling import Program
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.flows.case import facts
from waspada.store.db import audit, folders
from waspada.store.db.models import AuditEntry, Case, Workspace

FACTS = {
    "aware_at": "2026-03-09T08:30:00Z", "countries": "ID, IE, KE", "people": "1200", "role": "controller",
    "established_in": "ID", "eu_main_establishment": "none", "does_business_in": "ID, IE", "risk.all": "high",
}  # fmt: skip


@pytest.fixture
def case(workbench: Workbench) -> Case:
    made = workbench.case()
    for name, value in FACTS.items():
        facts.state(folders.opened(made), name, value, actor="Bob", now=time.time(), cache=workbench.home / "cache")
    return made


def page(case: Case, duty: str = "", query: str = "") -> str:
    return f"/cases/{case.pk}/duties/{f'{duty}/' if duty else ''}{query}"


def entries(case: Case, action: Action) -> list[dict[str, object]]:
    return [dict(one.data) for one in folders.opened(case).custody.entries() if one.action is action]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_every_duty_of_the_list_has_a_page(workbench: Workbench, case: Case, lang: str) -> None:
    rita = workbench.client("Rita")
    rita.cookies["waspada_lang"] = lang
    answer = rita.get(page(case))
    assert answer.status_code == 200
    links = {html.unescape(one) for one in re.findall(r'href="(/cases/[^"]+/duties/[^"]+)"', answer.content.decode())}
    assert len(links) > 20
    for link in sorted(links)[::6]:
        assert rita.get(link).status_code == 200, link


def test_places_without_a_rule_stand_before_the_duties(workbench: Workbench) -> None:
    case = workbench.case()
    for name, value in {"people": "10", "countries": "FJ"}.items():
        facts.state(folders.opened(case), name, value, actor="Bob", now=time.time(), cache=workbench.home / "cache")
    text = workbench.client("Rita").get(page(case)).content.decode()
    assert text.index("Fiji") < text.index('<ul class="rows">')


def changed(**values: object) -> None:
    """The workspace as another version may have left it: nothing is checked."""
    with audit.acting():
        workspace = Workspace.get()
        for name, value in values.items():
            setattr(workspace, name, value)
        workspace.save()
        audit.record("tests", "workspace.change", now=1_772_000_000.0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"overlay": "rules: [1"}, "overlay, line 1"),
        ({"overlay": "of_tomorrow: 1\n"}, "unknown key: of_tomorrow"),
        ({"contracts": "party,due\nBank,1\n"}, "contracts, line 1"),
        ({"zone": "Nowhere/At_all"}, "time zone of the workspace"),
        ({"sectors": [4]}, "situation of the case: `sectors`"),
    ],
)
def test_a_workspace_that_cannot_be_read_is_said_and_stops_nothing_else(
    workbench: Workbench, case: Case, values: dict[str, object], said: str
) -> None:
    changed(**values)
    alice = workbench.client("Alice")
    forms = f"/cases/{case.pk}/forms/"
    for address in (page(case), page(case, "id_pdp.authority"), forms, f"{forms}gdpr33/"):
        answer = alice.get(address)
        assert answer.status_code == 400
        text = html.unescape(answer.content.decode())
        assert said in text
        assert "page of the workspace" in text
    assert Program(workbench, "Alice").refused("get", f"/cases/{case.pk}/duties") == (400, "bad_input")
    for address in (f"/cases/{case.pk}/", f"/cases/{case.pk}/facts/", "/register/", "/workspace/"):
        assert alice.get(address).status_code == 200
    fact = f"/cases/{case.pk}/facts/acquired/"
    assert said in html.unescape(alice.post(fact, {"value": "yes", "by": "us"}).content.decode())
    assert alice.post(fact, {"value": "yes", "by": "us", "step": "save"}).status_code == 302


@pytest.mark.parametrize(
    ("action", "data"),
    [
        (Action.FACT, {"fact": "countries", "value": "ID", "status": "confirmed", "by": "us"}),
        (Action.FACT, {"fact": "people", "value": {"at_least": "many"}, "status": "confirmed", "by": "us"}),
        (Action.FACT, {"fact": "aware_at", "value": "yesterday", "status": "sure", "by": "somebody"}),
        (Action.FACT, {"fact": "vendor_account.from", "value": "2026-03-09", "status": "claimed", "by": "vendor"}),
        (Action.FACT, {"fact": "of_tomorrow", "value": {"a": [1]}}),
        (Action.GROUP, {"group": "staff", "role": "friend", "controllers": ["Bank"]}),
        (Action.GROUP, {"group": "staff"}),
        (Action.RISK, {"group": "all", "severity": "low", "likelihood": "never", "level": "tiny"}),
        (Action.COUNSEL, {"duty": "id_pdp.authority", "verdict": "perhaps"}),
    ],
)
def test_what_another_version_put_on_record_says_nothing_until_it_is_stated_anew(
    workbench: Workbench, case: Case, action: Action, data: dict[str, object]
) -> None:
    folders.opened(case).custody.append(action, actor="Bob", reason="", data=data)
    rita, read = workbench.client("Rita"), Program(workbench, "Rita", ("read",))
    for part in ("", "facts/", "duties/", "forms/", "forms/gdpr33/", "groups/", "timeline/"):
        assert rita.get(f"/cases/{case.pk}/{part}").status_code == 200, part
    for part in ("", "/facts", "/duties", "/groups"):
        assert read.get(f"/cases/{case.pk}{part}")
    assert ("another version" in rita.get(f"/cases/{case.pk}/facts/").content.decode()) is (action is Action.FACT)


def test_a_case_about_which_nothing_is_known_has_a_page(workbench: Workbench) -> None:
    answer = workbench.client("Rita").get(page(workbench.case()))
    assert answer.status_code == 200
    assert b"No duty is known to be owed" in answer.content


@pytest.mark.parametrize("duty", ["nothing", "eu_gdpr.authority.XX", "%3Cscript%3E"])
def test_a_duty_that_does_not_exist_is_not_found(workbench: Workbench, case: Case, duty: str) -> None:
    assert workbench.client("Alice").get(page(case, duty)).status_code == 404
    assert workbench.client("Alice").get(page(case, "id_pdp.authority", "?place=nowhere")).status_code == 404


def test_counsel_says_what_counsel_thinks_and_others_do_not(workbench: Workbench, case: Case) -> None:
    where, sent = page(case, "id_pdp.authority"), {"verdict": "not_owed", "reason": "nothing was readable"}
    assert workbench.client("Rita").post(where, sent).status_code == 403
    refused = workbench.client("Bob").post(where, sent)
    assert (refused.status_code, entries(case, Action.COUNSEL)) == (400, [])
    assert b'role="alert"' in refused.content
    assert workbench.client("Carol").post(where, sent).status_code == 302
    assert [one["verdict"] for one in entries(case, Action.COUNSEL)] == ["not_owed"]
    assert "nothing was readable" in workbench.client("Rita").get(where).content.decode()
    assert AuditEntry.objects.order_by("-number")[0].action == "duty.judge"
    assert audit.verify() == []


@pytest.mark.parametrize("sent", [{"verdict": "maybe", "reason": "r"}, {"verdict": "owed", "reason": ""}, {}])
def test_a_word_that_says_nothing_is_refused(workbench: Workbench, case: Case, sent: dict[str, str]) -> None:
    answer = workbench.client("Carol").post(page(case, "id_pdp.authority"), sent)
    assert answer.status_code == 400
    assert entries(case, Action.COUNSEL) == []
    assert b'role="alert"' in answer.content


def test_a_duty_that_was_done_has_no_clock_any_more(workbench: Workbench, case: Case) -> None:
    where = page(case, "id_pdp.authority")
    sent = {"done": "2026-03-10T08:30+07:00", "source": "receipt 17"}
    assert workbench.client("Bob").post(where, {"done": "yesterday"}).status_code == 400
    assert workbench.client("Bob").post(where, sent).status_code == 302
    assert [one["value"] for one in entries(case, Action.FACT) if one["fact"] == "told.id_pdp.authority"] == [
        "2026-03-10T08:30:00+07:00"
    ]
    assert b"late" not in workbench.client("Rita").get(where).content
    assert audit.verify() == []


def test_what_was_done_in_one_state_is_not_done_in_the_others(workbench: Workbench, case: Case) -> None:
    facts.state(
        folders.opened(case), "countries", "ID, IE, FR", actor="Bob", now=time.time(), cache=workbench.home / "cache"
    )
    bob = workbench.client("Bob")
    links = re.findall(
        r'href="[^"]+(/duties/eu_gdpr\.authority/\?place=[A-Z]{2})"', bob.get(page(case)).content.decode()
    )
    assert {"/duties/eu_gdpr.authority/?place=IE", "/duties/eu_gdpr.authority/?place=FR"} <= set(links)
    sent = {"done": "2026-03-10T08:30Z"}
    assert bob.post(page(case, "eu_gdpr.authority", "?place=IE"), sent).status_code == 302
    told = [one["fact"] for one in entries(case, Action.FACT) if str(one["fact"]).startswith("told.")]
    assert told == ["told.eu_gdpr.authority.IE"]
    assert "Done on" not in bob.get(page(case, "eu_gdpr.authority", "?place=FR")).content.decode()


def test_what_was_said_to_one_controller_was_not_said_to_the_others(workbench: Workbench, case: Case) -> None:
    names = ("PT Bank Contoh", "PT Toko Contoh")
    for name, value in (("role", "processor"), ("controllers", ", ".join(names))):
        facts.state(folders.opened(case), name, value, actor="Bob", now=time.time(), cache=workbench.home / "cache")
    program = Program(workbench, "Bob")
    rows = [one for one in program.get(f"/cases/{case.pk}/duties")["duties"] if one["controller"]]
    duties = {one["duty"] for one in rows}
    assert duties
    duty = sorted(duties)[0]
    where = [page(case, duty, f"?{urlencode({'controller': name})}") for name in names]
    assert workbench.client("Bob").post(where[0], {"done": "2026-03-10T08:30Z"}).status_code == 302
    told = [one["fact"] for one in entries(case, Action.FACT) if str(one["fact"]).startswith("told.")]
    assert [re.sub(r"-[0-9a-f]{6}$", "", str(one)) for one in told] == [f"told.{duty}.pt-bank-contoh"]
    assert [b"Done on" in workbench.client("Bob").get(one).content for one in where] == [True, False]
    second = {"controller": "PT Toko Contoh", "at": "2026-03-11T08:30:00Z"}
    assert program.send(f"/cases/{case.pk}/duties/{duty}/done", second)["done"].startswith("2026-03-11")
    rows = [one for one in program.get(f"/cases/{case.pk}/duties/{duty}") if one["controller"]]
    assert [str(one["done"])[:10] for one in rows] == ["2026-03-10", "2026-03-11"]
