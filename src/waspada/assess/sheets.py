"""CSV that a spreadsheet opens without running anything: cells that look like a formula begin with an apostrophe.

Source: OWASP "CSV Injection": cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return.
"""

from __future__ import annotations

from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

_FORMULA: Final = r"^[ \x00]*[=+\-@\t\r]"
_BETWEEN: Final = "; "


def write_csv(stream: BinaryIO, table: pa.Table) -> None:
    """UTF-8 with a header; lists joined by semicolons, times as RFC 3339 in UTC, nothing for null."""
    columns = {name: _cells(table[name]) for name in table.column_names}
    pacsv.write_csv(pa.table(columns), stream, pacsv.WriteOptions(quoting_style="needed"))


def _cells(values: Any) -> Any:
    kind = values.type
    if pa.types.is_list(kind):
        values = pc.binary_join(values, _BETWEEN)
    elif pa.types.is_timestamp(kind):
        return pc.if_else(pc.is_valid(values), pc.strftime(values, format="%Y-%m-%dT%H:%M:%SZ"), "")
    elif not pa.types.is_string(kind):
        return values
    values = pc.fill_null(values, "")
    risky = pc.match_substring_regex(values, _FORMULA)
    if not pc.any(risky).as_py():
        return values
    return pc.if_else(risky, pc.binary_join_element_wise("'", values, ""), values)
