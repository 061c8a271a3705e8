import re

import pytest

from index.errors import UnreadableError
from index.sources.html import only_banner, read_html

PARAGRAPHS = [
    "The council of Brackwater voted on Tuesday to pull down the old tannery, which has stood empty since 2016.",
    "“It is a ruin, and a dangerous one,” said councillor Ada Nkemelu. The county pays half of the 340,000 euros.",
    "In March a boy broke his arm when a stair gave way. Neighbours had complained for years.",
    "The site is to become a park. Work begins in September, the council's building department says.",
]
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BANNER = """<div id="cookie-banner" class="consent"><p>We and our 214 partners use cookies to store and
access information on your device. You can accept all or manage your preferences.</p><button>Accept</button></div>"""
MENU = '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>'
FOOTER = "<footer><p>© 2024 Brackwater Post. All rights reserved.</p><p>Subscribe to our newsletter</p></footer>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{BANNER}{MENU}{body}{FOOTER}</body></html>"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><article><h1>Old tannery to go</h1>{STORY}</article></main>",
        "<div class='story'><h1>Old tannery to go</h1>" + STORY.replace("p>", "div>") + "</div>",
        "<div><h1>Old tannery to go</h1><div>" + "<br><br>".join(PARAGRAPHS) + "</div></div>",
        f"<article><h1>Old tannery to go</h1><p>By Ada Storm</p><p>14 May 2024</p>{STORY}</article>",
        f"<article><h1>Old tannery to go</h1>{STORY}</article><section id='comments'><h2>1 comment</h2>"
        "<div class='comment'><p>It was about time that somebody did something about this eyesore.</p></div></section>",
        f"<article><h1>Old tannery to go</h1>{STORY}</article><aside><h3>Related stories</h3><ul>"
        "<li><a href='/1'>Park plans presented</a></li><li><a href='/2'>Boy hurt in ruin</a></li></ul></aside>",
    ],
    ids=["article", "divs", "breaks", "byline", "comments", "related"],
)
def test_keeps_the_article_and_nothing_around_it(body: str) -> None:
    article = read_html(page(body), source="page.html")
    assert article.text.split("\n") == PARAGRAPHS
    assert article.title == "Old tannery to go"
    assert article.language == "en"


@pytest.mark.parametrize("name", ["undefined", "hex", "idna", "rot13", "no-such"])
def test_a_declared_charset_that_reads_no_text_is_passed_over(name: str) -> None:
    story = STORY.replace("tannery", "caf\xe9")
    raw = page(f"<article><h1>Old caf\xe9 to go</h1>{story}</article>", f"<meta charset={name}>").encode(
        "cp1252", "replace"
    )
    assert "the old caf\xe9, which has stood empty" in read_html(raw, source="page.html").text


def test_a_short_article_is_not_filled_up_with_the_menu() -> None:
    notice = "Mill Lane is closed on Sunday from 8 a.m. to noon because of the marathon."
    article = read_html(page(f"<article><h1>Road closed</h1><p>{notice}</p></article>"), source="page.html")
    assert article.text == notice


def test_the_lines_of_a_short_article_stay_apart_where_it_is_taken_whole() -> None:
    questions = [("May dogs ride along?", "Dogs ride free."), ("Is there food?", "Only on the upper deck, at noon.")]
    folded = "".join(f"<div><h3>{ask}</h3><div style='display:none'><p>{say}</p></div></div>" for ask, say in questions)
    article = read_html(
        page(f"<main><article><h1>On board</h1><p>What guests ask.</p>{folded}</article></main>"), source="p"
    )
    assert article.text.split("\n") == ["What guests ask.", *(line for pair in questions for line in pair)]


def test_lists_tables_and_headings_are_lines_of_their_own() -> None:
    body = f"""<article><h1>Old tannery to go</h1>{STORY}<h2>What is planned</h2>
    <ul><li>A playground.</li><li>Forty <b>lime</b> trees.</li></ul>
    <table><tr><th>Year</th><th>Cost</th></tr><tr><td>2025</td><td>120,000</td></tr></table></article>"""
    lines = read_html(page(body), source="page.html").text.split("\n")
    assert lines[4:] == ["What is planned", "A playground.", "Forty lime trees.", "Year | Cost", "2025 | 120,000"]


