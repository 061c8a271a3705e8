"""The chunker as a LlamaIndex node parser, for pipelines that are not this project's."""

from __future__ import annotations

from llama_index.core.node_parser import TextSplitter
from pydantic import Field, PrivateAttr

from index.chunking import CHUNK_OVERLAP, CHUNK_TOKENS, Chunker


class ArticleSplitter(TextSplitter):
    """Cuts documents as the library does: at sentence ends, in the built-in model's word pieces."""

    chunk_tokens: int = Field(default=CHUNK_TOKENS, gt=0, description="Most word pieces of a chunk.")
    overlap: int = Field(default=CHUNK_OVERLAP, ge=0, description="Word pieces that neighbours may share.")
    language: str | None = Field(default=None, description="ISO 639-1 code of the documents; None is English.")

    _chunker: Chunker | None = PrivateAttr(default=None)

    @classmethod
    def class_name(cls) -> str:
        """LlamaIndex's name for it."""
        return "ArticleSplitter"

    def split_text(self, text: str) -> list[str]:
        """The chunks of a text, which are slices of it."""
        if self._chunker is None:
            self._chunker = Chunker(self.chunk_tokens, self.overlap)
        return [span.of(text) for span in self._chunker.chunk(text, self.language)]
