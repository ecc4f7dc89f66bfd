"""Which rule of a project's own stylesheets keeps a run from being laid out, or its words from being printed.

The run is laid out again without the project's rules, then with ever fewer of them, until one is left over: the first
with which it goes wrong. That takes as many layouts as the number of rules can be halved.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.diagnostics import BookError, Diagnostic, Location, diagnose
from bookbuild.model import LaidOutRun, LayoutJob, Stylesheet

Layout = Callable[[LayoutJob], LaidOutRun]
_OF_STYLES = frozenset({"internal-error", "malformed-output", "layout-time"})
"""Codes of failures that a stylesheet can cause."""
_LOST = "lost-words"
_LONGEST = 80
_HINT = "remove this rule, or let it be about the few elements that are meant, such as .my-box { … }"
_HINT_OF_PAGE = "give it smaller values, or remove it: the margins of the book are set in bookbuild.toml, under [page]"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule of a project's stylesheet: where it stands, its text, and the part of the sheet that it takes."""

    location: Location
    text: str
    sheet: int
    begin: int
    end: int


def rule_that_stops(job: LayoutJob, failure: BookError, lay_out: Layout) -> Diagnostic | None:
    """Return the diagnostic of the rule without which a job that failed is laid out, or None if there is none."""
    if _OF_STYLES.isdisjoint(found.code for found in failure.diagnostics):
        return None

    def fails(changed: LayoutJob) -> bool:
        try:
            lay_out(changed)
        except BookError:
            return True
        return False

    rule = guilty_rule(job, fails)
    return _diagnostic(rule, failure) if rule else None


def with_rule_that_loses(job: LayoutJob, run: LaidOutRun, lay_out: Layout) -> LaidOutRun:
    """Return a run that lost words with the rule named that is to blame, if there is one."""

    def loses(changed: LayoutJob) -> bool:
        try:
            return _loses(lay_out(changed))
        except BookError:
            return True

    rule = guilty_rule(job, loses) if _loses(run) else None
    if not rule:
        return run
    hint = f"change this rule: {rule.location}: {rule.text}"
    told = (replace(found, hint=hint) if found.code == _LOST else found for found in run.diagnostics)
    return replace(run, diagnostics=tuple(told))


def guilty_rule(job: LayoutJob, is_wrong: Callable[[LayoutJob], bool]) -> OwnRule | None:
    """Return the first rule of the project with which, after those before it, a job goes wrong; None if it does so
    without any.
    """
    rules = list(own_rules(job.stylesheets))
    if not rules or is_wrong(_without(job, rules)):
        return None
    right, wrong = 0, len(rules)
    while wrong - right > 1:
        middle = (right + wrong) // 2
        if is_wrong(_without(job, rules[middle:])):
            wrong = middle
        else:
            right = middle
    return rules[right]


def own_rules(sheets: Sequence[Stylesheet]) -> Iterator[OwnRule]:
    """Yield the rules of stylesheets that are the project's own, in order."""
    import tinycss2  # noqa: PLC0415 - ships no types; needed where something failed

    for index, sheet in enumerate(sheets):
        if not sheet.origins:
            continue
        css = _normal(sheet.css)
        starts = _line_starts(css)
        rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        begins = [starts[rule.source_line - 1] + rule.source_column - 1 for rule in rules]
        for rule, begin, end in zip(rules, begins, [*begins[1:], len(css)], strict=True):
            location = sheet.location(rule.source_line)
            if location:
                yield OwnRule(location, _excerpt(css[begin:end]), index, begin, end)


def _without(job: LayoutJob, rules: Sequence[OwnRule]) -> LayoutJob:
    """Return a job without some rules."""
    sheets = list(job.stylesheets)
    for rule in reversed(rules):
        css = _normal(sheets[rule.sheet].css)
        sheets[rule.sheet] = replace(sheets[rule.sheet], css=css[: rule.begin] + css[rule.end :])
    return replace(job, stylesheets=tuple(sheets))


def _diagnostic(rule: OwnRule, failure: BookError) -> Diagnostic:
    is_slow = any(found.code == "layout-time" for found in failure.diagnostics)
    what = "pages cannot be laid out in time" if is_slow else "pages cannot be laid out"
    hint = _HINT_OF_PAGE if rule.text.startswith("@page") else _HINT
    message = f"{what} with this rule: {rule.text}"
    place = rule.location
    return diagnose("unusable-style", message, place.path, place.line, hint, cause=f"rule at {place}")


def _normal(css: str) -> str:
    """Return a stylesheet with the line ends that its parser sees (CSS Syntax Level 3, 3.3)."""
    return css.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _line_starts(css: str) -> list[int]:
    starts = [0]
    for line in css.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _excerpt(rule: str) -> str:
    text = " ".join(rule.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + " …"


def _loses(run: LaidOutRun) -> bool:
    return any(found.code == _LOST for found in run.diagnostics)