def test_code_dates_and_quotations_within_a_sentence_do_not_break_it() -> None:
    body = f"""<article><h1>Old tannery to go</h1>{STORY}
    <p>Send <code>plan.show</code>, then press <kbd>Enter</kbd>.
    By <time datetime="2024-06-03">3 June</time> it is out.</p>
    <ul><li>Type <code>STOP</code>. Then wait.</li></ul><p>A sign says <q>keep <b>out</b></q>, in red.</p>
    <div><time>14:05</time><p>The first wall is down, and nobody has been hurt so far.</p></div>
    <pre><code>open = 9\nshut = 17</code></pre></article>"""
    assert read_html(page(body), source="page.html").text.split("\n")[4:] == [
        "Send plan.show, then press Enter. By 3 June it is out.",
        "Type STOP. Then wait.",
        "A sign says “keep out”, in red.",
        "The first wall is down, and nobody has been hurt so far.",
        "open = 9",
        "shut = 17",
    ]


@pytest.mark.parametrize("inner", ["{}", "<code>{}</code>", "<b>{}</b>"])
def test_preformatted_lines_stay_apart_within_a_list(inner: str) -> None:
    block = inner.format("gate stop\ngate reset\ngate start")
    body = f"<article>{STORY}<ol><li>Type:<pre>{block}</pre></li><li>{PARAGRAPHS[0]}</li></ol></article>"
    assert "Type:\ngate stop\ngate reset\ngate start\n" in read_html(page(body), source="p.html").text


def test_what_a_help_centre_puts_around_its_pages_goes() -> None:
    body = f"""<article><header><h1>Old tannery to go</h1><p>Last updated <time>3 June 2024</time></p></header>{STORY}
    <div><p>Was this article helpful?</p><button>Yes</button><p>7 out of 9 found this helpful</p></div></article>"""
    article = read_html(page(body), source="page.html")
    assert article.text.split("\n") == PARAGRAPHS
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2024-06-03"


def test_speakers_and_rows_that_repeat_stay_and_buttons_go() -> None:
    plans = ("cheapest", "quickest", "safest")
    talk = "".join(
        f"<p><b>Reporter</b></p><p>Why is this the {plan} of all the plans that were on the table?</p>"
        f"<p><strong>Mayor  Anna Berg</strong><br>It was called the {plan} one by the engineers whom we asked.</p>"
        "<p><a href='/share'><b>Share this answer</b></a></p><p>Report a mistake</p>"
        for plan in plans
    )
    table = f"<table><tr><th>Smear</th><th>Result</th></tr>{'<tr><td>Blank</td><td>negative</td></tr>' * 3}</table>"
    body = f"<article><h1>Old tannery to go</h1>{talk}{table}</article>"
    lines = read_html(page(body), source="page.html").text.split("\n")
    assert [lines.count(name) for name in ("Reporter", "Mayor Anna Berg", "Blank | negative")] == [3, 3, 3]
    assert not {"Share this answer", "Report a mistake"} & set(lines)


OPENING_HOURS = """<html><head><title>Opening hours - Brackwater Library</title></head><body>
<header><a href="/">Brackwater Library</a></header>
<h1>Opening hours</h1><p>Valid from 1 September 2025. On public holidays all branches are closed.</p>
<table><caption>Branches</caption><tr><th></th><th>Main library</th><th>Eastgate</th><th>Bus</th></tr>
<tr><th>Monday</th><td>10:00–19:00</td><td></td><td>14:00–16:00</td></tr>
<tr><th>Sunday</th><td colspan="3">closed</td></tr></table>
<h2>Fees</h2><table><tr><td>Annual card</td><td>£18</td></tr><tr><td>Lost card</td><td>£3.50</td></tr></table>
<h2>Contact</h2><p>Head librarian: Agnes Whitlow<br>Telephone: 020 5550 1414</p>
<address>4 Mill Lane, Brackwater</address></body></html>"""


