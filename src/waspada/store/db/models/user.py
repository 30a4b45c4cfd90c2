"""People who sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users; there is no sign-up page, somebody of the workspace invites them."""

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> User:
        """Make one. Without a password nobody can sign in until one is set through a link."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person of the workspace. The name stands in logs, the address only here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    """As it stands in the log of a case, so it is no address and belongs to one person."""
    is_active = models.BooleanField(default=True)
    is_admin = models.BooleanField(default=False)
    """May invite people and change what holds for the whole workspace. Sees no case by that alone."""
    is_demo = models.BooleanField(default=False)
    """Signs in without a second factor, and sees nothing but demonstration cases."""
    lang = models.CharField(max_length=2, default="", blank=True)
    zone = models.CharField(max_length=64, default="", blank=True)
    """IANA name; empty: that of the workspace."""
    joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Django and allauth ask for it."""
        return self.name


class SetupLink(models.Model):
    """A link that works once: the first owner of a new workspace, an invitation, the owner of the demonstration."""

    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret in the link; the secret itself is stored nowhere."""
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    """None: whoever follows it becomes the first owner."""
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
