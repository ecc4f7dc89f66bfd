"""The guide that benchmarks are run on, how they count, and what they print."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus import as_one_document, make_guide, write_guide
from benchmarks.measuring import CommandFailedError, Run, measure
from benchmarks.programs import Absent, Peer
from benchmarks.racing import Product, Result
from benchmarks.report import keep, section
from benchmarks.scenarios import Entry, Goal, Quantity, Scenario, scenarios


def test_the_guide_is_the_same_every_time() -> None:
    """Two guides of one size are equal, so that measurements of two days can be compared."""
    assert make_guide(2, 3, 8) == make_guide(2, 3, 8)


def test_the_guide_is_as_large_as_requested(tmp_path: Path) -> None:
    """A guide has as many chapters and articles as requested, each article a file in its chapter's folder."""
    write_guide(make_guide(2, 3, 8), tmp_path)
    files = sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.md"))
    assert files == [f"ch{1 + index // 3:02d}/article-{1 + index:04d}.md" for index in range(6)]


def test_peers_are_given_the_same_text() -> None:
    """The guide in one document has every article's paragraphs, and a heading for each chapter and article."""
    guide = make_guide(2, 3, 8)
    lines = as_one_document(guide).splitlines()
    assert {line for article in guide for line in article.text.splitlines() if not line.startswith("#")} <= set(lines)
    assert [sum(line.startswith(mark) for line in lines) for mark in ("# ", "## ", "### ")] == [2, 6, 12]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands orphans to whoever asks for them")
def test_processes_that_outlive_their_command_are_counted(tmp_path: Path) -> None:
    """CPU time counts wherever it was spent: also in a process whose parent has ended before it."""
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    orphan = f"import subprocess, sys; subprocess.Popen([sys.executable, '-S', '-c', {burn!r}])"
    assert measure((sys.executable, "-S", "-c", orphan), tmp_path).cpu >= 0.3


def test_a_command_that_fails_is_shown_with_its_last_line(tmp_path: Path) -> None:
    """A program that ends with another status than 0 has no time: its output is shown instead."""
    with pytest.raises(CommandFailedError, match="status 3: no such font"):
        measure(("sh", "-c", "echo no such font >&2; exit 3"), tmp_path)


def test_an_absent_peer_is_listed_as_absent() -> None:
    """What a peer needs and the machine has not makes it absent, with the way to get it."""
    peer = Peer("Peer", ("no-such-program",), (), ("no-such-program",), "peer.pdf", "get it")
    assert peer.find("peer") == Absent("peer", "Peer", "get it")
    assert "Peer: absent: get it" in section(_SCENARIO, (_OURS, Result("peer", "Peer", trouble="absent: get it")), 3)


@pytest.mark.parametrize(
    ("quantity", "ratio"),
    [("wall", "2.00 | no"), ("wall per page", "0.50 | yes"), ("memory", "1.00 | yes")],
)
def test_a_goal_is_reached_by_the_measured_ratio_alone(quantity: Quantity, ratio: str) -> None:
    """Beside each goal stands what was measured, and whether that is enough."""
    scenario = replace(_SCENARIO, goals=(Goal("peer", 1.0, quantity),))
    theirs = Result("peer", "Peer", Run(1.0, 1.0, 50.0), Product(1000, 10))
    assert section(scenario, (_OURS, theirs), 3).splitlines()[-1] == f"| Peer | {quantity} | 1.00 | {ratio} |"


def test_what_was_not_measured_reaches_nothing() -> None:
    """Where a peer is absent or has failed, the goal against it is neither reached nor missed."""
    text = section(_SCENARIO, (_OURS, Result("peer", "Peer", trouble="failed: no")), 3)
    assert text.splitlines()[-1] == "| Peer | wall | 0.50 | not measured |"


def test_a_section_takes_the_place_of_its_predecessor(tmp_path: Path) -> None:
    """Keeping a table replaces the one of its name, and leaves alone what stands around it."""
    report = tmp_path / "performance.md"
    report.write_text("# Performance\n", "utf-8")
    for name, text in (("a", "old"), ("b", "other"), ("a", r"new \1")):
        keep(name, text, report)
    kept = report.read_text("utf-8")
    assert kept.startswith("# Performance\n")
    assert "old" not in kept
    assert kept.index(r"new \1") < kept.index("other")


def test_scenarios_name_what_their_goals_are_about() -> None:
    """Each goal is against one that takes part; alone what takes many minutes takes part only when requested."""
    for scenario in scenarios(long=True):
        keys = {entry.contender.key for entry in scenario.entries[1:]}
        assert {goal.against for goal in scenario.goals} <= keys


_SCENARIO = Scenario(
    "work",
    "Work",
    (Entry(Absent("ours", "Ours", "")), Entry(Absent("peer", "Peer", "get it"))),
    (Goal("peer", 0.5),),
)
_OURS = Result("ours", "Ours", Run(2.0, 2.0, 50.0), Product(1000, 40))
