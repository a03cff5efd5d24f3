"""One try of one upload: the file proven unchanged, the body sent, the answer judged and logged."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from avatar_wizard.flow.ports import Receipt, Upload
from avatar_wizard.uploads.body import SliceBody, length_of
from avatar_wizard.uploads.line import Line
from avatar_wizard.uploads.unchanged import check_unchanged, opened
from avatar_wizard.uploads.verdict import Answer, Outcome, Verdict, judge

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a try came to; ``moved`` bytes had left, ``receipt`` is there when the store has the upload."""

    verdict: Verdict
    answer: Answer | None
    was_whole: bool
    moved: int
    receipt: Receipt | None

    @property
    def was_heard(self) -> bool:
        """Whether the store itself answered: then the network is there."""
        return self.answer is not None and self.verdict.outcome is not Outcome.AWAY

    @property
    def is_of_store(self) -> bool:
        """Whether the answer can only be the store's own: what was sent is there, or it refused in its own words."""
        return self.receipt is not None or (self.answer is not None and bool(self.answer.service_code))

    @property
    def is_damaged(self) -> bool:
        """Whether the store has taken the body and says itself that other bytes arrived."""
        is_taken = self.answer is not None and self.answer.status == 200 and self.was_whole
        return is_taken and self.verdict.code == "upload.corrupted"

    @property
    def asks_for_less(self) -> bool:
        """Whether the store has more to do than it can: 429, 503, or it gave up on a connection that starved."""
        answer = self.answer
        return answer is not None and (
            answer.status in (408, 429, 503) or answer.service_code in ("SlowDown", "RequestTimeout")
        )


def attempt(
    line: Line,
    upload: Upload,
    *,
    on_moved: Callable[[int], None],
    is_stopped: Callable[[], bool],
    admit: Callable[[int], int],
    clock: Callable[[], float],
) -> Attempt:
    """PUT ``upload`` once over ``line``, with the file looked at before and after; arguments as for ``SliceBody``.

    Raises what ``SliceBody.read`` and ``unchanged.opened`` raise.
    """
    began = clock()
    with opened(upload) as handle:
        body = SliceBody(
            upload, handle, line.buffer, on_moved=on_moved, is_stopped=is_stopped, admit=admit, sizes=line.sizes
        )
        result = line.put(upload.url, upload.content_type, body)
        if isinstance(result, Verdict):
            verdict, answer = result, None
        else:
            verdict, answer = judge(result, body.md5 if body.is_whole else None), result
        receipt = None
        if verdict.outcome is Outcome.DONE and answer is not None:
            check_unchanged(handle, upload)
            receipt = Receipt(body.md5, body.sha256, answer.etag)
    log.info(
        "put",
        extra={
            "role": upload.role.value,
            "part": upload.part.number if upload.part else None,
            "bytes": length_of(upload),
            "status": answer.status if answer else None,
            "took_ms": round((clock() - began) * 1000),
            "code": verdict.code or "sent",
        },
    )
    return Attempt(verdict, answer, body.is_whole, body.position, receipt)
