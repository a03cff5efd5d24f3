"""A local MetaStudio, IAM and OBS that speaks real HTTP/1.1, for practice and for tests.

It is a program of its own and imports none of our other packages: it must not share a bug with the client. It keeps
the documented rules of the service, and the inferred ones where the documents are silent; it really probes the video.

The control address (`control` in the first line of output) takes and gives JSON:

    POST faults            {"rules": [RULE, ...]}, a list, or one RULE: added to those in force
    GET faults             the rules in force, with how often each was met (hits) and looked at (seen)
    DELETE faults          drop all rules; hanging requests go on
    POST release           let hanging requests go on
    POST settings          move switches, see settings.Settings: {"pace_s": 0, "verdict": "refuse", "refusal": {...}};
                           {"peer": {"fail_share": 0.3, "bytes_per_s": 500000, "forget_share": 0.1, "seed": 7, ...}}
                           makes it a slow, lossy, forgetful peer, see peer.Peer; {"peer": {}} makes it a good one
    GET settings           all switches
    POST clock             {"skew_s": seconds}: the service's clock is wrong, in `Date` and in all it judges
    POST expire_tokens     every token so far is dead (APIGW.0307)
    POST expire_urls       every upload address so far is dead
    POST lock, unlock      {"ak": ...} (left out: the permanent key)
    POST restart           {"down_s": 1}: all connections are cut and new ones refused for so long; nothing is lost
    POST forbid            {"on": true}: the user lacks the permission (APIGW.0302)
    GET journal[?since=n]  all requests in order: n, call, method, path, headers (names), job_id, part, status (null:
                           never answered), outcome, bytes, violations, fault, began, ended
    POST journal/clear     forget the journal
    GET jobs               ids
    GET jobs/ID            state, given, files {role: size, md5, sha256}, puts {role: n}, logs,
                           parts {role: open, count, puts {part: n}, stored {part: size, md5, sha256}}
    POST jobs/ID/state     {"state": ..., "log_type"?, "text"?, "error_code"?}; from there the walk goes on by its pace
    POST jobs/ID/step      one state on
    POST reset             back to the first minute (credentials and addresses stay)

A RULE is {"call": ..., "action": ..., "times"?: n, "after"?: n (let the first n pass), "probability"?: 0..1,
"part"?: n, "job_id"?: ...}. Calls are create, update, show, list, delete, command, command:NAME, token, projects, put,
put:ROLE, get, or `*`; a call also matches everything below it. Roles are training_video, action_video, audio, cover,
id_card_image1, id_card_image2, grant_file, pre_beauty_image, post_beauty_image. An action is a word or an object:

    {"status": 429, "retry_after"?: s, "code"?: ..., "message"?: ..., "shape"?: 1|2|3}   instead of acting; an upload's
                                                   body is read first, unless "drain" is false
    {"kind": "status_after", "status": 500, ...}   act, then answer so
    {"status": 429, "retry_after_date": s, ...}    the same, with the moment to come back as a date
    "close"                                        close before acting, and before the body of an upload is read
    {"kind": "close_mid_body", "after_bytes": n}   close while the body arrives; or "share": 0..1 of it
    "close_after_body"                             close before acting, when the body has arrived
    "lose_answer"                                  act, then close without an answer
    {"kind": "cut_answer", "after_bytes": n}       act, then close in the middle of the answer's body
    "hang", "hang_after"                           wait until released or the client leaves; before or after acting
    {"kind": "stall", "seconds": n}                go on after so long
    {"kind": "slow", "bytes_per_s": n}             take an upload, or send an answer, slowly
    "html"                                         HTTP 200 with a sign-in page of some network
    {"kind": "redirect", "location"?: ..., "status"?: 302}
    "expired_url"                                  403 as from a dead upload address
    "corrupt_etag"                                 200 with a wrong ETag, although the bytes are right
    "damage"                                       keep a wrong byte of an upload; its ETag tells
    "rot"                                          the same, with the right bytes' ETag: only the list of parts tells
    "forget"                                       200, but the upload is not there afterwards

Values of the setting `refusal`: {"preset": "resolution" | "duration" | "container" | "silent" | "broken" | "person" |
"manual"}, or {"stage": "auto" | "manual", "text": ..., "error_code": ...}.
"""

from __future__ import annotations

from .program import main

__all__ = ["main"]
