"""Frozen dataclasses to plain JSON values and back, led by their annotations.

Tolerant on the way in: fields that the class does not have are ignored, fields that are missing take their
defaults, so a document of an older or slightly newer version still reads.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class Unreadable(ValueError):  # noqa: N818 - what it says about the document
    """A document that does not fit the class it should describe. Carries no value from the document."""


def to_plain(value: object) -> Any:
    """``value`` as JSON can hold it: dataclasses as objects, tuples and sets as lists, enums by value.

    Anything else (a fact of a type nobody foresaw) becomes its ``str``: a record must not fail over it.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(item) for key, item in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted((to_plain(item) for item in value), key=repr)
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    return str(value)


def from_plain(kind: type[T], plain: Any) -> T:
    """A ``kind`` (a dataclass) out of what ``to_plain`` made of one. Raises Unreadable."""
    return typing.cast(T, _build(kind, plain))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, plain: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin is types.UnionType or origin is typing.Union:
        return _build_optional(typing.get_args(kind), plain)
    if origin is tuple:
        item = typing.get_args(kind)[0]
        return tuple(_build(item, each) for each in _of(list, plain))
    if origin is frozenset:
        item = typing.get_args(kind)[0]
        return frozenset(_build(item, each) for each in _of(list, plain))
    if origin is not None and issubclass(origin, Mapping):
        key, item = typing.get_args(kind)
        return {_build(key, name): _build(item, each) for name, each in _of(dict, plain).items()}
    if kind is object or kind is Any:
        return _frozen(plain)
    return _build_simple(kind, plain)


def _build_optional(choices: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and type(None) in choices:
        return None
    (kind,) = (choice for choice in choices if choice is not type(None))
    return _build(kind, plain)


def _build_simple(kind: type, plain: Any) -> Any:
    if is_dataclass(kind):
        given, hints = _of(dict, plain), _hints(kind)
        known = {f.name: _build(hints[f.name], given[f.name]) for f in fields(kind) if f.name in given}
        try:
            return kind(**known)
        except TypeError as error:
            raise Unreadable(kind.__name__) from error
    if issubclass(kind, Enum):
        try:
            return kind(plain)
        except ValueError as error:
            raise Unreadable(kind.__name__) from error
    if issubclass(kind, Path):
        return kind(_of(str, plain))
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if kind is int and isinstance(plain, bool):
        raise Unreadable(kind.__name__)
    return _of(kind, plain)


def _of(kind: type[T], plain: Any) -> T:
    if not isinstance(plain, kind):
        raise Unreadable(kind.__name__)
    return plain


def _frozen(plain: Any) -> Any:
    """A fact as it was: facts are immutable, so a list was a tuple."""
    if isinstance(plain, list):
        return tuple(_frozen(item) for item in plain)
    if isinstance(plain, dict):
        return {name: _frozen(item) for name, item in plain.items()}
    return plain
