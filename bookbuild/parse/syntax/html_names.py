"""The names of elements: a tag with another name, which is closed nowhere, is an author's words in angle brackets."""

from bookbuild.parse.vocabulary import names

VOID = names("area base br col embed hr img input link meta param source track wbr")

OPTIONAL_END = names(
    "caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr body head html"
)
"""Elements whose end tag may be left out (HTML Standard, 13.1.2.4)."""

KNOWN = (
    VOID
    | OPTIONAL_END
    | names(
        """
    a abbr acronym address applet article aside audio b basefont bdi bdo bgsound big blink blockquote button canvas
    center cite code data datalist del details dfn dialog dir div dl em fieldset figcaption figure font footer form
    frame frameset h1 h2 h3 h4 h5 h6 header hgroup i iframe ins kbd label legend listing main map mark marquee math
    menu meter nav nobr noembed noframes noscript object ol output picture plaintext pre progress q ruby s samp
    script search section select slot small span strike strong style sub summary sup svg table template textarea
    time title tt u ul var video xmp
    """
    )
)
"""The elements of HTML, those too that are obsolete (HTML Standard, 16.2)."""

BARE_ATTRIBUTES = names(
    """
    align allowfullscreen alt async autofocus autoplay checked class clear colspan compact contenteditable controls
    default defer dir disabled download draggable formnovalidate hidden href id inert ismap itemscope lang loop markdown
    multiple muted name nomodule noresize noshade novalidate nowrap open playsinline readonly required reversed rowspan
    scope selected spellcheck src style title translate v-cloak v-else
    """
)
"""Attributes that may stand in a tag without a value."""
