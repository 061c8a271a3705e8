"""Shows Slack's blocks as a web page, roughly as Slack does: ``python -m tests.slack_preview FOLDER``.

Writes a page a sample answer (``tests/bot/slack/answers.py``), and a picture of each where ``chromium`` is installed.
Text goes through the same steps as in Slack: tokens in angle brackets first, then formatting, entities last.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from bot.slack.blocks import degraded
from bot.slack.messages import messages_of
from bot.slack.modals import Shown, source_modal
from tests.bot.slack.answers import SAMPLES, passage

Block = dict[str, Any]

STYLE = """
body{font:15px/1.46 'Noto Sans','Liberation Sans',sans-serif;color:#1d1c1d;width:700px;margin:14px 18px;background:#fff}
.m{display:flex;gap:9px;margin:0 0 14px}.i{width:36px;height:36px;border-radius:7px;background:#1f3a5f;color:#fff;
text-align:center;font:700 19px/36px serif;flex:none}.b{flex:1;min-width:0}.n{font-weight:900}
.n span{font:11px sans-serif;background:#e8e8e8;border-radius:3px;padding:1px 4px;margin:0 6px;
color:#616061}.n small{color:#616061;font-weight:400}
p{margin:0 0 6px}a{color:#1264a3;text-decoration:none}hr{border:0;border-top:1px solid #ddd;margin:9px 0}
.s{display:flex;justify-content:space-between;gap:12px;margin:5px 0;white-space:pre-wrap}.s>div{flex:1;min-width:0;
overflow-wrap:anywhere}blockquote{border-left:4px solid #ddd;margin:2px 0;padding-left:12px;white-space:normal}
button{font:700 13px 'Noto Sans',sans-serif;border:1px solid #bbb;border-radius:8px;background:#fff;padding:5px 12px;
height:30px}
.a{display:flex;flex-wrap:wrap;gap:7px;margin:7px 0}.c{font-size:12px;color:#616061;margin:5px 0}
.t{border:1px solid #ddd;border-radius:8px;padding:6px 10px;margin:3px 0 8px;font-size:13px}.t b{color:#007a5a}
pre,code{font:12px 'Noto Sans Mono',monospace;background:#f6f6f6;border:1px solid #ddd;border-radius:4px}
pre{padding:8px;white-space:pre-wrap}pre code{border:0}table{border-collapse:collapse;margin:4px 0}
td,th{border:1px solid #ccc;padding:3px 9px}
h1{font-size:18px}ul,ol{margin:2px 0 6px;padding-left:26px}
"""
_LINK = re.compile(r"<(https?://[^|>]+)\|([^>]*)>")


def page(messages: list[tuple[str | None, list[Block]]]) -> str:
    """A page of messages, each with the task above it (or None) and its blocks."""
    shown = "".join(
        f'<div class="m"><div class="i">a</div><div class="b"><div class="n">articlebot<span>APP</span>'
        f"<small>10:24</small></div>{_task(task)}{''.join(map(render, blocks))}</div></div>"
        for task, blocks in messages
    )
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{shown}'


def render(block: Block) -> str:
    """One block as HTML."""
    kind = block["type"]
    if kind == "markdown":
        return (
            f'<div dir="auto">{MarkdownIt("commonmark", {"html": False}).enable("table").render(block["text"])}</div>'
        )
    if kind == "section":
        return f'<div class="s"><div dir="auto">{_text(block["text"])}</div>{_accessory(block)}</div>'
    if kind == "header":
        return f"<h1>{_text(block['text'])}</h1>"
    if kind == "divider":
        return "<hr>"
    if kind == "context":
        return f'<div class="c">{" ".join(map(_text, block["elements"]))}</div>'
    if kind == "actions":
        return f'<div class="a">{"".join(map(_button, block["elements"]))}</div>'
    if kind == "context_actions":
        element = block["elements"][0]
        texts = (element[side]["text"]["text"] for side in ("positive_button", "negative_button"))
        return f'<div class="a c">👍 {html.escape(next(texts))} &nbsp; 👎 {html.escape(next(texts))}</div>'
    if kind == "rich_text":
        pieces = (piece for element in block["elements"] for piece in element["elements"])
        return f'<p dir="auto">{"".join(map(_piece, pieces))}</p>'
    raise ValueError(kind)


def _task(task: str | None) -> str:
    return f'<div class="t"><b>✓</b> {html.escape(task)}</div>' if task else ""


def _accessory(block: Block) -> str:
    return _button(block["accessory"]) if "accessory" in block else ""


def _button(element: Block) -> str:
    return f"<button>{html.escape(element['text']['text'])}</button>"


def _piece(piece: Block) -> str:
    text = html.escape(piece["text"])
    return f"<b>{text}</b>" if piece.get("style", {}).get("bold") else text


def _text(text: Block) -> str:
    if text["type"] == "plain_text":
        return html.escape(text["text"])
    shown = html.escape(html.unescape(_LINK.sub("\x01\\1\x02\\2\x03", text["text"])))
    shown = re.sub("\x01([^\x02]+)\x02([^\x03]*)\x03", r'<a href="\1">\2</a>', shown)
    shown = re.sub(r"```\n?(.*?)\n?```\n*", r"<pre>\1</pre>", shown, flags=re.DOTALL)
    shown = re.sub(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])", r"<b>\1</b>", shown)
    shown = re.sub(r"(?<![\w_])_([^_\n]+)_(?![\w_])", r"<i>\1</i>", shown)
    shown = shown.replace(":white_check_mark:", "✅").replace(":x:", "❌").replace(":grey_question:", "❔")
    return re.sub(r"^&gt;(.*)\n?", r'<blockquote dir="auto">\1</blockquote>', shown, flags=re.MULTILINE)


def picture(target: Path, height: int) -> None:
    """A picture beside the page, where there is a browser."""
    browser = shutil.which("chromium")
    if browser:
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size=740,{height}"]
        command = [browser, *options, f"--screenshot={target.with_suffix('.png')}", target.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)


def modal_page() -> str:
    """The page of a source's modal."""
    article = passage(1, "The harbour of Alba").article
    text = (
        "Alba had no harbour until the railway came.\nThe harbour opened in 1932, after nine years of work. Ships of "
        "4,000 tons can enter at any tide.\nThe first ship was the Ada Ames."
    )
    start = text.index("The harbour opened")
    shown = source_modal(
        replace(article, text=text, publisher="Coast Weekly", url="https://coast.example/harbour/1"),
        Shown(article.id, 1, start, start + 53, 1),
        newest=1,
    )
    title = f"<h1>{html.escape(shown['title']['text'])}</h1>"
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{title}{"".join(map(render, shown["blocks"]))}'


def main() -> None:
    """Write the pages and pictures."""
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    for name, answer in SAMPLES.items():
        for variant in ("", " degraded"):
            task = "Searching 1,204 articles · 12 passages in 5 articles"
            messages = [
                (task if place == 0 else None, degraded(message.blocks) if variant else message.blocks)
                for place, message in enumerate(messages_of(answer))
            ]
            target = folder / f"{(name + variant).replace(' ', '-')}.html"
            target.write_text(page(messages))
            picture(
                target,
                {"long": 7600, "forty sources": 1900}[name]
                if name in ("forty sources", "long")
                else 600
                if name == "table"
                else 260,
            )
    (folder / "source.html").write_text(modal_page())
    picture(folder / "source.html", 290)


if __name__ == "__main__":
    main()
