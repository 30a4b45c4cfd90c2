"""Cases between the two memories."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench

from waspada.core.errors import BadInput


def test_the_folder_and_the_row_are_the_same_case(workbench: Workbench) -> None:
    from waspada.store.db import folders
    from waspada.store.db.models import Membership

    case = workbench.case(title="Tickets", vendor="Acme Desk")
    opened = folders.opened(case)
    assert opened.case_id == str(case.pk)
    assert (opened.title, opened.vendor, case.vendor.slug) == ("Tickets", "Acme Desk", "acme-desk")
    assert Membership.objects.get(case=case, user=workbench.people["Alice"]).role == "owner"


def test_a_case_without_a_vendor_is_none(workbench: Workbench) -> None:
    from waspada.store.db import folders

    with pytest.raises(BadInput):
        folders.open_case(user=workbench.people["Alice"], vendor="", title="What", now=1_772_000_000.0)


def test_the_same_vendor_is_kept_once_and_names_become_slugs(workbench: Workbench) -> None:
    from waspada.store.db import folders

    one, other = workbench.case(vendor="Acme Desk"), workbench.case(vendor="ACME desk")
    assert one.vendor == other.vendor
    assert folders.slug("Ünïted & Co.") == "united-co"
    assert folders.slug("会社") == "vendor"


def test_an_entry_about_a_case_holds_the_head_of_its_own_log(workbench: Workbench) -> None:
    from waspada.store.db import folders
    from waspada.store.db.models import AuditEntry

    case = workbench.case()
    opened = folders.opened(case)
    folders.noted(opened, case, workbench.people["Alice"], "fact.state", now=1_772_000_000.0, fact="origin")
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert entry.custody == opened.custody.entries()[-1].digest
    assert entry.data["fact"] == "origin"
