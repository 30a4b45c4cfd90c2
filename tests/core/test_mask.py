"""A sealed value shows itself nowhere but in `reveal`."""

from __future__ import annotations

import copy
import doctest
import json
import pickle
import traceback

import pytest

import waspada.core.mask
from waspada.core.mask import Sealed, mask

CANARY = "canary-4711@example.org"


def test_mask_shows_kind_and_length() -> None:
    assert mask("email", 23) == "[email:23]"


def test_nothing_prints_the_value() -> None:
    value = Sealed(CANARY, "email")
    shown = [
        str(value),
        repr(value),
        f"{value}",
        f"{value:>40}",
        f"{value!r}",
        repr([value]),
        repr({"a": value}),
    ]
    assert all(CANARY not in text for text in shown)
    assert not hasattr(value, "__dict__")
    assert len(value) == len(CANARY)
    assert value.reveal() == CANARY


@pytest.mark.parametrize("leave", [pickle.dumps, json.dumps])
def test_it_does_not_travel(leave: object) -> None:
    value = Sealed(CANARY, "email")
    with pytest.raises(TypeError) as caught:
        leave(value)  # type: ignore[operator]
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_copies_and_equality() -> None:
    value = Sealed(CANARY, "email")
    assert copy.deepcopy([value])[0] is value
    assert copy.copy(value) is value
    assert value == Sealed(CANARY)
    assert value != CANARY
    assert len({value, Sealed(CANARY)}) == 1


def test_examples_in_the_docstring() -> None:
    assert doctest.testmod(waspada.core.mask).failed == 0
