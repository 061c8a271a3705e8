"""An evaluation as one HTML page that needs nothing else: figures, the curve of refusals, and each failure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index.evaluation import Figures, Outcome, Refusals

_SHOWN = 3
"""Passages shown under a failed question: what was found instead, at a glance."""

_EXCERPT = 280

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
td, th { padding: .25rem 1.5rem .25rem 0; text-align: left; font-weight: normal; }
td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
details { border-top: 1px solid #8884; padding: .5rem 0; }
summary { cursor: pointer; }
summary small, blockquote small { opacity: .75; }
blockquote { margin: .5rem 1rem; border-left: 3px solid #8886; padding-left: 1rem; }
svg { max-width: 100%; height: auto; }
svg text { font-size: 12px; fill: currentColor; }
.axis { stroke: currentColor; stroke-opacity: .4; fill: none; }
.recall { stroke: #1a7f37; fill: none; stroke-width: 2; }
.false { stroke: #cf222e; fill: none; stroke-width: 2; stroke-dasharray: 6 3; }
"""


def figures_table(figures: Figures) -> list[tuple[str, str]]:
    """Each figure's name and value, as they are printed."""
    refusals = figures.refusals
    return [
        ("questions", f"{figures.questions:,}"),
        ("with known evidence", f"{figures.searched:,}"),
        *((f"Hits@{k}", _share(hits)) for k, hits in figures.hits),
        ("MRR@10", _share(figures.mrr)),
        ("MAP@10", _share(figures.average_precision)),
        ("answer words in the quotes", _share(figures.quoted)),
        ("refusal precision", _share(refusals.precision)),
        ("refusal recall", _share(refusals.recall)),
        ("answerable ones declined", _share(refusals.false)),
        ("sentences in an answer", "-" if figures.sentences is None else f"{figures.sentences:.1f}"),
        ("median time", "-" if figures.median_ms is None else f"{figures.median_ms:,.0f} ms"),
        ("95% within", "-" if figures.p95_ms is None else f"{figures.p95_ms:,.0f} ms"),
    ]


def report(
    name: str, figures: Figures, curve: Sequence[Refusals], outcomes: Sequence[Outcome], threshold: float
) -> str:
    """The page.  ``name`` says what was measured, ``threshold`` where declining began."""
    failed = [outcome for outcome in outcomes if outcome.failure]
    rows = "".join(
        f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>" for label, value in figures_table(figures)
    )
    failures = "".join(map(_failure, failed)) or "<p>None.</p>"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>articlebot: {escape(name)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(name)}</h1><h2>Figures</h2><table>{rows}</table>"
        f"<h2>Refusals against threshold</h2>{_plot(curve, threshold)}"
        f"<h2>Failed questions ({len(failed):,} of {len(outcomes):,})</h2>{failures}</body></html>\n"
    )


def _failure(outcome: Outcome) -> str:
    case = outcome.case
    wanted = "; ".join(
        part
        for part in (
            "articles: " + ", ".join(case.articles) if case.articles else "",
            "words: " + " / ".join(case.answer_words) if case.answer_words else "",
        )
        if part
    )
    confidence = "" if outcome.confidence is None else f", confidence {outcome.confidence:.2f}"
    rank = f", right passage at rank {outcome.rank}" if outcome.rank else ""
    passages = "".join(
        f"<blockquote><small>{passage.rank}. {escape(_source(passage.article.title, passage.article.publisher))}"
        f"</small><br>{escape(_excerpt(passage.text))}</blockquote>"
        for passage in outcome.passages[:_SHOWN]
    )
    quotes = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in outcome.quotes)
    return (
        f"<details><summary>{escape(case.question)}<br><small>line {case.number}: {escape(outcome.failure or '')}"
        f"{rank}{confidence}</small></summary>"
        + (f"<p>Wanted: {escape(wanted)}</p>" if wanted else "<p>Wanted: a refusal.</p>")
        + (f"<p>Quoted:</p>{quotes}" if quotes else "")
        + f"<p>Found:</p>{passages or '<p>nothing</p>'}</details>"
    )


def _plot(curve: Sequence[Refusals], threshold: float) -> str:
    """Shares of declined questions (up) against the threshold (right)."""
    left, top, width, height = 40, 10, 560, 260
    lines = []
    for style, values in (
        ("recall", [(point.threshold, point.recall) for point in curve]),
        ("false", [(point.threshold, point.false) for point in curve]),
    ):
        points = [
            f"{left + width * x:.1f},{top + height * (1 - y):.1f}" for x, y in values if x is not None and y is not None
        ]
        if points:
            lines.append(f'<polyline class="{style}" points="{" ".join(points)}"/>')
    if not lines:
        return "<p>No question says whether it can be answered, so there is nothing to plot.</p>"
    ticks = "".join(
        f'<text x="{left + width * share:.0f}" y="{top + height + 18}" text-anchor="middle">{share:g}</text>'
        f'<text x="{left - 8}" y="{top + height * (1 - share) + 4:.0f}" text-anchor="end">{share:.0%}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    at = left + width * threshold
    return (
        f'<svg viewBox="0 0 {left + width + 20} {top + height + 30}" width="{left + width + 20}" role="img" '
        'aria-label="Share of questions declined against the threshold">'
        f'<rect class="axis" x="{left}" y="{top}" width="{width}" height="{height}"/>{ticks}'
        f'<line class="axis" x1="{at:.1f}" y1="{top}" x2="{at:.1f}" y2="{top + height}"/>{"".join(lines)}</svg>'
        '<p><svg width="30" height="8"><path class="recall" d="M0 4H30"/></svg> declined of what the articles do not '
        'answer &nbsp; <svg width="30" height="8"><path class="false" d="M0 4H30"/></svg> declined of what they answer '
        f"&nbsp; | threshold used: {threshold:g}</p>"
    )


def _source(title: str, publisher: str | None) -> str:
    return f"{title} ({publisher})" if publisher else title


def _excerpt(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _EXCERPT else plain[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
