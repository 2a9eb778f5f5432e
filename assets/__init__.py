"""Dagster face of the pipelines."""
