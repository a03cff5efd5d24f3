"""Avatar Wizard: from footage of a person to an approved Huawei Cloud MetaStudio avatar."""

from __future__ import annotations

__version__ = "0.1.0"
