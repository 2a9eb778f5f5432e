"""Pages and archives that the tests of this room write themselves."""

from __future__ import annotations

import gzip
import io
import json

from fastwarc.warc import WarcRecord, WarcRecordType

PUBLISHED = "2022-01-17T09:30:00+09:00"
SENTENCE = (
    "Two short-range missiles rose from an airfield near the capital on Monday morning, the joint"
    " staff of the neighbour said in its notice {}, and fell into the sea after 380 kilometers."
)


def page(
    title: str = "Two missiles from an airfield",
    *,
    paragraphs: int = 6,
    published: str | None = PUBLISHED,
    charset: str = "utf-8",
    extra: str = "",
) -> str:
    """A page as an outlet would serve it: navigation, main text, and JSON-LD about itself."""
    about = {"@type": "NewsArticle", "headline": title, "publisher": {"name": "The Coast Daily"}}
    if published:
        about["datePublished"] = published
    body = "".join(f"<p>{SENTENCE.format(number)}{extra}</p>" for number in range(paragraphs))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{title} | Coast'
        f'</title><script type="application/ld+json">{json.dumps({"@graph": [about]})}</script>'
        f'</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>'
        f"{title}</h1>{body}</article><footer>Imprint and terms of use</footer></body></html>"
    )


def warc(pages: list[bytes], *, packed: bool, headers: bytes = b"") -> bytes:
    """A WARC of one HTTP answer a page, each record its own gzip member when packed."""
    out = io.BytesIO()
    for number, data in enumerate(pages):
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = f"https://coast.example/news/{number}"
        record.headers["WARC-Date"] = "2022-01-18T00:00:00Z"
        record.set_bytes_content(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
            + headers
            + b"Content-Length: %d\r\n\r\n%b" % (len(data), data)
        )
        record.is_http = True
        one = io.BytesIO()
        record.write(one)
        out.write(gzip.compress(one.getvalue(), mtime=0) if packed else one.getvalue())
    return out.getvalue()
