"""The Dagster face: one asset per table, partitions, checks, automation and storage.

It decides when and where; what is computed stands in `pipelines/`. Only here are the clock and
the environment read, the environment in `settings.py` alone.
"""
