"""An edition as built → `DescriptiveDetail`: what it is, who made it, in which language, how long, about what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.model.settings import Contributor, Edition, LocalText, localized
from bookbuild.outputs.onix.codes import AUDIENCES, language_code, role_of, thema_scheme
from bookbuild.outputs.onix.elements import OnixPart, element, script_code, text
from bookbuild.outputs.onix.measures import measures


@dataclass(frozen=True, slots=True)
class OnixProduct:
    """An edition that was built. `pages` None for an e-book; `bytes` of its file.

    `accessibility`: codes of List 196 with what is said of each, for what the file truly has.
    """

    edition: Edition
    pages: int | None
    bytes: int
    accessibility: tuple[tuple[str, str], ...] = ()

    @property
    def printed(self) -> bool:
        return self.edition.format == "pdf" and self.edition.purpose == "press"


def descriptive_detail(product: OnixProduct) -> OnixPart:
    book = product.edition.book
    return element(
        "DescriptiveDetail",
        text("ProductComposition", "00"),
        *_form(product),
        *measures(product.edition, product.pages or 0),
        None if product.printed else text("EpubTechnicalProtection", "00"),
        _collection(product.edition),
        *_titles(product.edition),
        *(_contributor(each, number, book.language) for number, each in enumerate(book.contributors, 1)),
        *_edition(product.edition),
        element(
            "Language",
            text("LanguageRole", "01"),
            text("LanguageCode", language_code(book.language)),
            text("ScriptCode", script_code(book.language)),
        ),
        *_extents(product),
        *_subjects(product.edition),
        _audience(product.edition),
    )


def _form(product: OnixProduct) -> Iterator[OnixPart]:
    """Lists 150, 175, 79, 81: paperback, hardcover or digital; EPUB or PDF; what the file is good for."""
    if product.printed:
        binding = product.edition.press.binding_style if product.edition.press else "paperback"
        yield text("ProductForm", "BB" if binding == "hardcover" else "BC")
        yield text("ProductFormDetail", "B310") if binding == "saddle" else None
    else:
        yield text("ProductForm", "ED")
        yield text("ProductFormDetail", "E101" if product.edition.format == "epub" else "E107")
    if product.edition.format == "epub":
        yield _feature("15", "101F", "")
    for code, said in product.accessibility:
        yield _feature("09", code, said)
    yield text("PrimaryContentType", "10")


def _feature(kind: str, value: str, said: str) -> OnixPart:
    return element(
        "ProductFormFeature",
        text("ProductFormFeatureType", kind),
        text("ProductFormFeatureValue", value),
        text("ProductFormFeatureDescription", said),
    )


def _collection(edition: Edition) -> OnixPart:
    series = edition.book.series
    if series is None:
        return None
    return element(
        "Collection",
        text("CollectionType", "10"),
        element(
            "TitleDetail",
            text("TitleType", "01"),
            element(
                "TitleElement",
                text("TitleElementLevel", "02"),
                text("PartNumber", series.number),
                text("TitleText", localized(series.name, edition.book.language), edition.book.language),
            ),
        ),
    )


def _titles(edition: Edition) -> Iterator[OnixPart]:
    """The title in the book's language, and as it is in the others that are given: transliterations among them."""
    book = edition.book
    yield _title("01", book.title, book.subtitle, book.language, book.language)
    if isinstance(book.title, dict):
        own = localized(book.title, book.language)
        for language, other in book.title.items():
            if other != own:
                yield _title("06", other, book.subtitle, language, book.language)


def _title(kind: str, title: LocalText, subtitle: LocalText | None, language: str, own: str) -> OnixPart:
    """`subtitle` is told where it is in that language."""
    said = localized(subtitle, language) if isinstance(subtitle, str) or language in (subtitle or {}) else ""
    return element(
        "TitleDetail",
        text("TitleType", kind),
        element(
            "TitleElement",
            text("TitleElementLevel", "01"),
            text("TitleText", localized(title, language), language),
            text("Subtitle", said, language) if language == own or isinstance(subtitle, dict) else None,
        ),
    )


def _contributor(contributor: Contributor, number: int, language: str) -> OnixPart:
    name = localized(contributor.name, language)
    return element(
        "Contributor",
        text("SequenceNumber", number),
        text("ContributorRole", role_of(contributor.role)),
        text("PersonName", name, language),
        text("PersonNameInverted", contributor.sort),
        *_key_names(contributor.sort),
        *_other_names(contributor.name, name),
    )


def _key_names(sort: str | None) -> Iterator[OnixPart]:
    """What stands before the comma of a name as it is filed is its key, what stands behind it comes before the key."""
    key, comma, before = (sort or "").partition(",")
    if comma and "," not in before:
        yield text("NamesBeforeKey", before)
        yield text("KeyNames", key)


def _other_names(written: LocalText, shown: str) -> Iterator[OnixPart]:
    """The name in the other languages and scripts that are given (List 18, 05: transliterated or translated)."""
    if isinstance(written, dict):
        for language, other in written.items():
            if other != shown:
                yield element("AlternativeName", text("NameType", "05"), text("PersonName", other, language))


def _edition(edition: Edition) -> Iterator[OnixPart]:
    match edition.book.edition:
        case int(number):
            yield text("EditionNumber", number)
        case str() | dict() as said:
            yield text("EditionStatement", localized(said, edition.book.language), edition.book.language)


def _extents(product: OnixProduct) -> Iterator[OnixPart]:
    """List 23: pages as built, and the size of a file that is sold."""
    if product.pages is not None:
        kinds = ("00", "11") if product.printed else ("10",)
        yield from (_extent(kind, product.pages, "03") for kind in kinds)
    if not product.printed:
        yield _extent("22", product.bytes, "17")


def _extent(kind: str, value: int, unit: str) -> OnixPart:
    return element("Extent", text("ExtentType", kind), text("ExtentValue", value), text("ExtentUnit", unit))


def _subjects(edition: Edition) -> Iterator[OnixPart]:
    book = edition.book
    main = next((code for code in book.thema if thema_scheme(code) == "93"), None)
    for code in book.thema:
        flag = _flag("MainSubject") if code == main else None
        yield element("Subject", flag, text("SubjectSchemeIdentifier", thema_scheme(code)), text("SubjectCode", code))
    for code in book.bisac:
        yield element("Subject", text("SubjectSchemeIdentifier", "10"), text("SubjectCode", code))
    words = dict.fromkeys((*book.keywords, *book.subjects))
    said = text("SubjectHeadingText", "; ".join(words), book.language)
    yield element("Subject", text("SubjectSchemeIdentifier", "20"), said) if said is not None else None


def _flag(name: str) -> OnixPart:
    """An empty element: that it is there says it."""
    made = text(name, "-")
    if made is not None:
        made.text = None
    return made


def _audience(edition: Edition) -> OnixPart:
    code = AUDIENCES.get(edition.book.audience or "")
    if code is None:
        return None
    return element("Audience", text("AudienceCodeType", "01"), text("AudienceCodeValue", code))
