"""One HTTP request as the rooms of the service see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from .answers import RefusalError


@dataclass(frozen=True, slots=True)
class Request:
    """Method, undecoded path and query, header values by lower-case name, and the whole body (never an upload's)."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes = b""

    def parameters(self) -> dict[str, str]:
        """Return the decoded query; of a repeated name the last value counts."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    def json(self) -> dict[str, object]:
        """Return the body as a JSON object. Raises RefusalError MSS.00000002 (API reference: invalid body)."""
        try:
            value = json.loads(self.body)
        except ValueError:
            raise RefusalError(400, "MSS.00000002", "Invalid request body.") from None
        if not isinstance(value, dict):
            raise RefusalError(400, "MSS.00000002", "Invalid request body.")
        return value
