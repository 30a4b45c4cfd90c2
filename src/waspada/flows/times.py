"""Times as vendors write them, to microseconds since 1970 UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.roles import Time, epoch_unit

MISSING: Final = np.iinfo(np.int64).min
"""No time, or none that can be read."""

_SCALE = {"s": 1_000_000.0, "ms": 1000.0, "us": 1.0, "ns": 0.001}
_NUMBER = r"^-?\d{9,19}(\.\d+)?$"
_EARLIEST, _LATEST = 0, 4_102_444_800_000_000  # 1970 to 2100: beyond it is no event's time


def microseconds(texts: pa.Array, time: Time, timezone: str) -> npt.NDArray[np.int64]:
    """One number for each text; `MISSING` where it is not a time."""
    result = np.full(len(texts), MISSING, np.int64)
    numeric = pc.match_substring_regex(texts, _NUMBER).to_numpy(zero_copy_only=False)
    if numeric.any():
        values = texts if numeric.all() else texts.filter(pa.array(numeric))
        numbers = pc.cast(values, pa.float64()).to_numpy(zero_copy_only=False)
        result[numeric] = _from_epoch(numbers, time.unit)
    zone = ZoneInfo(timezone)
    for at in np.flatnonzero(~numeric).tolist():
        result[at] = _from_text(texts[at].as_py(), zone)
    result[(result < _EARLIEST) | (result > _LATEST)] = MISSING
    return result


def _from_epoch(numbers: npt.NDArray[np.float64], unit: str) -> npt.NDArray[np.int64]:
    if unit in _SCALE:
        return np.round(numbers * _SCALE[unit]).astype(np.int64)
    scale = (
        np.array([_SCALE[epoch_unit(float(number))] for number in numbers]) if len(numbers) < 64 else _scales(numbers)
    )
    return np.round(numbers * scale).astype(np.int64)


def _scales(numbers: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    size = np.abs(numbers)
    return np.select([size < 1e11, size < 1e14, size < 1e17], [_SCALE["s"], _SCALE["ms"], _SCALE["us"]], _SCALE["ns"])


def _from_text(text: str, zone: ZoneInfo) -> int:
    try:
        moment = datetime.fromisoformat(text.strip().removesuffix(" UTC"))
    except ValueError:
        return int(MISSING)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC if text.rstrip().endswith("UTC") else zone)
    try:
        return int(moment.timestamp() * 1_000_000)
    except (OverflowError, OSError):
        return int(MISSING)
