"""What people write, well and badly, as templates of which articles are put together.

``§`` stands for a word that readers see, ``¢`` for one in a text alternative, a tooltip or a formula, which is drawn on
paper, ``¤`` for one that is not meant for readers (a comment, a name), and ``¶`` for more inline text.
"""

INLINE = (
    "§", "§ §, §.", "*§*", "**§**", "***§***", "__§__", "~~§~~", "`§`", "``§ ` §``", '"§"', "'§'", "§'s §", "'90s §",
    "§--§", "§ -- §", "§ --- §", "§...", "(§)", "(c) §", "[§]", "[§](https://example.org/)", "<https://example.org/¤>",
    "[§](https://example.org/ \"¢\")", "[§](#part)", "[§](missing.md)", "[§][§]", "[§][]", "https://example.org/¤",
    "www.example.org §", "§@example.org", "![¢](picture.png)", '![¢](picture.png "¢")', "![¢](no picture.png)", "[^n]",
    "^[§ §]", "==§==", "H~§~O", "§^§^", "[§]{.smallcaps}", "*§*{.red}", "[§]{#¤}", "{§}", "{{ § }}", "{% § %}",
    "{{< § >}}", "[[§]]", "[[¤|§]]", "[[¤#¤|§]]", "![[¤.png]]", "%%¤%%", "$¢$", "$5 § $10", r"\(¢\)", r"\emph{§}",
    r"\cite{§}", "<b>§</b>", "<b>§", "§</b>", "<i/>§", "<span>§</span>", "<name §>", "<§>", "List<§>", "§<§>§",
    "<u>§</u>", "<strike>§</strike>", "<font color='red'>§</font>", "<kbd>§</kbd>", "<br>§", "<a name='¤'/>§",
    "<a href='https://example.org/'>§</a>", "<mark>§</mark>", "<q>§</q>", "<!--¤-->", "<!-- §", "<?php §", "<![CDATA[§",
    "<!§", "<script>¤</script>", "<button>§</button>", "<x-tag label='¢'>§</x-tag>", "&amp; §", "&§;", "& §",
    "&#8212;§",
    "§\u00a0§", "§\u200b§", "§\u00ad§", "§\u2028§", "§\ufeff§", "§\u0007§", "§\\§", "\\*§\\*", "* § *", "** § **", "_§",
    "**§", "`§", "§_§_§", "2 * § * 3", "§ | §", "[§] (https://example.org/)", "(§)[https://example.org/]", "§\\", "#§",
    "§:", ": §", "@§", "C:\\§\\§", "../§", "§/§", "--§", "§++", "+-§", "???? §", ",,§``", "»§«", "[ ] §", "+ §",
    "++§ §++", "++§+§++", "++§", "{++§++}", "{--§--}", "{~~§~>§~~}", "{>>§<<}", "&copy §", "&§", "§^§ §^", "§~§ §~",
    ":§:", "->§", "<https://example.org/§ §>", "[§](a.md \"§ \"§\"\")", "[§](a.md '§')", "[§]: §", "§[^¤ ¤]", "=§=",
    "\\[¢\\]", "<kbd>§</kbd>+§", "<ins>§</ins>", "<del>§", "<small>§</small>", "<ruby>§<rt>§</rt></ruby>",
)  # fmt: skip

