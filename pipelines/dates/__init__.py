"""Date expressions of English text: `tag` finds them, says what they mean, and why."""

from pipelines.dates.engine import tag

__all__ = ["tag"]
