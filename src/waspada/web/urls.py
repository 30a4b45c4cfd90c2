"""Every address of the workbench."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import include, path
from django.views.i18n import set_language

from waspada.web.api import service
from waspada.web.pages import (
    account,
    approvals,
    cases,
    changes,
    duties,
    facts,
    forms,
    groups,
    handovers,
    log,
    members,
    organisations,
    overview,
    people,
    people_in,
    questions,
    register,
    review,
    tasks,
    timeline,
    tokens,
    vendors,
    welcome,
    workspace,
)

handler404 = "waspada.web.pages.errors.not_found"
handler500 = "waspada.web.pages.errors.broken"

CASE = "cases/<uuid:case_id>/"

urlpatterns = [
    path("", cases.index, name="cases"),
    path("cases/new/", cases.new, name="case_new"),
    path(CASE, overview.show, name="case"),
    path(CASE + "facts/", facts.index, name="facts"),
    path(CASE + "facts/note/", facts.note, name="fact_note"),
    path(CASE + "facts/<str:name>/", facts.one, name="fact"),
    path(CASE + "questions/", questions.index, name="questions"),
    path(CASE + "questions/letter/", questions.letter, name="questions_letter"),
    path(CASE + "questions/<str:name>/", questions.one, name="question"),
    path(CASE + "handovers/", handovers.index, name="handovers"),
    path(CASE + "handovers/upload/", handovers.upload, name="handover_upload"),
    path(CASE + "handovers/assess/", handovers.assess, name="handovers_assess"),
    path(CASE + "changes/", changes.show, name="changes"),
    path(CASE + "timeline/", timeline.show, name="timeline"),
    path(CASE + "tasks/", tasks.index, name="tasks"),
    path(CASE + "tasks/<int:number>/", tasks.one, name="task"),
    path(CASE + "duties/", duties.index, name="duties"),
    path(CASE + "duties/<str:duty>/", duties.one, name="duty"),
    path(CASE + "groups/", groups.index, name="groups"),
    path(CASE + "forms/", forms.index, name="forms"),
    path(CASE + "forms/<slug:form>/", forms.show, name="form"),
    path(CASE + "forms/<slug:form>/<slug:stage>.<str:ending>", forms.file, name="form_file"),
    path(CASE + "review/", review.show, name="review"),
    path(CASE + "people/", people.index, name="people"),
    path(CASE + "people/<str:person_id>/", people.show, name="person"),
    path(CASE + "people/<str:person_id>/reveal/", people.reveal, name="person_reveal"),
    path(CASE + "organisations/", organisations.index, name="organisations"),
    path(CASE + "organisations/<str:key>/", organisations.show, name="organisation"),
    path("vendors/", vendors.index, name="vendors"),
    path("vendors/new/", vendors.edit, name="vendor_new"),
    path("vendors/<slug:slug>/", vendors.show, name="vendor"),
    path("vendors/<slug:slug>/edit/", vendors.edit, name="vendor_edit"),
    path("register/", register.index, name="register"),
    path("register/register.csv", register.sheet, name="register_file"),
    path("welcome/<str:secret>/", welcome.follow, name="welcome"),
    path("language/", set_language, name="set_language"),
    path("account/", account.show, name="account"),
    path("account/login/", allauth.login, name="account_login"),
    path("account/logout/", allauth.logout, name="account_logout"),
    path("account/reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password, name="account_change_password"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", account.where, name="account_sessions"),
    path("account/tokens/", tokens.index, name="tokens"),
    path("workspace/", workspace.show, name="workspace"),
    path("workspace/people/", people_in.index, name="workspace_people"),
    path("workspace/people/<int:number>/", people_in.one, name="workspace_person"),
    path("log/", log.everything, name="log"),
    path(f"{CASE}members/", members.show, name="members"),
    path(f"{CASE}approvals/", approvals.index, name="approvals"),
    path(f"{CASE}approvals/<int:number>/", approvals.one, name="approval"),
    path(f"{CASE}log/", log.of_case, name="case_log"),
    path("api/v1/", include((service.patterns(), "ninja"), namespace="api")),
]
