"""Which directives are boxes, code, quotations, or only say how a website arranges what is in them."""

CALLOUTS = {
    "attention": "warning", "caution": "warning", "danger": "warning", "error": "warning", "hint": "tip",
    "important": "important", "note": "note", "seealso": "note", "tip": "tip", "warning": "warning",
    "admonition": "note", "aside": "note", "card": "note", "dropdown": "note", "exercise": "example",
    "example": "example", "margin": "note", "sidebar": "note", "solution": "note", "topic": "note",
    "grid-item-card": "note", "todo": "note", "versionadded": "note", "versionchanged": "note", "deprecated": "warning",
    "proof": "note", "theorem": "note", "definition": "note", "lemma": "note", "corollary": "note", "remark": "note",
}  # fmt: skip
NAMED_CALLOUTS = frozenset(
    {"exercise", "solution", "proof", "theorem", "definition", "lemma", "corollary", "remark", "deprecated"}
)
"""Callouts whose kind is their title, if they have none."""
CODE = frozenset({
    "code", "code-block", "code-cell", "sourcecode", "parsed-literal", "prompt", "mermaid", "doctest", "testcode",
    "testoutput", "eval-rst",
})  # fmt: skip
GENERATED = frozenset({
    "autoattribute", "autoclass", "autodata", "autodoc2-object", "autodoc2-summary", "autoexception", "autofunction",
    "automethod", "automodule", "autosummary", "argparse", "click", "exec", "plot", "program-output", "sphinx-argparse",
})  # fmt: skip
"""Directives in whose place a program is described, or its output shown."""
TITLED = frozenset({"tab-item", "tab", "details", "rubric"})
INSIDE = frozenset(
    {"tab-set", "grid", "grid-item", "container", "div", "only", "compound", "figure-md", "bleed", "full-width"}
)
QUOTATIONS = frozenset({"blockquote", "epigraph", "highlights", "pull-quote", "quote"})
WITHOUT_TRACE = frozenset(
    {
        "contents",
        "currentmodule",
        "highlight",
        "index",
        "meta",
        "tableofcontents",
        "toctree",
        "toc",
        "footbibliography",
        "glue",
        "module",
        "program",
        "testcleanup",
        "testsetup",
    }
)
