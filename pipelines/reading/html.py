"""A page -> its main text (trafilatura) and what the page says about itself."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from pipelines.model import Article, Issue
from pipelines.reading import articles
from pipelines.reading.articles import Facts
from pipelines.reading.limits import Limits
from pipelines.reading.topics import Topic

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE
)
_HEAD_BYTES = 4_096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
}
"""Browsers read these names as the wider encoding (WHATWG Encoding Standard); so do we."""

_UNREAD = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(script|style)\b(?![^>]*ld\+json).*?(?:</\1[^>]*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""Comments, styles, and scripts that do not describe the page: more than half of most pages."""
_TAG = re.compile(
    r"""<(?:script\b.*?(?:</script|\Z)"""
    r"""|(?P<tag>[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+))""",
    re.DOTALL | re.IGNORECASE,
)
"""Scripts, and tags as browsers read them: a quote opens only after an equals sign."""
_OPEN = re.compile("<[a-zA-Z]")
_QUOTED_END = re.compile(r"""=\s*+(?:"[^">]*+>|'[^'>]*+>)""")

_ATTRIBUTE = re.compile(r"""[\s/"']+[^\s/"'=]""")
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+)""")
_LONG_TAG_CHARS = 2_000
_LITTLE_TEXT = 300
_BREAK = "\x01"
_SHORTEST_PASSAGE = 40
_TITLES = frozenset({"title", "h1", "h2"})
_HIDDEN = frozenset({"script", "style", "noscript", "template"})
_INLINE = frozenset({"a", "abbr", "b", "cite", "em", "font", "i", "mark", "q", "small", "span",
                     "strong", "sub", "sup", "time", "u"})  # fmt: skip
_FRAME = (
    "style", "nav", "aside", "footer", "svg", "img", "picture", "source", "link", "meta", "input",
    "button", "select", "option", "iframe", "noscript", "video", "audio", "template", "canvas",
)  # fmt: skip
"""What no extractor takes a text from; without it trees are half as large."""
_BLOCKS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "blockquote")


def read(
    data: bytes, source: str, limits: Limits, facts: Facts | None = None
) -> Iterator[Article | Issue]:
    """The article of a page; `facts` of a record about the page come before its own."""
    if len(data) > limits.page_bytes:
        detail = f"{len(data):,} bytes; a page has at most {limits.page_bytes:,}"
        yield articles.issue("too_large", source, detail)
        return
    text = decode(data)
    if text is None:
        yield articles.issue("unknown_encoding", source, "no encoding fits the page's bytes")
        return
    yield from read_text(text, source, limits, facts)


def read_text(
    text: str,
    source: str,
    limits: Limits,
    facts: Facts | None = None,
    topic: Topic | None = None,
) -> Iterator[Article | Issue]:
    """As `read`, of characters; a page whose passages do not speak of the `topic` gives nothing."""
    if len(text) > limits.page_bytes:
        detail = f"{len(text):,} characters; a page has at most {limits.page_bytes:,}"
        yield articles.issue("too_large", source, detail)
        return
    bare = _UNREAD.sub("", text)
    if _most_attributes(bare) > limits.attributes:
        detail = f"an element has more than {limits.attributes:,} attributes"
        yield articles.issue("hostile_page", source, detail)
        return
    tree = _tree(bare)
    if tree is None:
        yield articles.issue("no_text", source, "it is not HTML")
        return
    if topic is not None and not topic.in_text(_passages(tree)):
        return
    try:
        whole = partial(_whole, text, tree, limits)
        known = _joined(facts or Facts(), tree, whole)
        body = _main_text(tree)
    except (ValueError, RecursionError, MemoryError) as error:
        yield articles.issue("broken_page", source, f"{type(error).__name__}: {error}")
        return
    yield from articles.make(body, source, known, limits)


def decode(data: bytes, charset: str | None = None) -> str | None:
    """The page's characters by its byte order mark, UTF-8, the stated charset, or detection."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    in_page = _META_CHARSET.search(data[:_HEAD_BYTES])
    stated = (charset, in_page[1].decode("ascii") if in_page else None)
    for name in filter(None, stated):
        try:
            return data.decode(_WIDER.get(name.lower(), name))
        except (LookupError, UnicodeDecodeError):
            continue
    for name in filter(None, stated):  # a few broken bytes do not undo a stated encoding
        try:
            text = data.decode(_WIDER.get(name.lower(), name), "replace")
        except LookupError:
            continue
        if text.count("\ufffd") * 100 < len(text):
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    return None if best is None else data.decode(best.encoding, "replace")


def words(markup: str) -> str:
    """All words of a fragment, one block a line; no main text is looked for."""
    tree = _tree(f"<html><body><div>{markup}</div></body></html>")
    if tree is None:
        return ""
    for element in tree.iter(*_BLOCKS):
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n".join(filter(None, lines))


def _passages(tree: Any) -> str:
    """Titles, and every passage longer than a menu entry: cheap, and never less than the main text.

    Each passage ends where a block element begins or ends.
    """
    from lxml import etree

    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag not in _INLINE:
            parts.append(_BREAK)
        if event == "end":
            parts.append(element.tail or "")
        elif element.tag in _TITLES:
            parts += (element.text or "", _SHORTEST_PASSAGE * " ")
        elif element.tag not in _HIDDEN:
            parts.append(element.text or "")
    return "\n".join(
        passage for passage in "".join(parts).split(_BREAK) if len(passage) >= _SHORTEST_PASSAGE
    )


def _most_attributes(text: str) -> int:
    """How many attributes the longest tag may have; short tags are not counted."""
    if not (_QUOTED_END.search(text) or any(map(_holds_long_tag, text.split(">")))):
        return 0
    tags = (match["tag"] or "" for match in _TAG.finditer(text))
    bare = (_VALUE.sub("= ", tag) for tag in tags if len(tag) > _LONG_TAG_CHARS)
    return max((len(_ATTRIBUTE.findall(tag)) for tag in bare), default=0)


def _holds_long_tag(segment: str) -> bool:
    if len(segment) <= _LONG_TAG_CHARS:
        return False
    start = _OPEN.search(segment)
    return start is not None and len(segment) - start.start() > _LONG_TAG_CHARS


def _tree(text: str) -> Any:
    import trafilatura

    try:
        return trafilatura.load_html(text)
    except (ValueError, RecursionError, AssertionError):
        return None


def _whole(text: str, bare: Any, limits: Limits) -> Any:
    """The page with its scripts as a tree, or else the one without them."""
    tree = None if _most_attributes(text) > limits.attributes else _tree(text)
    return bare if tree is None else tree


def _joined(facts: Facts, tree: Any, whole: Callable[[], Any]) -> Facts:
    from pipelines.reading import metadata

    own = metadata.facts(tree, url=facts.url, collected_at=facts.collected_at, whole=whole)
    return replace(
        facts,
        url=facts.url or own.url,
        title=facts.title or own.title,
        publisher=facts.publisher or own.publisher,
        stamps=facts.stamps + own.stamps,
    )


def _main_text(tree: Any) -> str:
    """By trafilatura's fast mode; where that finds little, its slow one may find more.

    The tree is used up.
    """
    import trafilatura
    from lxml import etree

    etree.strip_elements(tree, *_FRAME, etree.Comment, with_tail=False)
    text = trafilatura.extract(tree, fast=True, include_comments=False) or ""
    if len(text) < _LITTLE_TEXT:
        text = trafilatura.extract(tree, include_comments=False) or text
    return text
