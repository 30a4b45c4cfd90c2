"""The public pages over a bundle: a process of its own, without Django, database or case."""
