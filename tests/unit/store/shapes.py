"""Drafts, reports and events of every shape, and one of each with every field filled, for the store's tests."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from avatar_wizard.domain.draft import (
    CommandMessage,
    Draft,
    Edition,
    Fingerprint,
    FlexusAnswers,
    JobTag,
    Language,
    PickedFile,
    Role,
    Sex,
    StandardAnswers,
    UseCase,
    VoiceProperties,
    VoiceSource,
    Waiver,
)
from avatar_wizard.domain.footage import (
    AudioFacts,
    Finding,
    FootageFacts,
    FootageReport,
    Pass,
    Repair,
    RuleSource,
    Severity,
)
from avatar_wizard.domain.problem import CODES, Problem
from avatar_wizard.domain.signals import (
    PersonSignals,
    PictureSignals,
    ScreenColour,
    ScreenSignals,
    Signals,
    SoundSignals,
    Span,
)
from avatar_wizard.domain.submission import (
    Abandoned,
    Confirmed,
    Confirming,
    Created,
    Creating,
    DocumentSent,
    Event,
    Failed,
    Observed,
    Planned,
    SentSlice,
    SliceSent,
    SlicesReconciled,
    Submitted,
    Submitting,
    UploadUrls,
    UrlsRenewed,
)

FULL_DRAFT = Draft(
    name="Zo\u00eb Muster",
    contact="13800000000",
    edition=Edition.FAST_FLEXUS,
    standard=StandardAnswers(replace_background=False, livestream_copy=True, use_cases=frozenset(UseCase)),
    flexus=FlexusAnswers(VoiceSource.FROM_RECORDING, VoiceProperties(JobTag.NEWS, Sex.FEMALE, Language.EN)),
    files=(
        PickedFile(
            Role.TRAINING_VIDEO, Path("/media/card/muster take 3.mp4"), Fingerprint(5 * 1024**3, 17 * 10**17, "ab" * 32)
        ),
        PickedFile(Role.ID_CARD_IMAGE1, Path("/media/card/muster front.jpg"), Fingerprint(81_234, 5, "cd" * 32)),
    ),
    batch_name="spring batch",
    tags=("studio-7", "\u738b\u5c0f\u660e"),
    on_demand=True,
    command_message=CommandMessage.UPLOAD_VIDEO,
    video_slices=7,
    action_video_slices=3,
    waivers=(Waiver("video.duration_advised", "the customer wants four minutes"),),
)

_SPANS = (Span(1.5, 2.25, 7.0),)

FULL_SIGNALS = Signals(
    is_whole=True,
    decode_errors=(12.5,),
    ends_early_s=290.0,
    sound=SoundSignals(-19.5, -3.25, (-70.0, -21.5), _SPANS, -22.0, -58.5, _SPANS, (-20.5, -90.0), 0.125, 300.5),
    picture=PictureSignals(
        (41.5, 42.0), _SPANS, _SPANS, (17.5,), _SPANS, _SPANS, _SPANS, 0.25, 0.125, 0.0625, 0.125, 300.5
    ),
    screen=ScreenSignals(ScreenColour.GREEN, 0.875, 0.25, 44.5, 0.0625, 0.03125, 9.5, 2, (40.5, -1.0)),
    person=PersonSignals(600, 0.875, _SPANS, _SPANS, _SPANS, _SPANS, 0.25, 140.5, 66.5, 0.0625, 0.125),
)

FULL_REPORT = FootageReport(
    FootageFacts(
        size=5 * 1024**3,
        container="mov,mp4",
        duration_s=301.25,
        width=1080,
        height=1920,
        rotation=90,
        codec="h264",
        pixel_format="yuv420p",
        frame_rate=29.97,
        bit_rate=8_000_000,
        audio=(AudioFacts("aac", 48_000, 2, 0.125, 300.5), AudioFacts("pcm_s16le", None, None)),
        profile="High 10",
        base_frame_rate=30.0,
        sample_aspect=1.0,
        stored_width=1920,
        stored_height=1080,
        bit_depth=10,
        transfer="arib-std-b67",
        primaries="bt2020",
        field_order="tt",
        start_s=0.125,
        picture_duration_s=300.5,
        index_first=False,
    ),
    (
        Finding(
            "video.too_dark",
            Severity.WARNING,
            RuleSource.HUAWEI_ADVISED,
            {"seconds": 2.5, "names": ("a", "b"), "nested": {"deep": (1, None, True)}},
            1.0,
            3.5,
            Repair.SDR,
            ((1.0, 3.5), (7.5, 8.0)),
        ),
    ),
    unreadable=False,
    done=Pass.FULL,
    signals=FULL_SIGNALS,
    unmade=("unmade.person",),
    rules="2026-11-22",
    fingerprint=Fingerprint(5 * 1024**3, 17 * 10**17, "ab" * 32),
)

URLS = UploadUrls(
    {Role.ID_CARD_IMAGE1: "https://obs.example.test/front?Signature=s3cr3t"},
    {Role.TRAINING_VIDEO: tuple(f"https://obs.example.test/video?partNumber={n}&Signature=s3cr3t" for n in (1, 2, 3))},
    1_800_000_000.5,
)

EVENTS: tuple[Event, ...] = (
    Planned(FULL_DRAFT, {Role.TRAINING_VIDEO: 3}),
    Creating(),
    Created("job-0001", URLS),
    UrlsRenewed(URLS),
    DocumentSent(Role.ID_CARD_IMAGE1, "ef" * 32),
    SliceSent(Role.TRAINING_VIDEO, 2, SentSlice("0123456789abcdef" * 2, "etag-2")),
    SlicesReconciled(Role.TRAINING_VIDEO, frozenset({2, 3})),
    Confirming(),
    Confirmed(),
    Submitting(),
    Submitted(),
    Observed("MANUAL_VERIFYING"),
    Failed(Problem("file.changed", {"name": "muster take 3.mp4", "role": "training_video"})),
    Abandoned(),
)
"""Each kind of event once, in an order in which they could happen."""

_texts = st.text(st.characters(), max_size=20)  # lone surrogates too: file names can hold them
_sizes = st.integers(min_value=0, max_value=2**62)
_floats = st.floats(allow_nan=False)
_facts = st.dictionaries(
    _texts,
    st.recursive(
        st.none() | st.booleans() | st.integers() | _floats | _texts,
        lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(_texts, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)
_paths = _texts.map(lambda text: Path("/" + text))
_files = st.builds(
    PickedFile, st.sampled_from(Role), _paths, st.builds(Fingerprint, _sizes, st.integers(-(2**62), 2**62), _texts)
)
_voices = st.builds(
    VoiceProperties,
    st.none() | st.sampled_from(JobTag),
    st.none() | st.sampled_from(Sex),
    st.sampled_from(Language),
)

drafts = st.builds(
    Draft,
    name=_texts,
    contact=_texts,
    edition=st.none() | st.sampled_from(Edition),
    standard=st.builds(StandardAnswers, st.booleans(), st.booleans(), st.frozensets(st.sampled_from(UseCase))),
    flexus=st.builds(FlexusAnswers, st.sampled_from(VoiceSource), _voices),
    files=st.lists(_files, max_size=3, unique_by=lambda file: file.role).map(tuple),
    batch_name=_texts,
    tags=st.lists(_texts, max_size=3).map(tuple),
    on_demand=st.booleans(),
    command_message=st.none() | st.sampled_from(CommandMessage),
    video_slices=st.none() | st.integers(1, 1000),
    action_video_slices=st.none() | st.integers(1, 1000),
)

_some_float, _some_int, _some_text = st.none() | _floats, st.none() | _sizes, st.none() | _texts

reports = st.builds(
    FootageReport,
    st.none()
    | st.builds(
        FootageFacts,
        size=_sizes,
        container=_texts,
        duration_s=_some_float,
        width=_some_int,
        height=_some_int,
        rotation=st.sampled_from((0, 90, -90, 180)),
        codec=_some_text,
        pixel_format=_some_text,
        frame_rate=_some_float,
        bit_rate=_some_int,
        audio=st.lists(st.builds(AudioFacts, _texts, _some_int, _some_int), max_size=2).map(tuple),
    ),
    st.lists(
        st.builds(
            Finding, _texts, st.sampled_from(Severity), st.sampled_from(RuleSource), _facts, _some_float, _some_float
        ),
        max_size=3,
    ).map(tuple),
    st.booleans(),
)

_roles = st.sampled_from(Role)
_numbers = st.integers(1, 1000)
_urls = st.builds(
    UploadUrls,
    st.dictionaries(_roles, _texts, max_size=3),
    st.dictionaries(_roles, st.lists(_texts, max_size=3).map(tuple), max_size=2),
    _floats,
)

planned = st.builds(Planned, drafts, st.dictionaries(_roles, _numbers, max_size=2))

events = st.one_of(
    planned,
    st.builds(Created, _texts, _urls),
    st.builds(UrlsRenewed, _urls),
    st.builds(DocumentSent, _roles, _texts),
    st.builds(SliceSent, _roles, _numbers, st.builds(SentSlice, _texts, _texts)),
    st.builds(SlicesReconciled, _roles, st.frozensets(_numbers, max_size=5)),
    st.builds(Observed, _texts),
    st.builds(Failed, st.builds(Problem, st.sampled_from(sorted(CODES)), _facts)),
    *(st.builds(kind) for kind in (Creating, Confirming, Confirmed, Submitting, Submitted, Abandoned)),
)
