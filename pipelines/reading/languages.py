"""Which language a text is in. English is recognised by its own commonest words, at once; only
what does not look English is shown to py3langid, whose model takes 0.8 s to load."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

READ = ("en",)
"""Languages that the next rooms read."""

_SAMPLE_CHARS = 3_000
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(
    r"the|and|of|to|that|was|for|on|with|said|by|at|from|has|had|have|been|which|its|will|it|this"
    r"|after|would|were|are|not|over|their"
)
_ENGLISH_SHARE = 0.15
_SURE = 0.9
_SHORTEST = 40


def is_read(language: str) -> bool:
    """Whether the next rooms read it; an undetermined text gets the benefit of the doubt."""
    return language in READ or language == "und"


def detect(text: str) -> str:
    """ISO 639-1 code, or "und" where the text is too short or the model is in doubt."""
    sample = text[:_SAMPLE_CHARS]
    words = [word.lower() for word in _WORD.findall(sample)]
    common = [word for word in words if _ENGLISH.fullmatch(word)]
    if len(set(common)) >= 3 and len(common) >= _ENGLISH_SHARE * len(words):
        return "en"
    if sum(map(len, words)) < _SHORTEST and sample.isascii():
        return "und"
    if not words:
        return "und"
    language, probability = _model().classify(sample)
    return str(language) if probability >= _SURE else "und"


def tag(stated: str) -> str | None:
    """The primary subtag of a stated language ("en-US" -> "en"), or None."""
    match = re.match(r"[a-zA-Z]{2,3}(?=$|[-_])", stated.strip())
    return match.group().lower() if match else None


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
