"""The client of IAM and MetaStudio: sign-in, six calls, and what their answers mean."""

from __future__ import annotations

from .hops import examine
from .regions import REGIONS, Region, check_upload_url
from .service import MetaStudioService, connect
from .transport import TransportSettings

__all__ = [
    "REGIONS",
    "MetaStudioService",
    "Region",
    "TransportSettings",
    "check_upload_url",
    "connect",
    "examine",
]
