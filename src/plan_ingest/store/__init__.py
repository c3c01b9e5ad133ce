"""The folders of a project."""
