"""Personal values, sealed: what people and logs see of a value is its kind and its length, never the value.

>>> mask("email", 23)
'[email:23]'
>>> value = Sealed("budi@example.org", "email")
>>> print(value, repr(value), f"{value:>30}")
[email:16] [email:16] [email:16]
"""

from __future__ import annotations

from typing import NoReturn, final


def mask(kind: str, length: int) -> str:
    """What stands where the value stood: `[email:23]`. The same in every language; safe in HTML, CSV and logs."""
    return f"[{kind}:{length}]"


@final
class Sealed:
    """One personal value that shows kind and length only; `reveal()` is the one way to it, easy to find in a review."""

    __slots__ = ("_kind", "_value")

    def __init__(self, value: str, kind: str = "value") -> None:
        self._value = value
        self._kind = kind

    def reveal(self) -> str:
        """The value itself: only where a person with a reason asked for it, or to write a restricted file."""
        return self._value

    def __str__(self) -> str:
        return mask(self._kind, len(self._value))

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        """Ignores the spec: `f"{value:.3}"` must not cut a mask into something that looks like a value."""
        return str(self)

    def __len__(self) -> int:
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __copy__(self) -> Sealed:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Sealed:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        """Pickles travel and are kept: refuse."""
        message = "A sealed value is not pickled: pass its position or its keyed hash instead."
        raise TypeError(message)
