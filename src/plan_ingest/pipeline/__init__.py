"""The story: ingest, suggest, compare; where rim and core meet."""
