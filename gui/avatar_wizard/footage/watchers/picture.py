"""What the light and the movement of a take tell, from grey pictures in the order of time."""

from __future__ import annotations

from avatar_wizard.domain.signals import PictureSignals, Span

from .cuts import Cuts
from .darkness import Darkness
from .flicker import Flicker
from .light import Light
from .pyramid import Pyramid
from .shake import Shake
from .spans import Measures, is_near, without
from .stillness import Stillness
from .timeline import ROUNDED_S, Timeline
from .watching import Pixels, Take

_SAME_SCENE = 0.7
"""Likeness of two pictures above which they show the same scene."""

_FLYING = 1.0
"""Shake, in percent of the width, beyond which flicker cannot be told."""

_SHORTEST_FLICKER_S = 0.5


class LightAndMotion:
    """Watches every picture, grey, ``SMALL_WIDTH`` on the longer side; ``rules`` tell how to measure.

    In a full pass a hole between two pictures means that the first one was shown so long. When only parts are
    watched (``Take.watched``), what lies between two looks is not judged.
    """

    def __init__(self, take: Take, rules: Measures) -> None:
        self._timeline = Timeline(take)
        self._pyramid: Pyramid | None = None
        self._darkness = Darkness(rules)
        self._light = Light(rules)
        self._flicker = Flicker(rules)
        self._stillness = Stillness(rules)
        self._cuts = Cuts(rules)
        self._shake = Shake(rules)
        self._frozen_s = rules.measure("picture.frozen_s")

    def take(self, at_s: float, pixels: Pixels) -> None:
        """The next picture: shape (height, width), 0 black to 255 white. Not valid after the call."""
        at_s, is_new = self._timeline.add(at_s)
        height, width = pixels.shape
        if self._pyramid is None or self._pyramid.shape != (height, width):
            self._pyramid = Pyramid(height, width)
            is_new = True
        if is_new:
            for watcher in (self._flicker, self._stillness, self._cuts, self._shake):
                watcher.rest()
        view = self._pyramid.view(at_s, pixels)
        self._darkness.take(view)  # first: the others want to know whether the picture is black
        self._light.take(view)
        self._cuts.take(view)  # next: whether it is another scene
        self._flicker.take(view)
        self._stillness.take(view)
        self._shake.take(view)

    def finish(self) -> PictureSignals:
        """What was seen; ``interlaced`` and ``uneven`` are not looked for here."""
        times = self._timeline.times
        if not len(times):
            return PictureSignals()
        black = self._darkness.black(self._timeline)
        frozen = tuple(
            span
            for span in without(self._stillness.frozen(self._timeline), black)
            if span.seconds >= self._frozen_s - ROUNDED_S
        )
        cuts = [(at_s, likeness) for at_s, likeness in self._cuts.cuts(self._timeline) if not self._is_end(at_s, black)]
        # When a picture that stood goes on, the person has moved meanwhile: no second trouble.
        cuts = [(at_s, likeness) for at_s, likeness in cuts if likeness < _SAME_SCENE or not self._is_end(at_s, frozen)]
        moments = [at_s for at_s, _ in cuts]
        shake = self._shake.shake(moments, self._timeline)
        # A background that flies past changes the light of its blocks: that says nothing about the lamps.
        flicker = without(self._flicker.flicker(), [span for span in shake if span.peak > _FLYING])
        return PictureSignals(
            light=self._light.seconds(),
            drift=self._light.drift(),
            flicker=tuple(span for span in flicker if span.seconds > _SHORTEST_FLICKER_S),
            cuts=tuple(moments),
            black=black,
            frozen=frozen,
            shake=shake,
            bars=self._darkness.bars(),
            start_s=float(times[0]),
            end_s=float(self._timeline.ends()[-1]),
        )

    def _is_end(self, at_s: float, spans: tuple[Span, ...]) -> bool:
        """Whether a moment is where one of ``spans`` begins or ends."""
        ends = [Span(moment, moment) for span in spans for moment in (span.start_s, span.end_s)]
        return is_near(at_s, ends, 2.5 * self._timeline.interval_s)
