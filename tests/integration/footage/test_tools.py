"""Tools that are missing, slow, chatty or crash: real processes, played by small scripts."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import ffmpeg
import pytest

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage import locate
from avatar_wizard.footage.locate import find_ffmpeg, find_ffprobe
from avatar_wizard.footage.look import look
from avatar_wizard.footage.probe import probe
from avatar_wizard.footage.process import GuardedProcess, Limits, run, tool_environment
from avatar_wizard.footage.sample import make_sample
from support.clips import good_clip
from support.judging import RULES, STANDARD

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the scripts need a shell")
QUICK = Limits(seconds=0.4)
AMPLE = Limits(seconds=30)


@pytest.fixture(autouse=True)
def forgetful(monkeypatch):
    monkeypatch.setattr(locate, "_found", {})


@pytest.fixture
def clip() -> Path:
    return good_clip(seconds=4, fps=10)


@pytest.fixture
def script(tmp_path):
    """A fake tool that answers ``-version`` and does ``body`` for everything else."""

    def write(body: str, name: str = "ffprobe", version: str = "echo ffprobe version fake-1") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/sh\nif [ "$1" = -version ]; then {version}; exit; fi\n{body}\n')
        path.chmod(0o755)
        return path

    return write


def problem(clip: Path, tool: Path, limits: Limits):
    with pytest.raises(ProblemError) as caught:
        look(clip, STANDARD, RULES, ffprobe=tool, limits=limits)
    assert str(clip) not in str(caught.value)
    return caught.value.problem


def gone(pid: int) -> bool:
    """Whether the process is no more, or only waits to be reaped."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


@posix_only
def test_a_tool_that_hangs_is_ended_with_its_children(clip, script, tmp_path):
    tool = script(f"sleep 600 & echo $! > '{tmp_path}/child'; echo $$ > '{tmp_path}/self'; wait")
    trouble = problem(clip, tool, QUICK)
    assert trouble.code == "footage.tool_timeout"
    assert trouble.facts == {"seconds": QUICK.seconds}
    for name in ("child", "self"):
        pid = int((tmp_path / name).read_text())
        waited = threading.Event()
        for _ in range(200):
            if gone(pid):
                break
            waited.wait(0.01)
        assert gone(pid), name


@posix_only
@pytest.mark.parametrize(
    "body",
    [
        "sleep 600 & exit 0",  # a child that keeps the pipe open
        "exec >&- 2>&-; sleep 600",  # closed pipes, and still there
        "trap '' TERM INT; while :; do :; done",
    ],
)
def test_no_way_of_hanging_helps(clip, script, body):
    assert problem(clip, script(body), QUICK).code == "footage.tool_timeout"


@pytest.fixture
def open_input():
    """A standard input that stays open and never says a word, as a terminal does."""
    kept, (reading, writing) = os.dup(0), os.pipe()
    os.dup2(reading, 0)
    yield
    os.dup2(kept, 0)
    for descriptor in (kept, reading, writing):
        os.close(descriptor)


@posix_only
def test_a_tool_does_not_share_the_terminal(open_input, script):
    assert run([str(script("cat"))], Limits(seconds=5)) == (0, b"", b"")


@posix_only
def test_output_is_cut_off_whatever_the_exit_code(script):
    with pytest.raises(ProblemError, match=r"footage\.tool_failed"):
        run([str(script("head -c 2000 /dev/zero"))], Limits(seconds=30, output=1000))


@posix_only
@pytest.mark.parametrize(
    "body",
    [
        "exec yes",
        "head -c 3000000 /dev/zero; sleep 600",
        "kill -SEGV $$",
        "exit 3",
        "exit 139",
        "echo no json",
        "echo '[1, 2]'",
        "echo '\"text\"'",
        "printf '\\377\\376'",
        "head -c 200000 /dev/zero | tr '\\0' '['",
        ":",
    ],
)
def test_an_answer_that_is_none(clip, script, body):
    assert problem(clip, script(body), AMPLE).code == "footage.tool_failed"


@posix_only
def test_much_on_the_error_output_is_dropped(clip, script):
    tool = script("""head -c 5000000 /dev/zero >&2; echo '{"streams": [{"codec_type": "audio"}]}'""")
    report = look(clip, STANDARD, RULES, ffprobe=tool, limits=AMPLE)
    assert report.findings[0].code == "video.no_picture"


@posix_only
def test_a_refusal_is_told_from_a_crash(clip, script):
    assert look(clip, STANDARD, RULES, ffprobe=script("exit 1")).findings[0].code == "video.damaged"


@posix_only
def test_it_is_called_with_all_its_guards(clip, script, tmp_path):
    tool = script(f"printf '%s\\n' \"$@\" > '{tmp_path}/seen'; echo '{{}}'")
    look(clip, STANDARD, RULES, ffprobe=tool)
    seen = (tmp_path / "seen").read_text().splitlines()
    assert re.fullmatch(r"file:/dev/fd/\d+", seen[-1])
    assert not any(clip.name in word for word in seen)
    for option, value in (
        ("-v", "error"),
        ("-protocol_whitelist", "file"),
        ("-format_whitelist", "mov,matroska,avi,mpegts"),
    ):
        assert seen[seen.index(option) + 1] == value


