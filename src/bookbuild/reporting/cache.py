"""What is kept of earlier builds → a line, and its `--json` object."""

from __future__ import annotations

from typing import Any, Protocol

from bookbuild.reporting.table import size
from bookbuild.reporting.text import shown


class StoreFacts(Protocol):
    """What is asked of a store: `limit` in bytes; `size()` gives its entries and their bytes."""

    @property
    def address(self) -> str: ...

    limit: int

    def size(self) -> tuple[int, int]: ...


def cache_object(store: StoreFacts, cleared: int) -> dict[str, Any]:
    entries, held = store.size()
    return {"place": store.address, "entries": entries, "bytes": held, "limit": store.limit, "cleared": cleared}


def cache_text(store: StoreFacts, cleared: int) -> str:
    told = cache_object(store, cleared)
    gone = f"{cleared} {'entry' if cleared == 1 else 'entries'} deleted\n" if cleared else ""
    held = f"{told['entries']} {'entry' if told['entries'] == 1 else 'entries'}, {size(told['bytes'])}"
    return f"{gone}{shown(told['place'])}: {held} of {size(told['limit'])}"
