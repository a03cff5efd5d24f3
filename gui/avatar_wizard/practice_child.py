"""The practice service as a child process of this program: started for ``--practice`` and the tour, ended with it."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from dataclasses import replace

from avatar_wizard.config import Config

_END_S = 10.0


class PracticeChild:
    """A running practice service. It ends when ``stop`` is called, and also when this process dies."""

    def __init__(self, *options: str) -> None:
        """Start it with more command-line options; blocks a few tenths of a second. OSError when it cannot start."""
        frozen = getattr(sys, "frozen", False)
        program = [sys.executable] if frozen else [sys.executable, "-P", "-m", "avatar_wizard"]
        self._process = subprocess.Popen(
            [*program, "practice", "--until-stdin-closes", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self.stop()
            raise OSError("the practice service did not start")
        self.greeting: dict[str, str] = json.loads(line)

    def config(self, config: Config) -> Config:
        """``config`` pointed at this service, with the made-up account it introduced itself with."""
        told = self.greeting
        return replace(
            config,
            endpoint=told["endpoint"],
            iam_endpoint=told["iam_endpoint"],
            region=told["region"],
            project_id=told["project_id"],
            access_key=told["ak"],
            secret_key=told["sk"],
            practice=True,
        )

    def control(self, path: str, body: object) -> None:
        """Post to the service's control address, for example to make it slow; OSError when it refuses."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        data = json.dumps(body).encode()
        with direct.open(f"{self.greeting['control']}/{path}", data, timeout=_END_S) as answer:
            answer.read()

    def stop(self) -> None:
        """End it; what it had received is gone. May be called twice."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
