"""A value of ours, on an object of WeasyPrint: kept as long as that object, and copied with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")

PREFIX = "bookbuild_"


class Attached(Generic[T]):
    """A named value that objects of WeasyPrint (boxes, styles, fonts, contexts) may have.

    It stands among the object's attributes, as `bookbuild_NAME`. A box that WeasyPrint copies has it too.
    """

    __slots__ = ("attribute",)

    def __init__(self, name: str) -> None:
        self.attribute = PREFIX + name

    def of(self, theirs: Any) -> T | None:
        """The value of an object; None where it has none."""
        value: T | None = vars(theirs).get(self.attribute)
        return value

    def put(self, theirs: Any, value: T) -> T:
        """Give an object a value, instead of the one that it has; the value itself."""
        setattr(theirs, self.attribute, value)
        return value

    def made_once(self, theirs: Any, make: Callable[[], T]) -> T:
        """The value of an object, which `make` gives where there is none. `make` gives no None."""
        value = self.of(theirs)
        return self.put(theirs, make()) if value is None else value
