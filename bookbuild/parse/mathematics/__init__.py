"""Formulas, in TeX or MathML -> MathML with a plain reading. Pure; nothing is imported for a text without one."""

from bookbuild.parse.mathematics.formula import Fault, Formula
from bookbuild.parse.mathematics.markup import formula_of_markup
from bookbuild.parse.mathematics.tex import formula_of_tex

__all__ = ["Fault", "Formula", "formula_of_markup", "formula_of_tex"]
