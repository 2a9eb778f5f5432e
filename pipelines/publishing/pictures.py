"""Charts -> SVG and PNG, without a browser and the same bytes each time."""

from __future__ import annotations

import re
from typing import Any

import vl_convert


def svg(chart: Any) -> str:
    """The chart as SVG; the same chart gives the same text."""
    return _numbered_anew(str(vl_convert.vegalite_to_svg(chart.to_json())))


def _numbered_anew(picture: str) -> str:
    """Ids of clips and gradients, which count on through a process, counted from 0 again."""
    numbers: dict[str, str] = {}
    return re.sub(
        r'(?<=id=")(clip|gradient_)(\d+)(?=")|(?<=url\(#)(clip|gradient_)(\d+)(?=\))',
        lambda m: numbers.setdefault(m.group(), f"{m[1] or m[3]}{len(numbers)}"),
        picture,
    )


def png(picture: str, scale: float = 2.0) -> bytes:
    """An SVG as PNG, `scale` pixels to the point."""
    return bytes(vl_convert.svg_to_png(picture, scale=scale))
