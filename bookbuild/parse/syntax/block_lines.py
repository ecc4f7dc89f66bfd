"""Lines as the rules of blocks see them."""

from markdown_it.rules_block import StateBlock


def line_text(state: StateBlock, line: int) -> str:
    """Return a line without what the blocks around it have taken, and without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
