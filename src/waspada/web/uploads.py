"""Files that arrive by page: only where a page streams them into the seal, never into memory or a temporary file."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class Refuse(FileUploadHandler):
    """For every page that expects no file."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop reading at once."""
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never reached."""

    def file_complete(self, file_size: int) -> None:
        """Never reached."""
