"""Writes answers: by quoting the best sentences, or by a language model whose every sentence is then checked."""
