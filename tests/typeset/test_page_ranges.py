"""Runs of pages are ranges, in digits of every script and Roman ones; two pages are two places."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from bookbuild.typeset.book.page_ranges import ranges_of_pages


@pytest.mark.parametrize(
    ("folios", "shown"),
    [
        ("20 21 22", "20–22"),
        ("3 5 6 8 9 10 11 40", "3 5 6 8–11 40"),
        ("٢٠ ٢١ ٢٢ ٢٤", "٢٠–٢٢ ٢٤"),
        ("viii ix x 1 2 3", "viii–x 1–3"),
        ("iv 5 6", "iv 5 6"),
        ("ا ب ج", "ا ب ج"),
    ],
)
def test_pages_in_a_row(folios: str, shown: str) -> None:
    links = []
    for folio in folios.split():
        link = Element("a")
        link.text = folio
        links.append(link)
    assert "".join(f"{link.text}{link.tail or ' '}" for link in ranges_of_pages(links)).strip() == shown


def test_both_ends_of_a_range_are_links() -> None:
    links = []
    for folio in ("20", "21", "22"):
        links.append(Element("a", {"href": f"#{folio}"}))
        links[-1].text = folio
    assert [link.get("href") for link in ranges_of_pages(links)] == ["#20", "#22"]