def test_headings_above_tables_and_addresses_stay_where_no_tag_frames_the_article() -> None:
    article = read_html(OPENING_HOURS, source="hours.html")
    assert (article.title, article.publisher) == ("Opening hours", "Brackwater Library")
    assert article.text.split("\n") == [
        "Valid from 1 September 2025. On public holidays all branches are closed.",
        "Branches",
        "Main library | Eastgate | Bus",
        "Monday | 10:00–19:00 |  | 14:00–16:00",
        "Sunday | closed",
        "Fees",
        "Annual card | £18",
        "Lost card | £3.50",
        "Contact",
        "Head librarian: Agnes Whitlow",
        "Telephone: 020 5550 1414",
        "4 Mill Lane, Brackwater",
    ]


def test_a_newsletter_laid_out_by_a_table_keeps_its_headings() -> None:
    markup = """<html><head><title>Allotment News, November 2025</title></head><body>
    <table><tr><td><p>Can't read this? <a href="#">View in browser</a></p></td></tr>
    <tr><td><h1>Allotment News</h1><p>November 2025, issue 87</p></td></tr>
    <tr><td><h2>Water off</h2><p>The standpipes will be drained on 17 November and opened again in March.</p></td></tr>
    <tr><td><h2>Rent</h2><p>Rent goes up to £64 from January; half plots stay at £30.</p></td></tr>
    </table></body></html>"""
    article = read_html(markup, source="news.html")
    assert (article.title, article.publisher) == ("Allotment News", None)
    assert article.text.split("\n") == [
        "Can't read this? View in browser",
        "November 2025, issue 87",
        "Water off",
        "The standpipes will be drained on 17 November and opened again in March.",
        "Rent",
        "Rent goes up to £64 from January; half plots stay at £30.",
    ]


def test_a_page_laid_out_by_a_table_and_breaks_keeps_its_lines() -> None:
    text = "<br><br>".join(PARAGRAPHS)
    markup = (
        f"<html><head><title>Old</title></head><body><table><tr><td><a href=i>Home</a><br><a href=l>Links</a></td>"
        f"<td><b>Old tannery</b><br><br>{text}</td></tr></table></body></html>"
    )
    assert read_html(markup, source="page.html").text.split("\n")[-len(PARAGRAPHS) :] == PARAGRAPHS


def test_lines_within_a_cell_do_not_run_together_and_a_head_with_a_date_stays() -> None:
    table = (
        "<table><tr><td>In million</td><td>Q2 2025</td></tr><tr><td>Orders<br>and options</td><td>88.2</td></tr>"
        "<tr><td>Sales</td><td>71.0</td></tr></table>"
    )
    article = read_html(
        page(f"<article><h1>Orders rise</h1><p>{PARAGRAPHS[0]}</p>{table}{STORY}</article>"), source="p"
    )
    assert article.text.split("\n")[1:4] == ["In million | Q2 2025", "Orders and options | 88.2", "Sales | 71.0"]


def test_a_wikis_remarks_to_its_writers_go() -> None:
    remarks = (
        f"<p>{PARAGRAPHS[0]} It stood empty.<sup class='noprint'>[<a href='/c'>citation needed</a>]</sup></p>"
        "<div><h2>History</h2><span class='mw-editsection'>[<a href='/e'>edit</a>]</span></div>"
    )
    article = read_html(page(f"<main><h1>Old tannery</h1>{remarks}{STORY}</main>"), source="p")
    assert article.text.split("\n") == [f"{PARAGRAPHS[0]} It stood empty.", "History", *PARAGRAPHS]


def test_menus_and_lists_of_links_beside_the_text_go_and_a_menu_of_dishes_stays() -> None:
    markup = """<html><head><title>Line 47</title></head><body>
    <div class="main-nav"><ul><li><a href="/">Start</a></li><li><a href="/s">Sport</a></li></ul></div>
    <div class="content"><div class="text">Line 47 runs every twenty minutes from the baths to the station.<br><br>
    A ride costs 2.40 euros.<br>Children ride free.</div><div class="menu"><p>Soup 4 euros</p><p>Pie 7 euros</p></div>
    </div><div id="sidebar"><h4>Most read</h4><a href="/1">Murder in the park</a><a href="/2">The weather</a></div>
    </body></html>"""
    lines = read_html(markup, source="line.html").text.split("\n")
    assert lines == [
        "Line 47 runs every twenty minutes from the baths to the station.",
        "A ride costs 2.40 euros.",
        "Children ride free.",
        "Soup 4 euros",
        "Pie 7 euros",
    ]


