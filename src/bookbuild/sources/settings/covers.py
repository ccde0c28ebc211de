"""What is written in `[cover]` → findings about it; what is wrong is taken out."""

from __future__ import annotations

import re
from typing import Any

from bookbuild.sources.settings.convert import Converter
from bookbuild.sources.settings.measures import length_of
from bookbuild.sources.settings.toml_places import Path
from bookbuild.sources.settings.values import shown

DESIGN = re.compile(r"\w[\w .-]*")
CURRENCY = re.compile(r"[A-Z]{3}")
PRICE = re.compile(r"\d{1,6}(\.\d{1,3})?")
NARROWEST_FLAP, WIDEST_FLAP = 30.0, 200.0
"""mm."""


def check_cover(converter: Converter, values: dict[str, Any], path: Path) -> None:
    """A finding for each key whose value is of the right type, and cannot be."""
    design, flaps = values.get("design"), values.get("flaps")
    if design is not None and not DESIGN.fullmatch(design):
        message = f"`{design}` is not the name of a folder of `styles/covers/`"
        converter.invalid(message, "write the folder's name alone", (*path, "design"))
        del values["design"]
    if flaps is not None and not NARROWEST_FLAP <= length_of(flaps) <= WIDEST_FLAP:
        message = f"`flaps` is {shown(flaps)}, not from 30mm to 200mm"
        converter.invalid(message, 'write such as `"80mm"`, or leave it out', (*path, "flaps"))
        del values["flaps"]
    if "price" in values:
        values["price"] = {
            currency: price
            for currency, price in values["price"].items()
            if _is_price(converter, currency, price, (*path, "price", currency))
        }


def _is_price(converter: Converter, currency: str, price: str, path: Path) -> bool:
    if not CURRENCY.fullmatch(currency):
        message = f"`{currency}` is not a currency of ISO 4217"
        converter.invalid(message, 'write its three letters: `price = { GBP = "12.99" }`', path)
        return False
    if not PRICE.fullmatch(price):
        message = f"`{price}` is not a price"
        converter.invalid(message, 'write digits, and a point before its fractions: `"12.99"`', path)
        return False
    return True
