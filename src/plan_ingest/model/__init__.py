"""The nouns: frozen dataclasses of the standard library, and nothing else."""
