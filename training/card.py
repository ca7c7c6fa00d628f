"""Write the model card and its reliability diagram from the figures that ``onrecord evaluate`` gave.

    python training/card.py FIGURES OUT

FIGURES is a folder with ``dev.json`` (``onrecord evaluate polnear --format json`` on the development part),
``publishers.json`` (for each publisher left out: the same for a network trained without it, on that publisher's
articles, beside the shipped network's figures on the same articles), ``training.json`` and ``second_domain.md``.
Nothing is typed in by hand: every figure of the card comes from these files.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from string import Template
from typing import Any

TEMPLATE = Path(__file__).with_name("card.md.template")
KINDS = {
    "direct": "direct",
    "mixed_say": "mixed, with a say-verb",
    "indirect_say": "indirect, with a say-verb",
    "mixed_other": "mixed, other cue",
    "other": "other (belief, attitude, plans)",
}


def figure(found: dict[str, Any]) -> str:
    low, high = found["interval"]
    return f"**{found['f1']:.1f}** ({low:.1f} to {high:.1f}) | {found['p']:.1f} | {found['r']:.1f}"


def main_table(report: dict[str, Any]) -> str:
    rows = ["| measure | F1 (95 % interval) | precision | recall | people |", "|---|---|---|---|---|"]

    def row(name: str, found: dict[str, Any]) -> None:
        rows.append(f"| {name} | {figure(found)} | {found['people']:.1f} |")

    row("relation: content and source overlap", report["relation"])
    row("relation, contents overlap by half", report["relation50"])
    row("all three spans exact", report["strict"])
    for role in ("source", "cue", "content"):
        row(f"{role}, words", report["tokens"][role])
    for kind, name in KINDS.items():
        row(f"{name}: content and source", report["kinds"][kind]["full"])
    return "\n".join(rows)


def coverage_table(report: dict[str, Any]) -> str:
    rows = ["| share kept | least confidence | right |", "|---|---|---|"]
    for point in report["confidence"]["risk_coverage"]:
        rows.append(
            f"| {100 * point['coverage']:.0f} % | {point['threshold']:.2f} | {100 * point['precision']:.1f} % |"
        )
    return "\n".join(rows)


def publisher_table(reports: list[dict[str, Any]]) -> str:
    """One column a publisher: F1 when trained without it, and of the shipped network in brackets."""
    rows = [
        "| measure | " + " | ".join(f"{r['publisher']} ({r['articles']})" for r in reports) + " |",
        "|---|" + "---|" * len(reports),
    ]

    def row(name: str, pairs: list[tuple[float, float]]) -> None:
        rows.append(f"| {name} | " + " | ".join(f"**{a:.1f}** ({b:.1f})" for a, b in pairs) + " |")

    for name in ("relation", "relation50"):
        row(name, [(r["without"][name]["f1"], r["with"][name]["f1"]) for r in reports])
    for kind, name in KINDS.items():
        full = [[r[side]["kinds"][kind]["full"]["f1"] for side in ("without", "with")] for r in reports]
        row(name, [(a, b) for a, b in full])
    return "\n".join(rows)


def reliability_svg(bins: list[dict[str, Any]]) -> str:
    """Confidence against the share that is right, one dot a bin, on the diagonal when calibrated."""
    size, edge = 360, 44

    def x(value: float) -> float:
        return edge + value * (size - 2 * edge)

    def y(value: float) -> float:
        return size - edge - value * (size - 2 * edge)

    dots = "".join(
        f'<circle cx="{x(b["confidence"]):.1f}" cy="{y(b["right"]):.1f}" r="4" fill="#1f5fa8"><title>'
        f"{b['relations']} relations: confidence {b['confidence']:.2f}, right {b['right']:.2f}</title></circle>"
        for b in bins
    )
    line = " ".join(f"{x(b['confidence']):.1f},{y(b['right']):.1f}" for b in bins)
    ticks = "".join(
        f'<text x="{x(t):.1f}" y="{size - edge + 18}" text-anchor="middle">{t:.1f}</text>'
        f'<text x="{edge - 8}" y="{y(t) + 4:.1f}" text-anchor="end">{t:.1f}</text>'
        for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        f'role="img" '
        f'font-family="sans-serif" font-size="12" fill="#333"><title>Reliability of the confidences</title>'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="M{x(0)} {y(1)}V{y(0)}H{x(1)}" fill="none" stroke="#333"/>'
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 4"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f5fa8"/>{dots}{ticks}'
        f'<text x="{size / 2}" y="{size - 6}" text-anchor="middle">confidence</text>'
        f'<text x="12" y="{size / 2}" text-anchor="middle" transform="rotate(-90 12 {size / 2})">'
        "share that is right</text>"
        "</svg>\n"
    )


def write(figures: Path, out: Path) -> None:
    dev, publishers = (
        json.loads((figures / f"{n}.json").read_text(encoding="utf-8")) for n in ("dev", "publishers")
    )
    second = (figures / "second_domain.md").read_text(encoding="utf-8").strip()
    training = json.loads((figures / "training.json").read_text(encoding="utf-8"))
    text = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        training,
        main=main_table(dev),
        coverage=coverage_table(dev),
        calibration=f"{100 * dev['confidence']['expected_calibration_error']:.1f}",
        factuality=f"{dev['circumstances']['factuality']:.1f}",
        act=f"{dev['circumstances']['act']:.1f}",
        publishers=publisher_table(publishers),
        second=second,
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "model-card.md").write_text(text, encoding="utf-8")
    (out / "reliability.svg").write_text(reliability_svg(dev["confidence"]["reliability"]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figures", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    write(options.figures, options.out)


if __name__ == "__main__":
    main()
