"""What ``articlebot doctor`` looks at: the settings, the library, and the models."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.errors import SettingsError
from index.address import shown_address
from index.errors import IndexingError
from index.health import Check, check_library

if TYPE_CHECKING:
    from bot.settings import Settings

MODEL_TIMEOUT_S = 10.0
"""A server that lists its models later than that is too slow to answer questions."""

logger = logging.getLogger(__name__)


def checks(load: Callable[[], Settings]) -> Iterator[Check]:
    """Each thing that was looked at, what others depend on first; known errors are findings."""
    try:
        settings = load()
    except SettingsError as error:
        yield Check("settings", False, str(error))
        return
    yield Check("settings", True, f"The library is {settings.library}.")
    yield from check_library(settings.library)
    yield _embedding(settings)
    yield _trained_models()
    yield _language_model(settings)


def _embedding(settings: Settings) -> Check:
    from bot.assembly import open_embedding
    from index.library import Library

    shape = None
    with suppress(IndexingError), Library.open(settings.library) as library:
        shape = library.shape
    try:
        embedding = open_embedding(settings, shape)
        dimensions = embedding.embed(["Is the model there?"]).shape[1]
    except IndexingError as error:
        return Check("embedding model", False, str(error))
    if shape is not None and (embedding.model_name, dimensions) != (shape.embedding_model, shape.dimensions):
        text = f"{embedding.model_name}, but the library was made with {shape.embedding_model}: `articlebot rebuild`."
        return Check("embedding model", False, text)
    return Check("embedding model", True, f"{embedding.model_name}, {dimensions} dimensions.")


def _trained_models() -> Check:
    from bot.evidence.answering import ANSWERING
    from bot.grounding.entailment import ENTAILMENT

    missing = [each.model for each in (ANSWERING, ENTAILMENT) if each.odds([]) is None]
    if missing:
        files = " and ".join(map(str, missing))
        text = f"{files} cannot be loaded, so English is read by rules alone: install articlebot again."
        return Check("trained models", False, text)
    return Check("trained models", True, "Those that pick English sentences and check them are there.")


def _language_model(settings: Settings) -> Check:
    from bot.assembly import open_generative

    generative = open_generative(settings)
    if generative is None and settings.openai_api_key is not None:
        return Check("language model", True, "None: ARTICLEBOT_MODEL has answers quoted, though there is a key.")
    if generative is None:
        return Check("language model", True, "None: answers are quoted. OPENAI_API_KEY makes them written.")
    import openai

    from index.openai_embedding import OPENAI_ADDRESS

    assert settings.openai_api_key is not None
    key = settings.openai_api_key.get_secret_value()
    where = shown_address(settings.openai_base_url) if settings.openai_base_url else "OpenAI"
    # The client reads the environment where it is given no address, and an empty one is none there.
    address = settings.openai_base_url or OPENAI_ADDRESS
    client = openai.OpenAI(api_key=key, base_url=address, timeout=MODEL_TIMEOUT_S, max_retries=0)
    try:
        names = {model.id for model in client.models.list()}
    except openai.AuthenticationError:
        return Check("language model", False, f"{where} refuses the key: check OPENAI_API_KEY.")
    except openai.APIStatusError as error:
        if error.status_code in (404, 405, 501):
            return Check("language model", True, f"{settings.model} at {where}, which gives no list of its models.")
        return Check(
            "language model", False, f"{where} answers with status {error.status_code} when asked for its models."
        )
    except openai.APIError as error:
        return Check(
            "language model", False, f"{where} cannot be reached ({type(error).__name__}): check OPENAI_BASE_URL."
        )
    except Exception as error:  # noqa: BLE001 - of a page in place of a list the client raises anything
        logger.info("no list of models: %s", type(error).__name__)
        return Check("language model", False, f"{where} sends no list of models: check OPENAI_BASE_URL.")
    if names and settings.model not in names:
        return Check("language model", False, f"{where} has no model {settings.model}: check ARTICLEBOT_MODEL.")
    return Check("language model", True, f"{settings.model} at {where}.")
