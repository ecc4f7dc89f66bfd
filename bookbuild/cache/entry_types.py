"""Types of cache entries: how each is decoded, and which parts of the program its values depend on."""

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
    """A type of cache entry. `type` is the type to decode: a frozen dataclass, or a union of them.

    `packages` are those of bookbuild that make the value, and `libraries` the distributions that they use: a change of
    any invalidates the entries. Without packages it depends on all of bookbuild and on every installed distribution.
    """

    name: str
    type: Any
    packages: tuple[str, ...]
    libraries: tuple[str, ...] = ()

    def name_of(self, *inputs: object) -> str:
        """Return the key of the value that is made from these inputs."""
        key = (self.name, self.circumstances(), inputs)
        try:
            encoded = encode(key)
        except UnicodeEncodeError:  # file names need not be valid Unicode
            encoded = repr(key).encode("utf-8", "surrogatepass")
        return hashlib.sha256(encoded).hexdigest()

    def circumstances(self) -> Mapping[str, str]:
        """Return the versions of everything that the value depends on, except its inputs."""
        return _circumstances(self.packages, self.libraries)

    def decode(self, data: bytes) -> Value:
        """Return the value of an entry.

        Raises:
            msgspec.DecodeError: if the bytes are not a value of this type.
        """
        value: Value = _decoder(self.type).decode(data)
        return value


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


@cache
def _circumstances(packages: tuple[str, ...], libraries: tuple[str, ...]) -> Mapping[str, str]:
    if not packages:
        return {**installed(), "bookbuild": f"{__version__}+{sources_of()[:16]}", **platform()}
    own = f"{__version__}+{sources_of(*packages, 'model', 'diagnostics')[:16]}"
    return {"bookbuild": own, **versions_of(*libraries), **platform()}


def encode(value: object) -> bytes:
    """Return values (dataclasses, tuples, mappings, numbers, text, bytes) as MessagePack.

    Raises:
        UnicodeEncodeError: if a string is not valid Unicode, as file names may be.
    """
    return msgspec.msgpack.encode(value, enc_hook=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be stored")
