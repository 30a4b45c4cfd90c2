"""The rest of python-stdnum's formats by name on request (`de.vat`, `isin`): only where a field or words say so.

They are off by default: most name companies, goods or securities, and none has been measured here.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from waspada.detect.kind import By
from waspada.detect.kinds.numbers.registry import FORMATS
from waspada.detect.number import GOVERNMENT, NumberFormat, number

_NOT_NUMBERS = frozenset({"exceptions", "numdb", "util"})
_PREFIX = "stdnum."


def other_names() -> tuple[str, ...]:
    """Names of the formats that can be asked for."""
    built_in = {one.check.partition(":")[0].removeprefix(_PREFIX) for one in FORMATS}
    package = import_module("stdnum")
    found = (
        one.name.removeprefix(_PREFIX) for one in pkgutil.walk_packages(package.__path__, _PREFIX) if not one.ispkg
    )
    return tuple(sorted(name for name in found if name not in built_in and name not in _NOT_NUMBERS))


def other_format(name: str) -> NumberFormat:
    """One of `other_names`; KeyError for any other name."""
    if name not in other_names():
        raise KeyError(name)
    title = (import_module(_PREFIX + name).__doc__ or name).strip().partition("\n")[0].rstrip(".")
    plain = name.replace("_.", ".").replace(".", "_")
    return number(
        f"id.{plain}",
        title,
        title,
        r"[A-Z0-9](?:[ ./-]?[A-Z0-9]){4,33}",
        check=_PREFIX + name,
        names=(plain, name.rpartition(".")[2]),
        words=(name.rpartition(".")[2].upper(),),
        category=GOVERNMENT,
        by=By.MEANING,
        source=f"python-stdnum, {name}",
        chance=1.0,
    )
