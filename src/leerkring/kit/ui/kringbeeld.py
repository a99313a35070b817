"""The house illustration: four circles round one open centre, different for every seed."""

from collections.abc import Iterator
from math import cos, pi, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

TONES = ("koraal", "lucht", "zee", "zon")


def _randoms(seed: str) -> Iterator[float]:
    """A small generator of our own: the same seed gives the same picture everywhere, for ever."""
    state = 7
    for letter in seed:
        state = (state * 31 + ord(letter)) % 2**32
    while True:
        state = (state * 1664525 + 1013904223) % 2**32
        yield state / 2**32


def draw(seed: str, width: int = 560, height: int = 420) -> SafeString:
    random = _randoms(seed)
    short = min(width, height)
    x = width * (0.5 + (next(random) - 0.5) * 0.08)
    y = height * (0.5 + (next(random) - 0.5) * 0.1)
    turn = -0.78 + (next(random) - 0.5) * 0.5
    circles = []
    for at, tone in enumerate(TONES):
        radius = short * 0.31 * (0.82 + next(random) * 0.5)
        angle, distance = turn + at * pi / 2, radius * 0.93
        circles.append(
            (tone, round(x + distance * cos(angle)), round(y + distance * sin(angle)), round(radius))
        )
    centre = short * 0.085
    return format_html(
        '<svg class="kringbeeld" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true" focusable="false"><g class="kringbeeld__circles">{circles}</g>'
        '<circle class="kringbeeld__centre" cx="{x}" cy="{y}" r="{centre}"/>'
        '<circle class="kringbeeld__dots" cx="{x}" cy="{y}" r="{ring}" stroke-width="5"'
        ' stroke-linecap="round" pathLength="120" stroke-dasharray="0 5"/></svg>',
        width=width,
        height=height,
        circles=format_html_join(
            "", '<circle class="kringbeeld__circle tone-{}" cx="{}" cy="{}" r="{}"/>', circles
        ),
        x=round(x),
        y=round(y),
        centre=round(centre),
        ring=round(centre * 1.75),
    )