def test_bytes_are_decoded_as_the_server_or_the_page_declares() -> None:
    story = (
        "<p>Der Bürgermeister begrüßte die Gäste in Köln. Die Straße bleibt während der Bauarbeiten gesperrt.</p>" * 2
    )
    body = f"<article><h1>Grüße aus Köln</h1>{story}</article>"
    for encoding, head, charset in [
        ("utf-8", "", None),
        ("iso-8859-1", "<meta charset='iso-8859-1'>", None),
        ("cp1250", "", "windows-1250"),
        ("utf-16", "", None),
    ]:
        article = read_html(page(body, head).replace("©", "").encode(encoding), source="p.html", charset=charset)
        assert article.title == "Grüße aus Köln"
        assert "Bürgermeister begrüßte" in article.text
        assert article.language == "de"


def test_only_a_banner_is_no_article() -> None:
    for markup in (f"<html><body>{BANNER}</body></html>", page("<div id='root'></div><script src='app.js'></script>")):
        with pytest.raises(UnreadableError, match="only a cookie or consent banner") as caught:
            read_html(re.sub("<header.*</header>|<footer.*</footer>", "", markup), source="banner.html")
        assert caught.value.source == "banner.html"


def test_a_page_that_scripts_fill_in_is_no_article() -> None:
    with pytest.raises(UnreadableError, match="holds no article"):
        read_html("<html><body><div id='root'></div><script src='app.js'></script></body></html>", source="app.html")


def test_an_article_about_cookies_is_no_banner() -> None:
    assert only_banner("We use cookies. Accept all or manage preferences.\nHome")
    story = "The court ruled on Monday that sites may not set advertising cookies without consent.\n"
    assert not only_banner(story + "\n".join(PARAGRAPHS))
    assert not only_banner("")


@pytest.mark.parametrize("markup", [b"", b"   ", b"<!-- nothing -->", b"\x00\x01\x02" * 500])
def test_what_is_no_page_is_refused_by_name(markup: bytes) -> None:
    with pytest.raises(UnreadableError, match="page.html"):
        read_html(markup, source="page.html")


def test_a_page_nested_without_end_is_refused_and_stops_nothing() -> None:
    markup = "<html><body><article>" + "<p>" + "<b>" * 3000 + "word " * 20 + "</b>" * 3000
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read_html(markup, source="deep.html")


def test_a_line_that_says_more_than_who_wrote_the_article_stays() -> None:
    story = (
        "<p>The tannery by the brook is to go in spring, the council said after a long debate on Tuesday night.</p>" * 4
    )
    for line, stays in (
        ("Rédaction : Élodie Marchand, avec Karim Benali (diététicien)", True),
        ("By Ada Storm", False),
    ):
        article = read_html(f"<body><article><h1>Tannery to go</h1><p>{line}</p>{story}</article></body>", source="s")
        assert article.author in ("Élodie Marchand", "Ada Storm")
        assert (line in article.text) is stays


def test_the_day_of_what_a_page_announces_stays_in_its_text_and_the_day_it_was_written_does_not() -> None:
    invitation = "<p>Date: 12 June 2025</p><p>Time: 10:00 to 16:00</p><p>Place: Harju mill</p>"
    told = read_html(page(f"<article><h1>Open day</h1>{invitation}{STORY}</article>"), source="page.html").text
    assert told.startswith("Date: 12 June 2025\nTime: 10:00 to 16:00\n")
    stamp = "<p>Author: Ada Storm</p><p>Date: 14 May 2024</p>"
    assert read_html(page(f"<article><h1>Old tannery to go</h1>{stamp}{STORY}</article>"), source="page.html").text == (
        "\n".join(PARAGRAPHS)
    )
