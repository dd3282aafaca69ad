"""Charts drawn here, as SVG that stands in the page: no script, no style of its own, a table beside each."""

import leather
from markupsafe import Markup, escape

_WIDTH, _BAR, _AROUND = 640, 44, 90
_COLOUR, _INK, _LINE = "#1d70b8", "#0b0c0c", "#cecece"

leather.theme.background_color = "#ffffff"
leather.theme.tick_font_family = "Arial, Liberation Sans, sans-serif"
leather.theme.tick_font_size = 16
leather.theme.label_color = _INK
leather.theme.tick_color = _LINE


def bars(counts: list[tuple[str, int]], said: str) -> Markup:
    """A bar for each name with its number; `said` tells in words what the picture shows."""
    height = _AROUND + _BAR * len(counts)
    most = max((number for _, number in counts), default=0)
    step = max(1, -(-most // 5))
    chart = leather.Chart()
    chart.add_x_scale(0, max(most, 1))
    chart.add_x_axis(ticks=[*range(0, most + step, step)], tick_formatter=lambda value, *_: f"{int(value):,}")
    chart.add_bars([(number, name) for name, number in counts], fill_color=_COLOUR)
    drawn = chart.to_svg(width=_WIDTH, height=height)
    opening = (
        f'<svg role="img" aria-label="{escape(said)}" viewBox="0 0 {_WIDTH} {height}" class="app-chart" '
    )
    return Markup(drawn.replace("<svg ", opening, 1))  # noqa: S704 -- the library escapes what it draws
