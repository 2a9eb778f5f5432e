"""Which group carries which id: minted once from the least mention, then kept by the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from pipelines.events.groups import Group

Owner = Callable[[str], str | None]
"""mention_id -> the event of the last build that it belonged to."""


@dataclass(frozen=True, slots=True)
class Identities:
    """The id of each group, in the order given, and what became of ids that none carries.

    `merged` maps an id to the one that its mentions went to; `parts` a kept id to the ids of the
    groups that were split off it.
    """

    ids: tuple[str, ...]
    merged: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def mint(mention_id: str) -> str:
    """The id of an event whose least mention this is: `e-` and 12 hex digits of its SHA-256."""
    return "e-" + sha256(mention_id.encode()).hexdigest()[:12]


def mention_ids(group: Group) -> Iterator[str]:
    """The mentions of a group's founding reports, least first."""
    for report in group.reports:
        if report.founding:
            for mention in report.mentions:
                yield mention.mention_id


def assign(groups: Sequence[Group], owner: Owner, taken: Collection[str]) -> Identities:
    """Ids for groups in the order of their keys.

    `owner` gives the event of each mention in the last build, `taken` are the ids of its events. An
    old id goes to the group with most of its mentions (of equals the earlier group): a split leaves
    it with the larger part. Of several old ids in one group the one that owns the least mention
    stays: a merge leaves the others as redirects. A launch that was merged away and stands by
    itself again has its own id again.
    """
    shares = _shares(groups, owner)
    heir = {old: min(share, key=lambda i: (-share[i], i)) for old, share in shares.items()}
    ids: list[str] = []
    used = set(taken)
    for i, group in enumerate(groups):
        kept = _kept(group, owner, heir, i)
        ids.append(kept or _minted(group, used))
        used.add(ids[-1])
    merged = {old: ids[i] for old, i in heir.items() if ids[i] != old}
    parts = {
        old: tuple(ids[i] for i in sorted(share) if i != heir[old])
        for old, share in shares.items()
        if len(share) > 1 and ids[heir[old]] == old
    }
    return Identities(tuple(ids), merged, parts)


def _shares(groups: Sequence[Group], owner: Owner) -> dict[str, Counter[int]]:
    shares: dict[str, Counter[int]] = defaultdict(Counter)
    for i, group in enumerate(groups):
        for mention_id in mention_ids(group):
            if old := owner(mention_id):
                shares[old][i] += 1
    return shares


def _kept(group: Group, owner: Owner, heir: Mapping[str, int], i: int) -> str | None:
    olds = map(owner, mention_ids(group))
    return next((old for old in olds if old and heir[old] == i), None)


def _minted(group: Group, used: Collection[str]) -> str:
    """The hash of the least mention; of the next where an id that was split off holds it."""
    ids = list(mention_ids(group))
    candidates = (mint(m + again) for again in ("", "'", "''") for m in ids)
    return next(c for c in candidates if c not in used)
