"""How a volume is made in a format, from what the format's row in `bookbuild.model.formats` names."""

from dataclasses import dataclass, replace
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bookbuild.cache import Cache
from bookbuild.diagnostics import Outcome
from bookbuild.model import Artifact, Format
from bookbuild.pipeline.cache_entries import package_entry, parts_of
from bookbuild.pipeline.drawings import Drawings
from bookbuild.pipeline.lost_words import prove_words
from bookbuild.pipeline.page_maps import PageMaps
from bookbuild.pipeline.preparation import PreparedVolume, Preparer
from bookbuild.pipeline.reading import Reading
from bookbuild.pipeline.screen_pictures import scaled_for_screen

if TYPE_CHECKING:
    from bookbuild.pipeline.dry_printing import DryPrinter
    from bookbuild.pipeline.printing import Printer

AnyPrinter: TypeAlias = "Printer | DryPrinter"
"""What prints the volumes of a build, or examines what would be printed."""


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What the volumes of a build have in common."""

    reading: Reading
    cache: Cache
    preparer: Preparer
    printer: AnyPrinter
    drawings: Drawings
    page_maps: PageMaps


class Maker(Protocol):
    """Makes a volume in a format."""

    def __call__(self, prepared: PreparedVolume, form: Format, context: BuildContext, /) -> Outcome[Artifact | None]:
        """Return the artifact, or None if an error prevents it.

        Raises:
            BookError: when it cannot go on.
        """


def make_volume(prepared: PreparedVolume, form: Format, context: BuildContext) -> Outcome[Artifact | None]:
    """Make a volume in a format.

    Raises:
        BookError: when it cannot go on.
    """
    make: Maker = resolve_name(form.make)
    return make(prepared, form, context)


def make_package(prepared: PreparedVolume, form: Format, context: BuildContext) -> Outcome[Artifact | None]:
    """Render, package and verify a volume; what the cache has of the same rendition is not packaged again."""
    volume, name = prepared.volume, prepared.volume.file_name(form)
    language = volume.settings.identity.language
    paged = context.page_maps.shown(volume.book) if form.lists_pages else Outcome(volume.book)
    drawn = context.drawings.for_screen(paged.value, prepared.theme, language)
    book = scaled_for_screen(drawn.value, context.cache)
    rendition = resolve_name(form.render)(book.value, volume.settings, prepared.theme, prepared.cover)

    documents = getattr(rendition, "xhtml_documents", None)  # a format of another kind has none
    lost = prove_words(volume.book, volume.settings, documents, form.name, context) if documents else ()

    def packaged() -> Outcome[Artifact]:
        artifact = resolve_name(form.package)(rendition, volume.edition.name, name)
        return Outcome(artifact, resolve_name(form.verify)(artifact))

    inputs = (*parts_of(rendition), volume.edition.name, name)
    made = context.cache.remember(package_entry(form), inputs, packaged)
    printed = paged.value.printed
    artifact = replace(made.value, pages_of=printed.source) if printed else made.value
    return Outcome(artifact, (*paged.diagnostics, *drawn.diagnostics, *book.diagnostics, *lost, *made.diagnostics))
