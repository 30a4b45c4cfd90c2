"""All readers in the order they are asked, and the vendors' exports recognised on top of them."""

from __future__ import annotations

from waspada.readers.formats.arrow_ipc import ArrowIpc
from waspada.readers.formats.csv_table import Csv
from waspada.readers.formats.json_document import JsonDocument
from waspada.readers.formats.mixpanel import Mixpanel
from waspada.readers.formats.ndjson import Ndjson
from waspada.readers.formats.parquet import Parquet
from waspada.readers.formats.raw import Raw
from waspada.readers.formats.xlsx import Xlsx
from waspada.readers.reader import Reader, Recogniser

FORMATS: tuple[Reader, ...] = (
    Parquet(),
    ArrowIpc(),
    Xlsx(),
    Ndjson(),  # before documents: its first line alone also looks like one
    JsonDocument(),
    Csv(),
    Raw(),  # last: it takes everything
)
RECOGNISERS: tuple[Recogniser, ...] = (Mixpanel(),)


def reader(name: str) -> Reader:
    """The reader of that name."""
    return next(one for one in FORMATS if one.name == name)
