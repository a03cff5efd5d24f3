"""Facts into sentences, without ever raising: a sentence with a gap in it beats no sentence at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication

from .entry import QT_TRANSLATE_NOOP
from .plain import visible
from .quantities import duration_words, moment_words, number_words, rate_words, size_words

UNKNOWN = QT_TRANSLATE_NOOP("Words", "(not known)")

_SHOWN_AS: Mapping[str, Callable[[Any], str]] = {
    "size": lambda value: size_words(int(value)),
    "duration": lambda value: duration_words(float(value)),
    "moment": lambda value: moment_words(float(value)),
    "rate": lambda value: rate_words(float(value)),
}
"""What may stand after the colon of a placeholder: ``{limit:size}`` shows bytes as ``5.4 GB``."""


class _Forgiving(Formatter):
    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        # Names only: no attributes and no indexes, whatever a translation holds.
        return kwargs.get(field_name), field_name

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return value

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return QCoreApplication.translate("Words", UNKNOWN)
        shown = _SHOWN_AS.get(format_spec)
        if shown is not None:
            try:
                return shown(value)
            except (TypeError, ValueError, OverflowError):
                return visible(str(value))
        if isinstance(value, float):
            return number_words(value)
        if isinstance(value, (tuple, list, set, frozenset)):
            return ", ".join(self.format_field(item, "") for item in value)
        return visible(str(value))


_FORGIVING = _Forgiving()


def fill(template: str, facts: Mapping[str, object]) -> str:
    """``template`` with its named placeholders filled; what is missing reads "(not known)"."""
    try:
        return _FORGIVING.vformat(template, (), facts)
    except ValueError:
        # A translation with a stray brace: its words without the facts are still words.
        return template


def placeholders(template: str) -> frozenset[str]:
    """The names of the placeholders in ``template``. Raises ValueError when its braces do not match."""
    return frozenset(name for _, name, _, _ in _FORGIVING.parse(template) if name is not None)


def has_all(template: str, facts: Mapping[str, object]) -> bool:
    """Whether ``facts`` answer every placeholder of ``template``."""
    return all(facts.get(name) is not None for name in placeholders(template))
