"""What counts as a change of an article, and how it is shown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from index.article import Article, StoredArticle
from index.sentences import sentences

_MORE = re.compile(
    r"^\W*+(?:read (?:more|next|also|on)|see also|more (?:on|from|stories|like this|in)|related|most (?:read|popular)|"
    r"recommended|you (?:may|might) (?:also )?like|up next|trending|don[’']t miss|latest (?:news|stories)|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|das könnte sie|meistgelesen|auch interessant|"
    r"à lire (?:aussi|également)|lire aussi|sur le même sujet|les plus lus|"
    r"(?:le puede interesar|lea también|te puede interesar|lo más leído|más noticias)|leggi anche|lees ook|"
    r"читайте также|по теме)\b",
    re.I,
)
# Possessive (`*+`), where two parts could share characters: a page may hold lines made to be tried in every way.
_COUNTER = re.compile(
    r"^\W*+(?:\d[\d.,\s]*+|(?<=[.,\s]))[km]?\s*+"
    r"(?:views?|comments?|shares?|likes?|reads?|reactions?|votes?|followers?|responses?|"
    r"people (?:found|read|like)\b.*|aufrufe|kommentare?|mal (?:gelesen|geteilt)|vues?|commentaires?|partages?|"
    r"visitas|comentarios|compartidos|просмотр\w*|комментари\w*)\W*+$|"
    r"^\W*+(?:views?|comments?|shares?|kommentare|commentaires|comentarios|просмотры)"
    r"(?:[^\w.,\s]*+[.,\s]\W*+|\W*+(?:\d[\d.,\s]*+[km]?|(?<=[.,\s])[km])\W*+)$",
    re.I,
)
_CLOCK = re.compile(
    r"^\W*+(?:(?:last )?updated|published|posted|stand|aktualisiert|mis à jour|actualizado|обновлено)?+\W*+"
    r"(?:vor|il y a|hace)?+\W*+(?:\d++|an?|one|einer?|une?|un)\s*+"
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|sekunden?|minuten?|stunden?|tage?n?|"
    r"secondes?|heures?|jours?|segundos?|minutos?|horas?|días?|минут\w*|час\w*)\W*+(?:ago|read|назад)?+\W*+$|"
    r"^\W*+\w++[ -]min(?:ute)?s?\.? (?:read|lesezeit|de lecture|de lectura)\W*+$",
    re.I,
)
_LONGEST_FURNITURE = 200
"""Characters.  A line that says more than this says something, whatever it begins with."""


def is_substantial(kept: StoredArticle, read: Article) -> bool:
    """Whether ``read`` says something else than ``kept``, so that it is a new version.

    Lists of other stories, counters and clocks ("5 minutes ago") do not count, nor does the order of white space, nor
    a date alone: templates that print today's date would make a version every day.
    """
    same = (kept.title, kept.author, kept.publisher) == (read.title, read.author, read.publisher)
    return not same or essence(kept.text) != essence(read.text)


def essence(text: str) -> str:
    """``text`` without what changes though the story does not."""
    return "\n".join(_essential_lines(text))


def _essential_lines(text: str) -> Iterator[str]:
    in_list = False
    for line in text.split("\n"):
        words = " ".join(line.split())
        if not words:
            continue
        if len(words) <= _LONGEST_FURNITURE and _MORE.match(words):
            # A heading such as "Read more" alone on its line: the titles below it belong to it.
            in_list = len(words) < 40 and not words.endswith((".", "!", "?"))
            continue
        if len(words) <= _LONGEST_FURNITURE and (_COUNTER.match(words) or _CLOCK.match(words)):
            continue
        if in_list and _is_title(words):
            continue
        in_list = False
        yield words


def _is_title(line: str) -> bool:
    return len(line) <= 120 and not line.endswith((".", "!", "”", "»", "“", ":", ";"))


def difference(before: str, after: str, language: str | None = None) -> list[str]:
    """What became of a text, sentence by sentence: lines that begin with ``- ``, ``+ `` or two spaces.

    Sentences that stayed are shown only next to a change; ``…`` stands for those left out.
    """
    old, new = _sentences(before, language), _sentences(after, language)
    shown: list[str] = []
    for group in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_grouped_opcodes(1):
        if group[0][1] or group[0][3]:
            shown.append("…")
        for tag, first, past, new_first, new_past in group:
            if tag == "equal":
                shown += [f"  {sentence}" for sentence in old[first:past]]
            else:
                shown += [f"- {sentence}" for sentence in old[first:past]]
                shown += [f"+ {sentence}" for sentence in new[new_first:new_past]]
        if group[-1][2] < len(old) or group[-1][4] < len(new):
            shown.append("…")
    return [line for at, line in enumerate(shown) if line != "…" or at == 0 or shown[at - 1] != "…"]


def _sentences(text: str, language: str | None) -> list[str]:
    return [span.of(text) for span in sentences(text, language)]
