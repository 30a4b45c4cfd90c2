"""The API: everything that the pages do, for programs, at `/api/v1/`; a part is a file."""
