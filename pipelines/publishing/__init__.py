"""Tables -> files that people use: Parquet, dictionary, charts, timeline page."""
