"""Events: mentions of many articles -> one row for one launch, for ever.

The door is `resolve`, and `extend` for a few more articles. `reconcile.hold` holds what articles
count against the events, and `history.as_known_on` gives the timeline of a past day.
"""

from pipelines.events.reports import Source
from pipelines.events.resolution import Resolution, extend, resolve

__all__ = ["Resolution", "Source", "extend", "resolve"]
