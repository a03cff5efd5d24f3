"""The states of a job and the console's names for them, read from the documentation inside the vendor's SDK."""

from __future__ import annotations

import inspect
import re

from huaweicloudsdkmetastudio.v1.model.training_job_basic_info import TrainingJobBasicInfo


def vendor_states() -> dict[str, str]:
    """State -> the console's (Chinese) group it is listed under; empty for those listed after all groups."""
    text = inspect.getdoc(TrainingJobBasicInfo.__init__) or ""
    start = text.index(":param state:")
    described = text[start : text.index(":type state:", start)]
    states: dict[str, str] = {}
    group = ""
    for item in re.finditer(r"(?:^|\s)(?:- (?P<group>[^\s*>&]+)|\* (?P<state>[A-Z_]+)\s*[:\uff1a])", described):
        if item["group"]:
            # Some groups carry a remark after a Chinese comma.
            group = item["group"].partition("\uff0c")[0]
        else:
            states.setdefault(item["state"], group)
        if item["state"] == "JOB_PENDING":
            # The last group has this one state; what follows belongs to none.
            group = ""
    return states
