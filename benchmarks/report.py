"""What was measured, as the sections of ``docs/performance.md`` that are made by `make bench`."""

import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Run
from benchmarks.racing import Product, Result
from benchmarks.scenarios import Goal, Quantity, Scenario

_REPORT = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_COLUMNS = ("wall", "CPU", "memory", "size", "pages", "ms a page", "tags", "outline", "wall ratio", "CPU ratio")


def section(scenario: Scenario, results: Sequence[Result], rounds: int) -> str:
    """Return a scenario's tables in Markdown: what each program took, and the goals."""
    tables = [f"## {scenario.title}", _circumstances(rounds), _measures(results)]
    if scenario.goals:
        tables.append(_goals(scenario, results))
    return "\n\n".join(tables)


def keep(name: str, text: str, report: Path = _REPORT) -> None:
    """Put a section in the place of the one of the same name; what stands around it stays."""
    begin, end = f"<!-- made by make bench: {name} -->", f"<!-- end of {name} -->"
    new = f"{begin}\n\n{text}\n\n{end}"
    before = report.read_text("utf-8")
    found = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    after = found.sub(lambda _: new, before) if found.search(before) else f"{before.rstrip()}\n\n{new}\n"
    report.write_text(after, "utf-8", newline="\n")


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown: text in its first column, numbers in the others. Columns without any are left out."""
    kept = [0, *(column for column in range(1, len(titles)) if any(row[column] for row in rows))]
    lines = [[line[column] for column in kept] for line in (titles, *rows)]
    rule = f"|---{'|--:' * (len(kept) - 1)}|"
    header, *others = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join((header, rule, *others))


def circumstances() -> str:
    """Return a line about the machine."""
    system = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {system}"


def _circumstances(rounds: int) -> str:
    medians = f"Medians of {rounds} runs in alternation" if rounds > 1 else "One run"
    return f"{medians}, on {circumstances()}."


def _measures(results: Sequence[Result]) -> str:
    ours = results[0].run
    return table(("program", *_COLUMNS), [_row(result, ours) for result in results])


def _row(result: Result, ours: Run | None) -> tuple[str, ...]:
    if result.run is None or result.product is None:
        return (f"{result.name}: {result.trouble}", *("" for _ in _COLUMNS))
    run, product = result.run, result.product
    return (
        result.name,
        f"{run.wall:.2f} s",
        f"{run.cpu:.2f} s",
        f"{run.memory:.0f} MB",
        f"{product.size / 1024:,.0f} KB",
        *_of_pages(run, product),
        *((f"{ours.wall / run.wall:.2f}", f"{ours.cpu / run.cpu:.2f}") if ours else ("", "")),
    )


def _of_pages(run: Run, product: Product) -> tuple[str, ...]:
    if not product.pages:
        return ("",) * 4
    per_page = f"{run.wall / product.pages * 1000:.1f}"
    return f"{product.pages:,}", per_page, _yes(product.is_tagged), _yes(product.has_outline)


def _yes(claim: bool) -> str:  # noqa: FBT001 - the claim is all that there is
    return "yes" if claim else "no"


# ── Goals ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _goals(scenario: Scenario, results: Sequence[Result]) -> str:
    by_key = {result.key: result for result in results}
    names = {entry.contender.key: entry.contender.name for entry in scenario.entries}
    rows = [_goal(goal, names.get(goal.against, ""), results[0], by_key.get(goal.against)) for goal in scenario.goals]
    return table((f"{results[0].name}, against", "of", "wanted at most", "measured", "reached"), rows)


def _goal(goal: Goal, name: str, ours: Result, theirs: Result | None) -> tuple[str, ...]:
    ratio = reached_ratio(goal.quantity, ours, theirs)
    wanted = (name or f"{goal.against} (with --long)", goal.quantity, f"{goal.at_most:.2f}")
    return (*wanted, *(("not measured", "") if ratio is None else (f"{ratio:.2f}", _yes(ratio <= goal.at_most))))


def reached_ratio(quantity: Quantity, ours: Result, theirs: Result | None) -> float | None:
    """Return our share of what they take, or None if one of the two was not measured."""
    if theirs is None or ours.run is None or theirs.run is None or ours.product is None or theirs.product is None:
        return None
    if quantity == "memory":
        return ours.run.memory / theirs.run.memory
    ratio = ours.run.wall / theirs.run.wall
    return ratio / (ours.product.pages / theirs.product.pages) if quantity == "wall per page" else ratio
