"""Scores: signals to ranked suggestions."""
