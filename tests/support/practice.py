"""The practice service as a child process, for tests. Standard library only; nothing global is set up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

SOURCES = Path(__file__).resolve().parents[2] / "gui"
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Practice:
    """A running practice service; leave the `with` block and it is gone, with everything it received.

    Attributes: endpoint, iam_endpoint, region, project_id, ak, sk, user, password, domain, control_address, temporary
    (a dict of ak, sk and security_token), pid.
    """

    def __init__(self, *options: str, fast: bool = True) -> None:
        """Start the service with more command-line options, e.g. `"--approve"`, and read its first line."""
        command = [sys.executable, "-m", "avatar_wizard.practice", "--until-stdin-closes", *options]
        if fast:
            command.append("--fast")
        path = os.pathsep.join([str(SOURCES), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
        )
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            self.stop()
            raise RuntimeError("the practice service did not start")
        self.greeting = json.loads(line)
        self.endpoint: str = self.greeting["endpoint"]
        self.iam_endpoint: str = self.greeting["iam_endpoint"]
        self.region: str = self.greeting["region"]
        self.project_id: str = self.greeting["project_id"]
        self.ak: str = self.greeting["ak"]
        self.sk: str = self.greeting["sk"]
        self.user: str = self.greeting["user"]
        self.password: str = self.greeting["password"]
        self.domain: str = self.greeting["domain"]
        self.temporary: dict[str, str] = self.greeting["temporary"]
        self.control_address: str = self.greeting["control"]
        self.pid: int = self._child.pid

    def __enter__(self) -> Practice:
        """Return the running service."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the service."""
        self.stop()

    def stop(self) -> int:
        """End the service by closing its standard input and return its exit code. May be called twice."""
        if self._child.stdin is not None and not self._child.stdin.closed:
            self._child.stdin.close()
        try:
            code = self._child.wait(10)
        except subprocess.TimeoutExpired:
            self._child.kill()
            code = self._child.wait(10)
        if self._child.stdout is not None:
            self._child.stdout.close()
        return code

    def control(self, path: str, body: object = None, method: str | None = None) -> Any:
        """Ask the control address; with a body (even `{}`) it is a POST. Raises AssertionError when it is refused."""
        data = None if body is None else json.dumps(body).encode()
        method = method or ("GET" if body is None else "POST")
        request = urllib.request.Request(f"{self.control_address}/{path.lstrip('/')}", data, method=method)
        try:
            with _DIRECT.open(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                raise AssertionError(f"control {path}: {refused.status} {refused.read().decode()}") from None

    def faults(self, *rules: dict[str, object]) -> None:
        """Add fault rules, e.g. `{"call": "put:cover", "times": 1, "action": {"status": 503}}`."""
        self.control("faults", {"rules": list(rules)})

    def no_faults(self) -> None:
        """Drop all fault rules and let hanging requests go."""
        self.control("faults", method="DELETE")

    def settings(self, **switches: object) -> None:
        """Move switches, e.g. `pace_s=0, verdict="approve"`."""
        self.control("settings", switches)

    def journal(self, call: str | None = None) -> list[dict[str, Any]]:
        """Return the requests served so far, oldest first; `call` picks one call and what is below it."""
        entries = self.control("journal")
        assert isinstance(entries, list)
        return [e for e in entries if call is None or e["call"] == call or e["call"].startswith(call + ":")]

    def violations(self) -> list[dict[str, Any]]:
        """Return the requests that broke a rule of the storage service."""
        return [entry for entry in self.journal() if entry["violations"]]

    def jobs(self) -> list[str]:
        """Return the ids of all jobs, oldest first."""
        ids = self.control("jobs")
        assert isinstance(ids, list)
        return ids

    def job(self, job_id: str) -> dict[str, Any]:
        """Return what the service holds of a job: state, files with hashes, puts, parts."""
        told = self.control(f"jobs/{job_id}")
        assert isinstance(told, dict)
        return told

    def move(self, job_id: str, state: str, **log: str) -> None:
        """Put a job into a state; `log_type`, `text` and `error_code` also write an operation log."""
        self.control(f"jobs/{job_id}/state", {"state": state, **log})

    def clear(self) -> None:
        """Reset the service: no jobs, no faults, first settings, empty journal. Tokens die, credentials stay."""
        self.control("reset", {})
