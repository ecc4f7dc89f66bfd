"""The atoms of which authors' texts are made, well and badly: Markdown and HTML, tags and attributes."""

MARKDOWN = (
    "# H", "#### H", "## Same {#id}", "*a*", "**b", "`c`", "text", "&nbsp;", "\n\n", "\n", "- x", "1. y", "> q",
    "| a | b |\n|---|---|\n| 1 | 2 |", "![i](i.png)", '![i](i.png "t")', "[l](x.md)", "[^1]", "\n\n[^1]: n\n\n",
    "[^2]", "t\n: d", "::: tip T\n", "\n:::\n", "{#i .c}", "{.x}\n", "- [ ] t", "===", "<http://x.y/z>", "^[in *x*]",
    "&copy;", "]]>", "<!-- c -->", "<?pi?>", "<![CDATA[x]]>", "&#xD800;", "&#0;", "\u0001", "\ufffe", '"q"', "'s'",
    "--", "...", "    code", "```py\nx\n```", "\t", "😀", "\u202e", "<", "&", "</", "<!--", "<p title='",
    "[x](javascript:1)", "[n](http://)", "\n::: lines 3\n", "\n::: box 2cm\n", '\n::: scale 1 3 "a" "*b*"\n',
    "\n::: fields a, [b](x.md)\n", "\n::: checklist T\n", "\n::: fill\n", "\n::: answer T\n", "\n:::: answer\n",
    "\n::: line 3\n", "\n::: lines x\n",
    "https://a.b/c_d_(e)", "www.a.b", "a@b.de", "'90s", "\u2028", "\x85", "\x92", "\x0c", "\ufeff", "\u200d",
    "==m==", "==", "a~b~", "~", "c^2^", "^", "[s]{.x}", "[s]{#i lang=fr}", "{a=b}",
    "![i](i.png){width=50%}", "\n\\newpage\n", "\n::: page-break\n", "> [!NOTE]\n", "> [!quote] t\n", "\n*[q]: w\n",
    '<p style="page-break-before: always">', '<br style="break-after: page">',
)  # fmt: skip

_NAMES = (
    "a abbr b bdi bdo cite code dfn em i kbd mark q rp rt ruby s samp small span strong sub sup time u var del "
    "ins h1 h2 h3 h4 h5 h6 address article aside blockquote caption col colgroup dd div dl dt figcaption figure "
    "footer header hr li ol p pre section table tbody td tfoot th thead tr ul br img wbr center font details "
    "summary button select option form input svg math title textarea iframe nav main template noscript picture "
    "script style fieldset object label body html head plaintext xmp"
)
ELEMENTS = tuple(_NAMES.split())

ATTRIBUTES = (
    'id="x"', 'id="a b"', 'id="1"', "id=''", 'class="a b"', 'class="noteref"', 'lang="en"', 'lang="x!"',
    'xml:lang="de"', "dir=ltr", "dir=foo", 'title="t&quot;<"', 'href="x.md"', 'href="http://a.b/c d?x=1&y=2#z#w"',
    'href="javascript:1"', 'href=""', 'href="http://"', "name=n", "src=a.png", "src", 'alt="x"', "width=50%",
    "width=10", "height=-1", "colspan=0", "colspan=2", "rowspan=9999", "span=3", "scope=col", "scope=x", "start=3",
    "start=x", "reversed", "type=a", "value=3", 'datetime="2020-01-02"', "datetime=x", 'cite="foo"', "align=center",
    'style="color:red"', "onclick=x", "data-bb-line=9", "data-note=1", "epub:type=x", "@x=1", "1=2", "a<b=c", '"x"',
    "tabindex=1",
)  # fmt: skip

OPENINGS = (
    "[", "![", "[^a", "^[", "^[a ", "[a](", "[a](<", "[a][", "[a]: b\n", "[^a]: b\n", "*a _b ", "**a", "** a", "~~a",
    "***a ___b ", "`", "`a``b", "<a ", "<b>", "<ul><li>", "<div>\n", "<table><tr><td>", "<i><b></i>", "<!--", "<?",
    "<![CDATA[", "<a b='", "$", "$$", "::: tip\n", ":::: tip\n::: tip\n", ":::\n", "> ", "- ", "1. ", "- - -",
    "a\n: b\n", "| a ", "|-\n", "a\n=\n", "{", "{.a", "`a`{.b ", "&", "&amp;", "\\", '"\'', "'a", "a' ", '"a',
    '5" ', " 'n'", "--", "--a", "...", "a--b.", "../", 'a="', "www.", "www.a.b", "http://", "http://a:",
    "https://a.org/(", "a@", "a@a.b", "\u200e", "\u2028", "\xa0", " :", "« ",
    "[[", "![[", "[[a|", "==", "==a ", "~a", "^a ", "%%", "%%a ", "%%a\n\n", "*a **b ", '::: scale "', "$a", "$$a\n",
    "\\(", "[n]: a\n", "{{< ", "{% ", '<a href="', "<!-- a --> <!-- ", "<div><!-- ", "<summary>", "<a style='color:a(",
)  # fmt: skip
"""Beginnings of constructs. Thousands of them in a row should be read in a time that grows as the text does."""
PAIRS = (
    ("[", "](a)"), ("![", "](a)"), ("^[", "]"), ("*a ", " a*"), ("<b>", "</b>"), ("<div>\n", "</div>\n"),
    ('"\'', '\'"'), ("::: tip\n", ":::\n"), ("::: tip\n", "::::\n"), (":::: tip\n", ":::\n"), ("<i>", "</b>"),
    ("[^a]", "\n\n[^a]: b"),
)  # fmt: skip
"""Beginnings and ends of constructs that may be nested."""
