"""Plots as plain SVG: no library, readable without colour, with every figure in a title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from onrecord.evaluation.reliability import ReliabilityBin
from onrecord.evaluation.speakers import WayPoint

__all__ = ["reliability_plot", "risk_coverage_plot"]

_WIDTH, _HEIGHT, _EDGE = 520, 380, 52
_STYLES = (
    ("#111111", ""), ("#1f5fa8", "9 3"), ("#a8441f", "2 3"), ("#2f7d32", "9 3 2 3"), ("#7a4fa3", "5 5"),
    ("#6b6b6b", "1 5"),
)  # fmt: skip


def risk_coverage_plot(curves: Mapping[str, Sequence[WayPoint]], title: str) -> str:
    """One line a curve: the share of wrong names among those given, against the share of speakers that are named."""
    lines = {
        name: [(p.coverage, 1 - p.precision) for p in points] for name, points in curves.items() if points
    }
    worst = max((risk for line in lines.values() for coverage, risk in line if coverage > 0.05), default=0.0)
    top = next(limit for limit in (0.05, 0.1, 0.2, 0.3, 0.5, 1.0) if worst <= limit)
    parts = [_frame(title, "share of speakers named (coverage)", "share of wrong names (risk)", top)]
    for number, ((name, line), (colour, dashes)) in enumerate(zip(lines.items(), _STYLES, strict=False)):
        kept = [(x, y) for x, y in line if x > 0.05] or line[-1:]
        points = " ".join(f"{_x(x):.1f},{_y(min(y, top) / top):.1f}" for x, y in kept)
        style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
        last = f"{name}: {kept[-1][1]:.1%} wrong at coverage {kept[-1][0]:.1%}"
        parts.append(f'<g><title>{escape(last)}</title><polyline points="{points}" {style}/></g>')
        y = _EDGE + 16 * number
        parts.append(
            f'<path d="M{_EDGE + 10} {y}h28" {style}/><text x="{_EDGE + 44}" y="{y + 4}">{escape(last)}</text>'
        )
    return "".join(parts) + "</svg>\n"


def reliability_plot(bins: Sequence[ReliabilityBin], title: str) -> str:
    """Mean confidence against the share that is right, one dot a bin; on the dashed line when calibrated."""
    points = " ".join(f"{_x(b.confidence):.1f},{_y(b.right):.1f}" for b in bins)
    dots = "".join(
        f'<circle cx="{_x(b.confidence):.1f}" cy="{_y(b.right):.1f}" r="4" fill="#1f5fa8"><title>{b.relations} '
        f"statements: confidence {b.confidence:.2f}, right {b.right:.2f}</title></circle>"
        for b in bins
    )
    return (
        _frame(title, "confidence", "share that is right", 1.0)
        + f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#777" stroke-dasharray="4 4"/>'
        + f'<polyline points="{points}" fill="none" stroke="#1f5fa8"/>{dots}</svg>\n'
    )


def _x(share: float) -> float:
    return _EDGE + share * (_WIDTH - 2 * _EDGE)


def _y(share: float) -> float:
    return _HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE)


def _frame(title: str, across: str, up: str, top: float) -> str:
    ticks = "".join(
        f'<text x="{_x(t / 5):.1f}" y="{_HEIGHT - _EDGE + 18}" text-anchor="middle">{t * 20} %</text>'
        f'<text x="{_EDGE - 8}" y="{_y(t / 5) + 4:.1f}" text-anchor="end">{100 * top * t / 5:g} %</text>'
        for t in range(6)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" role="img" font-family="sans-serif" font-size="12" fill="#222">'
        f'<title>{escape(title)}</title><rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
        f'<text x="{_WIDTH / 2}" y="22" text-anchor="middle" font-size="14">{escape(title)}</text>'
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#222"/>{ticks}'
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 12}" text-anchor="middle">{across}</text>'
        f'<text x="14" y="{_HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 14 {_HEIGHT / 2})">{up}</text>'
    )
