"""What stands twice among the articles of a build: a text again, or another text of one address.

The first text of an address bears the address's id, each further one that id and a mark of its own
text. So it does not matter how the sources were shared out among batches: whoever joins these asks
again, in the order of `place`, and comes to the same names.
"""

from __future__ import annotations

import hashlib
import re

from pipelines.model import Article, Issue
from pipelines.reading import articles

_PLACE = re.compile(r"(.*?)(?::(\d+)(?:@\d+)?)?", re.DOTALL)
_MARK = "-t"


class Names:
    """The ids that were given, by the id of the address (or, without one, of the text)."""

    def __init__(self) -> None:
        self._given: dict[str, dict[bytes, str]] = {}

    def give(self, article: Article) -> str | None:
        """The id that the article bears beside those before it; None where it was read before."""
        first_id = first_of(article.article_id)
        given = self._given.setdefault(first_id, {})
        digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest()
        if digest in given:
            return None
        name = f"{first_id}{_MARK}{digest.hex()[:8]}" if given else first_id
        given[digest] = name
        return name


def first_of(article_id: str) -> str:
    """The id of the first text of an address, from that of any text of it."""
    return article_id.partition(_MARK)[0]


def place(article: Article) -> tuple[str, int]:
    """Sorts articles as they are read: sources by name, in each by the number of the place."""
    match = _PLACE.fullmatch(article.source)
    return (match[1], int(match[2] or 0)) if match else (article.source, 0)


def already_read(article: Article) -> Issue:
    """The issue of a text that was read before under the same address."""
    detail = "the same text under the same address was read before"
    return articles.issue("already_read", article.source, detail, first_of(article.article_id))


def same_address(article: Article) -> Issue | None:
    """The issue of an article that another text keeps from bearing the id of its address."""
    first_id = first_of(article.article_id)
    if article.article_id == first_id:
        return None
    detail = f"another text stands under its address already ({first_id})"
    return articles.issue("same_address", article.source, detail, article.article_id)
