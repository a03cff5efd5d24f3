"""What a run may say for the faults it met: any other code would be a sentence that is not true."""

from __future__ import annotations

from integration.campaign.sequences import Run

_NET = {"net.unreachable", "net.timeout", "net.answer_lost"}
_BUSY = {"service.busy", "service.internal", "service.throttled", *_NET}
_BY_STATUS = {
    401: {"auth.wrong_key", "auth.unknown_key"},
    403: {"auth.forbidden", "upload.refused"},
    408: _BUSY,
    429: _BUSY,
    500: _BUSY,
    502: _BUSY,
    503: _BUSY,
    504: _BUSY,
}
_BY_KIND = {
    "close": _NET,
    "close_mid_body": _NET | {"upload.corrupted"},
    "lose_answer": _NET | {"upload.refused"},
    # A refusal that breaks off is known by its status alone.
    "cut_answer": _NET | {"service.bad_answer", "auth.wrong_key"},
    "html": {"net.captive_portal"},
    "expired_url": {"upload.refused"},
    "corrupt_etag": {"upload.corrupted", "upload.refused"},
}
_LOST_PUTS = {"lose_answer", "status_after", "cut_answer", "corrupt_etag"}


def explained(run: Run) -> set[str]:
    """The codes that what a run met explains."""
    codes = {"submitted", "stopped", "killed"}
    if any(moment.event == "delete" for moment in run.moments):
        codes.add("service.job_gone")  # deleted just after we had seen it
    if "cut" in (*run.events, *(moment.event for moment in run.moments)):
        codes |= _BY_KIND["close"]
    for rule in run.faults:
        action = rule["action"]
        kind = action if isinstance(action, str) else action.get("kind", "status")
        codes |= _BY_KIND.get(kind, set())
        if kind in ("status", "status_after"):
            codes |= _BY_STATUS[action["status"]]
        if rule["call"].startswith("put") and kind in _LOST_PUTS:
            codes.add("upload.refused")
        if rule["call"].startswith("put") and action == {"status": 401}:
            codes.add("service.internal")  # what the practice store then says
    return codes
