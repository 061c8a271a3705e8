"""Whether "Who is ...", "What is ..." and "Who is the CEO of ..." are answered by a sentence that says it.

    python benchmarks/explaining.py DATA/multihop_rag/corpus.jsonl [--misses]

The articles are news of 2023.  Each question stands with the words of which a right answer has one; a few have no
answer in the articles.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from bot.assembly import open_engine
from bot.question import Question
from bot.settings import Settings
from index.chunking import CHUNK_OVERLAP, CHUNK_TOKENS, Chunker
from index.embedding import BuiltinEmbedding
from index.ingestion import ingest_files
from index.writer import LibraryWriter

QUESTIONS = r"""
Who is Caroline Ellison?	CEO|chief executive|head of Alameda
Who is Sam Altman?	CEO|co-?founder|chief executive
Who is Greg Brockman?	co-?founde|president
Who is Ilya Sutskever?	chief scientist|co-?founder
Who is Gary Wang?	co-?founder|CTO|chief technology
Who is Adam Yedidia?	developer|employee|roommate|friend|engineer|classmate
Who is Mark Cohen?	attorney|lawyer|counsel|defense
Who is Mira Murati?	CTO|chief technology
Who is Emmett Shear?	co-?founder|CEO
Who is Lina Khan?	chair
Who is Linda Yaccarino?	CEO
Who is Elon Musk?	owner|CEO|billionaire|founder
Who is Sundar Pichai?	CEO|chief
Who is Satya Nadella?	CEO|chief
Who is Tim Sweeney?	CEO|chief|founder
who is nishad singh	engineer|executive|director
Who is Lewis Kaplan?	judge
Who is Danielle Sassoon?	attorney|prosecutor
who is travis kelce	tight end
Who is Patrick Mahomes?	quarterback|QB
Who is Brock Purdy?	quarterback|QB
Who is Jalen Hurts?	quarterback|QB
Who's Melissa Stark?	reporter|sideline
Who is Cris Collinsworth?	analyst|commentator|color
Who is Al Michaels?	play-by-play|announcer|commentator
Who is Kirk Herbstreit?	analyst|commentator|color
Who is Mauricio Pochettino?	manager|head coach|boss|coach
Who is Pep Guardiola?	manager|coach|boss
Who is Erik ten Hag?	manager|coach|boss
Who is Eddie Jones?	coach
Who is Jim Ratcliffe?	billionaire|owner|Ineos|founder|bid
Who is Sean Dyche?	manager|boss|coach
Who is Martin Scorsese?	director|filmmaker
Who is Shohei Ohtani?	pitcher|two-way|star|free agent
Who is Jim Harbaugh?	coach
Who is Harry Kane?	captain|striker|forward
Who is Tom Brady?	quarterback|QB|legend
Who is Arthur Engoron?	judge
Who is Letitia James?	attorney general
Who is Thierry Breton?	commissioner
What is FTX?	exchange
What is Alameda Research?	hedge fund|trading|sister company|crypto (?:fund|company)|firm
What is the Digital Services Act?	\blaw|regulation|rules|rulebook
What is Epic Games?	maker|developer|company|publisher|studio
What is Threads?	\bapp\b|Meta|platform|Instagram
What is Mastodon?	network|decentrali|open.source|Twitter
What is Bluesky?	social|network|Twitter|app
What is ActivityPub?	protocol|standard
What is Alexa?	assistant|voice
What is the Steam Deck?	handheld|console|gaming
What is Universal Music Group?	label|record|music company
What is Inter Miami?	club|MLS|team|side
What is Goldman Sachs?	bank|investment
What is Old Trafford?	stadium|home|ground
What is Activision Blizzard?	publisher|maker|company|studio|developer
What is Cruise?	robotaxi|self-driving|autonomous|driverless
What is DAZN?	stream
What is Peacock?	stream
What is Spotify?	stream|music
What is OpenAI?	startup|company|maker|lab|creator
What is ChatGPT?	chatbot|AI|model
What is Ofcom?	regulator|watchdog
What is Anthropic?	startup|company|rival
What does DSA stand for?	Digital Services Act
What does SEC stand for?	Securities and Exchange
What does DMA mean?	Digital Markets A
What does VAR stand for?	video assistant
What does GDPR stand for?	General Data Protection
What is an ATT prompt?	track
What is Snap Maps?	feature|map
What is the fediverse?	network|social
what is a sportsbook promo	bet|bonus
What is Claude?	chatbot|model|assistant
What is the Eras Tour?	concert|tour|Taylor
Who is the CEO of OpenAI?	Altman|Murati|Shear
Who is the CEO of X?	Yaccarino
Who is the head of the FTC?	Khan
Who is the chair of the FTC?	Khan
Who is the manager of Everton?	Dyche
Who is Everton's manager?	Dyche
Who is the CEO of Microsoft?	Nadella
Who is Google's CEO?	Pichai
who is the ceo of epic games	Sweeney
Who is the coach of Manchester City?	Guardiola
Who manages Manchester United?	Ten Hag
Who is the quarterback of the Eagles?	Hurts
Who is the 49ers quarterback?	Purdy
Who founded FTX?	Bankman-Fried
Who founded Twitch?	Shear
Who owns X?	Musk
Who is the attorney general of New York?	James
Who was the CEO of Alameda Research?	Ellison
Who is the chief scientist of OpenAI?	Sutskever
Who is the president of OpenAI?	Brockman
Who is SBF's lawyer?	Cohen
Who is the head coach of Michigan?	Harbaugh
Who is Instagram's head?	Mosseri
Who is the EU commissioner for the internal market?	Breton
Who directed Killers of the Flower Moon?	Scorsese
Who is the prime minister of Israel?	Netanyahu
Who is Chelsea's head coach?	Pochettino
Who is the CEO of Spotify?	Ek\b
Who is the CEO of Apple?	Cook
Who runs Instagram?	Mosseri
"""


def main() -> None:
    """Reads the articles into a library, asks, and prints how often the first sentence, and any, says it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--library", type=Path, help="one that has the articles already")
    parser.add_argument("--misses", action="store_true", help="print what is answered instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = options.library or Path(folder) / "library"
        settings = Settings(_env_file=None, library=library, ledger=False)  # type: ignore[call-arg]
        if not options.library:
            with LibraryWriter(library) as writer:
                ingest_files([options.corpus], writer, Chunker(CHUNK_TOKENS, CHUNK_OVERLAP), BuiltinEmbedding())
        engine = open_engine(settings)
        first = shown = declined = 0
        lines = QUESTIONS.strip().splitlines()
        for question, words in (line.split("\t") for line in lines):
            answer = engine.answer(Question(question))
            says = [re.search(words, sentence.text, re.IGNORECASE) is not None for sentence in answer.sentences]
            first, shown, declined = first + says[:1].count(True), shown + any(says), declined + answer.declined
            if options.misses and not any(says[:1]):
                print(question, "|", answer.reason if answer.declined else answer.text)
        print(f"{len(lines)} questions: the first sentence says it {first}, one shown {shown}; declined {declined}")
        engine.close()


if __name__ == "__main__":
    main()
