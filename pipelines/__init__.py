"""Pure code from news text to a timeline: no Dagster, no clock, no environment."""
