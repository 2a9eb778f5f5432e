"""Launches: who fired what, when, from where, how many, on whose word.

`extract` is the room's only door.
"""

from pipelines.launches.extract import extract

__all__ = ["extract"]