@posix_only
def test_looks_in_several_threads_keep_their_own_limits(clip, script):
    slow = script("sleep 600")
    codes = []

    def hang() -> None:
        codes.append(problem(clip, slow, QUICK).code)

    threads = [threading.Thread(target=hang) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert look(clip, STANDARD, RULES, limits=AMPLE).facts is not None
    for thread in threads:
        thread.join(30)
    assert codes == ["footage.tool_timeout"] * 4


@posix_only
def test_who_has_been_waited_for_is_not_killed_any_more(script, monkeypatch):
    process = GuardedProcess([str(script("exit 0"))])
    assert process.wait(30) == 0
    # By now its number may be anybody's.
    monkeypatch.setattr(os, "killpg", lambda *who: pytest.fail("somebody else was killed"))
    process.end()


def test_the_spot_in_the_library_that_is_changed():
    assert importlib.metadata.version("ffmpeg-python") == "0.2.0"
    library = sys.modules["ffmpeg._probe"]
    assert ffmpeg.probe is library.probe
    # All that it takes from subprocess, and so all that our stand-in must offer.
    names = library.probe.__code__.co_names
    assert {"subprocess", "Popen", "PIPE", "communicate", "returncode"} <= set(names)
    assert set(vars(library.subprocess)) == {"Popen", "PIPE"}
    assert issubclass(library.subprocess.Popen, GuardedProcess)
    assert subprocess.Popen is not library.subprocess.Popen
    assert sys.modules["ffmpeg._run"].subprocess is subprocess


def test_the_bundled_tools_are_found_and_remembered(monkeypatch):
    tool = find_ffprobe()
    assert tool.path.name.startswith("ffprobe")
    assert tool.version
    assert find_ffmpeg().path.name.startswith("ffmpeg")
    monkeypatch.setattr(locate, "_tried", lambda candidate: pytest.fail("asked again"))
    assert find_ffprobe() is tool


@posix_only
def test_the_order_of_looking(script, monkeypatch, tmp_path):
    places = {name: script(":", name, f"echo ffprobe version {name}") for name in ("setting", "env", "path/ffprobe")}
    frozen = script(":", "frozen/bin/ffprobe", "echo ffprobe version frozen")
    monkeypatch.setenv("PATH", f"relative:{tmp_path / 'path'}:{os.environ['PATH']}")

    def found(setting: Path | None = None) -> str:
        locate._found.clear()
        return find_ffprobe(setting).version

    bundled = find_ffprobe().version
    monkeypatch.setattr(locate, "_bundled", lambda name: None)
    assert found() == "path/ffprobe"
    monkeypatch.undo()
    monkeypatch.setattr(locate, "_found", {})
    assert found() == bundled
    monkeypatch.setattr(sys, "_MEIPASS", str(frozen.parents[1]), raising=False)
    assert found() == "frozen"
    monkeypatch.setenv("AVATAR_WIZARD_FFPROBE", str(places["env"]))
    assert found() == "env"
    assert found(places["setting"]) == "setting"


@posix_only
@pytest.mark.parametrize("version", ["exit 1", "kill -KILL $$", "sleep 600"])
def test_a_candidate_that_does_not_answer_is_passed_over(script, monkeypatch, version):
    monkeypatch.setattr(locate, "_VERSION_LIMITS", QUICK)
    bad = script(":", "bad", version)
    with monkeypatch.context() as alone:
        alone.setattr(locate, "_bundled", lambda name: None)
        alone.setenv("PATH", "")
        with pytest.raises(ProblemError) as caught:
            find_ffprobe(bad)
        assert caught.value.problem.code == "footage.tool_missing"
    monkeypatch.setattr(locate, "_VERSION_LIMITS", Limits(seconds=2))
    assert find_ffprobe(bad).path != bad


@posix_only
def test_a_tool_in_the_current_folder_is_not_taken(script, monkeypatch, tmp_path):
    script(":")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}")
    monkeypatch.setattr(locate, "_bundled", lambda name: None)
    with pytest.raises(ProblemError):
        find_ffprobe()


def test_a_missing_tool_is_looked_for_again(clip, monkeypatch):
    with monkeypatch.context() as bare:
        bare.setattr(locate, "_bundled", lambda name: None)
        bare.setenv("PATH", "")
        with pytest.raises(ProblemError) as caught:
            look(clip, STANDARD, RULES)
        assert caught.value.problem.code == "footage.tool_missing"
    assert look(clip, STANDARD, RULES).facts is not None


def test_a_tool_that_vanished_is_missing(clip, tmp_path):
    with pytest.raises(ProblemError) as caught:
        probe(clip, tmp_path / "gone")
    assert caught.value.problem.code == "footage.tool_missing"
    assert caught.value.__suppress_context__


def test_a_frozen_copy_gives_back_the_library_path(monkeypatch):
    environ = {"LD_LIBRARY_PATH": "/opt/ours", "LD_LIBRARY_PATH_ORIG": "/usr/theirs", "FFREPORT": "1", "LANG": "C"}
    assert tool_environment(environ) == {"LD_LIBRARY_PATH": "/opt/ours", "LANG": "C"}
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert tool_environment(environ) == {"LD_LIBRARY_PATH": "/usr/theirs", "LANG": "C"}
    del environ["LD_LIBRARY_PATH_ORIG"]
    assert tool_environment(environ) == {"LANG": "C"}


@posix_only
@pytest.mark.parametrize(("body", "code"), [("exit 1", "footage.tool_failed"), ("sleep 600", "footage.tool_timeout")])
def test_a_sample_that_cannot_be_made_leaves_the_old_one(script, monkeypatch, tmp_path, body, code):
    monkeypatch.setenv("AVATAR_WIZARD_FFMPEG", str(script(body, "tools/ffmpeg")))
    folder = tmp_path / "samples"
    folder.mkdir()
    (folder / "sample.mp4").write_bytes(b"old")
    with pytest.raises(ProblemError) as caught:
        make_sample(folder / "sample.mp4", Edition.STANDARD, limit=0.4)
    assert caught.value.problem.code == code
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("sample.mp4", b"old")]
