"""The check: everything that a build finds wrong, without a book being written."""

from collections.abc import Mapping, Sequence

from bookbuild.cache import Cache, open_cache
from bookbuild.diagnostics import CODES, Diagnostic, Severity, apply_policy
from bookbuild.model import SHOPS, Artifact, Format
from bookbuild.pipeline.build_context import VolumePrinter
from bookbuild.pipeline.builder import Builder
from bookbuild.pipeline.causes import join_causes
from bookbuild.pipeline.dry_printing import DryPrinter
from bookbuild.pipeline.lowering import lenient_settings
from bookbuild.pipeline.page_maps import PageMaps
from bookbuild.pipeline.preparation import PrintRenderer
from bookbuild.pipeline.progress import Progress, ignore_progress
from bookbuild.pipeline.reading.project import Reading, in_order
from bookbuild.pipeline.request import BuildRequest
from bookbuild.pipeline.results import CheckResult, ShopRuling
from bookbuild.pipeline.session import typesetter_for
from bookbuild.pipeline.status import is_fatal, status_of
from bookbuild.pipeline.styling import theme_of
from bookbuild.pipeline.typesetting.rebuild_report import RebuildReport
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.pipeline.volumes import OF_EDITIONS, Volume, volumes_of


def check_project(
    request: BuildRequest,
    progress: Progress = ignore_progress,
    *,
    pages: bool = False,
    shops: Sequence[str] = (),
) -> CheckResult:
    """Return everything that a build of the request would find wrong, short of layout unless `pages` are to be laid
    out, and what `shops` would refuse.

    Nothing is written, except that pages which are laid out are kept in the cache.

    Raises:
        BookError: when the check cannot go on: `UsageError` for a wrong configuration or an unknown edition.
    """
    cache = open_cache(request.project) if pages and request.use_cache else Cache()
    with typesetter_for(request, cache) if pages else Typesetter(1, cache) as typesetter:
        typesetter.progress = progress
        result = _Checker(request, typesetter, cache, pages=pages, shops=shops).check()
    if pages and request.use_cache:
        cache.tidy()
    return result


class _Checker(Builder):
    """A builder that writes nothing, and goes on as long as a fault is one that could be lowered."""

    def __init__(
        self, request: BuildRequest, typesetter: Typesetter, cache: Cache, *, pages: bool, shops: Sequence[str]
    ) -> None:
        super().__init__(request, typesetter, cache)
        self._pages, self._shops = pages, shops
        self._rulings: list[ShopRuling] = []
        self._policy: Mapping[str, Severity] = {}

    def check(self) -> CheckResult:
        reading, strict = self._make_all(), self._request.strict
        if not self._request.editions:
            self._check_other_editions(reading)
        articles, policy = tuple(reading.book.articles()), reading.config.check
        found = join_causes(in_order(self._diagnostics))
        return CheckResult(
            articles=len(articles),
            words=sum(article.words for article in articles),
            diagnostics=found,
            status=status_of(found, strict=strict),
            lenient_settings=lenient_settings(found, policy, strict=strict),
            rulings=tuple(self._rulings),
        )

    def _can_go_on(self, found: Sequence[Diagnostic]) -> bool:
        return all(CODES[one.code].can_be_lowered for one in found if is_fatal(one, strict=False))

    def _printer(self, reading: Reading, renderer: PrintRenderer, page_maps: PageMaps) -> VolumePrinter:
        self._policy = reading.config.check
        return super()._printer(reading, renderer, page_maps) if self._pages else DryPrinter(reading)

    def _page_maps(self, reading: Reading, renderer: PrintRenderer, tasks: Sequence[tuple[Volume, Format]]) -> PageMaps:
        page_maps = super()._page_maps(reading, renderer, tasks)
        return page_maps if self._pages else page_maps.without_layout()

    def _write(self, artifact: Artifact, folder: str, report: RebuildReport) -> None:  # noqa: ARG002 - nothing is written
        """Write nothing, but ask the shops about an EPUB."""
        if self._shops and artifact.format == "epub":
            self._ask_shops(artifact)

    def _ask_shops(self, artifact: Artifact) -> None:
        from bookbuild.verify.shops import refusals, rulings  # noqa: PLC0415 - only some checks ask

        found = rulings(self._shops, artifact.name, artifact.data)
        self._add(apply_policy(refusals(found), self._policy))
        for one in found:
            rule = one.rule
            self._rulings.append(
                ShopRuling(one.file, SHOPS[rule.shop], rule.what, rule.limit, *rule.page, one.found, rule.refuses)
            )

    def _check_other_editions(self, reading: Reading) -> None:
        """Find what is wrong with the selections and the stylesheets of editions that are not made."""
        made = {edition.name for edition in self._editions(reading.config)}
        for edition in reading.config.editions.values():
            if edition.name not in made and reading.book.chapters:
                volumes = volumes_of(edition, reading.book, reading.config)
                selected = (one for one in volumes.diagnostics if one.code not in OF_EDITIONS)
                found = (*selected, *theme_of(reading.theme, edition).diagnostics)
                self._add(apply_policy(found, reading.config.check))
