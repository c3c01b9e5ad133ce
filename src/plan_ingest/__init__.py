"""Reads police action plans, maps them onto a framework and shows the gaps."""

__version__ = "0.1.0"
