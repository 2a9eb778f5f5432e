"""What tells when an article was written: each file is one kind of evidence.

A clue is a likelihood over the days of `days.ORDINALS` and one line of words for a reader.
"""