BLOCKS = (
    "¶", "¶ ¶ ¶", "¶\n¶", "¶  \n¶", "¶\\\n¶", "# ¶", "## ¶", "### ¶ ###", "## § {#¤}", "##§", "¶\n===", "¶\n---", "---",
    "- ¶\n- ¶", "* ¶\n\n  ¶\n* ¶", "1. ¶\n2. ¶", "7) ¶\n8) ¶", "a. ¶\nb. ¶", "(1) ¶\n(2) ¶", "- [ ] ¶\n- [x] ¶",
    "- ¶\n  - ¶\n    1. ¶", "§\n: ¶", "§\n\n: ¶\n: ¶", "    §\n    §", "```\n§\n```", "```py\n§ = '§'\n```",
    "~~~\n§\n~~~",
    "```mermaid\ngraph § --- §\n```", "```{note}\n§\n```", "> ¶\n> ¶", "> ¶\n¶", "> > ¶", "> [!NOTE]\n> ¶",
    "> [!tip]- ¶\n> ¶", "> [!odd]\n> ¶", "::: tip ¶\n¶\n:::", "::: note\n¶\n\n- ¶\n:::", "::: odd ¶\n¶\n:::",
    ":::: warning\n::: tip\n¶\n:::\n::::", "::: page-break", "\\pagebreak", "!!! note \"§\"\n    ¶", "::: lines 3",
    "{: .¤}",
    "::: fields §, §", '::: scale 1 5 "§" "§"', "::: checklist §\n- ¶\n- ¶\n:::",
    "| § | § |\n|---|--:|\n| ¶ | ¶ |\n| ¶ | ¶ |", "| § | § |\n|---|---|\n| § | § | § |\n| § |", "§ | §\n--|--\n§ | §",
    "| § | § |\n|---|\n| § | § |", "| § | § |\n| § | § |", "| `§|§` | § |\n|---|---|\n| § \\| § | § |",
    "| § | § |\n|---|---|\n| § | § |\n\nTable: ¶", "| § | § |\n|---|---|\n| § ||\n| § | § |", "![¢](picture.png)",
    '![¢](picture.png "§ §")', "![¢](picture.png){width=50%}", "![¢](missing.png)", "[^n]: ¶", "[^unused]: ¶",
    "[¤]: /¤",
    "*[§]: ¢", "<!-- ¤ -->", "<!-- ¤\n\n¤ -->", "<div>\n\n¶\n\n</div>", "<div markdown=\"1\">\n¶\n</div>",
    "<div>§ §\n</div>",
    "<div class='x'>\n§", "</div>", "<details>\n<summary>§</summary>\n\n¶\n\n</details>", "<center>§</center>", "<p>§",
    "<table>\n<tr><td>§<td>§\n</table>", "<table><caption>§</caption><tr><th>§</th></tr></table>",
    "<ul><li>§<li>§</ul>",
    "<dl><dt>§<dd>§</dl>", "<pre>\n§\n\n§\n</pre>",
    "<figure><img src='picture.png' alt='¢'><figcaption>§</figcaption></figure>",
    "<ol start='5'>\n<li>§</li>\n</ol>", "<video src='x.mp4'>§</video>", "<style>\n.¤ { }\n</style>", "<h2>§</h2>",
    "$$\n¢ = ¢\n$$", "\\begin{equation}\n¢\n\\end{equation}", "[center]\n¶\n[/center]", "[toc]", "{% include § %}",
    "{{% § %}}\n¶\n{{% /§ %}}", "{# § #}", "%%\n¤\n%%", "::: tip\n¶", "<!-- unclosed §\n\n§", "<?php §\n\n§ ?>",
    "<x-§>\n\n¶",
    "[§](my file.pdf)", "![¢](my picture.png)", "§ {.¤}", "§ ^¤", "¶ ^[¶]", "| § |\n",
    "+---+---+\n| § | § |\n+---+---+",
    "| §\n|    §\n| ¶", "- [] ¶\n- [-] ¶\n- [x]¶", "a) ¶\nb) ¶", "#. ¶\n#. ¶", "(@) ¶\n(@) ¶", "::: details ¶\n¶\n:::",
    "~~~ {.python}\n§\n~~~", "+++ ¶\n¶\n+++", "# ¶ {-}", "¶[^p]\n\n[^p]: ¶\n\n    - ¶\n\n          §\n\n    > ¶",
    "|§|§|\n|-|-|\n|[[¤|§]]|§|", "> [!question]\n> ¶", ":: §\n¶\n::", "§\n~ ¶", "§\n:   ¶\n\n    ¶\n:   ¶",
    "¶\n[^n]: ¶",
    "<p>§\n<p>§", "<blockquote>§\n\n¶\n\n</blockquote>", "<table>\n<thead><tr><th>§\n\n¶\n\n</table>",
    "<aside>\n\n- ¶\n\n</aside>", "<summary>§</summary>", "<li>§</li>", "<td>§</td>", "- ¶\n\n    ¶\n\n  ¶", "=== ¶",
)  # fmt: skip

CONTAINERS = (
    ("> ", "> "), ("- ", "  "), ("1. ", "   "), ("", ""), ("", ""), ("", ""), ("", ""), ("> - ", ">   "), ("    ",
    "    "),
)  # fmt: skip
"""What stands before the first line of a block that is inside another, and before the other lines."""
