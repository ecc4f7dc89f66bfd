"""The kinds of things that are kept: what type each is of, and what of the program has a say in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from bookbuild import __version__
from bookbuild.cache.program import installed, platform, sources_of, versions_of

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class EntryType(Generic[Value]):
    """A kind of value. `type` is what it is decoded as: a frozen dataclass, or a union of such.

    `rooms` are the parts of bookbuild that make it, and `libraries` the distributions that these use: a change of any
    makes what was kept useless. Without rooms it is made by all of bookbuild, and by whatever is installed.
    """

    name: str
    type: Any
    rooms: tuple[str, ...]
    libraries: tuple[str, ...] = ()

    def name_of(self, *inputs: object) -> str:
        """Return the name under which the value that was made of these inputs is kept."""
        said = (self.name, self.circumstances(), inputs)
        try:
            written = encode(said)
        except UnicodeEncodeError:  # names of files need not be text
            written = repr(said).encode("utf-8", "surrogatepass")
        return hashlib.sha256(written).hexdigest()

    def circumstances(self) -> Mapping[str, str]:
        """Return the versions of everything that has a say in the value, beside its inputs."""
        return _circumstances(self.rooms, self.libraries)

    def decode(self, data: bytes) -> Value:
        """Read a value.

        Raises:
            msgspec.DecodeError: when the bytes are no value of this kind.
        """
        value: Value = _decoder(self.type).decode(data)
        return value


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


@cache
def _circumstances(rooms: tuple[str, ...], libraries: tuple[str, ...]) -> Mapping[str, str]:
    if not rooms:
        return {**installed(), "bookbuild": f"{__version__}+{sources_of()[:16]}", **platform()}
    own = f"{__version__}+{sources_of(*rooms, 'model', 'diagnostics')[:16]}"
    return {"bookbuild": own, **versions_of(*libraries), **platform()}


def encode(value: object) -> bytes:
    """Write values (dataclasses, tuples, mappings, numbers, text, bytes) as MessagePack.

    Raises:
        UnicodeEncodeError: when there is a string that is no text, as the name of a file may be.
    """
    return msgspec.msgpack.encode(value, enc_hook=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be kept")
