"""Passwords in addresses: real, first to be tried, placeholder."""

from __future__ import annotations

import pytest

from waspada.detect.login import judge


@pytest.mark.parametrize("password", ["tR4-kelapa", "p%40ss92xk", "hunter42", "k3J9xQ72mZpL"])
def test_real(password: str) -> None:
    assert judge("app", password) is True


@pytest.mark.parametrize("password", ["postgres", "admin", "password123", "xyz", "proxypass"])
def test_first_to_be_tried(password: str) -> None:
    assert judge("postgres", password) is False


@pytest.mark.parametrize("password", ["password", "${DB_PASS}", "<password>", "****", "xxxx", "your-password"])
def test_placeholder(password: str) -> None:
    assert judge("user", password) is None
