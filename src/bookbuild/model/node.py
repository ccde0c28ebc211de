"""What sections and all in them are made of: frozen structs, which msgspec writes and reads by their types."""

from __future__ import annotations

from msgspec import Struct


class ModelNode(Struct, frozen=True, array_like=True, tag=True, gc=False):
    """Written as an array: the name of its class, then its fields.

    A node never holds itself, so Python's collector need not look for that (`gc`).
    """
