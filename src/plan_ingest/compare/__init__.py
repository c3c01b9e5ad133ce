"""The answer: links to coverage and gaps."""
