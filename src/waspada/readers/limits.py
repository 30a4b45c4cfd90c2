"""Bounds on what hostile input may cost: each breach is named and the rest still read, never fatal."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one input may take. The defaults let real exports through and stop bombs within seconds."""

    head_bytes: int = 64 * KIB
    """What detection may see of a file."""
    sample_bytes: int = 4 * MIB
    """What planning may read to learn encoding, dialect and schema."""
    split_bytes: int = 48 * MIB
    """Aim for one unit of work."""
    block_bytes: int = 8 * MIB
    """What a reader parses at once."""
    line_bytes: int = 16 * MIB
    """A longer record is quarantined."""
    keep_bytes: int = 256 * MIB
    """A quarantined record is kept whole up to here; what follows is scanned as raw text."""
    depth: int = 6
    """Containers inside containers."""
    members: int = 200_000
    """Members of one delivered file, all depths together."""
    unpacked_bytes: int = 1024 * GIB
    """One delivered file may unpack to this."""
    ratio: int = 250
    """Unpacked to packed size; looked at once `ratio_from` bytes came out."""
    ratio_from: int = 512 * MIB
    """Below this size a high ratio harms nobody."""
    spill_bytes: int = 4 * GIB
    """A member that must be seekable (Parquet, a zip in a zip) may take this in an unlinked temporary file."""
    nesting: int = 200
    """Depth of arrays and objects inside a record."""
    seconds: float = 3600.0
    """Reading one split may take this."""
    files: int = 1_000_000
    """Files found in folders."""
