"""Notebooks are articles of plain folders, as Word files are."""

import json

from bookbuild.model import Article, Link, Role, Source
from bookbuild.sites import Folder, Wanted, recognise

_NOTEBOOK = json.dumps({"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["# Tides\n", "They turn."]}]})


def test_a_notebook_is_an_article() -> None:
    site = recognise(Folder.of({"1.md": "A", "2.ipynb": _NOTEBOOK}), Wanted())
    assert site.files == ("1.md", "2.ipynb")
    outcome = site.prepare(Source("2.ipynb", _NOTEBOOK.encode()), lambda _path: None)
    assert outcome.value.data == b"# Tides\nThey turn."


def test_a_notebook_beside_markdown_of_its_name_is_the_same_text() -> None:
    site = recognise(Folder.of({"1.md": "A", "1.ipynb": _NOTEBOOK}), Wanted())
    assert site.files == ("1.md",)
    assert [(one.path, one.reason) for one in site.left_out] == [
        ("1.ipynb", "notebooks beside Markdown files of the same name")
    ]


def test_a_notebook_that_an_article_links_to_is_there_to_be_downloaded() -> None:
    site = recognise(Folder.of({"a/1.md": "A", "a/my data.ipynb": _NOTEBOOK}), Wanted())
    articles = [
        Article(
            path=path,
            role=Role.ARTICLE,
            title="x",
            body="",
            links=(Link("my%20data.ipynb", 1),) if path.endswith("md") else (),
        )
        for path in site.files
    ]
    plan = site.arrange(articles)
    assert [(one.path, one.reason) for one in plan.left_out] == [("a/my data.ipynb", "notebooks that articles link to")]


def test_the_same_holds_in_a_vault_of_obsidian() -> None:
    site = recognise(Folder.of({".obsidian/app.json": "{}", "1.md": "A", "2.ipynb": _NOTEBOOK}), Wanted())
    assert site.prepare(Source("2.ipynb", _NOTEBOOK.encode()), lambda _path: None).value.data == b"# Tides\nThey turn."
