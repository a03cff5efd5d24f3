"""Draft files that are no draft files, or lead to what is no file: exit code 2, a sentence, and no call at all."""

from __future__ import annotations

import os

import pytest

DEEP = {"arrays": "a = " + "[" * 5000 + "]" * 5000, "tables": "a = " + "{a=" * 3000 + "1" + "}" * 3000}


def refused(ran, problem):
    assert (ran.code, ran.problem, ran.errors) == (2, problem, "")
    assert set(ran.last) == {"job_id", "state", "problem"}
    return ran.last["problem"]


def test_a_pipe_nobody_writes_to_is_not_waited_for(studio, command, practice):
    os.mkfifo(studio.folder / "pipe")
    refused(command("submit", studio.folder / "pipe", "--json"), "draft.file_unreadable")
    assert practice.journal() == []


@pytest.mark.parametrize("place", [".", "nowhere.toml", "loop", "/dev/zero"])
def test_what_is_no_file(place, studio, command):
    (studio.folder / "loop").symlink_to("loop")
    refused(command("submit", studio.folder / place, "--json"), "draft.file_unreadable")


@pytest.mark.parametrize("kind", DEEP)
def test_tables_nested_without_end(kind, studio, command):
    studio.draft.write_text(DEEP[kind])
    refused(command("submit", studio.draft, "--json"), "draft.file_unreadable")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("video_multipart_count = " + "9" * 5000, "draft.file_unreadable"),
        ('"\\u001b[2J\\u202e" = 1', "draft.field"),
        ('[files]\n"\\u001b]0;x" = "y"', "draft.field"),
        ('[files]\ntraining_video = "/"', "file.unreadable"),
        ('[files]\ntraining_video = "a\\u0000b"', "file.missing"),
        ('[files]\ntraining_video = "\\u001b[31mx"', "file.missing"),
    ],
    ids=["a giant number", "a field that moves the cursor", "a role that does", "a folder", "a zero byte", "colours"],
)
def test_hostile_content(text, problem, studio, command):
    studio.draft.write_text(text)
    told = refused(command("submit", studio.draft, "--json"), problem)
    assert "\x1b" not in told["sentence"]
    assert "\u202e" not in told["sentence"]


def test_gaps_name_the_field_that_mends_them_and_say_what_is_wrong_with_the_video(studio, command, practice):
    (studio.folder / "portrait.png").write_bytes(b"")
    with (studio.folder / "sparse.mp4").open("wb") as sparse:
        sparse.truncate(6 * 1024**3)
    studio.name, studio.video = "x" * 257, studio.folder / "sparse.mp4"
    studio.write()
    told = refused(command("submit", studio.draft, "--json"), "draft.gaps")
    gaps = {gap["field"]: gap for gap in told["gaps"]}
    assert set(gaps) == {"name", "training_video", "id_card_image1"}
    assert gaps["id_card_image1"]["code"] == "file.empty"
    assert "256" in gaps["name"]["text"]
    assert [finding["code"] for finding in told["findings"]] == ["video.not_a_video"]
    plain = command("submit", studio.draft)
    assert (plain.code, plain.out) == (2, "")
    assert "- id_card_image1: " in plain.errors
    assert practice.journal() == []


@pytest.mark.slow
def test_however_its_folder_is_spelled_it_is_one_draft_and_one_job(studio, command, practice, tmp_path):
    (studio.folder / "sub").mkdir()
    (tmp_path / "link").symlink_to(studio.folder)
    jobs = set()
    for path, folder in (
        (studio.folder / "sub" / ".." / "draft.toml", None),
        ("draft.toml", studio.folder),
        (tmp_path / "link" / "draft.toml", None),
    ):
        ran = command("submit", path, "--json", "--endpoint", f"{practice.endpoint}/", cwd=folder)
        assert ran.code == 0
        jobs.add(ran.last["job_id"])
    assert len(jobs) == len(practice.jobs()) == 1


@pytest.mark.slow
def test_a_home_with_blanks_and_chinese_letters_in_a_locale_without(studio, command):
    home = studio.folder / "\u5de5\u4f5c \u5ba4"
    home.mkdir()
    ran = command("submit", studio.draft, "--json", change={"HOME": str(home), "LC_ALL": "C"})
    assert (ran.code, ran.errors) == (0, "")
