"""What can go wrong while articles are read, kept and searched.

    IndexingError
    ├── UnreadableError          one source cannot be read as an article; the others go on
    │   ├── AddressRefusedError  an address that must not be asked: by robots.txt, or one of a private network
    │   ├── PageGoneError        the page is not there any more (404, 410)
    │   └── UnreachableError     no answer this time; worth trying again later
    ├── LibraryError             the library as a whole
    │   ├── NoLibraryError       there is none at this place
    │   │   └── EmptyLibraryError    there is one, with nothing in it
    │   ├── LockedError          another process is writing to it
    │   ├── NewerLibraryError    made by a newer version of this software
    │   ├── CorruptLibraryError  library.db itself is damaged
    │   ├── RebuildNeededError   made with another model or other chunk sizes, or a derived index is damaged
    │   ├── RebuiltError         rebuilt with another embedding model since it was opened
    │   ├── NoSuchArticleError   no article has this id
    │   └── NoSuchSourceError    no followed source has this address
    ├── EmbeddingError           the embedding model cannot be loaded or did not answer
    └── FilterError              a date, publisher or limit that cannot be understood

Every message says what failed, on what, and what to do about it.
"""


class IndexingError(Exception):
    """Root of this package's errors; its text is fit to be shown to a user."""


class UnreadableError(IndexingError):
    """One source cannot be read as an article.  ``source`` names it, the text says why and what to do."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class AddressRefusedError(UnreadableError):
    """An address that must not be asked: robots.txt says so, or it is not a public web address."""


class PageGoneError(UnreadableError):
    """The page is not there any more: its server answered 404 or 410."""


class UnreachableError(UnreadableError):
    """No answer this time.  ``retry_after_s`` is how long the server asked to be left alone, if it did."""

    def __init__(self, source: str, reason: str, retry_after_s: float | None = None) -> None:
        super().__init__(source, reason)
        self.retry_after_s = retry_after_s


class LibraryError(IndexingError):
    """The library as a whole cannot be used as asked."""


class NoLibraryError(LibraryError):
    """There is no library at this place."""


class EmptyLibraryError(NoLibraryError):
    """The library holds no article yet."""


class LockedError(LibraryError):
    """Another process is writing to the library."""


class NewerLibraryError(LibraryError):
    """The library was made by a newer version of this software."""


class CorruptLibraryError(LibraryError):
    """``library.db`` is damaged."""


class RebuildNeededError(LibraryError):
    """The derived indexes do not fit the settings, or are damaged: ``articlebot rebuild`` makes them anew."""


class RebuiltError(LibraryError):
    """The library has vectors of another embedding model now than when it was opened: open it again."""


class NoSuchArticleError(LibraryError):
    """No article of the library has this id."""


class NoSuchSourceError(LibraryError):
    """No followed source has this address."""


class EmbeddingError(IndexingError):
    """The embedding model cannot be loaded, or a model service did not answer."""


class FilterError(IndexingError):
    """A date, a publisher or a limit cannot be understood."""
