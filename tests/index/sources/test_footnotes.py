from lxml import html

from index.sources.footnotes import place_notes
from index.sources.html import read_html
from index.sources.markup import element_text, markup_text

# As mammoth writes what Word has: https://github.com/mwilliamson/python-mammoth
WORD = (
    '<h1>Hotels</h1><p>The limit is 210 euros.<sup><a href="#footnote-2" id="footnote-ref-2">[1]</a></sup> It was 180.'
    '<sup><a href="#endnote-2" id="endnote-ref-2">[2]</a></sup></p>'
    '<table><tr><td><p>Norway<sup><a href="#footnote-3">[3]</a></sup></p></td><td><p>68</p></td></tr>'
    "<tr><td><p>Spain</p></td><td><p>42</p></td></tr></table><ul><li>First class.</li></ul>"
    '<ol><li id="footnote-2"><p>Guests 300 euros.</p><p>Ask Ms Ek. <a href="#footnote-ref-2">↑</a></p></li>'
    '<li id="footnote-3"><p>And Svalbard. <a href="#footnote-ref-3">↑</a></p></li>'
    '<li id="endnote-2"><p>Until 2024. <a href="#endnote-ref-2">↑</a></p></li></ol>'
)


def test_words_notes_stand_behind_their_paragraph_without_marks() -> None:
    root = html.fromstring(f"<div>{WORD}</div>")
    place_notes(root)
    assert element_text(root).split("\n") == [
        "Hotels",
        "The limit is 210 euros. It was 180.",
        "Guests 300 euros.",
        "Ask Ms Ek.",
        "Until 2024.",
        "Norway | 68",
        "Spain | 42",
        "And Svalbard.",
        "First class.",
    ]


def test_a_note_of_a_short_newsletter_is_a_paragraph_without_its_marks() -> None:
    page = (
        "<html><body><div><article class='post'><div class='available-content'><div class='body markup'>"
        "<p>In 1783 every loaf sold in Tarn carried a tax of half a penny.</p>"
        "<p>The money built the mill on the Orbe, which burned down twice.</p><h2>The riot of the bakers</h2>"
        "<p>Forty bakers shut their ovens for eleven days<a class='footnote-anchor' href='#footnote-1'>1</a>.</p>"
        "<p>The town did without.</p><p>The tax was repealed in 1791 by a single vote.</p>"
        "<div class='footnote'><a class='footnote-number' id='footnote-1' href='#footnote-anchor-1'>1</a>"
        "<div class='footnote-content'><p>The guild book says twelve days.</p></div></div>"
        "</div></div></article></div></body></html>"
    )
    assert read_html(page, source="p").text.endswith("by a single vote.\nThe guild book says twelve days.")


def test_marks_of_notes_are_taken_out_and_numbers_stay() -> None:
    markup = (
        '<p>It costs 210 euros.<sup id="cite_ref-1"><a href="https://x.example/page#cite_note-1">[1]</a></sup>'
        ' It was 180<a href="#n2"><sup>2</sup></a>, or 10<sup>2</sup>.<sup>[note 3]</sup> See <a href="#p4">4</a>.</p>'
        '<p><a href="#cite_ref-1">^</a> A report of [1] May.</p>'
    )
    assert markup_text(markup).split("\n") == [
        "It costs 210 euros. It was 180, or 10². See 4.",
        "A report of [1] May.",
    ]


def test_a_page_keeps_no_marks_of_notes() -> None:
    said = (
        "The council of Asham has raised the limit for hotels to 210 euros a night, as it said on Monday in a letter."
    )
    page = (
        f"<html><body><article><h1>Hotels</h1><p>{said}<sup><a href='#fn1'>[1]</a></sup> It was 180 euros before.</p>"
        f"<p>{said.replace('raised', 'lowered')}</p><p id='fn1'>Guests may cost more. <a href='#r1'>↩</a></p></article>"
    )
    text = read_html(page, source="s").text
    assert f"{said} It was 180 euros before." in text
    assert "[1]" not in text
    assert "↩" not in text


def test_an_arrow_back_that_is_no_link_is_taken_from_a_note_and_stays_elsewhere() -> None:
    markup = (
        '<p>Press \u21a9</p><ol class="footnotes"><li id="fn1">By number of vans. \u21a9</li>'
        "<li><p>The <i>median</i> is 29. \u21a9\ufe0e</p></li></ol>"
    )
    assert markup_text(markup).split("\n") == ["Press \u21a9", "By number of vans.", "The median is 29."]
