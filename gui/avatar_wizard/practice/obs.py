"""OBS: upload addresses, and what becomes of a PUT to one (OBS API: Uploading Parts, Signature in a URL, Errors)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from .answers import Answer, RefusalError
from .clock import Clock
from .jobs import AUDIO, TRAINING_VIDEO, Job, Jobs, Upload
from .journal import Entry
from .settings import Settings
from .storage import Damaging, Source, Storage, Stored

BUCKET = "practice-metastudio"
ROOT = "/obs"
OBJECT_NAMES = {
    TRAINING_VIDEO: "trainingVideo",
    "action_video": "actionVideo",
    AUDIO: "audio",
    "cover": "cover",
    "id_card_image1": "idCardImage1_tmp",
    "id_card_image2": "idCardImage2_tmp",
    "grant_file": "grantFile_tmp",
    "pre_beauty_image": "preBeautyImage",
    "post_beauty_image": "postBeautyImage",
}
# These headers would enter the string to sign, so an address signed without them refuses them.
FORBIDDEN_HEADERS = frozenset(
    {"authorization", "x-auth-token", "x-sdk-date", "x-security-token", "x-project-id", "content-md5"}
)
FORBIDDEN_PREFIX = "x-obs-"


@dataclass(slots=True)
class Grant:
    """One upload or download address: for which file, until when (Unix s), with which Content-Type, used or not."""

    job_id: str
    role: str
    method: str
    expires: float
    content_type: str
    upload: Upload | None = None
    part: int | None = None
    used: bool = False
    dead: bool = False


@dataclass(slots=True)
class Obs:
    """Issues addresses and takes the bytes. Addresses are compared byte for byte with what was issued."""

    clock: Clock
    settings: Settings
    storage: Storage
    jobs: Jobs
    new_id: Callable[[int], str]
    base: str = ""
    grants: dict[tuple[str, str], Grant] = field(default_factory=dict)
    downloads: dict[tuple[str, str], tuple[float, str]] = field(default_factory=dict)

    def upload_url(self, job: Job, role: str, upload: Upload | None = None, part: int | None = None) -> str:
        """Issue a PUT address that lives as long as the settings say (24 h)."""
        content_type = "application/zip" if role == AUDIO else "application/octet-stream"
        return self._issue(job, role, "PUT", content_type, upload, part)

    def download_url(self, job: Job, role: str) -> str:
        """Return a GET address for a stored file (Show's download links); one in two calls a day is a new one."""
        half_dead, url = self.downloads.get((job.job_id, role), (0.0, ""))
        if self.clock.now() >= half_dead:
            url = self._issue(job, role, "GET", "", None, None)
            self.downloads[(job.job_id, role)] = (self.clock.now() + self.settings.url_life_s / 2, url)
        return url

    def _issue(
        self, job: Job, role: str, method: str, content_type: str, upload: Upload | None, part: int | None
    ) -> str:
        expires = self.clock.now() + self.settings.url_life_s
        path = f"/{BUCKET}/{job.job_id}_{OBJECT_NAMES[role]}"
        resource = path
        extra = ""
        if upload is not None and not upload.plain:
            extra = f"&partNumber={part}&uploadId={upload.upload_id}"
            resource += "?" + extra[1:]
        # Every address gets a temporary key of its own, so two issued in one second are never equal.
        key = "HST3" + self.new_id(16).upper()
        text = f"{method}\n\n{content_type}\n{int(expires)}\n{resource}"
        mac = hmac.new(self.new_id(32).encode(), text.encode(), hashlib.sha1).digest()
        signature = quote(base64.b64encode(mac).decode(), safe="")
        query = f"AccessKeyId={key}&Expires={int(expires)}&Signature={signature}{extra}"
        self.grants[(ROOT + path, query)] = Grant(job.job_id, role, method, expires, content_type, upload, part)
        return f"{self.settings.upload_origin or self.base}{ROOT}{path}?{query}"

    def expire_urls(self) -> None:
        """Let every address issued so far be dead."""
        for grant in self.grants.values():
            grant.dead = True
        self.downloads.clear()

    def clear(self) -> None:
        """Forget every address."""
        self.grants.clear()
        self.downloads.clear()

    def find(self, path: str, query: str) -> Grant | None:
        """Return what an address was issued for, or None when it never was (or was altered)."""
        return self.grants.get((path, query))

    def check(self, grant: Grant | None, method: str, headers: Mapping[str, str], entry: Entry) -> Grant:
        """Judge a request by its head alone. Raises RefusalError; client faults are noted as violations."""
        if grant is None:
            raise _mismatch()
        if method != grant.method:
            raise RefusalError(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
        for name in headers:
            if name in FORBIDDEN_HEADERS or name.startswith(FORBIDDEN_PREFIX):
                entry.violations.append(f"header {name}")
        if method == "PUT" and headers.get("content-type", "") != grant.content_type:
            entry.violations.append("content-type")
        if entry.violations:
            raise _mismatch()
        if method == "PUT" and ("transfer-encoding" in headers or not headers.get("content-length", "").isdigit()):
            entry.violations.append("no content-length")
            raise RefusalError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.")
        if grant.dead or self.clock.now() >= grant.expires:
            raise RefusalError(403, "AccessDenied", "Request has expired")
        if grant.used:
            raise RefusalError(403, "AccessDenied", "Access Denied")
        self._check_open(grant)
        if method == "PUT" and int(headers["content-length"]) > self.settings.largest_put:
            raise RefusalError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.")
        return grant

    def _check_open(self, grant: Grant) -> None:
        upload = grant.upload
        if upload is not None and not upload.plain and not upload.open:
            raise RefusalError(404, "NoSuchUpload", "The specified multipart upload does not exist.")
        if grant.job_id not in self.jobs.all:
            raise RefusalError(403, "AccessDenied", "Access Denied")

    def put(self, grant: Grant, source: Source, size: int, entry: Entry, fault: str = "") -> Answer:
        """Take the body and keep it. Raises RefusalError, storage.IncompleteError.

        `fault` may be `damage` (a wrong byte is kept, and the ETag tells), `rot` (the same, but the ETag is that of the
        right bytes) or `forget` (nothing is kept, not even that the address was used).
        """

        def arrived(total: int) -> None:
            entry.bytes = total

        damaging = Damaging(source) if fault in ("damage", "rot") else None
        stored = self.storage.receive(damaging or source, size, arrived)
        try:
            with self.jobs.lock:
                self._check_open(grant)
                self._keep(grant, stored)
                if fault == "forget":
                    self._forget(grant)
        except RefusalError:
            self.storage.remove(stored)
            raise
        etag = damaging.md5 if damaging is not None and fault == "rot" else stored.md5
        return Answer(200, b"", (("ETag", f'"{etag}"'), ("x-obs-request-id", self.new_id(16).upper())))

    def _keep(self, grant: Grant, stored: Stored) -> None:
        job = self.jobs.all[grant.job_id]
        upload, part = grant.upload, grant.part
        if upload is not None and part is not None and not upload.plain:
            old = upload.parts.get(part)
            upload.parts[part] = stored
            upload.puts[part] = upload.puts.get(part, 0) + 1
        elif upload is not None:
            # A plain PUT of the video: kept as part 1, and put in its place by the confirmation.
            old = upload.parts.get(1)
            upload.parts[1] = stored
            upload.puts[1] = upload.puts.get(1, 0) + 1
            grant.used = True
        else:
            old = job.files.get(grant.role)
            job.files[grant.role] = stored
            job.puts[grant.role] = job.puts.get(grant.role, 0) + 1
            grant.used = True
        self.storage.remove(old)

    def _forget(self, grant: Grant) -> None:
        upload, part = grant.upload, grant.part
        grant.used = False
        if upload is None:
            self.jobs.drop_file(self.jobs.all[grant.job_id], grant.role)
        elif part is not None:
            self.storage.remove(upload.parts.pop(1 if upload.plain else part, None))

    def get(self, grant: Grant) -> Stored:
        """Return the stored file behind a download address. Raises RefusalError NoSuchKey."""
        with self.jobs.lock:
            job = self.jobs.all.get(grant.job_id)
            stored = None if job is None else job.files.get(grant.role)
        if stored is None or not stored.pieces:
            raise RefusalError(404, "NoSuchKey", "The specified key does not exist.")
        return stored


def cut_body() -> RefusalError:
    """Return the refusal for a body that ended early."""
    return RefusalError(400, "IncompleteBody", "You did not provide the number of bytes specified by Content-Length.")


def _mismatch() -> RefusalError:
    return RefusalError(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
    )
