"""Many short articles, some of them copies -> which are copies of which.

    python -m benchmarks.copies 20000            (100,000 in docs/scale.md)

The truth is known because the articles are made up: originals; copies that an outlet shortened,
topped, re-titled or edited lightly, up to two days later; and what only looks like a copy: the same
wording with another day and other numbers, or word for word weeks later. The peer is datasketch's
MinHash LSH on the same shingles, threshold 0.7, with no look at numbers or days.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec

from benchmarks import _pages
from pipelines.model import Article
from pipelines.reading import copies

Dated = tuple[Article, date | None]
Groups = dict[str, str]
"""article_id -> the original that it is, or is a copy of."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Newsroom:
    """Makes articles and knows which are copies."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.maker = _pages.Maker(seed)
        self.articles: list[Dated] = []
        self.truth: Groups = {}

    def fill(self, count: int) -> None:
        """Originals with one to four relatives each, until there are so many articles."""
        while len(self.articles) < count:
            day = date(2010, 1, 1) + timedelta(self.chance.randrange(5_000))
            text = self._text(day)
            original = self._add(text, day, None)
            for _ in range(self.chance.choice((0, 0, 1, 1, 2, 4))):
                later = day + timedelta(self.chance.randint(0, 2))
                self._add(self._edited(text), later, original)
            if self.chance.random() < 0.3:
                self._add(self._retold(text), day + timedelta(self.chance.randint(0, 30)), None)
            if self.chance.random() < 0.1:
                self._add(text, day + timedelta(self.chance.randint(5, 60)), None)

    def _add(self, text: str, day: date, original: str | None) -> str:
        name = f"a-{len(self.articles):08}"
        self.articles.append((Article(article_id=name, text=text, source=name), day))
        self.truth[name] = original or name
        return name

    def _text(self, day: date) -> str:
        lead = _pages.LAUNCH.format(
            count=self.chance.randint(1, 9), weekday=f"{day:%A}", number=self.chance.randint(1, 99)
        )
        return "\n".join([lead, *self.maker.paragraphs(self.chance.randint(3, 7))])

    def _edited(self, text: str) -> str:
        """What syndication does to a text, once or twice."""
        for _ in range(self.chance.randint(1, 2)):
            paragraphs = text.split("\n")
            match self.chance.randrange(5):
                case 0 if len(paragraphs) > 3:
                    text = "\n".join(paragraphs[: -(len(paragraphs) // 3)])
                case 1:
                    text = f"(Wire) {text}\nFollow us for more stories like this one."
                case 2:
                    words = text.split(" ")
                    for _ in range(len(words) // 40):
                        words[self.chance.randrange(len(words))] = "reportedly"
                    text = " ".join(words)
                case 3:
                    text = text.replace(", ", " ").upper()
                case _:
                    text = f"{self.maker.paragraphs(1)[0]}\n{text}"
        return text

    def _retold(self, text: str) -> str:
        """The same wording about another launch: another weekday, count and number."""
        for weekday in WEEKDAYS:
            text = text.replace(weekday, self.chance.choice(WEEKDAYS))
        digits = iter(str(self.chance.randint(10**6, 10**7)) * 20)
        return "".join(next(digits) if letter.isdigit() else letter for letter in text)


def ours(articles: list[Dated]) -> Groups:
    return copies.find(articles)


def datasketch(articles: list[Dated]) -> Groups:
    """MinHash LSH as its manual shows it: the first similar text in the order of days."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.7, num_perm=128)
    found: Groups = {}
    for article, _ in sorted(articles, key=lambda item: (item[1] or date.max, item[0].article_id)):
        words = article.text.lower().split()
        signature = MinHash(num_perm=128)
        signature.update_batch(
            [" ".join(words[n : n + 3]).encode() for n in range(max(1, len(words) - 2))]
        )
        similar = list(index.query(signature))
        if similar:
            found[article.article_id] = min(similar)
        else:
            index.insert(article.article_id, signature)
    return found


def report(name: str, find: Callable[[list[Dated]], Groups], room: Newsroom, count: int) -> None:
    """Print the rate, and precision and recall of the marks."""
    articles = room.articles[:count]
    known = {article.article_id for article, _ in articles}
    started = time.process_time()
    found = find(articles)
    seconds = time.process_time() - started
    family = {name: room.truth[name] for name in known}
    right = sum(family[copy] == family[original] for copy, original in found.items())
    real = sum(name != original for name, original in family.items())
    precision = right / len(found) if found else 0.0
    print(
        f"{name:14}{count:>10,}{count / seconds:>12,.0f}{precision:>11.4f}{right / real:>9.4f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("--peer", type=int, default=4_000, help="articles for datasketch")
    arguments = parser.parse_args()
    room = Newsroom()
    room.fill(arguments.count)
    words = sum(len(article.text.split()) for article, _ in room.articles) / len(room.articles)
    print(f"{len(room.articles):,} articles of {words:.0f} words on average")
    print(f"{'':14}{'articles':>10}{'articles/s':>12}{'precision':>11}{'recall':>9}")
    if find_spec("datasketch"):
        report("datasketch", datasketch, room, min(arguments.peer, arguments.count))
        report("ours", ours, room, min(arguments.peer, arguments.count))
    report("ours", ours, room, arguments.count)


if __name__ == "__main__":
    main()
