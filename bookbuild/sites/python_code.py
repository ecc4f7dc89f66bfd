"""Texts that are written out in Python code -> plain values. Nothing is run."""

import ast
import warnings
from collections.abc import Mapping


def texts_assigned(code: str) -> Mapping[str, str]:
    """Return the texts that names are assigned to at the top of a module; none if it is not Python."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of escapes in the texts of others
            statements = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, str] = {}
    for statement in statements:
        value = statement.value if isinstance(statement, ast.Assign) else None
        if isinstance(statement, ast.Assign) and isinstance(value, ast.Constant) and isinstance(value.value, str):
            found |= {one.id: value.value.strip() for one in statement.targets if isinstance(one, ast.Name)}
    return found
