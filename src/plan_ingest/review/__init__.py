"""Judgement: what analysts decided, and what it means."""
