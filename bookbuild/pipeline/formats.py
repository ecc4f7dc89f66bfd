"""How a volume is made in a format, from what the format's row in `bookbuild.model.formats` names."""

from dataclasses import replace
from pkgutil import resolve_name

from bookbuild.diagnostics import Outcome
from bookbuild.model import Artifact, Format
from bookbuild.pipeline.build_context import BuildContext, Maker
from bookbuild.pipeline.cache_entries import package_entry, parts_of
from bookbuild.pipeline.lost_words import prove_words
from bookbuild.pipeline.preparation import PreparedVolume
from bookbuild.pipeline.screen_pictures import scaled_for_screen


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


def make_page_list(prepared: PreparedVolume, form: Format, context: BuildContext) -> Outcome[Artifact | None]:
    """Return the pages of a volume as JSON; of handouts the pages of the full book, since their own are of one each."""
    from bookbuild.page_map.listing import page_list  # noqa: PLC0415 - few builds ask for it

    volume = prepared.volume
    is_book = volume.edition.layout == "book"
    found = Outcome(context.page_maps.map_of(volume)) if is_book else context.page_maps.printed
    if found.value is None:
        return Outcome(None, found.diagnostics)
    data = page_list(found.value, volume.book)
    name = volume.file_name(form)
    return Outcome(Artifact(name, form.name, volume.edition.name, data, len(found.value.pages)), found.diagnostics)
