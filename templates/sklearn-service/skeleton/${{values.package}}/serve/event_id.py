"""Identifiers that sort by the time of what they identify."""

from __future__ import annotations

import secrets
import uuid


def uuid7(unix_ns: int) -> str:
    """A version 7 UUID of that moment (RFC 9562, section 5.7): 48 bits of milliseconds, 74 random."""
    milliseconds = unix_ns // 1_000_000 & (1 << 48) - 1
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
