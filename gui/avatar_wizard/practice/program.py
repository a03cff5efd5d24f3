"""`avatar-wizard practice`: start the service, say where it is, serve until told to stop."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .peer import Peer, read_peer
from .server import Server
from .service import Service
from .settings import DEFAULT_PACE_S, FAST_PACE_S, Settings

REGION = "cn-north-4"
_WHAT = (
    "A make-believe Huawei Cloud on this computer: sign-in, avatar jobs and uploads. It looks at the videos it gets "
    "and approves or refuses them. Its first line of output is one JSON object with its address and made-up keys."
)


def main(argv: Sequence[str]) -> int:
    """Run the practice service until SIGTERM, SIGINT, or the end of standard input if asked to watch it.

    The first line on standard output is one JSON object with addresses and made-up credentials. Returns 0, or 1 when
    the port cannot be had.
    """
    options = _options().parse_args(argv)
    pace_s = FAST_PACE_S if options.fast else DEFAULT_PACE_S
    settings = Settings(pace_s=pace_s, verdict=options.verdict, peer=options.peer)
    with _folder(options.folder) as folder:
        service = Service(folder, options.region, settings, options.seed, discard=options.discard)
        try:
            server = Server(options.port, service)
        except OSError as problem:
            sys.stderr.write(f"the practice service cannot listen: {problem.strerror}\n")
            return 1
        asked: list[int] = []
        _note_signals(asked)
        if options.until_stdin_closes:
            threading.Thread(target=_watch_stdin, args=(service.stopping,), name="stdin", daemon=True).start()
        serving = threading.Thread(target=server.serve, name="server", daemon=True)
        serving.start()
        sys.stdout.write(json.dumps(greeting(server)) + "\n")
        sys.stdout.flush()
        while not asked and not service.stopping.wait(0.5):
            pass  # a wait without an end would not see signals on Windows
        service.stopping.set()
        service.close()
        server.shutdown()
        serving.join()
        server.server_close()
    return 0


def greeting(server: Server) -> dict[str, object]:
    """Return what the first line of output says."""
    service, account = server.service, server.service.account
    temporary = service.temporary
    return {
        "endpoint": server.base,
        "iam_endpoint": server.base,
        "region": account.region,
        "project_id": account.project_id,
        "ak": service.lasting.ak,
        "sk": service.lasting.sk,
        "user": account.user,
        "password": account.password,
        "domain": account.domain,
        "control": f"{server.base}/control/{service.control_key}",
        "temporary": {"ak": temporary.ak, "sk": temporary.sk, "security_token": temporary.security_token},
    }


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="avatar-wizard practice", description=_WHAT)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument(
        "--folder", type=Path, help="keep what was received here; without it, all is deleted at the end"
    )
    parser.add_argument("--seed", type=int, help="make ids and chance repeatable")
    parser.add_argument("--fast", action="store_true", help="walk through the states in a few seconds")
    parser.add_argument("--region", default=REGION, help=f"the region it plays (default: {REGION})")
    parser.add_argument("--discard", action="store_true", help="keep hashes only, not the bytes")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when the parent does")
    parser.add_argument(
        "--peer",
        type=_peer,
        default=Peer(),
        metavar="JSON",
        help='be slow, lossy or forgetful, for instance {"fail_share": 0.3, "bytes_per_s": 500000}; off by default',
    )
    verdict = parser.add_mutually_exclusive_group()
    verdict.add_argument(
        "--approve", dest="verdict", action="store_const", const="approve", default="probe", help="approve every video"
    )
    verdict.add_argument("--refuse", dest="verdict", action="store_const", const="refuse", help="refuse every video")
    return parser


def _peer(text: str) -> Peer:
    try:
        return read_peer(json.loads(text))
    except ValueError as refused:
        raise argparse.ArgumentTypeError(str(refused)) from None


@contextmanager
def _folder(wanted: Path | None) -> Iterator[Path]:
    if wanted is None:
        with tempfile.TemporaryDirectory(prefix="avatar-practice-", ignore_cleanup_errors=True) as made:
            yield Path(made)
    else:
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        wanted.chmod(0o700)
        yield wanted


def _note_signals(asked: list[int]) -> None:
    """Note SIGTERM and SIGINT in ``asked``: to set an event here could meet that event's own lock, just held."""
    if threading.current_thread() is threading.main_thread():
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda number, frame: asked.append(number))


def _watch_stdin(stopping: threading.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    stopping.set()
