"""Draft files: understood, or refused with the name of the field that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from avatar_wizard.documents.fingerprint import LocalFiles
from avatar_wizard.domain.draft import Edition, JobTag, Role, Sex, UseCase, VoiceSource
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.draft_file import read_draft_file


def written(folder: Path, text: str) -> Path:
    path = folder / "draft.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_has_its_place(tmp_path: Path) -> None:
    (tmp_path / "take.mp4").write_bytes(b"v")
    (tmp_path / "voice.zip").write_bytes(b"z")
    read = read_draft_file(
        written(
            tmp_path,
            """
            name = "\u738b\u5c0f\u660e"
            contact = "13900000000"
            is_flexus = true
            is_fast_flexus = true
            model_version = "V3.3"
            audio_source_type = "AUDIO"
            batch_name = "spring"
            tags = ["a", "b"]
            is_ondemand_resource = true
            video_multipart_count = 7
            [voice_properties]
            job_tag = "NEWS"
            sex = "MALE"
            language = "CN"
            [files]
            training_video = "take.mp4"
            audio = "voice.zip"
            """,
        ),
        LocalFiles(),
    ).draft
    assert (read.name, read.contact, read.edition) == ("\u738b\u5c0f\u660e", "13900000000", Edition.FAST_FLEXUS)
    assert (read.flexus.voice_source, read.flexus.voice.job_tag) == (VoiceSource.FROM_RECORDING, JobTag.NEWS)
    assert read.flexus.voice.sex is Sex.MALE
    assert (read.batch_name, read.tags, read.on_demand, read.video_slices) == ("spring", ("a", "b"), True, 7)
    assert [f.role for f in read.files_to_send()] == [Role.AUDIO, Role.TRAINING_VIDEO]
    assert all(f.path.is_absolute() for f in read.files)


def test_defaults_are_the_services_own(tmp_path: Path) -> None:
    draft = read_draft_file(written(tmp_path, 'name = "Zoe"'), LocalFiles()).draft
    assert draft.edition is Edition.STANDARD
    assert draft.standard.replace_background
    assert draft.standard.use_cases == {UseCase.VIDEO_2D, UseCase.LIVE_2D}


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("name = 7", "draft.field", "name"),
        ('nmae = "Zoe"', "draft.field", "nmae"),
        ('model_version = "V9"', "draft.field", "model_version"),
        ("video_multipart_count = 1001", "draft.field", "video_multipart_count"),
        ("video_multipart_count = true", "draft.field", "video_multipart_count"),
        ('tags = "a"', "draft.field", "tags"),
        ('supported_service = ["TV"]', "draft.field", "supported_service"),
        ("[voice_properties]\nvolume = 3", "draft.combination", "voice_properties"),
        ("is_only_human_model = true", "draft.combination", "is_only_human_model"),
        ('audio_source_type = "AUDIO"', "draft.combination", "audio_source_type"),
        ('is_flexus = true\nsupported_service = ["LIVE_2D"]', "draft.combination", "supported_service"),
        ("is_flexus = true\nis_background_replacement = true", "draft.combination", "is_background_replacement"),
        ("is_flexus = true\nis_live_copy = true", "draft.combination", "is_live_copy"),
        ('is_fast_flexus = true\nmodel_version = "V3.2"', "draft.combination", "is_fast_flexus"),
        ('is_fast_flexus = false\nmodel_version = "V3.3"', "draft.combination", "model_version"),
        ("is_fast_flexus = true\nis_flexus = false", "draft.combination", "is_fast_flexus"),
        (
            'is_flexus = true\nis_only_human_model = true\naudio_source_type = "AUDIO"',
            "draft.combination",
            "is_only_human_model",
        ),
        ("files = 3", "draft.field", "files"),
        ('[files]\nholiday_photo = "x.png"', "draft.field", "files.holiday_photo"),
        ('[files]\ncover = ""', "draft.field", "files.cover"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, code: str, field: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_draft_file(written(tmp_path, text), LocalFiles())
    assert (caught.value.problem.code, caught.value.problem.facts["field"]) == (code, field)


def test_reasons_for_warnings_are_kept_with_their_codes(tmp_path: Path) -> None:
    (tmp_path / "take.mp4").write_bytes(b"v")
    text = """
    [files]
    training_video = "take.mp4"
    [warnings]
    "video.duration_advised" = " the customer wants four minutes "
    """
    read = read_draft_file(written(tmp_path, text), LocalFiles()).draft
    assert read.waived("video.duration_advised") == "the customer wants four minutes"
    assert read.waived("video.large") is None


@pytest.mark.parametrize(
    "text", ['warnings = "all"', '[warnings]\n"video.large" = 1', '[warnings]\n"video.large" = " "']
)
def test_a_warning_without_a_reason_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_draft_file(written(tmp_path, text), LocalFiles())
    assert caught.value.problem.code == "draft.field"
    assert str(caught.value.problem.facts["field"]).startswith("warnings")


def test_files_that_are_no_drafts(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "huge").write_bytes(b"# comment\n" * 200_000)
    for path in (tmp_path / "binary", tmp_path / "huge", tmp_path / "nowhere", tmp_path):
        with pytest.raises(ProblemError) as caught:
            read_draft_file(path, LocalFiles())
        assert caught.value.problem.code == "draft.file_unreadable"


def test_another_content_or_place_is_another_draft(tmp_path: Path) -> None:
    first = read_draft_file(written(tmp_path, 'name = "Zoe"'), LocalFiles()).digest
    assert read_draft_file(tmp_path / "draft.toml", LocalFiles()).digest == first
    assert read_draft_file(written(tmp_path, 'name = "Zoe2"'), LocalFiles()).digest != first


def test_notepads_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(b'\xef\xbb\xbfname = "Zoe"')
    assert read_draft_file(path, LocalFiles()).draft.name == "Zoe"
