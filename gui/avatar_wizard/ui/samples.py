"""Files to show the wizard with: made up, of nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.draft import Role


@dataclass(frozen=True, slots=True)
class Samples:
    """One file for every part that the tour plays."""

    good_video: Path
    wrong_video: Path
    id_card_image1: Path
    id_card_image2: Path
    letter: Path
    cover: Path


class SamplePicker:
    """Chooses, for each role, the file it was given last."""

    def __init__(self) -> None:
        self.paths: dict[Role, Path] = {}

    def pick(self, parent: QWidget, role: Role, chosen: Callable[[Path], None]) -> None:
        """Choose at once."""
        chosen(self.paths[role])

    def pick_several(self, parent: QWidget, role: Role, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        """Choose one, at once."""
        chosen((self.paths[role],))

    def pick_folder(self, parent: QWidget, folder: Path, chosen: Callable[[Path], None]) -> None:
        """The one that was offered will do."""
        chosen(folder)

    def pick_new(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """Nothing is saved on the tour."""


def make_samples(folder: Path, make_video: Callable[[Path], None]) -> Samples:
    """Make them in ``folder``; ``make_video`` writes a video that keeps every rule. Blocks for seconds."""
    samples = Samples(
        good_video=folder / "Zoe in the studio.mp4",
        wrong_video=folder / "Zoe, broken off.mp4",
        id_card_image1=folder / "card, side with the photo.png",
        id_card_image2=folder / "card, side with the emblem.png",
        letter=folder / "letter.pdf",
        cover=folder / "cover.png",
    )
    make_video(samples.good_video)
    whole = samples.good_video.read_bytes()
    samples.wrong_video.write_bytes(whole[: len(whole) // 2])
    _picture(samples.id_card_image1, "SAMPLE - side with the photo", 1280, 800)
    _picture(samples.id_card_image2, "SAMPLE - side with the emblem", 1280, 800)
    _picture(samples.cover, "SAMPLE", 1080, 1920)
    _letter(samples.letter)
    return samples


def _picture(path: Path, words: str, width: int, height: int) -> None:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#e7ebf5"))
    painter = QPainter(image)
    painter.setPen(QColor("#33384a"))
    font = painter.font()
    font.setPixelSize(width // 24)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    image.save(str(path))


def _letter(path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    painter.drawText(QRectF(0, 0, writer.width(), writer.height() / 4), Qt.AlignmentFlag.AlignCenter, "SAMPLE")
    painter.end()
