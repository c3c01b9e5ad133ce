"""Meaning: a document to plan items."""
