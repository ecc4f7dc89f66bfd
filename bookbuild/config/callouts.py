"""The table [callouts]: kinds of callouts of a project, and what is changed in those that there are."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Meta

from bookbuild.config.documentation import Doc
from bookbuild.config.faults import FILE_NAME, line_of
from bookbuild.config.tables import Colour, Language, Table
from bookbuild.config.value_types import Names
from bookbuild.diagnostics import Diagnostic, UsageError, diagnose
from bookbuild.model.callouts import CALLOUTS, RESERVED, CalloutSettings

Icon = Annotated[
    str,
    Meta(
        pattern=rf"\A(?:{'|'.join(CALLOUTS)}|\S.*\.svg)\Z",
        description=f"an icon: {', '.join(CALLOUTS)}, or an SVG file of the project",
        extra={"words": CALLOUTS},
    ),
]
KindName = Annotated[str, Meta(pattern=r"\A[a-z][a-z-]{0,39}\Z", description="a name of small letters and hyphens")]


class CalloutTable(Table, frozen=True):
    """A kind of callout, `::: safety`, or what is changed in one that there is. See [styles.md](styles.md#callouts)."""

    label: Annotated[
        str | dict[Language, str],
        Doc(
            "The word for it, in the language of the book or in several.",
            '{ en = "Safety", de = "Sicherheit" }',
            default="that of the kind that it is like; for a new one, its name",
        ),
    ] = ""
    colour: Annotated[
        Colour | None,
        Doc(
            "Its colour, made darker or lighter where words would not be readable: on white, on its own ground, by "
            "night.",
            '"#b3261e"',
            default="the accent of the article",
        ),
    ] = None
    icon: Annotated[
        Icon,
        Doc(
            f"Its icon: that of {', '.join(f'`{name}`' for name in CALLOUTS)}, or an SVG file of the project, drawn in "
            "white on the colour.",
            '"icons/helmet.svg"',
            default="that of the kind that it is like",
        ),
    ] = ""
    like: Annotated[
        Literal["note", "tip", "warning", "example", "important", "summary"],
        Doc("The kind that it is to screen readers and to other programs.", '"warning"'),
    ] = "note"
    names: Annotated[
        Names,
        Doc("Other names of it, also those of a site that would be another kind.", '["danger", "gefahr"]'),
    ] = Names([])


CalloutTables = Annotated[
    dict[KindName, CalloutTable],
    Doc(
        "Kinds of callouts, by name: your own, or changes to those that there are.",
        '{ safety = { label = "Safety", colour = "#b3261e" } }',
    ),
]


def callouts_of(tables: Mapping[str, CalloutTable], language: str, text: str) -> tuple[CalloutSettings, ...]:
    """Return the kinds of callouts of a project in a language (BCP 47).

    Raises:
        UsageError: if a kind has the name of another block, or two have the same.
    """
    if faults := list(_faults(tables, text)):
        raise UsageError(*faults)
    return tuple(_kind(name, table, language) for name, table in tables.items())


def _faults(tables: Mapping[str, CalloutTable], text: str) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for name, table in tables.items():
        for one in dict.fromkeys((name, *(other.lower() for other in table.names.value))):
            owner = first.setdefault(one, name)
            if one in RESERVED or owner != name:
                what = f"{owner!r} has it too" if owner != name else "another block has that name"
                message, line = f"callouts.{name}: {one!r} cannot be the name of a callout, since {what}", None
                line = line_of(("callouts", name), text)
                yield diagnose("config-value", message, FILE_NAME, line, "choose another name")


def _kind(name: str, table: CalloutTable, language: str) -> CalloutSettings:
    return CalloutSettings(
        name,
        _label(name, table, language),
        table.colour or "",
        table.icon,
        name if name in CALLOUTS else table.like,
        tuple(other.lower() for other in table.names.value),
    )


def _label(name: str, table: CalloutTable, language: str) -> str:
    if isinstance(table.label, str):
        own = table.label
    else:
        by_tag = {tag.lower(): words for tag, words in table.label.items()}
        tag = language.lower()
        own = by_tag.get(tag) or by_tag.get(tag.partition("-")[0]) or next(iter(by_tag.values()), "")
    return own or ("" if name in CALLOUTS else name.replace("-", " ").capitalize())
