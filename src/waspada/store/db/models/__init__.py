"""The tables. One file for each thing that people speak of."""

from waspada.store.db.models.approval import Approval, Consent
from waspada.store.db.models.audit import AuditEntry, Change
from waspada.store.db.models.case import Case, Membership, Role
from waspada.store.db.models.enquiry import Enquiry, EnquiryAnswer, MfaPoint
from waspada.store.db.models.job import Job
from waspada.store.db.models.notice import Delivery, Notice, Pace
from waspada.store.db.models.people import Belonging, Organisation, Person, Profile, Projection
from waspada.store.db.models.task import Task
from waspada.store.db.models.token import ApiToken
from waspada.store.db.models.user import SetupLink, User
from waspada.store.db.models.vendor import Vendor
from waspada.store.db.models.workspace import Workspace

__all__ = [
    "ApiToken",
    "Approval",
    "AuditEntry",
    "Belonging",
    "Case",
    "Change",
    "Consent",
    "Delivery",
    "Enquiry",
    "EnquiryAnswer",
    "Job",
    "Membership",
    "MfaPoint",
    "Notice",
    "Organisation",
    "Pace",
    "Person",
    "Profile",
    "Projection",
    "Role",
    "SetupLink",
    "Task",
    "User",
    "Vendor",
    "Workspace",
]
